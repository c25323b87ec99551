//! Which comment belongs to what: by where it stands, not by which rule met it.

use std::collections::VecDeque;

use pest::iterators::Pair;

use crate::grammar::Rule;
use crate::source::{SourceId, Span};
use crate::syntax::Comment;

/// The comments of a source that have not been given to a statement yet.
pub(super) struct Comments<'a> {
    text: &'a str,
    source: SourceId,
    left: VecDeque<std::ops::Range<usize>>,
    /// Where the last token or comment that was passed ended.
    passed: usize,
}

impl<'a> Comments<'a> {
    pub(super) fn new(text: &'a str, source: SourceId) -> Self {
        Comments { text, source, left: VecDeque::new(), passed: 0 }
    }

    /// Finds all comments below `file`.
    pub(super) fn collect(&mut self, file: Pair<'a, Rule>) {
        let comments = file.into_inner().flatten().filter(|pair| pair.as_rule() == Rule::COMMENT);
        self.left = comments.map(|pair| pair.as_span().start()..pair.as_span().end()).collect();
    }

    /// Says that everything up to `at` has been read.
    pub(super) fn pass(&mut self, at: usize) {
        self.passed = self.passed.max(at);
    }

    /// The comments that begin before `at`.
    pub(super) fn take_before(&mut self, at: usize) -> Vec<Comment> {
        let count = self.left.partition_point(|range| range.start < at);
        let ranges: Vec<_> = self.left.drain(..count).collect();
        ranges.into_iter().map(|range| self.comment(range)).collect()
    }

    /// The comment that follows what has been passed on the same line.
    pub(super) fn take_beside(&mut self) -> Option<Comment> {
        let next = self.left.front()?;
        let between = self.text.get(self.passed..next.start)?;
        if between.contains('\n') || !between.trim().is_empty() {
            return None;
        }
        let range = self.left.pop_front()?;
        Some(self.comment(range))
    }

    /// Whether a blank line stands between what has been passed and `at`.
    pub(super) fn blank_before(&self, at: usize) -> bool {
        let between = self.text.get(self.passed..at).unwrap_or("");
        between.bytes().filter(|byte| *byte == b'\n').count() > 1
    }

    /// The end of the last token before `at`: blanks and comments before it left out.
    pub(super) fn end_before(&self, at: usize) -> usize {
        let mut count = self.left.partition_point(|range| range.start < at);
        let mut end = at;
        loop {
            end = self.text.get(..end).map_or(end, |text| text.trim_end().len());
            match count.checked_sub(1).and_then(|last| self.left.get(last)) {
                // A comment's own trailing blanks were cut off with the others.
                Some(comment) if comment.start < end && end <= comment.end => end = comment.start,
                _ => return end,
            }
            count -= 1;
        }
    }

    fn comment(&mut self, range: std::ops::Range<usize>) -> Comment {
        let blank_before = self.blank_before(range.start);
        self.pass(range.end);
        let text = self.text.get(range.start + 2..range.end).unwrap_or("").trim_end().to_owned();
        Comment { text, blank_before, span: Span::new(self.source, range.start, range.end) }
    }
}
