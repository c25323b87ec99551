//! For a user's tests: sends a request to a service and reads the page by slots.
//!
//! ```ignore
//! let reply = transom::testing::get(&routes::service(app), "/orgs/1/views").await;
//! assert_eq!(reply.status, 200);
//! assert!(reply.slot("analytics").contains("Views"));
//! ```

use crate::render::{Noted, Recorder};
use axum::body::{Body, to_bytes};
use axum::response::Response;
use http::{HeaderMap, Method, Request, StatusCode, header};
use std::convert::Infallible;
use tower::{Service, ServiceExt};

/// A whole response.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    body: String,
    slots: Vec<Noted>,
}

/// Gets a page in order, as a robot would, and waits for its end.
///
/// # Panics
/// If the path is no URL.
pub async fn get<S>(service: &S, path: &str) -> Reply
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
{
    send(service, Method::GET, path).await
}

/// Sends a request without body, and waits for the response's end.
///
/// # Panics
/// If the path is no URL.
pub async fn send<S>(service: &S, method: Method, path: &str) -> Reply
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
{
    match Request::builder().method(method).uri(path).body(Body::empty()) {
        Ok(request) => send_request(service, request).await,
        Err(error) => panic!("{path:?} is no URL: {error}"),
    }
}

/// Sends a form as a browser without scripts does (`to=archive&note=a+b`), and waits for the response's end.
///
/// # Panics
/// If the path is no URL.
pub async fn post<S>(service: &S, path: &str, form: &str) -> Reply
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
{
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    match request.body(Body::from(form.to_owned())) {
        Ok(request) => send_request(service, request).await,
        Err(error) => panic!("{path:?} is no URL: {error}"),
    }
}

/// Sends any request, and waits for the response's end.
///
/// # Panics
/// If the body breaks off.
pub async fn send_request<S>(service: &S, mut request: Request<Body>) -> Reply
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
{
    let recorder = Recorder::default();
    request.extensions_mut().insert(recorder.clone());
    let response = service.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
    let (parts, body) = response.into_parts();
    let bytes = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => panic!("the body broke off: {error}"),
    };
    let body = String::from_utf8_lossy(&bytes).into_owned();
    let slots = recorder.0.lock().map(|slots| slots.clone()).unwrap_or_default();
    Reply { status: parts.status, headers: parts.headers, body, slots }
}

impl Reply {
    /// The whole body.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What stands inside a slot's element. The slot is named as in the spec (`analytics`), or by its
    /// key where several are (`dashboard@analytics`).
    ///
    /// # Panics
    /// If the page has no such slot; the message names those it has. Also if the page came in frames, as
    /// browsers get it.
    #[must_use]
    pub fn slot(&self, name: &str) -> &str {
        match self.find_slot(name) {
            Some(inner) => inner,
            None => panic!("no slot `{name}` here, only {:?}", self.slots()),
        }
    }

    /// What stands inside a slot's element, if the page has that slot.
    #[must_use]
    pub fn find_slot(&self, name: &str) -> Option<&str> {
        let is_it = |key: &str| key == name || key.split('@').nth(1) == Some(name);
        let (_, range) = self.slots.iter().find(|(key, _)| is_it(key))?;
        self.body.get(range.clone())
    }

    /// The keys of the slots on the page, inner ones first.
    #[must_use]
    pub fn slots(&self) -> Vec<&'static str> {
        self.slots.iter().map(|(key, _)| *key).collect()
    }

    /// The body without its tags, blanks run together: what a person would read.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (at, stretch) in self.body.split('<').enumerate() {
            let shown =
                if at == 0 { stretch } else { stretch.split_once('>').map_or("", |(_, shown)| shown) };
            text.push(' ');
            text.push_str(shown);
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
