//! A POST to an action: refused, or done and answered.

mod cookies;
mod origin;
mod page;
mod part;

use super::Service;
use super::decide::Decision;
use super::mount::Asked;
use super::soft::Soft;
use crate::action::{
    ActionWork, Answer, Done, Invalid, Next, Outcome, RefusedForm, SlotKey, answer_program,
    is_from_elsewhere, receive,
};
use crate::captures::Erased;
use crate::choose::choose;
use crate::cx::{Cx, Shared, TitleOwner};
use crate::failure::{RawFailure, Trouble};
use crate::fault::Stop;
use crate::here::Here;
use crate::navigate;
use crate::render::{Caught, Ended, Passed, Struck, catch, pass_to_action, redirect};
use crate::segments::SlotLocation;
use crate::table::{Action, ActionId, SlotId, Tables};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};
use origin::NoPart;
use std::sync::Arc;
use std::time::Duration;
use tracing::{Instrument, Span};

/// The action that a path leads to.
pub(super) fn find(tables: &'static Tables, location: &SlotLocation) -> Option<ActionId> {
    let rank = choose(tables.action_matcher, &location.segments)?;
    tables.action_targets.get(rank as usize).copied()
}

/// A POST to an action, before anything of it runs.
pub(super) struct Posting {
    id: ActionId,
    action: &'static Action,
    /// The action's struct.
    data: Erased,
    /// What is on screen; none if a whole page is asked for.
    standing: Option<Standing>,
}

/// One POST.
struct Posted<'a> {
    service: &'a Service,
    action: &'static Action,
    location: &'a SlotLocation,
    parts: Parts,
    data: Erased,
    standing: Option<Standing>,
}

/// What the browser shows that sent a soft POST.
struct Standing {
    soft: Soft,
    next: navigate::Next,
}

impl Service {
    /// What an action is done with; the answer where it is not.
    pub(super) fn decide_action(&self, id: ActionId, request: &Request, location: &SlotLocation) -> Decision {
        let tables = self.spec.tables;
        let action = &tables.actions[id as usize];
        Span::current().record("http.route", format!("{}{}", tables.mount, action.pattern));
        if is_from_elsewhere(request.headers(), request.uri()) {
            let why = "This form was sent from another site.\n";
            return Decision::Answer((StatusCode::FORBIDDEN, why).into_response());
        }
        let Ok(data) = (action.make)(&location.captures()) else {
            return Decision::Answer(StatusCode::NOT_FOUND.into_response());
        };
        match self.standing(request.headers(), action, location) {
            Ok(standing) => Decision::Act(Box::new(Posting { id, action, data, standing })),
            // Before anything is done: the browser sends the form by itself, and shows the page that comes.
            Err(NoPart) => Decision::Answer(self.conflict()),
        }
    }

