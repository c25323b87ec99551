//! What a handler's error must be, and what it can ask for instead of an error view.

use crate::location::Location;
use axum::response::IntoResponse;
use http::StatusCode;
use std::fmt::{self, Debug, Display};
use std::sync::Mutex;

/// The error type of a slot's handlers.
///
/// ```
/// #[derive(Debug)]
/// struct DbError;
/// impl std::fmt::Display for DbError {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.write_str("the database does not answer")
///     }
/// }
/// impl transom::Fault for DbError {}
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a handler",
    label = "does not implement `transom::Fault`",
    note = "if it is a type of your own, add `impl transom::Fault for {Self} {{}}`",
    note = "else use `transom::Error`: any `std::error::Error` converts into it, and `Error::msg` takes a text"
)]
pub trait Fault: Debug + Display + Send + Sync + 'static {
    /// Something other than the error view that is meant: not-found, a redirect, …
    fn stop(&self) -> Option<&Stop> {
        None
    }

    /// What caused it, for the log and for debug builds.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        None
    }
}

impl Fault for std::convert::Infallible {}

/// What a fault can mean other than a failure.
#[derive(Debug)]
#[non_exhaustive]
pub enum Stop {
    /// The nearest `not_found` shows; from the main chain the status is 404.
    NotFound,
    /// The nearest `error` shows with `Failure::Denied(401)`.
    Unauthorized,
    /// The nearest `error` shows with `Failure::Denied(403)`.
    Forbidden,
    /// The browser goes elsewhere on this site.
    Redirect(Location),
    /// This response instead of the page; only from the main chain and before the shell is sent,
    /// afterwards it is a failure.
    Response(Box<Response>),
}

impl Stop {
    /// A whole response instead of the page.
    pub fn response(response: impl IntoResponse) -> Self {
        Self::Response(Box::new(Response::new(response)))
    }
}

impl Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Unauthorized => f.write_str("unauthorized"),
            Self::Forbidden => f.write_str("forbidden"),
            Self::Redirect(to) => write!(f, "redirect to {to}"),
            Self::Response(response) => write!(f, "a whole response with status {}", response.status),
        }
    }
}

/// A whole HTTP response inside a [`Stop`]. It can be taken out once.
pub struct Response {
    status: StatusCode,
    // Behind a lock, for a body can be sent between threads but not shared.
    whole: Mutex<Option<axum::response::Response>>,
}

impl Response {
    /// From anything axum can send.
    pub fn new(response: impl IntoResponse) -> Self {
        let whole = response.into_response();
        Self { status: whole.status(), whole: Mutex::new(Some(whole)) }
    }

    /// The response, the first time.
    pub(crate) fn take(&self) -> Option<axum::response::Response> {
        self.whole.lock().ok()?.take()
    }
}

impl Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}
