//! Mistakes that take what follows them apart, and the text as it was probably meant.
//!
//! Without its `{`, a block's statements seem to stand in the block around, and its `}` closes nothing;
//! a type written out where its name belongs seems to be a block of statements. Then the whole text is
//! read once more with that one place put right, byte for byte, so that every position stays.

use std::ops::Range;

use pest::Parser as _;
use pest::iterators::Pair;

use super::forms::FORMS;
use super::pieces::Pieces;
use super::{Reader, read};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Rule, SpecParser};
use crate::source::{SourceId, Span};
use crate::syntax::File;

/// So many places are put right in one text; each takes another reading.
const MOST_PATCHES: usize = 8;

/// One place put right.
pub(super) struct Patch {
    at: Range<usize>,
    with: char,
    /// What is said of it.
    found: Diagnostic,
}

/// Reads a text; where what one mistake entails is more than the mistake, only the mistake is said.
pub(super) fn read_patched(text: &str, id: SourceId) -> (File, Vec<Diagnostic>) {
    let (mut file, mut found, mut patch) = read(text, id);
    let mut text = text.to_owned();
    let mut said = Vec::new();
    for _ in 0..MOST_PATCHES {
        let Some(Patch { at, with, found: this }) = patch else { break };
        text.replace_range(at.clone(), &with.to_string().repeat(at.len()));
        let (next_file, mut next, next_patch) = read(&text, id);
        next.retain(|other| other.code != this.code || other.span().start != this.span().start);
        if next.len() + 1 >= found.len() {
            break;
        }
        said.push(this);
        (file, found, patch) = (next_file, next, next_patch);
    }
    if !said.is_empty() {
        found.append(&mut said);
        found.sort_by_key(|found| found.span().start);
    }
    (file, found)
}

impl<'a> Reader<'a> {
    /// Keeps how the text could be put right, if `bad`, of which `first` is the first word, is one of
    /// the mistakes that take apart what follows. The last diagnostic is what was said of it.
    pub(super) fn note_patch(&mut self, bad: &Pair<'a, Rule>, first: &Pair<'a, Rule>) {
        let Some(said) = self.diagnostics.last().filter(|found| found.code == Code::STATEMENT_FORM) else {
            return;
        };
        if self.patch.is_some() {
            return;
        }
        let said = said.clone();
        self.patch = match first.as_str() {
            "layout" | "slot" | "scope" => self.open_brace(bad, first, said),
            "action" | "guard" => type_by_name(bad, said),
            _ => None,
        };
    }

    /// A head that is whole, with a blank after it where the `{` should be.
    fn open_brace(&self, bad: &Pair<'a, Rule>, first: &Pair<'a, Rule>, said: Diagnostic) -> Option<Patch> {
        let form = FORMS.iter().find(|form| form.keyword == first.as_str())?;
        let at = Pieces::of(bad.clone()).last()?.as_span().end();
        let head = self.text.get(first.as_span().start()..at)?;
        let is_head = !head.contains('{') && SpecParser::parse(form.rule, &format!("{head} {{}}")).is_ok();
        let is_blank = self.text.as_bytes().get(at).is_some_and(u8::is_ascii_whitespace);
        let end = Span::new(self.source, at, at);
        (is_head && is_blank).then(|| Patch {
            at: at..at + 1,
            with: '{',
            found: said.fix("add `{`", end, " {"),
        })
    }
}

/// A type with its fields in place of a name.
fn type_by_name(bad: &Pair<'_, Rule>, said: Diagnostic) -> Option<Patch> {
    let block = bad.clone().into_inner().find(|pair| pair.as_rule() == Rule::block)?.as_span();
    let is_closed = block.as_str().ends_with('}');
    (is_closed && said.span().range().start == block.start()).then(|| Patch {
        at: block.start()..block.end(),
        // No word, and no mark that could end a statement.
        with: '#',
        found: said,
    })
}
