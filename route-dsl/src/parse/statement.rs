//! Lists of statements: blocks, docs, comments, and what goes wrong between statements.

use pest::iterators::Pair;

use super::Reader;
use super::duration::too_long;
use super::pieces::Pieces;
use crate::grammar::Rule;
use crate::source::Span;
use crate::syntax::{Block, Comment, Doc, Kind, Statement};

impl<'a> Reader<'a> {
    /// Reads a block with its braces.
    pub(super) fn read_block(&mut self, pair: Pair<'a, Rule>) -> Block {
        let span = self.span(&pair);
        let start = pair.as_span().start();
        let closed = !pair.clone().into_inner().any(|pair| pair.as_rule() == Rule::missing_brace);
        let end = if closed { pair.as_span().end() - 1 } else { pair.as_span().end() };
        let block = self.read_items(pair, start + 1, end);
        self.comments.pass(span.end as usize);
        let closing = if closed { self.comments.take_beside() } else { None };
        if closed {
            self.note_indentation(span);
        } else {
            self.report_missing_brace(span);
        }
        Block { span, closing, ..block }
    }

    /// Reads the statements of a block or file, and the comments before `end`.
    pub(super) fn read_items(&mut self, pair: Pair<'a, Rule>, start: usize, end: usize) -> Block {
        self.comments.pass(start);
        let mut statements = Vec::new();
        for pair in Pieces::of(pair) {
            match pair.as_rule() {
                Rule::statement => statements.push(self.read_statement(pair)),
                Rule::extra_brace => self.report_extra_brace(&pair),
                Rule::dangling_docs => self.report_dangling_docs(&pair),
                _ => {}
            }
        }
        let comments = self.comments.take_before(end);
        let mut block = Block { statements, comments, ..Block::default() };
        clear_first_blank(&mut block);
        block
    }

    fn read_statement(&mut self, pair: Pair<'a, Rule>) -> Statement {
        let mut comments = self.comments.take_before(pair.as_span().start());
        let mut blank_before = self.comments.blank_before(pair.as_span().start());
        let mut docs = Vec::new();
        let mut pieces = Pieces::of(pair);
        while let Some(doc) = pieces.next_if(Rule::doc) {
            docs.push(self.read_doc(&doc));
        }
        let Some(pair) = pieces.next() else { return bad_statement(self.span_of(0, 0)) };
        let end = self.comments.end_before(pair.as_span().end());
        let span = self.span_of(pair.as_span().start(), end);
        let block = pair.clone().into_inner().find(|pair| pair.as_rule() == Rule::block);
        let head_end = block.map_or(end, |block| block.as_span().start() + 1);
        let within = self.comments.take_before(head_end);
        push_within(&mut comments, within, &mut blank_before);
        self.comments.pass(head_end);
        let trailing = self.comments.take_beside();
        if missing_end(&pair) {
            self.report_missing_semicolon(span);
        }
        let kind = self.read_kind_or_explain(pair, span);
        self.comments.pass(end);
        Statement { comments, blank_before, docs, kind, trailing, span }
    }

    fn read_kind_or_explain(&mut self, pair: Pair<'a, Rule>, span: Span) -> Kind {
        if pair.as_rule() == Rule::bad_statement {
            return self.explain_bad(&pair);
        }
        self.read_kind(pair).unwrap_or_else(|| {
            // The one thing that the grammar lets through and no tree can hold.
            self.report(too_long(span));
            Kind::Bad
        })
    }

    fn read_doc(&self, pair: &Pair<'a, Rule>) -> Doc {
        Doc { text: pair.as_str().get(3..).unwrap_or("").trim_end().to_owned(), span: self.span(pair) }
    }
}

/// Whether a statement's `;` is missing.
fn missing_end(pair: &Pair<'_, Rule>) -> bool {
    pair.clone().into_inner().any(|pair| pair.as_rule() == Rule::end && pair.as_str().is_empty())
}

fn bad_statement(span: Span) -> Statement {
    let (comments, docs) = (Vec::new(), Vec::new());
    Statement { comments, blank_before: false, docs, kind: Kind::Bad, trailing: None, span }
}

/// Puts the comments within a statement before it; a blank line before it moves before them.
fn push_within(comments: &mut Vec<Comment>, within: Vec<Comment>, blank_before: &mut bool) {
    for mut comment in within {
        comment.blank_before = std::mem::take(blank_before);
        comments.push(comment);
    }
}

/// At the top of a block, a blank line means nothing.
fn clear_first_blank(block: &mut Block) {
    let comments = match block.statements.first_mut() {
        None => &mut block.comments,
        Some(first) if first.comments.is_empty() => return first.blank_before = false,
        Some(first) => &mut first.comments,
    };
    if let Some(first) = comments.first_mut() {
        first.blank_before = false;
    }
}
