//! The application: what every handler can reach, and its whole router.

use crate::db::{Db, DbError};
use crate::{assets, pictures, queries, routes};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// What the handlers get as `self`.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) db: Db,
}

/// The gallery's routes beside axum's own, all under one strict policy.
pub(crate) fn router(app: App) -> Router {
    let pictures = Router::new().route("/pictures/{file}", get(send_picture)).with_state(app.clone());
    Router::new()
        .merge(assets::router())
        .merge(pictures)
        .fallback_service(routes::service(app))
        .layer(map_response(add_policy))
}

/// `/pictures/12.svg`: the picture itself. A number's picture never changes.
async fn send_picture(State(app): State<App>, Path(file): Path<String>) -> Result<Response, StatusCode> {
    let id = file.strip_suffix(".svg").and_then(|id| id.parse().ok()).ok_or(StatusCode::NOT_FOUND)?;
    let drawn = app.db.run(move |db| Ok(queries::photo(db, id)?.map(|photo| pictures::draw(&photo.picture))));
    let svg = drawn.await.map_err(report)?.ok_or(StatusCode::NOT_FOUND)?;
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")];
    Ok((headers, svg).into_response())
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that `map_err` asks for")]
fn report(error: DbError) -> StatusCode {
    tracing::error!(?error, "a picture could not be drawn");
    StatusCode::INTERNAL_SERVER_ERROR
}

/// Nothing inline, nothing from elsewhere, and markup only through Transom's own client.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; \
     trusted-types transom; base-uri 'none'; frame-ancestors 'none'",
);

async fn add_policy(mut response: Response) -> Response {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}
