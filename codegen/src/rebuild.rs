//! The text of a spec that arrived as Rust tokens, and the way back from text to tokens.
//!
//! Each token is written at the line and column it has in the user's file, so that places in messages
//! are the true ones without being mapped. `//` comments are gone by then, and `///` has become `#[doc]`.

use proc_macro2::{Delimiter, Group, Literal, Spacing, Span, TokenStream, TokenTree};
use route_dsl::source;

/// A spec's text with a table from text to tokens.
pub(crate) struct Rebuilt {
    pub(crate) text: String,
    /// First byte, one past the last, and the token, in order.
    tokens: Vec<(usize, usize, Span)>,
}

/// Where a token stands in the user's file, line and column from 1; none where that is not known.
pub(crate) type Locate<'a> = &'a dyn Fn(Span) -> Option<(usize, usize)>;

/// Writes tokens as text.
pub(crate) fn rebuild(tokens: TokenStream, locate: Locate<'_>) -> Rebuilt {
    let rebuilt = Rebuilt { text: String::new(), tokens: Vec::new() };
    let mut writer = Writer { rebuilt, locate, line: 1, column: 1, glued: true };
    writer.write_stream(tokens);
    writer.rebuilt
}

impl Rebuilt {
    /// The tokens that a span of the text covers, as far as rustc can join them; else the nearest before it.
    pub(crate) fn span(&self, span: source::Span) -> Span {
        let range = span.range();
        let after = self.tokens.partition_point(|(_, end, _)| *end <= range.start);
        let covered =
            self.tokens[after..].iter().take_while(|(start, ..)| *start < range.end.max(range.start + 1));
        let mut covered = covered.map(|(.., token)| *token);
        let Some(first) = covered.next() else {
            let before = self.tokens[..after].last().or(self.tokens.first());
            return before.map_or_else(Span::call_site, |(.., token)| *token);
        };
        let last = covered.last().unwrap_or(first);
        first.join(last).unwrap_or(first)
    }
}

struct Writer<'a> {
    rebuilt: Rebuilt,
    locate: Locate<'a>,
    line: usize,
    column: usize,
    /// Whether the next token needs no blank before it.
    glued: bool,
}

impl Writer<'_> {
    fn write_stream(&mut self, stream: TokenStream) {
        let mut tokens = stream.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => match tokens.peek() {
                    Some(TokenTree::Group(group)) if doc_text(group).is_some() => {
                        self.write_doc(&doc_text(group).unwrap_or_default(), group.span());
                        tokens.next();
                    }
                    _ => self.write_token("#", punct.span()),
                },
                TokenTree::Group(group) => self.write_group(&group),
                TokenTree::Punct(punct) => {
                    self.write_token(&punct.as_char().to_string(), punct.span());
                    self.glued = punct.spacing() == Spacing::Joint;
                }
                TokenTree::Ident(name) => self.write_token(&name.to_string(), name.span()),
                TokenTree::Literal(literal) => self.write_token(&literal.to_string(), literal.span()),
            }
        }
    }

    fn write_group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Brace => ("{", "}"),
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => return self.write_stream(group.stream()),
        };
        self.write_token(open, group.span_open());
        self.write_stream(group.stream());
        self.write_token(close, group.span_close());
    }

    /// `/// text`, each line of it; what follows begins on a line of its own.
    fn write_doc(&mut self, text: &str, span: Span) {
        for line in text.split('\n') {
            self.write_token(&format!("///{}", line.trim_end()), span);
            self.push("\n");
            self.glued = true;
        }
    }

    fn write_token(&mut self, text: &str, span: Span) {
        self.go_to(span);
        let start = self.rebuilt.text.len();
        self.push(text);
        self.rebuilt.tokens.push((start, self.rebuilt.text.len(), span));
        self.glued = false;
    }

    /// Writes blanks up to where the token stands, or one if it stands behind or nobody knows where.
    fn go_to(&mut self, span: Span) {
        let before = (self.line, self.column);
        let at = (self.locate)(span);
        if let Some((line, column)) = at {
            self.push(&"\n".repeat(line.saturating_sub(self.line)));
            if line == self.line {
                self.push(&" ".repeat(column.saturating_sub(self.column)));
            }
        }
        let moved = before != (self.line, self.column);
        if !self.glued && !moved && at != Some(before) {
            self.push(" ");
        }
    }

    fn push(&mut self, text: &str) {
        for part in text.chars() {
            (self.line, self.column) =
                if part == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.rebuilt.text.push_str(text);
    }
}

/// The text of `[doc = "…"]`.
fn doc_text(group: &Group) -> Option<String> {
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Punct(equals), TokenTree::Literal(text)] = tokens.as_slice()
    else {
        return None;
    };
    let is_doc = group.delimiter() == Delimiter::Bracket && name == "doc" && equals.as_char() == '=';
    if is_doc { literal_text(text) } else { None }
}

fn literal_text(literal: &Literal) -> Option<String> {
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
}

#[cfg(test)]
mod tests;
