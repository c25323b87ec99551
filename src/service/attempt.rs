//! One request: a page, a redirect, an error, or handed on.

use super::act;
use super::htmx::find_target;
use super::mount::{Asked, asked};
use super::own::answer_own;
use super::soft::Soft;
use super::{Next, Service};
use crate::navigate::{State, Url};
use crate::render::{Rendering, Struck, redirect, respond};
use crate::resolve::{Claim, Halt, Shown, View, hard, resolve_not_found};
use crate::segments::SlotLocation;
use crate::table::{PageId, Tables};
use axum::extract::{OriginalUri, Request};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::future::Future;
use std::pin::Pin;
use tower::ServiceExt;
use tracing::field::Empty;
use tracing::{Instrument, Span};

impl Service {
    /// Answers whatever comes.
    pub(super) async fn answer(&self, request: Request) -> Response {
        let original = request.extensions().get::<OriginalUri>();
        let path = original.map_or(request.uri(), |original| &original.0).path();
        let span = tracing::info_span!(
            "request",
            http.request.method = %request.method(),
            url.path = path,
            http.route = Empty,
            http.response.status_code = Empty,
        );
        let inside = span.clone();
        async move {
            let response = match self.attempt(request).await {
                Ok(response) => response,
                Err(request) if Soft::of(request.headers()).is_some() => self.conflict(),
                Err(request) => self.root_not_found(request).await,
            };
            inside.record("http.response.status_code", response.status().as_u16());
            response
        }
        .instrument(span)
        .await
    }

    /// Answers what this spec or what comes next answers; hands back the rest.
    fn attempt(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, Request>> + Send + '_>> {
        Box::pin(async move {
            let request = match self.attempt_own(request).await {
                Ok(response) => return Ok(response),
                Err(request) => request,
            };
            self.attempt_next(request).await
        })
    }

    async fn attempt_next(&self, mut request: Request) -> Result<Response, Request> {
        for next in &self.next {
            request = match next {
                Next::Transom(service) => match service.attempt(request).await {
                    Ok(response) => return Ok(response),
                    Err(request) => request,
                },
                Next::Other(service) => {
                    return Ok(service.clone().oneshot(request).await.unwrap_or_else(|never| match never {}));
                }
            };
        }
        Err(request)
    }

    async fn attempt_own(&self, request: Request) -> Result<Response, Request> {
        let tables = self.spec.tables;
        let Some(asked) = asked(&request, tables.mount) else { return Err(request) };
        if let Some(response) = answer_own(&asked, request.method()) {
            return Ok(response);
        }
        let Some(url) = asked.url() else {
            return Ok((StatusCode::BAD_REQUEST, "The path is not well encoded.\n").into_response());
        };
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let action = act::find(tables, &url.location);
        if let Some(action) = action.filter(|_| request.method() == Method::POST) {
            return Ok(if asked.has_trailing_slash() {
                asked.without_trailing_slash()
            } else {
                self.act(request, &asked, action, &url.location).await
            });
        }
        if let (true, Some(soft)) = (is_read, Soft::of(request.headers())) {
            return self.answer_softly(request, &asked, &url, soft).await;
        }
        match hard(tables, &url) {
            Ok(_) | Err(Halt::Redirect { .. }) if asked.has_trailing_slash() => {
                Ok(asked.without_trailing_slash())
            }
            Ok(_) if !is_read => {
                Ok(not_allowed(if action.is_some() { "GET, HEAD, POST" } else { "GET, HEAD" }))
            }
            Ok(shown) => Ok(match find_target(request.headers(), tables, &shown) {
                Some(slot) => self.show_slot(request, &asked, url, shown, slot).await,
                None => {
                    self.record_route(&shown);
                    self.show(request, &asked, Some(url), shown).await
                }
            }),
            Err(Halt::Redirect { permanent, to }) => {
                let status =
                    if permanent { StatusCode::PERMANENT_REDIRECT } else { StatusCode::TEMPORARY_REDIRECT };
                Ok(see(status, &to))
            }
            Err(Halt::Unmatched) if action.is_some() && self.next.is_empty() => {
                Ok(self.show_that_it_is_posted_only(request, &asked, url).await)
            }
            Err(Halt::Unmatched) if is_read || self.next.is_empty() => {
                match self.not_found_at(&url.location, Claim::Named) {
                    Some(shown) => Ok(self.show(request, &asked, Some(url), shown).await),
                    None => Err(request),
                }
            }
            Err(Halt::Unmatched) => Err(request),
        }
    }

