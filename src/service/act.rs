//! A POST to an action: refused, or done and answered. Without scripts that is post, redirect, get; or with
//! status 422 the page that the form stands on, once more.

use super::Service;
use super::mount::{Asked, asked_at};
use crate::action::{
    Answer, Errors, FROM, Invalid, Next, Outcome, RefusedForm, host, is_at, is_from_elsewhere, receive,
};
use crate::captures::Erased;
use crate::choose::choose;
use crate::cx::{Cx, Shared, TitleOwner};
use crate::location::is_same_origin;
use crate::render::{add_handlers_headers, redirect};
use crate::resolve::{Shown, View, hard};
use crate::segments::{SlotLocation, parse_query};
use crate::table::{Action, ActionId, Tables};
use crate::url::UrlWriter;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, Uri, header};
use std::any::Any;
use std::sync::Arc;
use tracing::Span;

/// The action that a path leads to.
pub(super) fn find(tables: &'static Tables, location: &SlotLocation) -> Option<ActionId> {
    let rank = choose(tables.action_matcher, &location.segments)?;
    tables.action_targets.get(rank as usize).copied()
}

/// A page that shows something to the one who posted.
struct OnScreen {
    asked: Asked,
    shown: Shown,
}

/// One POST.
struct Posted<'a> {
    service: &'a Service,
    action: &'static Action,
    location: &'a SlotLocation,
    parts: Parts,
    /// The action's struct.
    data: Erased,
}

impl Service {
    /// Does an action, and answers.
    pub(super) async fn act(
        &self,
        request: Request,
        asked: &Asked,
        id: ActionId,
        location: &SlotLocation,
    ) -> Response {
        let tables = self.spec.tables;
        let action = &tables.actions[id as usize];
        Span::current().record("http.route", format!("{}{}", tables.mount, action.pattern));
        let (mut parts, body) = request.into_parts();
        parts.uri = asked.uri.clone();
        if is_from_elsewhere(&parts) {
            return (StatusCode::FORBIDDEN, "This form was sent from another site.\n").into_response();
        }
        let captures = location.captures();
        let node = &tables.nodes[action.node as usize];
        let made = (action.make)(&captures).and_then(|data| Ok((data, (node.at)(&captures)?)));
        let Ok((data, at)) = made else { return StatusCode::NOT_FOUND.into_response() };
        let sent = match receive(&parts.headers, body, self.spec.body_limit).await {
            Ok(sent) => sent,
            Err(why) => return why.into_response(),
        };
        let shared = Arc::new(Shared::new(parts.clone(), Vec::new(), Vec::new()));
        let cx = Cx::new(shared.clone(), tables.slots[action.slot as usize].key, TitleOwner::No);
        let work = self.spec.app.action(id, cx, at, data.clone(), sent);
        let answer = work.await;
        let posted = Posted { service: self, action, location, parts, data };
        let mut response = match answer {
            Ok(answer) => posted.respond(answer).await,
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
        add_handlers_headers(response.headers_mut(), shared.take_headers());
        response
    }

    /// What a URL of this spec shows; nothing for one that shows no page, or leads on.
    fn on_screen_at(&self, path_and_query: &str) -> Option<OnScreen> {
        let asked = asked_at(path_and_query.parse().ok()?, self.spec.tables.mount)?;
        let shown = hard(self.spec.tables, &asked.url()?).ok()?;
        Some(OnScreen { asked, shown })
    }
}

impl Posted<'_> {
    async fn respond(self, answer: Answer) -> Response {
        let refused = |form: Option<Arc<dyn Any + Send + Sync>>, errors: Errors| RefusedForm {
            action: self.data.clone(),
            of: answer.form,
            form,
            typed: answer.typed.clone(),
            errors: Arc::new(errors),
        };
        match answer.outcome {
            Outcome::Done(done) => match done.0 {
                Next::To(place) => see_other(place.as_str()),
                Next::Refresh(slots) => {
                    tracing::debug!(?slots, "without scripts the whole page is loaded again");
                    see_other(&self.url_to_go_back_to())
                }
                Next::Invalid(invalid) => {
                    let Invalid { page, is_page, form, errors } = *invalid;
                    let page = self
                        .on_screen()
                        .filter(|on_screen| shows(&on_screen.shown, &is_page))
                        .or_else(|| self.service.on_screen_at(page.as_str()));
                    self.show_again(page, refused(Some(form.into()), errors)).await
                }
            },
            Outcome::Unread(errors) => {
                let own = self.parts.uri.path();
                let page = self.on_screen().or_else(|| self.service.on_screen_at(own));
                let page = page.or_else(|| self.service.on_screen_at(&self.layout_url()?));
                self.show_again(page, refused(None, errors)).await
            }
        }
    }

