//! What is to be done with a request: decided by its URL and headers alone, before anything runs.
//!
//! Types of the user's parse what the URLs say, and may panic: whoever asks for a decision catches that.

use super::Service;
use super::act::{self, Posting};
use super::attempt::see;
use super::htmx::find_target;
use super::mount::Asked;
use super::soft::Soft;
use crate::navigate::{Next, Url};
use crate::resolve::{Claim, Halt, Shown, hard};
use crate::table::ActionId;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};

pub(super) enum Decision {
    /// This, and nothing runs.
    Answer(Response),
    /// An action is done.
    Act(Box<Posting>),
    /// What a browser does not show yet.
    Part(Box<Next>, Box<Soft>),
    /// What stands in one slot, for htmx.
    Slot(Shown, &'static str),
    /// A page.
    Page(Shown),
    /// A layout that claims the URL says that nothing is there.
    NotFound(Shown),
    /// The same, where an action is and no page.
    PostedOnly(Shown),
    /// It is nothing of this spec.
    HandOn,
}

impl Service {
    pub(super) fn decide(&self, request: &Request, asked: &Asked, url: &Url) -> Decision {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let action = act::find(self.spec.tables, &url.location);
        if let Some(id) = action.filter(|_| request.method() == Method::POST) {
            return if asked.has_trailing_slash() {
                Decision::Answer(asked.without_trailing_slash())
            } else {
                self.decide_action(id, request, &url.location)
            };
        }
        match Soft::of(request.headers()) {
            Some(soft) if is_read => self.decide_softly(url, soft),
            _ => self.decide_page(request, asked, url, action),
        }
    }

    fn decide_page(&self, request: &Request, asked: &Asked, url: &Url, action: Option<ActionId>) -> Decision {
        let tables = self.spec.tables;
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        match hard(tables, url) {
            Ok(_) | Err(Halt::Redirect { .. }) if asked.has_trailing_slash() => {
                Decision::Answer(asked.without_trailing_slash())
            }
            Ok(_) if !is_read => {
                let allowed = if action.is_some() { "GET, HEAD, POST" } else { "GET, HEAD" };
                Decision::Answer(not_allowed(allowed))
            }
            Ok(shown) => match find_target(request.headers(), tables, &shown) {
                Some(slot) => Decision::Slot(shown, slot),
                None => Decision::Page(shown),
            },
            Err(Halt::Redirect { permanent, to }) => {
                let status =
                    if permanent { StatusCode::PERMANENT_REDIRECT } else { StatusCode::TEMPORARY_REDIRECT };
                Decision::Answer(see(status, &to))
            }
            Err(Halt::Unmatched) if action.is_some() && self.next.is_empty() => self
                .not_found_at(&url.location, Claim::Any)
                .map_or_else(|| Decision::Answer(not_allowed("POST")), Decision::PostedOnly),
            Err(Halt::Unmatched) if is_read || self.next.is_empty() => {
                self.not_found_at(&url.location, Claim::Named).map_or(Decision::HandOn, Decision::NotFound)
            }
            Err(Halt::Unmatched) => Decision::HandOn,
        }
    }
}

fn not_allowed(allowed: &'static str) -> Response {
    let allowed = [(header::ALLOW, HeaderValue::from_static(allowed))];
    (StatusCode::METHOD_NOT_ALLOWED, allowed).into_response()
}
