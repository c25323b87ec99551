//! What is missing, or too much, between statements: `;`, `}` and something to document.

use pest::iterators::Pair;

use super::Reader;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::grammar::Rule;
use crate::source::Span;

impl<'a> Reader<'a> {
    /// A `;` is missing where a statement ends.
    pub(super) fn report_missing_semicolon(&mut self, statement: Span) {
        let text = self.text.get(statement.range()).unwrap_or("");
        let last = text.char_indices().last().map_or(0, |(at, _)| at);
        let span = self.span_of(statement.range().start + last, statement.range().end);
        let at = Span { start: statement.end, ..statement };
        self.report(
            Diagnostic::error(Code::SEMICOLON_MISSING, span, "a `;` is missing")
                .label("this statement ends here")
                .help("end the statement with `;`")
                .fix("add `;`", at, ";"),
        );
    }

    /// A block is still open where the file ends. If a block within it was closed by a brace that
    /// stands further left than the block's own first line, that one is the likely culprit.
    pub(super) fn report_missing_brace(&mut self, block: Span) {
        let open = Span { end: block.start + 1, ..block };
        let error = |span| Diagnostic::error(Code::BRACE_MISSING, span, "a `}` is missing");
        let suspect = self.suspects.iter().position(|suspect| suspect.start > block.start);
        let found = match suspect.map(|at| self.suspects.remove(at)) {
            Some(inner) => error(inner)
                .label("this block seems to lack its `}`")
                .also(open, "so this one is still open where the file ends")
                .help("add the `}` where the inner block should end"),
            None => {
                let end = self.text.trim_end().len();
                error(open)
                    .label("this block is still open where the file ends")
                    .help("add a `}` where the block should end")
                    .fix("add `}` at the end", self.span_of(end, end), "\n}")
            }
        };
        self.report(found);
    }

    /// Remembers a block whose closing brace stands further left than the line it was opened on.
    pub(super) fn note_indentation(&mut self, block: Span) {
        let (open, close) = (block.range().start, block.range().end.saturating_sub(1));
        if let (Some((opened, _)), Some((closed, true))) = (self.indentation(open), self.indentation(close))
            && closed < opened
        {
            self.suspects.push(Span { end: block.start + 1, ..block });
        }
    }

    /// How far the line of byte `at` is indented, and whether `at` is the first thing on it. Not known
    /// far to the right.
    fn indentation(&self, at: usize) -> Option<(usize, bool)> {
        const FARTHEST: usize = 256;
        let before = self.text.as_bytes().get(at.saturating_sub(FARTHEST)..at)?;
        let line = match before.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => before.get(end + 1..)?,
            None if before.len() < FARTHEST => before,
            None => return None,
        };
        let rest = line.trim_ascii_start();
        Some((line.len() - rest.len(), rest.is_empty()))
    }

    /// A `}` that closes nothing.
    pub(super) fn report_extra_brace(&mut self, pair: &Pair<'a, Rule>) {
        let span = self.span(pair);
        self.report(
            Diagnostic::error(Code::BRACE_EXTRA, span, "this `}` closes nothing")
                .label("no block is open here")
                .help("take it out, or look for a `{` that is missing before it")
                .fix("take out the `}`", span, ""),
        );
    }

    /// `///` lines with no statement after them.
    pub(super) fn report_dangling_docs(&mut self, pair: &Pair<'a, Rule>) {
        let lines = pair.clone().into_inner().filter(|pair| pair.as_rule() == Rule::doc);
        let spans: Vec<Span> = lines.map(|line| self.span(&line)).collect();
        let Some(first) = spans.first().copied() else { return };
        let third = |span: &Span| Span { start: span.start + 2, end: span.start + 3, ..*span };
        let edits = spans.iter().map(|span| Edit { span: third(span), text: String::new() }).collect();
        let mut found = Diagnostic::error(Code::DOCS_DANGLING, first, "this documents nothing")
            .label("no statement follows")
            .help("write `//` for a comment, or put it before what it is about");
        found.fix = Some(Fix { title: "make it a comment".to_owned(), edits });
        self.report(found);
    }
}
