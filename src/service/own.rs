//! URLs of our own, below `/_transom/`: the client's files, packed where the browser takes that, and the way to
//! plain pages.

use super::attempt::see;
use super::mount::Asked;
use crate::client::{BASE, find};
use crate::location::is_same_origin;
use crate::render::PLAIN_COOKIE;
use crate::segments::parse_query;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

/// The answer, if the URL is one of our own.
pub(super) fn answer_own(asked: &Asked, method: &Method, headers: &HeaderMap) -> Option<Response> {
    let name = asked.path.strip_prefix(BASE)?;
    if !matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    if name == "plain" { Some(answer_plain(asked)) } else { answer_file(name, headers) }
}

/// Files never change under their name.
fn answer_file(name: &str, asked: &HeaderMap) -> Option<Response> {
    let asset = find(name)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::VARY, "Accept-Encoding"),
    ];
    let packed = asset.packed.iter().find(|(coding, _)| takes(asked, coding));
    Some(match packed {
        Some((coding, bytes)) => (headers, [(header::CONTENT_ENCODING, *coding)], *bytes).into_response(),
        None => (headers, asset.content).into_response(),
    })
}

/// Whether `Accept-Encoding` names that coding, and not to refuse it.
fn takes(headers: &HeaderMap, coding: &str) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().trim_start_matches("q=").parse().unwrap_or(1.0_f32);
        name.trim().eq_ignore_ascii_case(coding) && weight > 0.0
    })
}

/// Sets the cookie that asks for plain pages, and leads back.
fn answer_plain(asked: &Asked) -> Response {
    let query = parse_query(asked.uri.query().unwrap_or_default());
    let to = query.iter().find(|(key, _)| key == "to").map(|(_, to)| to.as_str());
    let Some(to) = to.filter(|to| is_same_origin(to)) else {
        return (StatusCode::BAD_REQUEST, "`to` must be a path on this site.\n").into_response();
    };
    let mut response = see(StatusCode::SEE_OTHER, to);
    let cookie = format!("{PLAIN_COOKIE}=1; Path=/; SameSite=Lax; HttpOnly");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
