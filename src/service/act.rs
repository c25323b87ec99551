//! A POST to an action: refused, or done and answered. Without scripts that is post, redirect, get; or with
//! status 422 the page that the form stands on, once more.

use super::Service;
use super::mount::{Asked, asked_at};
use crate::action::{
    ActionWork, Answer, Errors, FROM, Invalid, Next, Outcome, RefusedForm, answer_program, host, is_at,
    is_from_elsewhere, receive,
};
use crate::captures::Erased;
use crate::choose::choose;
use crate::cx::{Cx, Shared, TitleOwner};
use crate::failure::{RawFailure, Trouble};
use crate::fault::Stop;
use crate::here::Here;
use crate::location::is_same_origin;
use crate::render::{Caught, Ended, Struck, add_handlers_headers, catch, redirect};
use crate::resolve::{Shown, View, hard};
use crate::segments::{SlotLocation, parse_query};
use crate::table::{Action, ActionId, SlotId, Tables};
use crate::url::UrlWriter;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, Uri, header};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tracing::{Instrument, Span};

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
        let shared = Arc::new(Shared::new(parts.clone(), Here::default()));
        let slot = &tables.slots[action.slot as usize];
        let cx = Cx::new(shared.clone(), slot.key, TitleOwner::No);
        let (app, own) = (self.spec.app.clone(), data.clone());
        let answer = run(slot.timeout, move || app.action(id, cx, at, own, sent)).await;
        let posted = Posted { service: self, action, location, parts, data };
        let mut response = match answer {
            Ok(answer) => posted.respond(answer).await,
            Err(ended) => posted.end(ended).await,
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

/// Runs an action to its end, in a task of its own: a browser that goes away does not leave it half done.
async fn run(
    deadline: Option<Duration>,
    begin: impl FnOnce() -> ActionWork + Send + 'static,
) -> Result<Answer, Ended> {
    let work = async move { Caught(catch(begin)?).await };
    let in_time = async move {
        match deadline {
            None => work.await,
            Some(deadline) => {
                tokio::time::timeout(deadline, work).await.unwrap_or(Err(RawFailure::TimedOut(deadline)))
            }
        }
    };
    match tokio::spawn(in_time.in_current_span()).await {
        Ok(Ok(answer)) => answer.map_err(Ended::Stopped),
        Ok(Err(failure)) => Err(Ended::Failed(failure)),
        Err(lost) => Err(Ended::Failed(RawFailure::Panicked(lost.to_string()))),
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
        if let Some(answer) = answer_program(&self.parts.headers, &refused.errors) {
            return answer;
        }
        let Some(page) = page else { return in_words(&refused.errors) };
        let mut parts = self.parts_for_page();
        parts.extensions.insert(refused);
        self.show(parts, page, None, StatusCode::UNPROCESSABLE_ENTITY).await
    }

    /// What an error of its handler means; where that is a failure, the page that the form stands on, with the
    /// nearest boundary of the action in its slot.
    async fn end(&self, ended: Ended) -> Response {
        let status = match &ended {
            Ended::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Ended::Stopped(trouble) => match stopped(trouble) {
                Ok(response) => return response,
                Err(status) => status,
            },
        };
        let slot = self.action.slot;
        let has_slot = |page: &OnScreen| has_slot(&page.shown, slot);
        let page = self.on_screen().filter(has_slot);
        let page = page.or_else(|| self.service.on_screen_at(&self.layout_url()?).filter(has_slot));
        let page = page.unwrap_or_else(|| OnScreen {
            asked: asked_at(self.parts.uri.clone(), self.service.spec.tables.mount)
                .unwrap_or_else(|| Asked::elsewhere(&self.parts.uri)),
            shown: Shown::not_found(0, self.location.clone()),
        });
        let slot = if has_slot(&page) { slot } else { 0 };
        let struck = Struck { slot, action: self.action, location: self.location.clone(), ended };
        self.show(self.parts_for_page(), page, Some(struck), status).await
    }

    /// A page, with that status if it has none of its own.
    async fn show(
        &self,
        parts: Parts,
        page: OnScreen,
        struck: Option<Struck>,
        status: StatusCode,
    ) -> Response {
        let mut response = self.service.show_struck(parts, &page.asked, page.shown, struck).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }

    /// The request as one for a page.
    fn parts_for_page(&self) -> Parts {
        let mut parts = self.parts.clone();
        parts.method = Method::GET;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        parts
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

/// What a handler's error asks for instead of a page; else the status of the page that shows it.
fn stopped(trouble: &Trouble) -> Result<Response, StatusCode> {
    let meant = catch(|| match trouble.fault().stop() {
        Some(Stop::Redirect(to)) => Ok(see_other(to.as_str())),
        Some(Stop::Response(response)) => response.take().ok_or(StatusCode::INTERNAL_SERVER_ERROR),
        Some(Stop::NotFound) => Err(StatusCode::NOT_FOUND),
        Some(Stop::Unauthorized) => Err(StatusCode::UNAUTHORIZED),
        Some(Stop::Forbidden) => Err(StatusCode::FORBIDDEN),
        None => Err(StatusCode::INTERNAL_SERVER_ERROR),
    });
    meant.unwrap_or(Err(StatusCode::INTERNAL_SERVER_ERROR))
}

/// Whether a slot stands anywhere in a tree.
fn has_slot(shown: &Shown, slot: SlotId) -> bool {
    shown.slot == slot || shown.slots().iter().any(|inner| has_slot(inner, slot))
}

/// Whether a page stands anywhere in a tree.
fn shows(shown: &Shown, is_page: &dyn Fn(&Erased) -> bool) -> bool {
    let is_it =
        matches!(&shown.view, View::Page { data, .. } | View::Intercepted { data, .. } if is_page(data));
    is_it || shown.slots().iter().any(|inner| shows(inner, is_page))
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
