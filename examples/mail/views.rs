//! What the handlers show: functions from plain data to markup.

pub(crate) mod compose;
pub(crate) mod list;
pub(crate) mod reader;
pub(crate) mod shell;
pub(crate) mod sign_in;

use maud::{Markup, html};
use std::fmt::Display;
use transom::Failure;

/// What stands in for content while it loads.
pub(crate) fn loading(what: &str, lines: usize) -> Markup {
    html! {
        div.loading role="status" {
            span.unseen { "Loading " (what) "…" }
            @for _ in 0..lines { span.line aria-hidden="true" {} }
        }
    }
}

/// What stands in for content that failed.
pub(crate) fn failed<E: Display>(what: &str, failure: &Failure<E>) -> Markup {
    html! { p.failed { strong { (what) " could not be shown." } " (" (failure) ")" } }
}

/// `inbox` → `Inbox`
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A simple line drawing.
pub(crate) fn icon(path: &str) -> Markup {
    html! { svg.icon viewBox="0 0 24 24" aria-hidden="true" { path d=(path) {} } }
}

/// When a message came: `12 May, 09:14`. What is no such time stays as it is.
pub(crate) fn when(at: &str) -> Markup {
    html! { time datetime=(at.replace(' ', "T")) { (spoken(at).unwrap_or_else(|| at.to_owned())) } }
}

fn spoken(at: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (date, time) = at.split_once(' ')?;
    let (month, day) = date.split_once('-')?.1.split_once('-')?;
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!("{} {month}, {time}", day.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_or_left_as_they_are() {
        assert_eq!(spoken("2026-05-02 09:14").as_deref(), Some("2 May, 09:14"));
        for odd in ["", "2026-13-01 10:00", "2026-00-01 10:00", "2026 10:00"] {
            assert_eq!(spoken(odd), None, "{odd}");
        }
    }
}
