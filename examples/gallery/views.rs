//! What the handlers show: functions from plain data to markup.

pub(crate) mod feed;
pub(crate) mod photo;
pub(crate) mod shell;

use crate::routes::gallery;
use maud::{Markup, html};
use std::fmt::Display;
use transom::{Cx, Failure};

/// The feed from its beginning.
pub(crate) const FEED: gallery::Feed = gallery::Feed { tag: None, page: 1 };

/// What stands in for content that failed.
pub(crate) fn failed<E: Display>(what: &str, failure: &Failure<E>) -> Markup {
    html! { p.failed { strong { (what) " could not be shown." } " (" (failure) ")" } }
}

/// What is not there.
pub(crate) fn missing(cx: &Cx, text: &str) -> Markup {
    html! {
        div.nothing { h1 { "Nothing here" } p { (text) } p { (Markup::from(cx.link(&FEED).view("All photos"))) } }
    }
}

/// `mountains` → `Mountains`
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A simple line drawing.
pub(crate) fn icon(path: &str) -> Markup {
    html! { svg.icon viewBox="0 0 24 24" aria-hidden="true" { path d=(path) {} } }
}