    async fn show(&self, request: Request, asked: &Asked, url: Option<Url>, shown: Shown) -> Response {
        self.show_struck(request.into_parts().0, asked, url, shown, None).await
    }

    /// The same, with one slot showing how an action ended.
    pub(super) async fn show_struck(
        &self,
        mut parts: Parts,
        asked: &Asked,
        url: Option<Url>,
        shown: Shown,
        struck: Option<Struck>,
    ) -> Response {
        parts.uri = asked.uri.clone();
        let super::Spec { app, tables, build, .. } = &*self.spec;
        // From what is not there no step leads on, which is found out by whoever takes one.
        let state = url.map(|url| State { url, background: None });
        let request = crate::render::Request { app: app.clone(), tables, parts, state, struck };
        respond(Rendering { request, shown, build: build.clone(), mount: tables.mount }).await
    }

    /// The URL of an action at which no page stands: typed into the address bar, most likely.
    async fn show_that_it_is_posted_only(&self, request: Request, asked: &Asked, url: Url) -> Response {
        let Some(shown) = self.not_found_at(&url.location, Claim::Any) else { return not_allowed("POST") };
        let mut response = self.show(request, asked, Some(url), shown).await;
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        response
    }

    pub(super) fn record_route(&self, shown: &Shown) {
        let tables = self.spec.tables;
        Span::current().record("http.route", format!("{}{}", tables.mount, route(tables, shown)));
    }

    pub(super) fn not_found_at(&self, location: &SlotLocation, claim: Claim) -> Option<Shown> {
        let app = &self.spec.app;
        resolve_not_found(self.spec.tables, location, claim, |node| app.has_not_found(node))
    }

    /// The `not_found` of the file, of the first spec that has one; else that of any layout around.
    async fn root_not_found(&self, request: Request) -> Response {
        if let Some(service) = self.with_root_not_found() {
            return service.show_not_found(request).await;
        }
        match self.in_any_layout(&request) {
            Some((service, asked, url, shown)) => service.show(request, &asked, Some(url), shown).await,
            None => self.show_not_found(request).await,
        }
    }

    async fn show_not_found(&self, request: Request) -> Response {
        let asked =
            asked(&request, self.spec.tables.mount).unwrap_or_else(|| Asked::elsewhere(request.uri()));
        let url = asked.url();
        let location = url.as_ref().map_or_else(|| SlotLocation::at(Vec::new()), |url| url.location.clone());
        let shown = Shown::not_found(0, location);
        self.show(request, &asked, url, shown).await
    }

    /// The first spec with a layout whose path fits, though it names nothing of the URL.
    fn in_any_layout(&self, request: &Request) -> Option<(&Self, Asked, Url, Shown)> {
        let here = asked(request, self.spec.tables.mount).and_then(|asked| {
            let url = asked.url()?;
            let shown = self.not_found_at(&url.location, Claim::Any)?;
            Some((self, asked, url, shown))
        });
        if here.is_some() {
            return here;
        }
        self.next.iter().find_map(|next| match next {
            Next::Transom(service) => service.in_any_layout(request),
            Next::Other(_) => None,
        })
    }

    fn with_root_not_found(&self) -> Option<&Self> {
        if self.spec.app.has_not_found(0) {
            return Some(self);
        }
        self.next.iter().find_map(|next| match next {
            Next::Transom(service) => service.with_root_not_found(),
            Next::Other(_) => None,
        })
    }
}

fn not_allowed(allowed: &'static str) -> Response {
    let allowed = [(header::ALLOW, HeaderValue::from_static(allowed))];
    (StatusCode::METHOD_NOT_ALLOWED, allowed).into_response()
}

/// The pattern of the page that the URL stands for: the main chain's, else the first that matched.
fn route(tables: &'static Tables, shown: &Shown) -> &'static str {
    fn first(shown: &Shown) -> Option<PageId> {
        match &shown.view {
            View::Page { page, .. } if !shown.is_default => Some(*page),
            View::Layout { slots, .. } => slots.iter().find_map(first),
            _ => None,
        }
    }
    first(shown).map_or("", |page| tables.pages[page as usize].pattern)
}

/// What a `Location` may not hold: what no header can, and the backslash, which browsers read as a slash,
/// so that `/\host` would lead to another site.
const LOCATION: &AsciiSet = &CONTROLS.add(b' ').add(b'\\');

/// A redirect to a text that may be no header's.
pub(super) fn see(status: StatusCode, to: &str) -> Response {
    match HeaderValue::from_str(&utf8_percent_encode(to, LOCATION).to_string()) {
        Ok(to) => redirect(status, to),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