    /// The page that the form stands on, with status 422 and what was typed.
    async fn show_again(&self, page: Option<OnScreen>, refused: RefusedForm) -> Response {
        let Some(OnScreen { asked, shown }) = page else { return in_words(&refused.errors) };
        let mut parts = self.parts.clone();
        parts.method = Method::GET;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.extensions.insert(refused);
        let request = Request::from_parts(parts, axum::body::Body::empty());
        let mut response = self.service.show(request, &asked, shown).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }

    /// The page that the form was sent from.
    fn on_screen(&self) -> Option<OnScreen> {
        self.service.on_screen_at(&self.from()?)
    }

    /// Where the form was sent from, as the request says: its own URL where a page is shown in answer to a
    /// POST, else the page that the browser names, if that is one of this host.
    fn from(&self) -> Option<String> {
        if let Some(from) = from_of(&self.parts.uri) {
            return Some(from);
        }
        let referer = self.parts.headers.get(header::REFERER)?.to_str().ok()?;
        let referer: Uri = referer.parse().ok().filter(|_| is_at(referer, host(&self.parts)))?;
        from_of(&referer).or_else(|| Some(referer.path_and_query()?.as_str().to_owned()))
    }

    fn url_to_go_back_to(&self) -> String {
        let from = self.from().filter(|from| self.service.on_screen_at(from).is_some());
        from.or_else(|| self.layout_url()).unwrap_or_else(|| "/".to_owned())
    }

    /// The own URL of the layout that declares the action, or of the file.
    fn layout_url(&self) -> Option<String> {
        let Tables { nodes, slots, mount, .. } = self.service.spec.tables;
        let layout = slots[self.action.slot as usize].layout;
        let depth = layout.map_or(0, |layout| nodes[layout as usize].prefix.len());
        let mut url = UrlWriter::new(mount);
        self.location.segments.iter().take(depth).for_each(|segment| url.segment(segment));
        url.finish().ok()
    }
}

/// The page that an action's URL itself names as the one its form stands on.
fn from_of(url: &Uri) -> Option<String> {
    let items = parse_query(url.query()?);
    let (_, from) = items.into_iter().find(|(key, _)| key == FROM)?;
    is_same_origin(&from).then_some(from)
}

/// Whether a page stands anywhere in a tree.
fn shows(shown: &Shown, is_page: &dyn Fn(&Erased) -> bool) -> bool {
    match &shown.view {
        View::Page { data, .. } => is_page(data),
        View::Layout { slots, .. } => slots.iter().any(|inner| shows(inner, is_page)),
        View::Default { .. } | View::Nothing | View::NotFound => false,
    }
}

fn see_other(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => redirect(StatusCode::SEE_OTHER, to),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Where no page is known that could show them.
fn in_words(errors: &Errors) -> Response {
    let lines = errors.iter().map(|(field, message)| match field {
        "" => format!("{message}\n"),
        field => format!("{field}: {message}\n"),
    });
    (StatusCode::UNPROCESSABLE_ENTITY, lines.collect::<String>()).into_response()
}
