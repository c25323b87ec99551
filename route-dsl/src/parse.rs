//! Text to syntax tree. Parsing never fails: it gives a tree of what could be read, and a list of
//! what could not.
//!
//! The generated parser finds the pieces (`grammar.pest` says how), this module walks them.

mod comments;
mod head;
mod path;
mod pieces;
mod statement;

use pest::Parser as _;
use pest::iterators::Pair;

use crate::diagnostic::Diagnostic;
use crate::grammar::{Rule, SpecParser};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::{Block, File};

/// Reads the source `id` as a spec.
///
/// What could not be read is [`Kind::Bad`](crate::syntax::Kind::Bad) or
/// [`SegmentKind::Bad`](crate::syntax::SegmentKind::Bad) in the tree, with an error beside it.
#[must_use]
pub fn parse(sources: &Sources, id: SourceId) -> (File, Vec<Diagnostic>) {
    let mut reader = Reader::new(&sources.get(id).text, id);
    let file = SpecParser::parse(Rule::file, reader.text).ok().and_then(|mut pairs| pairs.next());
    let file = file.map(|pair| reader.read_file(pair)).unwrap_or_default();
    (file, reader.diagnostics)
}

/// Walks the pieces of one source.
struct Reader<'a> {
    text: &'a str,
    source: SourceId,
    comments: comments::Comments<'a>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, source: SourceId) -> Self {
        let comments = comments::Comments::new(text, source);
        Reader { text, source, comments, diagnostics: Vec::new() }
    }

    fn read_file(&mut self, file: Pair<'a, Rule>) -> File {
        self.comments.collect(file.clone());
        let end = self.text.len();
        let span = self.span_of(0, end);
        let block = self.read_items(file, 0, end);
        File { block: Block { span, ..block } }
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        self.span_of(pair.as_span().start(), pair.as_span().end())
    }

    fn span_of(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }
}
