//! The style sheet and the icon: part of the program, named by their content, so that browsers keep them.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::routing::get;

const STYLE: &str = include_str!("style.css");
const ICON: &str = include_str!("icon.svg");

pub(crate) fn style_url() -> String {
    format!("/assets/style.css?{:x}", hash(STYLE))
}

pub(crate) fn icon_url() -> String {
    format!("/assets/icon.svg?{:x}", hash(ICON))
}

/// Where they are served.
pub(crate) fn router() -> Router {
    let file = |kind: &'static str, text: &'static str| {
        let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
        get(move || async move { (headers, text) })
    };
    Router::new()
        .route("/assets/style.css", file("text/css; charset=utf-8", STYLE))
        .route("/assets/icon.svg", file("image/svg+xml", ICON))
}

/// FNV-1a: not secret, only different for different texts.
const fn hash(text: &str) -> u32 {
    let (bytes, mut index, mut hash) = (text.as_bytes(), 0, 0x811c_9dc5_u32);
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    hash
}
