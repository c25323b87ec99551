//! Reads a page as a browser does: the shell, then what follows, each with its time.

use axum::body::Body;
use axum::response::Response;
use http::Request;
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::Instant;
use tower::ServiceExt;
use transom::Service;

/// Stretches of a body with the time each took from the request.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) stretches: Vec<(Duration, String)>,
}

pub(crate) fn request(path: &str) -> Request<Body> {
    Request::builder().uri(path).header("sec-fetch-dest", "document").body(Body::empty()).unwrap()
}

/// A request of a browser that patches documents itself.
pub(crate) fn native(path: &str) -> Request<Body> {
    let mut request = request(path);
    let brands = r#""Chromium";v="156", "Not A;Brand";v="99""#;
    request.headers_mut().insert("sec-ch-ua", brands.parse().unwrap());
    request
}

pub(crate) async fn open(service: &Service, request: Request<Body>) -> Response {
    service.clone().oneshot(request).await.unwrap()
}

pub(crate) async fn load(service: &Service, request: Request<Body>) -> Page {
    let start = Instant::now();
    let response = open(service, request).await;
    let status = response.status().as_u16();
    let mut body = response.into_body();
    let mut stretches = Vec::new();
    while let Some(frame) = body.frame().await {
        let data = frame.unwrap().into_data().unwrap();
        stretches.push((start.elapsed(), String::from_utf8(data.to_vec()).unwrap()));
    }
    Page { status, stretches }
}

impl Page {
    pub(crate) fn shell(&self) -> &str {
        &self.stretches[0].1
    }

    /// The keys of the slots whose frames came, in order.
    pub(crate) fn frames(&self) -> Vec<&str> {
        let frames = self.stretches[1..].iter().filter_map(|(_, text)| text.strip_prefix("<template for=\""));
        frames.map(|text| text.split('"').next().unwrap()).collect()
    }

    /// What the frame of a slot holds.
    pub(crate) fn frame(&self, key: &str) -> &str {
        let lead = format!("<template for=\"{key}\">");
        let frame = self.stretches.iter().find_map(|(_, text)| text.strip_prefix(&*lead));
        frame
            .and_then(|text| text.strip_suffix("</template><?e>"))
            .unwrap_or_else(|| panic!("no frame {key}"))
    }

    pub(crate) fn body(&self) -> String {
        self.stretches.iter().map(|(_, text)| text.as_str()).collect()
    }

    pub(crate) fn took(&self) -> Duration {
        self.stretches.last().unwrap().0
    }
}

/// A page to compare: a tag a line, and without the hashes of files that may change.
pub(crate) fn readable(body: &str) -> String {
    let lines = body.replace("><", ">\n<");
    let mut stretches = lines.split("/_transom/client.");
    let mut text = stretches.next().unwrap().to_owned();
    for stretch in stretches {
        text += "/_transom/client.HASH";
        text += &stretch[8..];
    }
    text
}
