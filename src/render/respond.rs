//! The response to a hard load: waits for what decides it, then sends the shell and the rest behind it.

use super::body::{PageBody, Writer};
use super::crew::Crew;
use super::document::{Head, HeadTitle, complete};
use super::frames::{Frames, LateTitle};
use super::gate::Entered;
use super::in_order::{InOrder, Recorder};
use super::job::{Kind, Outcome};
use super::mode::Mode;
use super::pieces::Piece;
use super::plan::{Plan, Request};
use super::status::{Decision, decide, main_child};
use super::title::{Root, head_title};
use crate::client::{BASE, PROBE_STYLE, SCRIPT};
use crate::failure::RawFailure;
use crate::fault::Stop;
use crate::resolve::Shown;
use crate::url::QUERY;
use crate::view::escape;
use axum::body::Body;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use percent_encoding::utf8_percent_encode;
use tracing::Span;

/// A page to send.
pub(crate) struct Rendering {
    pub(crate) request: Request,
    pub(crate) shown: Shown,
    pub(crate) build: HeaderValue,
    pub(crate) mount: &'static str,
}

/// URLs of our own files, as they stand in this page.
pub(crate) struct Assets {
    pub(crate) script: String,
    pub(crate) probe_style: String,
    /// The way to the plain version of this page.
    pub(crate) plain: String,
}

/// How a page is sent.
pub(super) struct Sending {
    pub(super) mode: Mode,
    pub(super) is_head: bool,
    pub(super) recorder: Option<Recorder>,
    pub(super) build: HeaderValue,
    pub(super) mount: &'static str,
}

impl Sending {
    pub(super) fn of(parts: &Parts, build: HeaderValue, mount: &'static str) -> Self {
        let recorder = parts.extensions.get::<Recorder>().cloned();
        let (mode, is_head) = (Mode::of(&parts.headers), parts.method == Method::HEAD);
        Self { mode, is_head, recorder, build, mount }
    }
}

/// Answers with the page.
pub(crate) async fn respond(rendering: Rendering) -> Response {
    let Rendering { request, shown, build, mount } = rendering;
    let sending = Sending::of(&request.parts, build, mount);
    answer(request.enter(shown).await, sending).await
}

/// Answers whom the guards have let in.
pub(super) async fn answer(entered: Entered, sending: Sending) -> Response {
    let Sending { mode, is_head, recorder, build, mount } = sending;
    let mut crew = Crew::start(Plan::new(entered));
    wait(&mut crew, mode).await;
    let headers = crew.shared.take_headers();
    let mut response = match decide(&crew) {
        Decision::Instead(view) => instead(&mut crew, view),
        Decision::Status(status) => {
            let body = if is_head {
                Body::new(PageBody::silent())
            } else {
                send(crew, mode, &build, mount, recorder)
            };
            let mut response = Response::new(body);
            *response.status_mut() = status;
            page_headers(response.headers_mut(), build);
            response
        }
    };
    add_handlers_headers(response.headers_mut(), headers);
    response
}

/// Waits for the root view, for everybody's first poll, and for what decides the status.
async fn wait(crew: &mut Crew, mode: Mode) {
    crew.settle_root().await;
    if crew.views[0].children.is_empty() {
        // Nothing else to wait for: there are no slots, or they went with a root layout that failed.
        return;
    }
    settle_awaited(crew).await;
    if mode == Mode::InOrder {
        // Who reads in order (robots, tools) goes by the status, and cannot see a later mark.
        settle_main_chain(crew, 0).await;
    }
}

/// Waits for what of the main chain stands in that view.
pub(super) async fn settle_main_chain(crew: &mut Crew, from: usize) {
    let mut main = Some(from);
    while let Some(view) = main {
        crew.settle(view).await;
        main = main_child(crew, view);
    }
}

/// Waits for everybody's first poll, and for `blocking` pages.
pub(super) async fn settle_awaited(crew: &mut Crew) {
    crew.first_polls().await;
    for view in 0..crew.views.len() {
        if !crew.views[view].is_awaited {
            continue;
        }
        crew.settle(view).await;
        // Its status is the response's only if the layouts around it have not failed.
        let mut around = crew.views[view].parent;
        while let Some(layout) = around {
            crew.settle(layout).await;
            around = crew.views[layout].parent;
        }
    }
}

