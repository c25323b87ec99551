//! The body of a POST: how much of it is taken, of what type it may be.

use super::errors::Errors;
use super::fields::Fields;
use super::form_type::FormType;
#[cfg(feature = "json")]
use super::json;
#[cfg(feature = "multipart")]
use super::multipart;
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
    Form(Fields),
    #[cfg(feature = "json")]
    Json(serde_json::Value),
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
    let content = match kind {
        Kind::Empty if bytes.is_empty() => Content::Form(Fields::default()),
        Kind::Empty => return Err(Unreadable::OtherType),
        Kind::UrlEncoded => Content::Form(Fields::of_texts(parse_query(&String::from_utf8_lossy(&bytes)))),
        #[cfg(feature = "multipart")]
        Kind::Multipart(boundary) => {
            Content::Form(multipart::parse(bytes, boundary).await.map_err(Unreadable::Broken)?)
        }
        #[cfg(feature = "json")]
        Kind::Json => Content::Json(json::parse(&bytes).map_err(Unreadable::Broken)?),
    };
    Ok(Sent(content))
}

impl Sent {
    /// The form as the user's type, and what was typed into it.
    pub(crate) fn read<T: FormType>(self) -> (Result<T, Errors>, Arc<Fields>) {
        let (read, typed) = match self.0 {
            Content::Form(fields) => (fields.read(), fields),
            #[cfg(feature = "json")]
            Content::Json(value) => {
                let typed = json::texts(&value);
                (json::read(value), typed)
            }
        };
        (read, Arc::new(typed))
    }
}

/// Tells a program that sends JSON, and does not want to read a page, what is wrong with it.
#[cfg(feature = "json")]
pub(crate) fn answer_program(headers: &HeaderMap, errors: &Errors) -> Option<Response> {
    let accepts = headers.get(header::ACCEPT).and_then(|types| types.to_str().ok()).unwrap_or_default();
    if accepts.contains("text/html") || !matches!(Kind::of(headers), Some(Kind::Json)) {
        return None;
    }
    let json = [(header::CONTENT_TYPE, "application/json")];
    Some((StatusCode::UNPROCESSABLE_ENTITY, json, json::say(errors)).into_response())
}

/// Nobody sends JSON.
#[cfg(not(feature = "json"))]
pub(crate) fn answer_program(_: &HeaderMap, _: &Errors) -> Option<Response> {
    None
}

/// The types of bodies that are read.
enum Kind {
    /// None is named: good for a body that is not there.
    Empty,
    UrlEncoded,
    #[cfg(feature = "multipart")]
    Multipart(String),
    #[cfg(feature = "json")]
    Json,
}

impl Kind {
    fn of(headers: &HeaderMap) -> Option<Self> {
        if !headers.contains_key(header::CONTENT_TYPE) {
            return Some(Self::Empty);
        }
        match essence(headers)?.as_str() {
            "application/x-www-form-urlencoded" => Some(Self::UrlEncoded),
            #[cfg(feature = "multipart")]
            "multipart/form-data" => multipart::boundary(headers).map(Self::Multipart),
            #[cfg(feature = "json")]
            "application/json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// The type of the body, without its parameters.
fn essence(headers: &HeaderMap) -> Option<String> {
    let named = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
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

/// What [`Kind`] knows, as a header says it.
const TYPES: &[&str] = &[
    "application/x-www-form-urlencoded",
    #[cfg(feature = "multipart")]
    "multipart/form-data",
    #[cfg(feature = "json")]
    "application/json",
];

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        match self {
            Self::TooLarge(limit) => {
                let text = format!("What was sent is larger than the {limit} bytes that are taken.\n");
                (StatusCode::PAYLOAD_TOO_LARGE, text).into_response()
            }
            Self::OtherType => {
                let types = TYPES.join(", ");
                let text = format!("What is sent here must be of one of these types: {types}.\n");
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, [(header::ACCEPT, types)], text).into_response()
            }
            Self::Broken(why) => {
                (StatusCode::BAD_REQUEST, format!("What was sent can't be read: {why}.\n")).into_response()
            }
        }
    }
}
