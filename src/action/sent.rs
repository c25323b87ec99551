//! The body of a POST: how much of it is taken, of what type it may be.

use super::errors::Errors;
use super::fields::Fields;
use super::form_type::FormType;
use crate::segments::parse_query;
use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use std::sync::Arc;

/// How much of a body is read where nobody says otherwise: 2 MiB.
pub(crate) const DEFAULT_LIMIT: usize = 2 * 1024 * 1024;

/// What was sent to an action.
pub struct Sent(Content);

enum Content {
    Form(Arc<Fields>),
}

/// Why a body is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// 413: it is larger than this.
    TooLarge(usize),
    /// 415: it is of another type.
    OtherType,
    /// 400: it broke off, or is not what its type says.
    Broken(String),
}

/// Reads a body of at most `limit` bytes.
pub(crate) async fn receive(headers: &HeaderMap, body: Body, limit: usize) -> Result<Sent, Unreadable> {
    let kind = Kind::of(headers).ok_or(Unreadable::OtherType)?;
    if length(headers).is_some_and(|length| length > limit as u64) {
        return Err(Unreadable::TooLarge(limit));
    }
    let bytes = to_bytes(body, limit).await.map_err(|error| why_broken(&error, limit))?;
    let fields = match kind {
        Kind::Empty if bytes.is_empty() => Fields::default(),
        Kind::Empty => return Err(Unreadable::OtherType),
        Kind::UrlEncoded => Fields::of_texts(parse_query(&String::from_utf8_lossy(&bytes))),
    };
    Ok(Sent(Content::Form(Arc::new(fields))))
}

impl Sent {
    /// The form as the user's type, and what was typed into it.
    pub(crate) fn read<T: FormType>(self) -> (Result<T, Errors>, Arc<Fields>) {
        match self.0 {
            Content::Form(fields) => (fields.read(), fields),
        }
    }
}

/// The types of bodies that are read.
enum Kind {
    /// None is named: good for a body that is not there.
    Empty,
    UrlEncoded,
}

impl Kind {
    fn of(headers: &HeaderMap) -> Option<Self> {
        let Some(named) = headers.get(header::CONTENT_TYPE) else { return Some(Self::Empty) };
        let named = named.to_str().ok()?;
        let essence = named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Some(Self::UrlEncoded),
            _ => None,
        }
    }
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// That a body is too large is hidden in a chain of errors.
fn why_broken(error: &axum::Error, limit: usize) -> Unreadable {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<http_body_util::LengthLimitError>() {
            return Unreadable::TooLarge(limit);
        }
        cause = error.source();
    }
    Unreadable::Broken("it broke off".to_owned())
}

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        match self {
            Self::TooLarge(limit) => {
                let text = format!("What was sent is larger than the {limit} bytes that are taken.\n");
                (StatusCode::PAYLOAD_TOO_LARGE, text).into_response()
            }
            Self::OtherType => {
                let text = "This takes `application/x-www-form-urlencoded`.\n";
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, text).into_response()
            }
            Self::Broken(why) => {
                (StatusCode::BAD_REQUEST, format!("What was sent can't be read: {why}.\n")).into_response()
            }
        }
    }
}
