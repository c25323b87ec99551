//! What several views share: cards, tabs, loading shapes, failures.

use crate::calendar::Day;
use crate::money::change;
use maud::{Markup, html};
use std::fmt::Display;
use transom::{Failure, Link};

/// A pane's frame: heading, tabs, content.
pub(crate) fn card(title: &str, tabs: &Markup, content: &Markup) -> Markup {
    html! {
        div.card {
            header.card-head { h2 { (title) } (tabs) }
            (content)
        }
    }
}

/// Links between the views of one pane. Each changes this pane alone: all others stay as they are, in the
/// address too.
pub(crate) fn tabs(label: &str, links: Vec<(String, Link)>) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for (text, link) in links { (Markup::from(link.in_slot().view(text.as_str()))) }
        }
    }
}

/// What stands in for content while it loads: `lines` grey lines in a box that CSS gives the content's size.
pub(crate) fn loading(what: &str, shape: &str, lines: usize) -> Markup {
    html! {
        div.loading.(shape) role="status" {
            span.unseen { "Loading " (what) "…" }
            @for _ in 0..lines { span.line aria-hidden="true" {} }
        }
    }
}

/// What stands in for content that failed.
pub(crate) fn failed<E: Display>(what: &str, failure: &Failure<E>) -> Markup {
    let reason = match failure {
        Failure::TimedOut(deadline) => format!("It took longer than the {deadline:?} this pane is given."),
        Failure::Panicked(_) => "The code behind it panicked; the panic was caught here.".to_owned(),
        Failure::Failed(error) => sentence(&error.to_string()),
        other => sentence(&other.to_string()),
    };
    html! {
        div.failed {
            (icon("M12 8v5m0 3.5v.01M12 3 2.5 20h19L12 3Z"))
            div {
                p { strong { (what) " could not be shown." } " " (reason) }
                p.quiet { "Everything else on the page goes on." }
            }
        }
    }
}

/// What is not there.
pub(crate) fn missing(title: &str, text: &str, next: &str, href: &impl Display) -> Markup {
    html! {
        div.card.nothing { h1 { (title) } p { (text) } p { a href=(href) { (next) } } }
    }
}

/// By how much a figure differs from the one before.
pub(crate) fn delta(now: i64, before: i64) -> Markup {
    let Some(tenths) = change(now, before) else { return html! { span.delta { "new" } } };
    let (class, arrow, word) = match tenths {
        1.. => ("up", "▲", "up"),
        0 => ("", "", "unchanged"),
        _ => ("down", "▼", "down"),
    };
    let size = tenths.unsigned_abs();
    html! {
        span.delta.(class) {
            span aria-hidden="true" { (arrow) " " } span.unseen { (word) " " }
            (size / 10) "." (size % 10) " %"
        }
    }
}

/// Where an order stands.
pub(crate) fn badge(status: &str) -> Markup {
    html! { span.badge.(status) { (status) } }
}

/// A typed link with a text.
pub(crate) fn link(link: &Link, text: &str) -> Markup {
    link.view(text).into()
}

/// When something happened, in a few characters.
pub(crate) fn when(day: Day, time: &str) -> Markup {
    html! { time datetime={ (day) "T" (time) } { (day.short()) ", " (time) } }
}

/// A simple line drawing.
pub(crate) fn icon(path: &str) -> Markup {
    html! { svg.icon viewBox="0 0 24 24" aria-hidden="true" { path d=(path) {} } }
}

/// `region` → `Region`
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn sentence(text: &str) -> String {
    format!("{}.", capital(text.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn failures_say_why() {
        let text = |failure: &Failure<String>| failed("Sales", failure).into_string();
        assert!(text(&Failure::TimedOut(Duration::from_secs(2))).contains("longer than the 2s"));
        assert!(text(&Failure::Failed("no <disk>".into())).contains("No &lt;disk&gt;."));
        assert!(!text(&Failure::Panicked("secret".into())).contains("secret"));
    }

    #[test]
    fn changes_are_told_in_words_too() {
        assert!(delta(112, 100).into_string().contains("up </span>12.0 %"));
        assert!(delta(955, 1000).into_string().contains("down </span>4.5 %"));
        assert!(delta(5, 0).into_string().contains("new"));
    }
}