    /// Does an action, and answers.
    pub(super) async fn act(
        &self,
        request: Request,
        asked: &Asked,
        location: &SlotLocation,
        posting: Posting,
    ) -> Response {
        let tables = self.spec.tables;
        let Posting { id, action, data, standing } = posting;
        let (mut parts, body) = request.into_parts();
        parts.uri = asked.uri.clone();
        let shared = Arc::new(Shared::new(parts.clone(), Here::default()));
        let (app, around) = (self.spec.app.clone(), shared.clone());
        // Before the body is read: who may not act need not be listened to.
        let (at, passed) = pass_to_action(app, tables, around, action, location).await;
        // Nor is anything asked again for the page that may be shown in answer.
        parts.extensions.insert(passed);
        let answer = match at {
            Err(ended) => Err(ended),
            Ok(at) => {
                let sent = match receive(&parts.headers, body, self.spec.body_limit).await {
                    Ok(sent) => sent,
                    Err(why) => {
                        // What guards have set, a renewed session for example, stays whatever was sent.
                        let mut response = why.into_response();
                        cookies::add_earlier_headers(response.headers_mut(), shared.take_headers());
                        return response;
                    }
                };
                let slot = &tables.slots[action.slot as usize];
                let cx = Cx::new(shared.clone(), slot.key, TitleOwner::No);
                let (app, own) = (self.spec.app.clone(), data.clone());
                run(slot.timeout, move || app.action(id, cx, at, own, sent)).await
            }
        };
        let headers = shared.take_headers();
        if cookies::see_new(&mut parts.headers, &headers) {
            // Who is asked anew may answer otherwise: to a cookie that signs out, for example.
            parts.extensions.remove::<Passed>();
        }
        let posted = Posted { service: self, action, location, parts, data, standing };
        // What is on screen is read from URLs, as the request's own was.
        let mut response = match Caught(Box::pin(posted.tell(answer))).await {
            Ok(response) => response,
            Err(failure) => self.show_failure(shared.parts().clone(), asked, failure).await,
        };
        cookies::add_earlier_headers(response.headers_mut(), headers);
        response
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
    /// Says what has come of it.
    async fn tell(self, answer: Result<Answer, Ended>) -> Response {
        match answer {
            Ok(answer) => self.respond(answer).await,
            Err(ended) => self.end(ended).await,
        }
    }

    async fn respond(self, answer: Answer) -> Response {
        let Answer { form: of, typed, outcome } = answer;
        let action = self.data.clone();
        let refused = |form, errors| RefusedForm { action, of, form, typed, errors: Arc::new(errors) };
        match outcome {
            Outcome::Done(Done(Next::To(place))) => see_other(place.as_str()),
            Outcome::Done(Done(Next::Refresh(slots))) => self.refresh(&slots).await,
            Outcome::Done(Done(Next::Invalid(invalid))) => {
                let Invalid { page, is_page, form, errors } = *invalid;
                let refused = refused(Some(form.into()), errors);
                if let Some(answer) = answer_program(&self.parts.headers, &refused.errors) {
                    return answer;
                }
                match self.standing {
                    Some(_) => self.refuse_in_part(&page, &is_page, refused).await,
                    None => self.refuse(&page, &is_page, refused).await,
                }
            }
            Outcome::Unread(errors) => {
                let refused = refused(None, errors);
                match (answer_program(&self.parts.headers, &refused.errors), &self.standing) {
                    (Some(answer), _) => answer,
                    (None, Some(_)) => self.refuse_unread_in_part(refused).await,
                    (None, None) => self.refuse_unread(refused).await,
                }
            }
        }
    }

    async fn refresh(mut self, slots: &[SlotKey]) -> Response {
        // What the action has done may have changed what they say.
        self.parts.extensions.remove::<Passed>();
        match self.standing {
            Some(_) => self.refresh_in_part(slots).await,
            None => see_other(&self.url_to_go_back_to()),
        }
    }

    /// What an error of its handler means; where that is a failure, the nearest boundary of the action shows
    /// it in the action's slot.
    async fn end(self, ended: Ended) -> Response {
        let status = match &ended {
            Ended::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Ended::Stopped(trouble) => match stopped(trouble) {
                Ok(response) => return response,
                Err(status) => status,
            },
        };
        match self.standing {
            Some(_) => self.end_in_part(ended, status).await,
            None => self.end_on_page(ended, status).await,
        }
    }

    /// How it ended, for one slot.
    fn struck(&self, slot: SlotId, ended: Ended) -> Struck {
        let Action { name, place, boundaries, .. } = *self.action;
        Struck { slot, name, place, boundaries, location: self.location.clone(), ended }
    }

    /// The request as one for a page.
    fn parts_for_page(&self) -> Parts {
        let mut parts = self.parts.clone();
        parts.method = Method::GET;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        parts
    }
}

/// With that status, if it has none of its own.
fn with_status(mut response: Response, status: StatusCode) -> Response {
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
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

fn see_other(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => redirect(StatusCode::SEE_OTHER, to),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
