//! What is wrong with a piece of a path that no rule reads.

use super::Reader;
use super::mistakes::{generic, quote};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl Reader<'_> {
    /// The path does not begin with `/`.
    pub(super) fn report_missing_slash(&mut self, path: Span) {
        let at = self.span_of(path.range().start + 1, path.range().start + 1);
        self.report(
            Diagnostic::error(Code::PATH_FORM, path, "a path begins with `/`")
                .label("this one does not")
                .help("put a `/` in front; it is still relative to what is around it")
                .fix("add `/`", at, "/"),
        );
    }

    /// Nothing stands between two slashes, or after the last one.
    pub(super) fn report_empty_segment(&mut self, at: Span, is_last: bool) {
        let slash = self.span_of(at.range().start.saturating_sub(1), at.range().start);
        let (message, label) = if is_last {
            ("a path does not end in `/`", "nothing follows this one")
        } else {
            ("a segment of a path can't be empty", "nothing stands before the next `/`")
        };
        self.report(
            Diagnostic::error(Code::PATH_FORM, slash, message)
                .label(label)
                .help("take the `/` out; a URL with a `/` at its end is redirected to the one without")
                .fix("take out the `/`", slash, ""),
        );
    }

    /// A segment that is neither text, nor a parameter, nor a tail.
    pub(super) fn report_segment(&mut self, text: &str, span: Span) {
        let found = match parameter(text) {
            None if text.contains('{') && text.contains('}') => mixed(text, span),
            None => unbalanced(span),
            Some(inner) => self.explain_parameter(inner, span),
        };
        self.report(found);
    }

    /// An item of a query that is not one.
    pub(super) fn report_query_item(&mut self, text: &str, span: Span) {
        let error = |message: &str| Diagnostic::error(Code::QUERY_FORM, span, message);
        let forms =
            "write `{q}`, `{q: Type}`, `{q: Type?}`, `{q: Type = text}` or `{*q: Type}`, joined with `&`";
        let found = match parameter(text) {
            _ if text.is_empty() && span.start > 0 => {
                let before = self.span_of(span.range().start - 1, span.range().start);
                Diagnostic::error(Code::QUERY_FORM, before, "a query item is missing")
                    .label("nothing follows this")
                    .help(forms)
                    .fix("take it out", before, "")
            }
            Some(inner) if inner.contains('<') => generic(span),
            Some(inner) if inner.contains("::") => path_of_type(span),
            Some(inner) if inner.trim_end().ends_with('=') => error("the default is missing")
                .label("nothing follows the `=`")
                .help("write a text after the `=`, or `{q: Type?}` where there is no default"),
            Some(inner) if inner.trim_start().starts_with('*') && inner.contains(['?', '=']) => {
                error("a repeated item has no default")
                    .label("it may stand any number of times")
                    .help("write `{*q: Type}`; without the item the list is empty")
            }
            None if is_word(text) => error("a query item stands in braces")
                .label("plain text")
                .help(forms)
                .fix("add braces", span, format!("{{{text}}}")),
            _ => error("this is no query item").label("not understood").help(forms),
        };
        self.report(found);
    }

    /// Text that may be written, but hardly means what it says.
    pub(super) fn check_literal(&mut self, text: &str, span: Span) {
        let warn = |message: String| Diagnostic::warning(Code::LITERAL_SUSPECT, span, message);
        if text == "." || text == ".." {
            self.report(
                Diagnostic::error(Code::PATH_FORM, span, format!("no URL has a segment `{text}`"))
                    .label("browsers resolve it away")
                    .help("take the segment out"),
            );
        } else if let Some(decoded) = decoded(text) {
            let found = warn(format!("`{text}` is taken as it stands, `%` included"))
                .label("paths are written decoded");
            self.report(found.help(format!("write `{decoded}`")).fix(
                format!("write `{decoded}`"),
                span,
                decoded,
            ));
        } else if let Some(name) = foreign_parameter(text) {
            let parameter =
                if text.starts_with('*') { format!("{{*{name}}}") } else { format!("{{{name}}}") };
            let found =
                warn(format!("`{text}` is literal text here, not a parameter")).label("matches itself alone");
            self.report(found.help(format!("a parameter is written `{parameter}`")).fix(
                format!("write `{parameter}`"),
                span,
                parameter,
            ));
        }
    }

    fn explain_parameter(&self, inner: &str, span: Span) -> Diagnostic {
        let error = |message: &str| Diagnostic::error(Code::PARAMETER_FORM, span, message);
        let (name, ty) =
            inner.split_once(':').map_or((inner.trim(), None), |(name, ty)| (name.trim(), Some(ty.trim())));
        match ty {
            Some(ty) if ty.contains('<') => generic(span),
            Some(ty) if ty.contains("::") => path_of_type(span),
            _ if name.starts_with('*') && ty.is_some() => error("a tail has no type")
                .label("its segments are texts")
                .help("write `{*rest}` for one or more segments, `{*rest?}` for none or more"),
            _ if name.is_empty() => error("a parameter needs a name")
                .label("nothing before the type")
                .help("write `{id}` or `{id: Type}`; a tail without a name is `{*}`"),
            Some("") => error("the type is missing").label("nothing follows the `:`").help("write `{id: Type}`, or `{id}` for a text"),
            _ if inner.contains('=') => error("a segment has no default")
                .label("only query items have one")
                .help("a URL without this segment is another page; or make it a query item, `?{q: Type = text}`"),
            _ if inner.trim_end().ends_with('?') => error("a segment can't be left out")
                .label("only a tail may be empty, and query items")
                .help("write two pages, or a tail `{*rest?}`, or a query item `?{q: Type?}`"),
            _ if !is_word(name) => error("this is no name for a parameter")
                .label("names are `snake_case`")
                .help("write letters, digits and `_`, such as `{org_id}`"),
            _ => error("this is no parameter")
                .label("not understood")
                .help("write `{id}`, `{id: Type}`, `{id: one|two}`, or `{*rest}` at the end"),
        }
    }
}

/// The name in `:id`, `*rest` or `<id>`, as other routers write parameters.
fn foreign_parameter(text: &str) -> Option<&str> {
    let angled = text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>'));
    angled.or_else(|| text.strip_prefix([':', '*'])).filter(|name| is_word(name))
}

/// What stands between the braces, if all of the text is in one pair of them.
fn parameter(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    (!inner.contains(['{', '}'])).then_some(inner)
}

fn mixed(text: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::SEGMENT_MIXED, span, format!("{} is part text, part parameter", quote(text)))
        .label("a segment is one or the other")
        .help("take the whole segment as a parameter, and look at its text in the type's `FromStr`")
}

fn unbalanced(span: Span) -> Diagnostic {
    Diagnostic::error(Code::PATH_FORM, span, "a brace in a path has no partner")
        .label("not a pair of braces")
        .help("write parameters as `{id}`; a brace can't be part of a path's text")
}

fn path_of_type(span: Span) -> Diagnostic {
    Diagnostic::error(Code::PARAMETER_FORM, span, "a type is named here by its last word alone")
        .label("not a path")
        .help("bring the type in at the top of the file, `use crate::module::Type;`, and write `Type`")
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The text with `%41` and the like taken for what they stand for; none if there is nothing to take.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        let pair = (*first == b'%').then(|| after.get(..2)).flatten();
        let hex = pair.and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
                found = true;
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| found && !text.contains(['/', '?', '{', '}', '"', '\\', '\n', '\r']))
}
