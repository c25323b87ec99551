//! Text to syntax tree. Parsing never fails: it gives a tree of what could be read, and a list of
//! what could not.
//!
//! The generated parser finds the pieces (`grammar.pest` says how), this module walks them.

mod between;
mod comments;
mod duration;
mod forms;
mod head;
mod limits;
mod mistakes;
mod patch;
mod path;
mod path_mistakes;
mod pieces;
mod statement;

#[cfg(feature = "yaml")]
pub(crate) use limits::check_length;
use pest::Parser as _;
use pest::error::InputLocation;
use pest::iterators::Pair;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Rule, SpecParser};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::{Block, File};

/// Reads the source `id` as a spec.
///
/// What could not be read is [`Kind::Bad`](crate::syntax::Kind::Bad) or
/// [`SegmentKind::Bad`](crate::syntax::SegmentKind::Bad) in the tree, with an error beside it.
/// A text that is too long or too deep gives one error and an empty tree.
#[must_use]
pub fn parse(sources: &Sources, id: SourceId) -> (File, Vec<Diagnostic>) {
    let text = &sources.get(id).text;
    if let Some(found) = limits::check_limits(text, id) {
        return (File::default(), vec![found]);
    }
    patch::read_patched(text, id)
}

/// Reads a text once.
fn read(text: &str, id: SourceId) -> (File, Vec<Diagnostic>, Option<patch::Patch>) {
    let mut reader = Reader::new(text, id);
    let file = match SpecParser::parse(Rule::file, text) {
        Ok(mut pairs) => pairs.next().map(|pair| reader.read_file(pair)).unwrap_or_default(),
        Err(error) => {
            reader.report_refused(&error);
            File::default()
        }
    };
    (file, reader.diagnostics, reader.patch)
}

/// How many diagnostics a file may give; what is wrong after so many mistakes helps nobody.
const MOST_DIAGNOSTICS: usize = 50;

/// Walks the pieces of one source.
struct Reader<'a> {
    text: &'a str,
    source: SourceId,
    comments: comments::Comments<'a>,
    diagnostics: Vec<Diagnostic>,
    /// The opening braces of blocks whose closing one stands too far left to be theirs.
    suspects: Vec<Span>,
    /// How the text was probably meant, where a mistake takes apart what follows it.
    patch: Option<patch::Patch>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, source: SourceId) -> Self {
        let comments = comments::Comments::new(text, source);
        Reader { text, source, comments, diagnostics: Vec::new(), suspects: Vec::new(), patch: None }
    }

    fn read_file(&mut self, file: Pair<'a, Rule>) -> File {
        self.comments.collect(file.clone());
        let end = self.text.len();
        let span = self.span_of(0, end);
        let block = self.read_items(file, 0, end);
        File { block: Block { span, ..block } }
    }

    /// Keeps a diagnostic, unless there are enough.
    fn report(&mut self, found: Diagnostic) {
        if !self.is_full() {
            self.diagnostics.push(found);
        }
    }

    fn is_full(&self) -> bool {
        self.diagnostics.len() >= MOST_DIAGNOSTICS
    }

    /// The grammar reads every text, so the parser itself has given up (its stack, for one).
    fn report_refused(&mut self, error: &pest::error::Error<Rule>) {
        let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
        let span = self.span_of(at, at);
        let found = Diagnostic::error(Code::STATEMENT_FORM, span, "this file can't be read from here on");
        self.report(found.label("the parser gave up here").help("make this statement simpler"));
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        self.span_of(pair.as_span().start(), pair.as_span().end())
    }

    fn span_of(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }
}