/// The redirect or whole response that a view of the main chain asks for.
pub(super) fn instead(crew: &mut Crew, view: usize) -> Response {
    let failed = match crew.take(view) {
        Some(Outcome { kind: Kind::Redirect(to), .. }) => match HeaderValue::from_str(to.as_str()) {
            Ok(to) => return redirect(StatusCode::SEE_OTHER, to),
            Err(error) => RawFailure::Panicked(error.to_string()),
        },
        Some(Outcome { kind: Kind::Response(trouble), .. }) => {
            let whole = match trouble.fault().stop() {
                Some(Stop::Response(response)) => response.take(),
                _ => None,
            };
            match whole {
                Some(response) => return response,
                None => RawFailure::Failed(trouble),
            }
        }
        _ => RawFailure::Panicked("its outcome was lost".to_owned()),
    };
    let outcome = crew.views[view].job.fail(failed);
    let mut response = Response::new(Body::from(outcome.markup));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(header::CONTENT_TYPE, HTML);
    response
}

pub(super) const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// An empty response that leads elsewhere.
pub(crate) fn redirect(status: StatusCode, to: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::LOCATION, to);
    response
}

/// Makes the shell, and the body that sends it and what follows.
fn send(
    mut crew: Crew,
    mode: Mode,
    build: &HeaderValue,
    mount: &'static str,
    recorder: Option<Recorder>,
) -> Body {
    let (pieces, root) = match crew.take(0) {
        Some(Outcome { kind: Kind::Content, markup }) => (crew.split(0, markup), Root::Shown),
        Some(outcome) => (vec![Piece::Text(outcome.markup)], Root::Failed),
        None => (Vec::new(), Root::Failed),
    };
    let assets = Assets::new(mount, crew.shared.url());
    let mode = if crew.is_busy() || mode == Mode::InOrder { mode } else { Mode::Native };
    let title = head_title(&crew, root);
    let is_late = matches!(title, HeadTitle::Late);
    let build = build.to_str().unwrap_or_default();
    let document = complete(pieces, Head { build, title, extras: assets.in_head(mode) });
    let span = Span::current();
    if mode == Mode::InOrder {
        let writer = InOrder::new(crew, document.shell, document.tail, recorder);
        return Body::new(PageBody::new(String::new(), Writer::InOrder(Box::new(writer)), span));
    }
    let late = if is_late {
        LateTitle::Awaited(crew.title.fallback.map(escape).or(document.own_title))
    } else {
        LateTitle::Sent
    };
    let mut frames = Frames::new(crew, late, document.tail);
    let mut shell = frames.shell(document.shell);
    if mode == Mode::Scripted && frames.has_pending() {
        shell.push_str(&Frames::probe(&assets));
    }
    Body::new(PageBody::new(shell, Writer::Frames(Box::new(frames)), span))
}

impl Assets {
    fn new(mount: &str, url: &str) -> Self {
        let plain = format!("{mount}{BASE}plain?to={}", utf8_percent_encode(url, QUERY));
        Self { script: SCRIPT.url(mount), probe_style: PROBE_STYLE.url(mount), plain }
    }

    /// What the head needs.
    fn in_head(&self, mode: Mode) -> String {
        let Self { script, probe_style, plain } = self;
        match mode {
            Mode::Native | Mode::InOrder => format!("<script async src=\"{script}\"></script>"),
            Mode::Scripted => format!(
                "<noscript><meta http-equiv=\"refresh\" content=\"0;url={}\"></noscript>\
                 <link rel=\"stylesheet\" href=\"{probe_style}\">\
                 <link rel=\"preload\" as=\"script\" href=\"{script}\">",
                escape(plain)
            ),
        }
    }
}

fn page_headers(headers: &mut HeaderMap, build: HeaderValue) {
    let fixed = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-store`, which would cost the browser's back-forward cache.
        (header::CACHE_CONTROL, "private, no-cache"),
        (
            header::VARY,
            "Transom-Have, HX-Request, HX-Target, Accept-Encoding, Cookie, Sec-CH-UA, Sec-Fetch-Dest",
        ),
        // Tells reverse proxies not to hold frames back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(HeaderName::from_static("transom-build"), build);
}

/// A handler's header replaces ours; `Vary` and `Set-Cookie` are added.
pub(crate) fn add_handlers_headers(headers: &mut HeaderMap, own: HeaderMap) {
    let mut last = None;
    for (name, value) in own {
        let is_next = name.is_none();
        let Some(name) = name.or_else(|| last.clone()) else { continue };
        if is_next || name == header::VARY || name == header::SET_COOKIE {
            headers.append(name.clone(), value);
        } else {
            headers.insert(name.clone(), value);
        }
        last = Some(name);
    }
}
