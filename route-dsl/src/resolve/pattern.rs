//! Which entry of a slot a path matches, and which goes before which (M2).

use super::Resolver;
use super::tree::Location;
use crate::builtin;
use crate::spec::{Entry, PageId, ParamType, QueryItem, QueryKind, Segment, SegmentKind, SlotId};

/// The kinds of a segment, best first.
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

impl Resolver<'_> {
    /// The entry of the best pattern that matches; a nested layout counts with all patterns of its slots.
    pub(super) fn choose(&self, slot: SlotId, path: &[String]) -> Option<Entry> {
        let matching = self.patterns(slot).into_iter().filter(|(_, pattern)| self.matches(pattern, path));
        matching.min_by_key(|(_, pattern)| kinds(pattern)).map(|(entry, _)| entry)
    }

    fn patterns(&self, slot: SlotId) -> Vec<(Entry, &[Segment])> {
        let mut found = Vec::new();
        for entry in &self.spec.slot(slot).entries {
            match entry {
                Entry::Page(page) => found.push((*entry, &self.spec.page(*page).path[..])),
                Entry::Redirect(redirect) => found.push((*entry, &self.spec.redirects[redirect.0].path[..])),
                Entry::Layout(layout) => {
                    let inner = self.spec.node(*layout).slots.iter().flat_map(|slot| self.patterns(*slot));
                    found.extend(inner.map(|(_, pattern)| (*entry, pattern)));
                }
            }
        }
        found
    }

    /// Whether a whole path is of the pattern. Empty segments match nothing.
    fn matches(&self, pattern: &[Segment], path: &[String]) -> bool {
        match (pattern, path) {
            ([], []) => true,
            ([Segment { kind: SegmentKind::Tail { optional, .. }, .. }], rest) => {
                (*optional || !rest.is_empty()) && rest.iter().all(|text| !text.is_empty())
            }
            ([first, pattern @ ..], [text, path @ ..]) => {
                self.takes_segment(first, text) && self.matches(pattern, path)
            }
            _ => false,
        }
    }

    fn takes_segment(&self, segment: &Segment, text: &str) -> bool {
        !text.is_empty()
            && match &segment.kind {
                SegmentKind::Literal(literal) => literal == text,
                SegmentKind::Param { ty: ParamType::Builtin(ty), .. } => builtin::takes(*ty, text),
                SegmentKind::Param { ty, .. } => self.parses(*ty, text),
                SegmentKind::Tail { .. } => false,
            }
    }

    /// Whether a value of the type can be made of the text, canonical or not.
    fn parses(&self, ty: ParamType, text: &str) -> bool {
        match ty {
            ParamType::Text => true,
            ParamType::Builtin(ty) => builtin::parses(ty, text),
            ParamType::Set(set) => self.spec.sets[set.0].values.iter().any(|value| value.text.text == text),
            ParamType::User(ty) => self.user_takes(&self.spec.types[ty.0].name.text, text),
        }
    }

    /// Whether the page can be made of the location's query: a required item that is missing, one that
    /// stands too often, or one that does not parse is not-found in that slot.
    pub(super) fn reads_query(&self, page: PageId, location: &Location) -> bool {
        self.spec.page(page).query.iter().all(|item| self.reads_item(item, location))
    }

    fn reads_item(&self, item: &QueryItem, location: &Location) -> bool {
        let texts = location.texts(&item.name.text);
        // A form sends a field that was left empty, too: it counts as absent where it may be.
        let (counts, may_be_empty) = match item.kind {
            QueryKind::Required => (texts.len() == 1, false),
            QueryKind::Default(_) | QueryKind::Optional => (texts.len() <= 1, true),
            QueryKind::Repeated => (true, false),
        };
        counts && texts.iter().all(|text| (may_be_empty && text.is_empty()) || self.parses(item.ty, text))
    }
}

fn kinds(pattern: &[Segment]) -> Vec<Kind> {
    let kind = |segment: &Segment| match segment.kind {
        SegmentKind::Literal(_) => Kind::Literal,
        SegmentKind::Param { ty: ParamType::Set(_), .. } => Kind::Set,
        SegmentKind::Param { ty: ParamType::Builtin(_) | ParamType::User(_), .. } => Kind::Typed,
        SegmentKind::Param { ty: ParamType::Text, .. } => Kind::Plain,
        SegmentKind::Tail { optional: false, .. } => Kind::Tail,
        SegmentKind::Tail { optional: true, .. } => Kind::OptionalTail,
    };
    let mut kinds: Vec<Kind> = pattern.iter().map(kind).collect();
    if !matches!(kinds.last(), Some(Kind::Tail | Kind::OptionalTail)) {
        kinds.push(Kind::End);
    }
    kinds
}
