//! URLs of our own, below `/_transom/`: the client's files and the way to plain pages.

use super::attempt::see;
use super::mount::Asked;
use crate::client::{BASE, find};
use crate::location::is_same_origin;
use crate::render::PLAIN_COOKIE;
use crate::segments::parse_query;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};

/// The answer, if the URL is one of our own.
pub(super) fn answer_own(asked: &Asked, method: &Method) -> Option<Response> {
    let name = asked.path.strip_prefix(BASE)?;
    if !matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    if name == "plain" { Some(answer_plain(asked)) } else { answer_file(name) }
}

/// Files never change under their name.
fn answer_file(name: &str) -> Option<Response> {
    let asset = find(name)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Some((headers, asset.content).into_response())
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
