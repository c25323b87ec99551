//! Names of generated items, and their docs.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use route_dsl::spec::{QueryItem, QueryKind, Segment, SegmentKind};

/// A Rust identifier; a keyword becomes a raw one. The checker refuses names that are neither.
pub(crate) fn ident(text: &str, span: Span) -> Ident {
    match syn::parse_str::<Ident>(text) {
        Ok(_) => Ident::new(text, span),
        Err(_) => raw_ident(text, span),
    }
}

fn raw_ident(text: &str, span: Span) -> Ident {
    let cleaned: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    match cleaned.as_str() {
        "" | "_" | "self" | "Self" | "super" | "crate" => Ident::new(&format!("{cleaned}_"), span),
        text if text.starts_with(|c: char| c.is_ascii_digit()) => Ident::new(&format!("_{text}"), span),
        text => Ident::new_raw(text, span),
    }
}

/// The user's own docs, a blank line, and a generated sentence.
pub(crate) fn expand_docs(user: &[String], generated: &str) -> TokenStream {
    let blank = (!user.is_empty()).then_some("");
    let lines = user.iter().map(String::as_str).chain(blank);
    let generated = generated.lines().map(|line| format!(" {line}"));
    let lines = lines.map(with_blank).chain(generated);
    quote! { #(#[doc = #lines])* }
}

fn with_blank(line: &str) -> String {
    if line.is_empty() || line.starts_with(' ') { line.to_owned() } else { format!(" {line}") }
}

/// `/orgs/{org}/views?{days}`: a whole path for docs and messages.
pub(crate) fn write_pattern(path: &[Segment], query: &[QueryItem]) -> String {
    let mut text: String = path.iter().map(|segment| format!("/{}", write_segment(&segment.kind))).collect();
    if text.is_empty() {
        text.push('/');
    }
    for (at, item) in query.iter().enumerate() {
        text.push(if at == 0 { '?' } else { '&' });
        let star = if matches!(item.kind, QueryKind::Repeated) { "*" } else { "" };
        text.push_str(&format!("{{{star}{}}}", item.name.text));
    }
    text
}

fn write_segment(kind: &SegmentKind) -> String {
    match kind {
        SegmentKind::Literal(text) => text.clone(),
        SegmentKind::Param { name, .. } => format!("{{{name}}}"),
        SegmentKind::Tail { name, optional } => {
            format!("{{*{}{}}}", name.as_deref().unwrap_or(""), if *optional { "?" } else { "" })
        }
    }
}
