//! One statement as text, made from YAML values, and the way back from its places to theirs.

use std::ops::Range;

use super::node::Node;
use super::spans;
use crate::diagnostic::Diagnostic;
use crate::parse;
use crate::source::{Source, SourceId, Sources, Span};
use crate::syntax::Statement;

/// A statement's text while it is put together.
pub(super) struct Leaf<'a> {
    sources: &'a Sources,
    text: String,
    parts: Vec<Part>,
    /// The span of the item, for what stands in no value.
    item: Span,
}

/// A range of the text that a YAML value became.
struct Part {
    range: Range<usize>,
    value: Span,
    /// Where the value's text begins in the YAML, if it stands there as it is.
    verbatim: Option<u32>,
}

/// What a value may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A name, a type or a time.
    Word,
    /// What follows `use`.
    Use,
    /// What stands between quotes.
    Quoted,
}

impl<'a> Leaf<'a> {
    /// An empty text for an item.
    pub(super) fn new(sources: &'a Sources, item: Span) -> Self {
        Leaf { sources, text: String::new(), parts: Vec::new(), item }
    }

    /// Adds text that stands for `place`, a key most often.
    pub(super) fn push(&mut self, text: &str, place: Span) {
        self.blank();
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part { range: start..self.text.len(), value: place, verbatim: None });
    }

    /// Adds the text of a value.
    ///
    /// # Errors
    /// With the character that such a value can't hold.
    pub(super) fn push_value(&mut self, text: &str, node: &Node, holds: Holds) -> Result<(), char> {
        if let Some(bad) = text.chars().find(|c| !may_hold(*c, holds)) {
            return Err(bad);
        }
        self.blank();
        let start = self.text.len();
        let quote = if holds == Holds::Quoted { "\"" } else { "" };
        self.text.extend([quote, text, quote]);
        let raw = self.sources.text(node.span);
        let bare = raw.trim_matches(['"', '\'']);
        let verbatim = (bare == text).then(|| node.span.start + u32::from(raw.len() > bare.len()));
        self.parts.push(Part { range: start..self.text.len(), value: node.span, verbatim });
        Ok(())
    }

    /// Parses the text: the statements, their spans and those of what was said pointing into the YAML.
    pub(super) fn parse(self) -> (Vec<Statement>, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("", self.text.clone()));
        let (file, mut diagnostics) = parse::parse(&sources, id);
        let mut statements = file.block.statements;
        for statement in &mut statements {
            spans::change_statement(statement, &|span| self.place(span));
        }
        for diagnostic in &mut diagnostics {
            diagnostic.labels.iter_mut().for_each(|label| label.span = self.place(label.span));
            let fix = diagnostic.fix.take().filter(|_| diagnostic.help.is_empty());
            diagnostic.help.extend(fix.map(|fix| fix.title));
        }
        (statements, diagnostics)
    }

    /// Where a span of the text stands in the YAML.
    fn place(&self, span: Span) -> Span {
        let range = span.range();
        let holding = |at: usize| self.parts.iter().rev().find(|part| part.range.start <= at);
        let (Some(first), Some(last)) =
            (holding(range.start), holding(range.end.saturating_sub(1).max(range.start)))
        else {
            return self.item;
        };
        if !std::ptr::eq(first, last) {
            return if first.value.start <= last.value.start {
                first.value.to(last.value)
            } else {
                first.value
            };
        }
        first.inside(&range, &self.text).unwrap_or(first.value)
    }

    fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
    }
}

impl Part {
    /// A range within this part, if it can be told where it stands.
    fn inside(&self, range: &Range<usize>, text: &str) -> Option<Span> {
        let quote = usize::from(text[self.range.clone()].starts_with('"'));
        let text = self.range.start + quote..self.range.end - quote;
        if range.start < text.start || range.end > text.end {
            return None;
        }
        let start = self.verbatim? as usize + range.start - text.start;
        Some(Span::new(self.value.source, start, start + range.len()))
    }
}

/// Whether a value with this character is still one value.
fn may_hold(c: char, holds: Holds) -> bool {
    match holds {
        Holds::Word => c.is_alphanumeric() || "_:<>.,~-#".contains(c),
        Holds::Use => c.is_alphanumeric() || "_:<>,{}* .#".contains(c),
        Holds::Quoted => !matches!(c, '"' | '\\') && !c.is_control(),
    }
}

/// The source that the reader of `id` works on.
pub(super) fn whole(sources: &Sources, id: SourceId) -> Span {
    Span::new(id, 0, sources.get(id).text.len())
}
