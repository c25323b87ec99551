//! Sends forms.

use crate::app::App;
use crate::routes;
use axum::body::Body;
use http::Request;
use transom::testing::{Reply, send_request};

/// A form sent from a page of this site.
pub(crate) async fn post_from(app: &App, page: Option<&str>, path: &str, body: &str) -> Reply {
    let mut request = Request::post(path)
        .header("host", "app.example")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(page) = page {
        request = request.header("referer", format!("https://app.example{page}"));
    }
    send(app, request.body(Body::from(body.to_owned())).unwrap()).await
}

pub(crate) async fn send(app: &App, request: Request<Body>) -> Reply {
    send_request(&routes::service(app.clone()), request).await
}

/// Status and where it leads.
pub(crate) fn place(reply: &Reply) -> (u16, Option<&str>) {
    (reply.status.as_u16(), reply.header("location"))
}
