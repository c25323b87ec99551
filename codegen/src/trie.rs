//! What can show in a slot, sorted by M2 and laid out as a trie.

use route_dsl::spec::{ActionId, Entry, ParamType, Segment, SegmentKind, Slot, Spec};
use std::collections::BTreeMap;

/// A slot's trie and what its ranks stand for, as `table::Slot` has them.
pub(crate) struct Trie<T> {
    pub(crate) branches: Vec<Branch>,
    /// Best first.
    pub(crate) targets: Vec<T>,
}

/// One node of a trie; numbers are positions in [`Trie::branches`] and [`Trie::targets`].
#[derive(Default)]
pub(crate) struct Branch {
    pub(crate) literals: BTreeMap<String, usize>,
    /// By their texts, sorted.
    pub(crate) sets: Vec<(Vec<String>, usize)>,
    pub(crate) typed: Vec<(ParamType, usize)>,
    pub(crate) plain: Option<usize>,
    pub(crate) end: Option<usize>,
    pub(crate) tail: Option<usize>,
    pub(crate) optional_tail: Option<usize>,
}

/// M2's order of kinds, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Literal,
    Set,
    Typed,
    Plain,
    End,
    Tail,
    OptionalTail,
}

/// One way to reach an entry.
struct Pattern<'a, T> {
    segments: &'a [Segment],
    target: T,
}

/// The trie of a slot over what follows the prefix of its layout.
pub(crate) fn build_trie(spec: &Spec, slot: &Slot) -> Trie<Entry> {
    let depth = slot.layout.map_or(0, |layout| spec.node(layout).prefix.len());
    let mut patterns = Vec::new();
    for entry in &slot.entries {
        collect_patterns(spec, *entry, *entry, depth, &mut patterns);
    }
    sort(spec, patterns)
}

/// The trie of all actions, over whole paths.
pub(crate) fn build_action_trie(spec: &Spec) -> Trie<ActionId> {
    let actions = spec.actions.iter().enumerate();
    sort(spec, actions.map(|(at, action)| Pattern { segments: &action.path, target: ActionId(at) }).collect())
}

/// Lays patterns out by M2, best first.
fn sort<T: Copy>(spec: &Spec, mut patterns: Vec<Pattern<'_, T>>) -> Trie<T> {
    patterns.sort_by_cached_key(|pattern| ranks(pattern.segments));
    let mut trie = Trie { branches: vec![Branch::default()], targets: Vec::new() };
    for pattern in patterns {
        trie.insert(spec, &pattern);
    }
    trie
}

/// A nested layout is one entry for the patterns of everything in all of its slots.
fn collect_patterns<'a>(
    spec: &'a Spec,
    entry: Entry,
    target: Entry,
    depth: usize,
    into: &mut Vec<Pattern<'a, Entry>>,
) {
    let path: &[Segment] = match entry {
        Entry::Page(id) => &spec.page(id).path,
        Entry::Redirect(id) => &spec.redirects[id.0].path,
        Entry::Layout(id) => {
            let slots = spec.node(id).slots.iter().map(|slot| spec.slot(*slot));
            for inner in slots.flat_map(|slot| &slot.entries) {
                collect_patterns(spec, *inner, target, depth, into);
            }
            return;
        }
    };
    into.push(Pattern { segments: path.get(depth..).unwrap_or_default(), target });
}

/// A pattern's vector of kinds (M2).
fn ranks(segments: &[Segment]) -> Vec<Rank> {
    let mut ranks: Vec<_> = segments.iter().map(|segment| rank(&segment.kind)).collect();
    if !matches!(ranks.last(), Some(Rank::Tail | Rank::OptionalTail)) {
        ranks.push(Rank::End);
    }
    ranks
}

fn rank(kind: &SegmentKind) -> Rank {
    match kind {
        SegmentKind::Literal(_) => Rank::Literal,
        SegmentKind::Param { ty: ParamType::Set(_), .. } => Rank::Set,
        SegmentKind::Param { ty: ParamType::Builtin(_) | ParamType::User(_), .. } => Rank::Typed,
        SegmentKind::Param { ty: ParamType::Text, .. } => Rank::Plain,
        SegmentKind::Tail { optional: false, .. } => Rank::Tail,
        SegmentKind::Tail { optional: true, .. } => Rank::OptionalTail,
    }
}

impl<T: Copy> Trie<T> {
    /// Adds a pattern; of two that are the same (both of one nested layout) the first stays.
    fn insert(&mut self, spec: &Spec, pattern: &Pattern<'_, T>) {
        let mut at = 0;
        for segment in pattern.segments {
            match &segment.kind {
                SegmentKind::Tail { optional, .. } => return self.end(at, Some(*optional), pattern.target),
                kind => at = self.step(spec, at, kind),
            }
        }
        self.end(at, None, pattern.target);
    }

    /// Marks that a pattern ends at a branch, with a tail or without one.
    fn end(&mut self, at: usize, tail: Option<bool>, target: T) {
        let next = self.targets.len();
        let branch = &mut self.branches[at];
        let place = match tail {
            None => &mut branch.end,
            Some(false) => &mut branch.tail,
            Some(true) => &mut branch.optional_tail,
        };
        if place.is_none() {
            *place = Some(next);
            self.targets.push(target);
        }
    }

    /// Where one segment leads, a new branch if nothing has led there yet.
    fn step(&mut self, spec: &Spec, at: usize, kind: &SegmentKind) -> usize {
        let next = self.branches.len();
        let found = self.branches[at].edge(spec, kind, next);
        if found == next {
            self.branches.push(Branch::default());
        }
        found
    }
}

impl Branch {
    fn edge(&mut self, spec: &Spec, kind: &SegmentKind, next: usize) -> usize {
        match kind {
            SegmentKind::Literal(text) => *self.literals.entry(text.clone()).or_insert(next),
            SegmentKind::Param { ty: ParamType::Set(set), .. } => {
                let texts = set_texts(spec, *set);
                edge_of(&mut self.sets, texts, next)
            }
            SegmentKind::Param { ty: ParamType::Text, .. } => *self.plain.get_or_insert(next),
            SegmentKind::Param { ty, .. } => edge_of(&mut self.typed, *ty, next),
            SegmentKind::Tail { .. } => next,
        }
    }
}

fn edge_of<K: PartialEq>(edges: &mut Vec<(K, usize)>, key: K, next: usize) -> usize {
    match edges.iter().find(|(known, _)| *known == key) {
        Some((_, at)) => *at,
        None => {
            edges.push((key, next));
            next
        }
    }
}

/// The texts of a closed set, sorted.
pub(crate) fn set_texts(spec: &Spec, set: route_dsl::spec::SetId) -> Vec<String> {
    let mut texts: Vec<_> = spec.sets[set.0].values.iter().map(|value| value.text.text.clone()).collect();
    texts.sort_unstable();
    texts
}

#[cfg(test)]
mod tests;
