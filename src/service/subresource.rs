//! Files that are missing from a page: pictures, styles, scripts. Nobody would see a document in their place, so
//! that none is rendered: a shell with all its slots may be dear.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// What can show a document, or is a script's own affair.
const DOCUMENTS: [&str; 7] = ["document", "iframe", "frame", "fencedframe", "embed", "object", "empty"];

/// Whether the browser asks for what a page is made of, rather than for a page. Others don't say.
pub(super) fn is_subresource(headers: &HeaderMap) -> bool {
    let asked = headers.get("sec-fetch-dest").and_then(|asked| asked.to_str().ok());
    asked.is_some_and(|asked| !DOCUMENTS.contains(&asked))
}

/// 404 in a line.
pub(super) fn missing() -> Response {
    let headers = [(header::VARY, "Sec-Fetch-Dest"), (header::CACHE_CONTROL, "private, no-cache")];
    (StatusCode::NOT_FOUND, headers, "There is no such file.\n").into_response()
}
