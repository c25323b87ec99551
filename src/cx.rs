//! What a handler knows of its request, and what it may say about the response.

use crate::Cookie;
use crate::action::{Action, AtAction, FROM, Form, Refused, RefusedForm, action_url};
use crate::cookies;
use crate::here::Here;
use crate::link::Link;
use crate::page::{Page, SlotName, url_of};
use crate::slot_form::SlotForm;
use crate::url::QUERY;
use axum::extract::{FromRequestParts, Request};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use percent_encoding::utf8_percent_encode;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::time::Instant;

/// The request as one view sees it. Cheap to clone.
#[derive(Clone)]
pub struct Cx {
    request: Arc<Shared>,
    view: Arc<Viewing>,
}

/// What all views of one request share.
pub(crate) struct Shared {
    parts: Parts,
    here: Here,
    /// The keys of the slots whose `when` is false, once all have been asked.
    off: OnceLock<Vec<&'static str>>,
    /// When it came.
    began: Instant,
    /// Headers of handlers, until the shell is sent.
    headers: Mutex<Option<HeaderMap>>,
}

/// One view's own part.
pub(crate) struct Viewing {
    slot: &'static str,
    title: Title,
}

enum Title {
    /// This view's title is the document's (M14).
    Owned(Mutex<Option<String>>),
    /// Another view's is.
    Foreign,
}

impl Cx {
    /// A typed link to a page.
    pub fn link<P: Page>(&self, page: &P) -> Link {
        let href = url_of(page);
        let current = href.as_deref().is_some_and(|href| {
            self.request.here.is_at(href) || self.uri().path_and_query().is_some_and(|url| url == href)
        });
        Link::new(self.request.clone(), href, P::SLOT, current)
    }

    /// A link to what a slot shows where nothing of it is picked, as it closes a pane. Other slots stay
    /// as they are. Where the slot is not there, or has no default, the link has no `href`.
    pub fn link_default<S: SlotName>(&self) -> Link {
        Link::to_default(self.request.clone(), S::KEY)
    }

    /// A GET form whose fields are the query items of a page: `page` says its path, and what the query
    /// is without them. Other slots stay as they are.
    pub fn slot_form<P: Page>(&self, page: &P) -> SlotForm {
        let url = url_of(page).unwrap_or_else(|| "#".to_owned());
        SlotForm::new(self.request.here.form_for(&url, P::SLOT))
    }

    /// The form of an action; what was typed into it, if it was refused.
    pub fn form<A: Action>(&self, action: &A) -> Form {
        let at_action = self.request.parts.extensions.get::<AtAction>();
        let from = at_action.map(|_| utf8_percent_encode(self.url(), QUERY));
        let mut url = action_url(action);
        if let (Some(url), Some(from)) = (&mut url, from) {
            url.push_str(&format!("?{FROM}={from}"));
        }
        let is_this = |refused: &&RefusedForm| refused.action.downcast_ref::<A>() == Some(action);
        Form::new(url, self.refused_form().filter(is_this).cloned())
    }

    /// The form of this type that was sent from this page and refused, if one was: what was typed and what is
    /// wrong with it.
    #[must_use]
    pub fn refused<T: 'static>(&self) -> Option<Refused<'_, T>> {
        self.refused_form()?.typed()
    }

    /// Sets the document's title. Only the deepest page of the main slots owns it (M14); elsewhere, and
    /// after it was sent, this changes nothing and is reported. A page that fails takes it back; the `error`
    /// or `not_found` that shows in its stead may set another. Headers and cookies stay.
    pub fn set_title(&self, title: impl Into<String>) {
        match &self.view.title {
            Title::Owned(own) => *lock(own) = Some(title.into()),
            Title::Foreign => tracing::warn!(
                slot = self.view.slot,
                "a title set here is not the document's: the deepest page of the main slots owns it"
            ),
        }
    }

    /// Sets a header of the response, until the shell is sent; later it changes nothing and is reported.
    pub fn set_header(&self, name: HeaderName, value: HeaderValue) {
        match &mut *lock(&self.request.headers) {
            Some(headers) => drop(headers.insert(name, value)),
            None => self.report_late(&name),
        }
    }

