//! The response to a soft request: frames for what changed, and nothing else (wire format, Partial
//! response).

use super::body::{PageBody, Writer};
use super::crew::Crew;
use super::document::HeadTitle;
use super::frames::{Frames, LateTitle};
use super::mode::wants_plain;
use super::plan::{Part, Plan, Request, has_intercepted};
use super::respond::{HTML, add_handlers_headers, instead, redirect, settle_awaited};
use super::status::{Decision, decide};
use super::title::{Root, head_title};
use crate::resolve::Shown;
use crate::view::escape;
use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use tracing::Span;

/// A part of a page to send. The request's URL is the one that the browser will show.
pub(crate) struct Partial<'a> {
    pub(crate) request: Request,
    pub(crate) shown: Shown,
    pub(crate) part: Part<'a>,
    /// The URL that the browser is to show, if it is not the one it asked for.
    pub(crate) url: Option<String>,
    /// What is there beneath, while an intercepted page is open.
    pub(crate) background: Option<String>,
    pub(crate) build: HeaderValue,
}

/// Answers with frames for the part. A redirect of its main chain is a real one, if it comes in time.
pub(crate) async fn respond_in_part(partial: Partial<'_>) -> Response {
    let Partial { request, shown, part, url, background, build } = partial;
    let is_head = request.parts.method == Method::HEAD;
    let was_plain = wants_plain(&request.parts.headers);
    let is_open = has_intercepted(&shown);
    let entered = request.enter(shown).await;
    if is_open && !has_intercepted(&entered.shown) {
        // The slot that was to hold it is off: the page itself shows it.
        return conflict(build);
    }
    match entered.gates.main_refusal() {
        // The page itself says what is the matter.
        Some(None) => return conflict(build),
        Some(Some(to)) => {
            let to = HeaderValue::from_str(to.as_str());
            let mut response = to.map_or_else(|_| conflict(build), |to| redirect(StatusCode::SEE_OTHER, to));
            add_handlers_headers(response.headers_mut(), entered.shared.take_headers());
            return response;
        }
        None => {}
    }
    let mut crew = Crew::start(Plan::of_part(entered, &part).await);
    settle_awaited(&mut crew).await;
    let headers = crew.shared.take_headers();
    let mut response = match decide(&crew) {
        Decision::Instead(view) => instead(&mut crew, view),
        Decision::Status(status) => {
            let slots = list(&crew);
            let body = if is_head { Body::new(PageBody::silent()) } else { send(crew) };
            let mut response = Response::new(body);
            *response.status_mut() = status;
            partial_headers(response.headers_mut(), build);
            response.headers_mut().insert(SLOTS, slots);
            insert_url(response.headers_mut(), "transom-url", url.as_deref());
            insert_url(response.headers_mut(), "transom-background", background.as_deref());
            response
        }
    };
    if was_plain {
        // Who asks softly has scripts that work.
        response.headers_mut().append(header::SET_COOKIE, NOT_PLAIN);
    }
    add_handlers_headers(response.headers_mut(), headers);
    response
}

const NOT_PLAIN: HeaderValue =
    HeaderValue::from_static("transom-plain=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");

/// Answers that the browser is to load the page: it is of another build, or has another document.
pub(crate) fn conflict(build: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::CONFLICT;
    let headers = response.headers_mut();
    headers.insert(BUILD, build);
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    headers.insert(header::VARY, VARY);
    response
}

const BUILD: HeaderName = HeaderName::from_static("transom-build");
const SLOTS: HeaderName = HeaderName::from_static("transom-slots");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const VARY: HeaderValue = HeaderValue::from_static("Transom-Have, Accept-Encoding, Cookie");

fn partial_headers(headers: &mut HeaderMap, build: HeaderValue) {
    headers.insert(header::CONTENT_TYPE, HTML);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(BUILD, build);
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    headers.insert(header::VARY, VARY);
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
}

fn insert_url(headers: &mut HeaderMap, name: &'static str, url: Option<&str>) {
    // Printed URLs are visible ASCII.
    if let Some(url) = url.and_then(|url| HeaderValue::from_str(url).ok()) {
        headers.insert(HeaderName::from_static(name), url);
    }
}

/// `dash@main=settings.1a2b3c4d,dash@side=-`: the slots to come, with the keys of their views.
fn list(crew: &Crew) -> HeaderValue {
    let views = crew.roots.iter().map(|root| &crew.views[*root]);
    let items: Vec<_> = views.map(|view| format!("{}={}", view.job.slot.key, view.key)).collect();
    // Keys are made of letters that a header holds.
    HeaderValue::from_str(&items.join(",")).unwrap_or(HeaderValue::from_static(""))
}

fn send(crew: Crew) -> Body {
    let title = if crew.title.is_kept { None } else { Some(head_title(&crew, Root::Kept)) };
    let late = match &title {
        // An empty title stands for the document's own.
        Some(HeadTitle::Late) => {
            LateTitle::Awaited(Some(crew.title.fallback.map(escape).unwrap_or_default()))
        }
        _ => LateTitle::Sent,
    };
    let title = match title {
        None | Some(HeadTitle::Late) => String::new(),
        Some(HeadTitle::Known(title)) => format!("<title>{}</title>", escape(&title)),
        Some(HeadTitle::Unset) => "<title></title>".to_owned(),
    };
    let mut frames = Frames::of_part(crew, late);
    let opening = frames.opening(format!("<!doctype html>{title}<body>"));
    Body::new(PageBody::new(opening, Writer::Frames(Box::new(frames)), Span::current()))
}
