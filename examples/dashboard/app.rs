//! The application: what every handler can reach, and its whole router.

use crate::db::Db;
use crate::{assets, routes};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::middleware::map_response;
use axum::response::Response;

/// What the handlers get as `self`.
pub(crate) struct App {
    pub(crate) db: Db,
}

/// The dashboard's routes beside two of axum's own, all under one strict policy.
pub(crate) fn router(app: App) -> Router {
    let mut service = routes::service(app);
    // What else than the routes tells one deployment from the next.
    if let Ok(build) = std::env::var("BUILD_ID") {
        service = service.build_id(&build);
    }
    Router::new().merge(assets::router()).fallback_service(service).layer(map_response(add_policy))
}

/// Nothing inline, nothing from elsewhere, and markup only through Transom's own client.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; \
     trusted-types transom; base-uri 'none'; frame-ancestors 'none'",
);

async fn add_policy(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}
