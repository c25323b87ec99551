//! What each page and redirect matches, in which slots it counts, and which goes before which.

use crate::spec::{Entry, ParamType, Segment, SegmentKind, SlotId, Spec};

/// Index into the patterns of an exploration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(pub usize);

/// One page's or redirect's path.
#[derive(Clone, Debug)]
pub struct Pattern<'a> {
    /// The whole path.
    pub path: &'a [Segment],
    /// The slots in which it counts, from the document to its own, with the entry that it stands for
    /// there: nested layouts, at last the page or redirect itself.
    pub chain: Vec<(SlotId, Entry)>,
    /// Its place in the order of M2: the least wins. Patterns of one slot that have one rank are of
    /// equal kinds, segment by segment.
    pub rank: usize,
}

impl Pattern<'_> {
    /// The page or redirect itself, with its slot.
    #[must_use]
    pub fn own(&self) -> (SlotId, Entry) {
        self.chain[self.chain.len() - 1]
    }
}

/// The kinds of a segment, best first (M2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Literal,
    Set,
    Typed,
    Plain,
    End,
    Tail,
    OptionalTail,
}

/// All patterns of a spec in file order, ranked.
pub(super) fn patterns(spec: &Spec) -> Vec<Pattern<'_>> {
    let mut patterns = Vec::new();
    if !spec.slots.is_empty() {
        collect(spec, SlotId(0), &mut Vec::new(), &mut patterns);
    }
    rank(&mut patterns);
    patterns
}

fn collect<'a>(
    spec: &'a Spec,
    slot: SlotId,
    chain: &mut Vec<(SlotId, Entry)>,
    patterns: &mut Vec<Pattern<'a>>,
) {
    for entry in &spec.slot(slot).entries {
        chain.push((slot, *entry));
        let path = match entry {
            Entry::Page(page) => Some(&spec.page(*page).path),
            Entry::Redirect(redirect) => Some(&spec.redirects[redirect.0].path),
            Entry::Layout(layout) => {
                for slot in &spec.node(*layout).slots {
                    collect(spec, *slot, chain, patterns);
                }
                None
            }
        };
        if let Some(path) = path {
            patterns.push(Pattern { path, chain: chain.clone(), rank: 0 });
        }
        chain.pop();
    }
}

fn rank(patterns: &mut [Pattern<'_>]) {
    let kinds: Vec<Vec<Kind>> = patterns.iter().map(|pattern| kinds(pattern.path)).collect();
    let mut order: Vec<&Vec<Kind>> = kinds.iter().collect();
    order.sort_unstable();
    order.dedup();
    for (pattern, kinds) in patterns.iter_mut().zip(&kinds) {
        pattern.rank = order.partition_point(|other| *other < kinds);
    }
}

fn kinds(path: &[Segment]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = path.iter().map(kind).collect();
    if !matches!(kinds.last(), Some(Kind::Tail | Kind::OptionalTail)) {
        kinds.push(Kind::End);
    }
    kinds
}

fn kind(segment: &Segment) -> Kind {
    match segment.kind {
        SegmentKind::Literal(_) => Kind::Literal,
        SegmentKind::Param { ty: ParamType::Set(_), .. } => Kind::Set,
        SegmentKind::Param { ty: ParamType::Builtin(_) | ParamType::User(_), .. } => Kind::Typed,
        SegmentKind::Param { ty: ParamType::Text, .. } => Kind::Plain,
        SegmentKind::Tail { optional: false, .. } => Kind::Tail,
        SegmentKind::Tail { optional: true, .. } => Kind::OptionalTail,
    }
}