    /// What a cookie of the request says.
    ///
    /// ```
    /// use transom::{Cookie, Cx};
    ///
    /// fn greet(cx: &Cx) -> String {
    ///     format!("Hello {}", cx.cookie("name").unwrap_or("stranger"))
    /// }
    /// fn remember(cx: &Cx, name: String) {
    ///     cx.set_cookie(Cookie::build(("name", name)).path("/").http_only(true));
    /// }
    /// fn forget(cx: &Cx) {
    ///     cx.set_cookie(Cookie::build("name").path("/").removal());
    /// }
    /// assert_eq!(greet(&Cx::test("/")), "Hello stranger");
    /// ```
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookies::find(self.headers(), name)
    }

    /// Sets a cookie, or removes it, until the shell is sent; later it changes nothing and is reported. So is
    /// one that would say something else in a header: a value with a semicolon, a line break or blanks around it.
    ///
    /// Without a `path` it is for URLs beside the present one only; removed it is by the same path.
    pub fn set_cookie(&self, cookie: impl Into<Cookie<'static>>) {
        let cookie = cookie.into();
        let Some(value) = cookies::to_header(&cookie) else {
            let (slot, name) = (self.view.slot, cookie.name());
            tracing::error!(slot, name, "a cookie is not set: no header can hold it as it is");
            return;
        };
        match &mut *lock(&self.request.headers) {
            Some(headers) => drop(headers.append(header::SET_COOKIE, value)),
            None => self.report_late(&header::SET_COOKIE),
        }
    }

    /// Runs an axum extractor that needs no state.
    ///
    /// # Errors
    /// The extractor's rejection.
    pub async fn extract<T: FromRequestParts<()>>(&self) -> Result<T, T::Rejection> {
        self.extract_with(&()).await
    }

    /// Runs an axum extractor with its state.
    ///
    /// # Errors
    /// The extractor's rejection.
    pub async fn extract_with<T: FromRequestParts<S>, S: Send + Sync>(
        &self,
        state: &S,
    ) -> Result<T, T::Rejection> {
        let mut parts = self.request.parts.clone();
        T::from_request_parts(&mut parts, state).await
    }

    /// Whether that slot is on this page and shows something. One whose `when` is false does not; guards and
    /// `when`s themselves run before that is known, and see what the URL shows.
    #[must_use]
    pub fn shows<S: SlotName>(&self) -> bool {
        let is_off = self.request.off.get().is_some_and(|off| off.contains(&S::KEY));
        self.request.here.shows(S::KEY) && !is_off
    }

    /// GET or HEAD.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.request.parts.method
    }

    /// The URL as the browser shows it: the one asked for, or for a soft navigation the one it leads to.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.request.parts.uri
    }

    /// The request's headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.request.parts.headers
    }

    /// For testing a handler on its own: a GET of that URL (`/` if it is none), in a view that owns the
    /// title.
    #[must_use]
    pub fn test(url: &str) -> Self {
        let mut parts = Request::new(()).into_parts().0;
        parts.uri = url.parse().unwrap_or_default();
        Self::new(Arc::new(Shared::new(parts, Here::default())), "", TitleOwner::Yes)
    }

    pub(crate) fn new(request: Arc<Shared>, slot: &'static str, owner: TitleOwner) -> Self {
        let title = match owner {
            TitleOwner::Yes => Title::Owned(Mutex::default()),
            TitleOwner::No => Title::Foreign,
        };
        Self { request, view: Arc::new(Viewing { slot, title }) }
    }

    /// The title set so far.
    pub(crate) fn title(&self) -> Option<String> {
        match &self.view.title {
            Title::Owned(own) => lock(own).clone(),
            Title::Foreign => None,
        }
    }

    /// Takes back the title set so far: what set it is not shown.
    pub(crate) fn forget_title(&self) {
        if let Title::Owned(own) = &self.view.title {
            *lock(own) = None;
        }
    }

    /// Path and query of the URL asked for.
    pub(crate) fn url(&self) -> &str {
        self.request.url()
    }

    fn refused_form(&self) -> Option<&RefusedForm> {
        self.request.refused_form()
    }

    /// Path and query of what is there beneath an intercepted page.
    pub(crate) fn beneath(&self) -> String {
        self.request.here.beneath().unwrap_or_else(|| self.url().to_owned())
    }

    fn report_late(&self, name: &HeaderName) {
        tracing::warn!(slot = self.view.slot, %name, "a header was set after the shell had been sent");
    }
}

/// Whether a view's title is the document's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleOwner {
    Yes,
    No,
}

impl Shared {
    pub(crate) fn new(parts: Parts, here: Here) -> Self {
        let headers = Mutex::new(Some(HeaderMap::new()));
        Self { parts, here, off: OnceLock::new(), began: Instant::now(), headers }
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    fn refused_form(&self) -> Option<&RefusedForm> {
        self.parts.extensions.get()
    }

    /// Whether a refused form is shown again.
    pub(crate) fn is_refused(&self) -> bool {
        self.refused_form().is_some()
    }

    pub(crate) fn began(&self) -> Instant {
        self.began
    }

    /// Says which slots have turned out to show nothing. Only the first time counts.
    pub(crate) fn turn_off(&self, slots: Vec<&'static str>) {
        let _ = self.off.set(slots);
    }

    pub(crate) fn here(&self) -> &Here {
        &self.here
    }

    /// Handlers' headers; from now on they are late.
    pub(crate) fn take_headers(&self) -> HeaderMap {
        lock(&self.headers).take().unwrap_or_default()
    }

    /// Path and query, as the browser shows them.
    pub(crate) fn url(&self) -> &str {
        self.parts.uri.path_and_query().map_or("/", |url| url.as_str())
    }
}

impl std::fmt::Debug for Cx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cx").field("uri", self.uri()).field("slot", &self.view.slot).finish_non_exhaustive()
    }
}

/// A handler that panics while it holds the lock leaves the value whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_once_and_then_late() {
        let cx = Cx::test("/");
        cx.set_header(header::ETAG, HeaderValue::from_static("1"));
        assert_eq!(cx.request.take_headers().len(), 1);
        cx.set_header(header::ETAG, HeaderValue::from_static("2"));
        assert!(cx.request.take_headers().is_empty());
    }
}
