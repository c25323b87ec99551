//! The few lines of a source that a message shows, long ones cut round what they are shown for.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::{Source, Span};

/// Lines up to this many bytes are shown whole.
const LONGEST_LINE: usize = 400;
/// What stays of a longer line on either side of a span's ends, in bytes.
const KEPT_AROUND: usize = 40;
/// How many lines around a shown one keep their text, since the drawing fills small gaps.
const LINES_AROUND: usize = 2;

/// Text with the same lines as the source from [`first_line`](Self::first_line) on; lines far from
/// every span are empty, long ones are cut.
pub(super) struct Excerpt<'a> {
    source: &'a Source,
    lines: BTreeMap<usize, CutLine>,
    last_line: usize,
    /// The number of its first line.
    pub(super) first_line: usize,
    /// The text to draw.
    pub(super) text: String,
    /// Whether no line was cut.
    pub(super) whole: bool,
}

/// What is left of a line: ranges of the source, and where each begins in the excerpt.
struct CutLine {
    kept: Vec<(Range<usize>, usize)>,
}

impl<'a> Excerpt<'a> {
    /// The excerpt that shows `spans`, which all lie in `source`.
    pub(super) fn new(source: &'a Source, spans: impl Iterator<Item = Span>) -> Self {
        let mut excerpt = Excerpt {
            source,
            lines: BTreeMap::new(),
            last_line: 1,
            first_line: 1,
            text: String::new(),
            whole: true,
        };
        let spans: Vec<Span> = spans.map(|span| excerpt.clamp(span)).collect();
        let mut shown = BTreeMap::<usize, Vec<usize>>::new();
        for at in spans.iter().flat_map(|span| [span.start, span.end]) {
            shown.entry(source.position(at).0).or_default().push(at as usize);
        }
        excerpt.first_line = shown.first_key_value().map_or(1, |(line, _)| *line);
        excerpt.last_line = shown.last_key_value().map_or(1, |(line, _)| *line);
        for line in excerpt.first_line..=excerpt.last_line {
            excerpt.push_line(line, &shown);
        }
        excerpt
    }

    fn push_line(&mut self, line: usize, shown: &BTreeMap<usize, Vec<usize>>) {
        if line > self.first_line {
            self.text.push('\n');
        }
        if shown.range(line.saturating_sub(LINES_AROUND)..=line + LINES_AROUND).next().is_none() {
            return;
        }
        let bytes = self.source.line(line);
        let kept = kept_parts(&self.source.text, bytes.clone(), shown.get(&line).map_or(&[], Vec::as_slice));
        let mut cut = CutLine { kept: Vec::new() };
        for part in kept {
            if part.start > bytes.start {
                self.text.push('…');
                self.whole = false;
            }
            cut.kept.push((part.clone(), self.text.len()));
            self.text.push_str(&self.source.text[part]);
        }
        if cut.kept.last().is_some_and(|(part, _)| part.end < bytes.end) {
            self.text.push('…');
            self.whole = false;
        }
        self.lines.insert(line, cut);
    }

    /// The span moved inside the source, onto character boundaries, and off a line break at its end.
    pub(super) fn clamp(&self, span: Span) -> Span {
        let text = &self.source.text;
        let down =
            |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = down(span.start as usize);
        let mut end = down(span.end as usize).max(start);
        while end > start && text[..end].ends_with(['\n', '\r']) {
            end -= 1;
        }
        Span::new(span.source, start, end)
    }

    /// Where a span stands in [`text`](Self::text).
    pub(super) fn place(&self, span: Span) -> Range<usize> {
        let span = self.clamp(span);
        let start = self.place_of(span.start);
        start..self.place_of(span.end).max(start)
    }

    fn place_of(&self, at: u32) -> usize {
        let parts = self.lines.get(&self.source.position(at).0).map_or(&[][..], |line| &line.kept);
        let at = at as usize;
        let part = parts.iter().rev().find(|(part, _)| part.start <= at).or(parts.first());
        part.map_or(0, |(part, place)| place + at.clamp(part.start, part.end) - part.start)
    }
}

/// The parts of a line to show: all of it if it is short, else what is near one of `points`.
fn kept_parts(text: &str, line: Range<usize>, points: &[usize]) -> Vec<Range<usize>> {
    if line.len() <= LONGEST_LINE {
        return vec![line];
    }
    let up = |at: usize| (at..=line.end).find(|at| text.is_char_boundary(*at)).unwrap_or(line.end);
    let mut points: Vec<usize> = points.iter().map(|at| (*at).clamp(line.start, line.end)).collect();
    points.sort_unstable();
    points.dedup();
    if points.is_empty() {
        points.push(line.start);
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in points {
        let part = up(at.saturating_sub(KEPT_AROUND).max(line.start))..up((at + KEPT_AROUND).min(line.end));
        match parts.last_mut() {
            Some(last) if last.end >= part.start => last.end = part.end,
            _ => parts.push(part),
        }
    }
    parts
}
