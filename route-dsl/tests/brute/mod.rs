//! The rules of matching as they are written down, tried on every short URL.

use std::collections::BTreeSet;

use transom_route_dsl::source::Span;
use transom_route_dsl::spec::{
    Builtin, Default, Entry, NodeId, ParamType, Segment, SegmentKind, SlotId, Spec,
};

/// A text for each part of what the types in use take: digits, numbers of one and both types,
/// letters, and nothing special.
const ALPHABET: [&str; 11] = ["a", "b", "c", "7", "5", "42", "200", "-7", "true", "z", "zz"];

/// One segment of a URL, and whether the user's type takes it.
type Text = (&'static str, bool);

/// What trying every URL has shown.
#[derive(Default)]
pub(crate) struct Brute {
    pub(crate) gaps: BTreeSet<Span>,
    pub(crate) conflicts: BTreeSet<(Span, Span)>,
    pub(crate) unneeded_defaults: BTreeSet<Span>,
    pub(crate) never_picked: BTreeSet<Span>,
    /// Pages that a URL shows without overrides.
    pub(crate) plain: BTreeSet<Span>,
}

impl Brute {
    pub(crate) fn of(spec: &Spec) -> Self {
        let mut brute = Brute::default();
        let mut picked = BTreeSet::new();
        let mut needed = BTreeSet::new();
        let defaults =
            spec.slots.iter().filter(|slot| slot.default != Default::Missing && slot.layout.is_some());
        brute.unneeded_defaults = defaults.map(|slot| slot.default_span).collect();
        for url in urls(spec) {
            for slot in (0..spec.slots.len()).map(SlotId) {
                brute.try_slot(spec, slot, &url, &mut picked, &mut needed);
            }
            brute.show(spec, SlotId(0), &url);
        }
        brute.unneeded_defaults = &brute.unneeded_defaults - &needed;
        brute.never_picked =
            spec.pages.iter().map(|page| page.span).filter(|span| !picked.contains(span)).collect();
        brute
    }

    fn try_slot(
        &mut self,
        spec: &Spec,
        slot: SlotId,
        url: &[Text],
        picked: &mut BTreeSet<Span>,
        needed: &mut BTreeSet<Span>,
    ) {
        self.note_conflicts(spec, slot, url);
        match pick(spec, slot, url) {
            Some(Entry::Page(page)) => {
                picked.insert(spec.page(page).span);
            }
            Some(Entry::Layout(layout)) => {
                for inner in &spec.node(layout).slots {
                    if pick(spec, *inner, url).is_none() {
                        let inner = spec.slot(*inner);
                        let seen =
                            if inner.default == Default::Missing { &mut self.gaps } else { &mut *needed };
                        seen.insert(inner.default_span);
                    }
                }
            }
            _ => {}
        }
    }

    fn note_conflicts(&mut self, spec: &Spec, slot: SlotId, url: &[Text]) {
        let all = patterns(spec, slot);
        for (at, (first, path)) in all.iter().enumerate() {
            for (second, other) in &all[at + 1..] {
                let equal = kinds(path.0) == kinds(other.0);
                if first != second && equal && matches(spec, path.0, url) && matches(spec, other.0, url) {
                    self.conflicts.insert((path.1, other.1));
                }
            }
        }
    }

    fn show(&mut self, spec: &Spec, slot: SlotId, url: &[Text]) {
        match pick(spec, slot, url) {
            Some(Entry::Page(page)) => {
                self.plain.insert(spec.page(page).span);
            }
            Some(Entry::Layout(layout)) => {
                spec.node(layout).slots.iter().for_each(|slot| self.show(spec, *slot, url));
            }
            _ => {}
        }
    }
}

fn urls(spec: &Spec) -> Vec<Vec<Text>> {
    let is_own =
        |segment: &Segment| matches!(segment.kind, SegmentKind::Param { ty: ParamType::User(_), .. });
    let has_own = spec.pages.iter().any(|page| page.path.iter().any(is_own));
    let mut texts: Vec<Text> = ALPHABET.iter().flat_map(|text| [(*text, false), (*text, true)]).collect();
    texts.retain(|(_, own)| has_own || !own);
    let mut urls: Vec<Vec<Text>> = vec![Vec::new()];
    let mut last = urls.clone();
    for _ in 0..3 {
        last = last
            .iter()
            .flat_map(|url| texts.iter().map(move |text| url.iter().copied().chain([*text]).collect()))
            .collect();
        urls.extend(last.iter().cloned());
    }
    urls
}

/// The best of a slot's patterns that match.
fn pick(spec: &Spec, slot: SlotId, url: &[Text]) -> Option<Entry> {
    let matching = patterns(spec, slot).into_iter().filter(|(_, path)| matches(spec, path.0, url));
    matching.min_by_key(|(_, path)| kinds(path.0)).map(|(entry, _)| entry)
}

/// Every pattern of a slot with the entry it belongs to and the place of its page.
fn patterns(spec: &Spec, slot: SlotId) -> Vec<(Entry, (&[Segment], Span))> {
    let mut found = Vec::new();
    for entry in &spec.slot(slot).entries {
        match entry {
            Entry::Page(page) => found.push((*entry, (&spec.page(*page).path[..], spec.page(*page).span))),
            Entry::Layout(layout) => {
                found.extend(below(spec, *layout).into_iter().map(|pattern| (*entry, pattern)));
            }
            Entry::Redirect(_) => {}
        }
    }
    found
}

fn below(spec: &Spec, layout: NodeId) -> Vec<(&[Segment], Span)> {
    let slots = spec.node(layout).slots.iter();
    slots.flat_map(|slot| patterns(spec, *slot)).map(|(_, pattern)| pattern).collect()
}

fn kinds(path: &[Segment]) -> Vec<u8> {
    let mut kinds: Vec<u8> = path
        .iter()
        .map(|segment| match &segment.kind {
            SegmentKind::Literal(_) => 0,
            SegmentKind::Param { ty: ParamType::Set(_), .. } => 1,
            SegmentKind::Param { ty: ParamType::Builtin(_) | ParamType::User(_), .. } => 2,
            SegmentKind::Param { .. } => 3,
            SegmentKind::Tail { optional, .. } => 5 + u8::from(*optional),
        })
        .collect();
    if kinds.last().is_none_or(|last| *last < 5) {
        kinds.push(4);
    }
    kinds
}

fn matches(spec: &Spec, path: &[Segment], url: &[Text]) -> bool {
    match (path, url) {
        ([], []) => true,
        ([Segment { kind: SegmentKind::Tail { optional, .. }, .. }], _) => *optional || !url.is_empty(),
        ([segment, path @ ..], [text, url @ ..]) => takes(spec, segment, *text) && matches(spec, path, url),
        _ => false,
    }
}

fn takes(spec: &Spec, segment: &Segment, (text, own): Text) -> bool {
    match &segment.kind {
        SegmentKind::Literal(literal) => literal == text,
        SegmentKind::Param { ty, .. } => match ty {
            ParamType::Text => true,
            ParamType::Set(set) => spec.sets[set.0].values.iter().any(|value| value.text.text == text),
            ParamType::User(_) => own,
            ParamType::Builtin(Builtin::U8) => text.parse::<u8>().is_ok(),
            ParamType::Builtin(Builtin::I8) => text.parse::<i8>().is_ok(),
            ParamType::Builtin(Builtin::Bool) => text.parse::<bool>().is_ok(),
            ParamType::Builtin(_) => text.parse::<char>().is_ok(),
        },
        SegmentKind::Tail { .. } => false,
    }
}
