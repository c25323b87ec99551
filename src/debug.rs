//! What only debug builds show.

use crate::view::escape_into;
use std::fmt::Write;

/// Whether this is a build in which mistakes are shown on the page.
pub(crate) const SHOWN: bool = cfg!(debug_assertions);

/// A visible note for the author; nothing in release builds.
pub(crate) fn note(text: &str) -> String {
    let mut markup = String::new();
    if SHOWN {
        markup.push_str("<p class=\"transom-debug\" role=\"note\">Transom: ");
        escape_into(&mut markup, text);
        markup.push_str("</p>");
    }
    markup
}

/// What made a view fail, and where that is declared; nothing in release builds.
pub(crate) fn failure(name: &str, place: &str, chain: &[String]) -> String {
    let mut markup = String::new();
    if SHOWN {
        markup.push_str("<details class=\"transom-debug\"><summary>`");
        escape_into(&mut markup, name);
        markup.push_str("` failed (only debug builds show this)</summary><pre>");
        for (depth, text) in chain.iter().enumerate() {
            let lead = if depth == 0 { "" } else { "\n  caused by: " };
            escape_into(&mut markup, lead);
            escape_into(&mut markup, text);
        }
        markup.push_str("\n  declared at ");
        escape_into(&mut markup, place);
        // Writing to a string does not fail.
        let _ = write!(markup, "</pre></details>");
    }
    markup
}
