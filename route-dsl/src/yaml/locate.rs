//! Finds where each value of a YAML document stands, which its reader does not tell.
//!
//! The document's values are known, so this walks text and values side by side: skip what is
//! structure, take the next scalar, check that it is the one expected. Once it is not, the walk
//! stops, and what has not been placed keeps the place of what it stands in.

use super::node::{Node, Value};
use crate::source::{SourceId, Span};

/// How far into a line its indentation is looked for.
const LONGEST_INDENT: usize = 1000;

/// Fills in the spans of `node` and everything in it; gives the first comment of the document.
pub(super) fn locate(node: &mut Node, text: &str, source: SourceId) -> Option<Span> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut walk = Walk { text, at: start, source, lost: false, comment: None };
    node.span = Span::new(source, 0, text.len());
    walk.place(node, 0);
    node.span = Span::new(source, 0, text.len());
    walk.skip_blanks();
    walk.comment
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    source: SourceId,
    lost: bool,
    comment: Option<Span>,
}

impl<'a> Walk<'a> {
    /// Places a node; `indent` is the column of the key or dash it belongs to.
    fn place(&mut self, node: &mut Node, indent: usize) {
        let around = node.span;
        if matches!(node.value, Value::Null) {
            self.place_null(node);
            return;
        }
        self.skip_blanks();
        let start = self.at;
        if self.rest().starts_with('*') {
            self.skip_word();
            spread(node, Span::new(self.source, start, self.at));
            return;
        }
        match &mut node.value {
            Value::List(items) => self.place_items(items, around),
            Value::Map(entries) => self.place_entries(entries, indent, around),
            Value::Null => {}
            Value::Text(text) => {
                let expected = std::mem::take(text);
                self.skip_scalar(Some(&expected), indent);
                *text = expected;
            }
            Value::Other(_) => self.skip_scalar(None, indent),
        }
        if !self.lost {
            node.span = Span::new(self.source, start, self.at);
        }
    }

    fn place_items(&mut self, items: &mut [Node], around: Span) {
        let in_brackets = self.skip_one('[');
        for item in items {
            self.skip_blanks();
            let indent = self.column(self.at);
            if !in_brackets {
                self.skip_one('-');
            }
            item.span = around;
            self.place(item, indent);
        }
        if in_brackets {
            self.skip_blanks();
            self.lost |= !self.skip_one(']');
        }
    }

    fn place_entries(&mut self, entries: &mut [(Node, Node)], indent: usize, around: Span) {
        let in_braces = self.skip_one('{');
        for (key, value) in entries {
            key.span = around;
            self.place(key, indent);
            value.span = key.span;
            let indent = self.column(key.span.start as usize);
            self.place(value, indent);
        }
        if in_braces {
            self.skip_blanks();
            self.lost |= !self.skip_one('}');
        }
    }

    fn place_null(&mut self, node: &mut Node) {
        let before = self.at;
        let blanks = self.rest().len() - self.rest().trim_start_matches([' ', '\t', ':']).len();
        self.at += blanks;
        let start = self.at;
        let word: String = self.rest().chars().take(4).collect();
        if self.rest().starts_with('~') || word.eq_ignore_ascii_case("null") {
            self.skip_scalar(None, 0);
            node.span = Span::new(self.source, start, self.at);
        } else {
            self.at = before;
        }
    }

    /// Skips white space, comments, tags, anchors, and what separates.
    fn skip_blanks(&mut self) {
        while let Some(next) = self.rest().chars().next() {
            let rest = self.rest();
            let ends_word = rest[next.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
            match next {
                '#' => self.skip_comment(),
                '-' if rest.starts_with("---") && self.column(self.at) == 0 => self.at += 3,
                '?' if ends_word => self.at += 1,
                '&' | '!' => self.skip_word(),
                '%' if self.column(self.at) == 0 => self.at += rest.find('\n').unwrap_or(rest.len()),
                ':' if ends_word || self.text[..self.at].ends_with(['"', '\'']) => self.at += 1,
                ',' => self.at += 1,
                blank if blank.is_whitespace() => self.at += blank.len_utf8(),
                _ => return,
            }
        }
    }

    /// Skips this character if it comes next.
    fn skip_one(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    fn skip_comment(&mut self) {
        let start = self.at;
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        self.comment = self.comment.or(Some(Span::new(self.source, start, self.at)));
    }

    fn skip_word(&mut self) {
        let end = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
        self.at += self.rest().find(end).unwrap_or(self.rest().len());
    }

    fn skip_scalar(&mut self, expected: Option<&str>, indent: usize) {
        match (self.rest().chars().next(), expected) {
            (Some('"'), _) => self.skip_quoted('"'),
            (Some('\''), _) => self.skip_quoted('\''),
            (Some('|' | '>'), _) => self.skip_block(indent),
            (_, Some(expected)) => self.skip_plain(expected),
            (_, None) => {
                let end = |c: char| c == '\n' || matches!(c, ',' | ']' | '}' | '#' | ':');
                let rest = &self.rest()[..self.rest().find(end).unwrap_or(self.rest().len())];
                self.at += rest.trim_end().len();
            }
        }
    }

    fn skip_quoted(&mut self, quote: char) {
        let mut chars = self.rest().char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            let doubled = chars.peek().is_some_and(|(_, next)| *next == quote);
            if (c == '\\' && quote == '"') || (c == quote && quote == '\'' && doubled) {
                chars.next();
            } else if c == quote {
                self.at += at + 1;
                return;
            }
        }
        self.lost = true;
    }

    /// Skips `|` or `>` and the lines below that are indented deeper than `indent`.
    fn skip_block(&mut self, indent: usize) {
        let start = self.at;
        let mut end = self.at;
        for line in self.rest().split_inclusive('\n') {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            if self.at > start && blanks <= indent && !line.trim().is_empty() {
                break;
            }
            self.at += line.len();
            if !line.trim().is_empty() {
                end = self.at - (line.len() - line.trim_end().len());
            }
        }
        self.at = end;
    }

    /// Skips a scalar without quotes, whose blanks may be line breaks here.
    fn skip_plain(&mut self, expected: &str) {
        let mut rest = self.rest();
        for word in expected.split_whitespace() {
            match rest.trim_start().strip_prefix(word) {
                Some(after) => rest = after,
                None => self.lost = true,
            }
        }
        if !self.lost {
            self.at = self.text.len() - rest.len();
        }
    }

    fn column(&self, at: usize) -> usize {
        self.before(at).len()
    }

    /// What stands before `at` in its line; of a very long line only the end, since nothing is indented so far.
    fn before(&self, at: usize) -> &'a [u8] {
        let near = &self.text.as_bytes()[at.saturating_sub(LONGEST_INDENT)..at];
        &near[near.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)..]
    }

    fn rest(&self) -> &'a str {
        if self.lost { "" } else { &self.text[self.at..] }
    }
}

/// Gives a node and all in it one span.
fn spread(node: &mut Node, span: Span) {
    node.span = span;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| spread(item, span)),
        Value::Map(entries) => {
            for (key, value) in entries {
                spread(key, span);
                spread(value, span);
            }
        }
        Value::Null | Value::Other(_) | Value::Text(_) => {}
    }
}
