//! What is wrong with a spec, in rustc's words.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use route_dsl::diagnostic::Diagnostic;
use route_dsl::source::Sources;

/// One `compile_error!`, or for a warning a use of something deprecated, per diagnostic.
pub(crate) fn expand_diagnostic(span: Span, diagnostic: &Diagnostic, text: &str) -> TokenStream {
    if diagnostic.is_error() {
        return quote_spanned!(span=> ::core::compile_error! { #text });
    }
    let name = format_ident!("{}", diagnostic.code.to_string(), span = span);
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #text)]
            const #name: () = ();
            #name
        };
    }
}

/// For a spec in a file: the message as the terminal has it, excerpt and all.
pub(crate) fn render_with_excerpt(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let plain = route_dsl::render::plain(diagnostic, sources);
    let rest = plain.split_once('\n').map_or("", |(_, rest)| rest);
    format!("{} [{}]\n{rest}", diagnostic.message, diagnostic.code)
}

/// For a spec in Rust tokens: rustc draws the excerpt, so only what it cannot know is said.
pub(crate) fn render_without_excerpt(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut text = format!("{} [{}]", diagnostic.message, diagnostic.code);
    let mut push = |kind: &str, line: &str| text.push_str(&format!("\n= {kind}: {line}"));
    for (at, label) in diagnostic.labels.iter().enumerate().filter(|(_, label)| !label.text.is_empty()) {
        match at {
            0 => push(&quoted(sources.text(label.span)), &label.text),
            _ => push(&sources.place(label.span), &label.text),
        }
    }
    diagnostic.notes.iter().for_each(|note| push("note", note));
    diagnostic.help.iter().for_each(|help| push("help", help));
    if let Some(fix) = &diagnostic.fix {
        push("help", &fix.title);
    }
    text
}

/// What the spec says there, if it is short: rustc can only point at whole tokens, of which a path is one.
fn quoted(text: &str) -> String {
    let is_short = !text.trim().is_empty() && text.len() <= 40 && !text.contains('\n');
    if is_short { format!("`{text}`") } else { "here".to_owned() }
}
