//! The application: what every handler can reach, and its whole router.

use crate::db::Db;
use crate::{assets, routes};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::middleware::map_response;
use axum::response::Response;

/// What the handlers get as `self`.
pub(crate) struct App {
    pub(crate) db: Db,
}

/// The mail's routes beside axum's own, all under one strict policy.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .merge(assets::router())
        .fallback_service(routes::service(app))
        .layer(map_response(add_policy))
}

/// Nothing inline, nothing from elsewhere, and markup only through Transom's own client.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self'; style-src 'self'; form-action 'self'; \
     require-trusted-types-for 'script'; trusted-types transom; base-uri 'none'; frame-ancestors 'none'",
);

async fn add_policy(mut response: Response) -> Response {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}
