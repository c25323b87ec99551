//! What stands in one slot, in order and without its element: for htmx, which puts it there itself (wire
//! format, htmx).

use super::body::{PageBody, Writer};
use super::crew::Crew;
use super::document::HeadTitle;
use super::in_order::{InOrder, Recorder};
use super::pieces::Piece;
use super::plan::{Part, Plan};
use super::respond::{
    HTML, Rendering, Sending, add_handlers_headers, answer, instead, settle_awaited, settle_main_chain,
};
use super::status::{Decision, decide};
use super::title::{Root, head_title};
use crate::view::escape;
use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use tracing::Span;

/// Answers with the inside of one slot, after the document's title if the slot's page owns it. Where a
/// guard of the main chain refuses, with what the page says to that.
pub(crate) async fn respond_with_slot(rendering: Rendering, slot: &str) -> Response {
    let Rendering { request, shown, build, mount } = rendering;
    let sending = Sending::of(&request.parts, build, mount);
    let entered = request.enter(shown).await;
    if entered.gates.main_refusal().is_some() {
        return answer(entered, sending).await;
    }
    let Sending { is_head, recorder, .. } = sending;
    let mut crew = Crew::start(Plan::of_part(entered, &Part::These(&[slot])).await);
    settle_awaited(&mut crew).await;
    if let Some(root) = crew.roots.iter().copied().find(|root| crew.views[*root].is_main) {
        settle_main_chain(&mut crew, root).await;
    }
    let headers = crew.shared.take_headers();
    let mut response = match decide(&crew) {
        Decision::Instead(view) => instead(&mut crew, view),
        Decision::Status(status) => {
            let body = if is_head { PageBody::silent() } else { send(crew, recorder) };
            let mut response = Response::new(Body::new(body));
            *response.status_mut() = status;
            fragment_headers(response.headers_mut());
            response
        }
    };
    add_handlers_headers(response.headers_mut(), headers);
    response
}

fn send(crew: Crew, recorder: Option<Recorder>) -> PageBody {
    let title = match (crew.title.is_kept, head_title(&crew, Root::Kept)) {
        (false, HeadTitle::Known(title)) => format!("<title>{}</title>", escape(&title)),
        _ => String::new(),
    };
    let slots = crew.roots.iter().map(|root| Piece::Slot(*root));
    let pieces = std::iter::once(Piece::Text(title)).chain(slots).collect();
    let writer = InOrder::new(crew, pieces, String::new(), recorder);
    PageBody::new(String::new(), Writer::InOrder(Box::new(writer)), Span::current())
}

fn fragment_headers(headers: &mut HeaderMap) {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "HX-Request, HX-Target, Accept-Encoding, Cookie"),
    ];
    headers.insert(header::CONTENT_TYPE, HTML);
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
