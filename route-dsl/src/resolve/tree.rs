//! What is on screen: a tree of slots, each with what it shows and where it looks.

use crate::spec::{NodeId, PageId, QueryItem, QueryKind, Segment, SegmentKind, SlotId, Spec};

/// Where a slot looks: what stands behind its parameters and its query items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// Decoded, from the root of the URL.
    pub segments: Vec<String>,
    /// Decoded.
    pub query: Vec<(String, String)>,
}

/// Where a slot has its location from (M5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The URL's own path and query, with no override on the way.
    Url,
    /// An override for this very slot, the empty one too.
    Own,
    /// An override for a slot further out.
    Outer,
}

/// One slot with what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The slot.
    pub slot: SlotId,
    /// Where it looks: at a default the location that the default has.
    pub location: Location,
    /// Where that comes from.
    pub origin: Origin,
    /// Whether it shows its default (M6), rather than what the location matches.
    pub is_default: bool,
    /// What it shows.
    pub view: View,
    /// How that came about.
    pub change: Change,
}

/// What a slot shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// A page.
    Page(PageId),
    /// A layout with its slots, the main one first.
    Layout(NodeId, Vec<Shown>),
    /// Its own default handler's view.
    Default,
    /// Nothing: `default none`.
    Nothing,
    /// This page's path matches, but its query items do not parse (M2).
    NotFound(PageId),
    /// This page, over what would be here (M9).
    Intercepted(PageId),
    /// Nothing, as its `when` is false.
    Off,
    /// There is nothing to show, so that the whole URL is a 404. Never in a tree that is handed out.
    Missing,
}

/// What a navigation did to a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It shows another view than before.
    New,
    /// It shows the view it has shown before.
    Same,
    /// The navigation did not match it; it keeps what it shows, parameters, query and all (M7).
    Kept,
    /// It shows an intercepted page.
    Intercepted,
}

/// What tells two views apart: what is shown, with its parameters and its declared query items.
///
/// Two slots that show equal identities show the same, and a view whose identity does not change is
/// not rendered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    what: String,
    params: Vec<Vec<String>>,
    query: Vec<Vec<String>>,
}

impl Location {
    /// The texts of every query item of that key.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<&str> {
        self.query.iter().filter(|(known, _)| known == key).map(|(_, text)| text.as_str()).collect()
    }

    /// The texts that a page reads of an item: the default where it is absent, and a field that a form
    /// sent empty counts as absent where it may be.
    #[must_use]
    pub fn reads<'a>(&'a self, item: &'a QueryItem) -> Vec<&'a str> {
        let mut texts = self.texts(&item.name.text);
        if texts == [""] && item.is_absent_if_blank() {
            texts.clear();
        }
        match &item.kind {
            QueryKind::Default(default) if texts.is_empty() => vec![&default.text],
            _ => texts,
        }
    }

    /// The named parameters of a pattern, with their texts: one, or those of a tail.
    #[must_use]
    pub fn params<'a>(&'a self, pattern: &'a [Segment]) -> Vec<(&'a str, &'a [String])> {
        let param = |(at, segment): (usize, &'a Segment)| match &segment.kind {
            SegmentKind::Param { name, .. } => Some((name.as_str(), self.segments.get(at..=at)?)),
            SegmentKind::Tail { name: Some(name), .. } => {
                Some((name.as_str(), self.segments.get(at..).unwrap_or_default()))
            }
            SegmentKind::Literal(_) | SegmentKind::Tail { name: None, .. } => None,
        };
        pattern.iter().enumerate().filter_map(param).collect()
    }
}

impl Shown {
    /// The slots in it, this one first, then outer before inner, in file order.
    #[must_use]
    pub fn all(&self) -> Vec<&Shown> {
        let mut found = vec![self];
        found.extend(self.slots().iter().flat_map(Shown::all));
        found
    }

    /// The slots of the layout it shows.
    #[must_use]
    pub fn slots(&self) -> &[Shown] {
        match &self.view {
            View::Layout(_, slots) => slots,
            _ => &[],
        }
    }

    /// What that slot shows, if it is in this tree.
    #[must_use]
    pub fn find(&self, slot: SlotId) -> Option<&Shown> {
        self.all().into_iter().find(|shown| shown.slot == slot)
    }

    /// What tells its view from others.
    #[must_use]
    pub fn identity(&self, spec: &Spec) -> Identity {
        let of = |what: String, pattern: &[Segment]| Identity {
            what,
            params: self.location.params(pattern).into_iter().map(|(_, texts)| texts.to_vec()).collect(),
            query: Vec::new(),
        };
        let name = spec.slot_key(self.slot);
        match &self.view {
            View::Page(page) | View::Intercepted(page) => {
                let kind = if matches!(self.view, View::Page(_)) { "page" } else { "intercepted" };
                let of_page = of(format!("{kind} {}", spec.page_path(*page)), &spec.page(*page).path);
                Identity { query: self.query_texts(&spec.page(*page).query), ..of_page }
            }
            View::Layout(node, _) => {
                of(format!("layout {}", spec.node_path(*node)), &spec.node(*node).prefix)
            }
            View::Default => of(format!("default {name}"), &spec.node(spec.slot(self.slot).node).prefix),
            View::Nothing => of(format!("none {name}"), &[]),
            View::NotFound(_) => of(format!("not_found {name}"), &[]),
            View::Off => of(format!("off {name}"), &[]),
            View::Missing => of(format!("missing {name}"), &[]),
        }
    }

    /// For each declared item the texts that a page reads of it.
    fn query_texts(&self, declared: &[QueryItem]) -> Vec<Vec<String>> {
        let texts = |item| self.location.reads(item).into_iter().map(str::to_owned).collect();
        declared.iter().map(texts).collect()
    }

    /// Whether two trees show the same views in the same slots.
    #[must_use]
    pub fn shows_same(&self, other: &Shown, spec: &Spec) -> bool {
        let (mine, others) = (self.all(), other.all());
        mine.len() == others.len()
            && mine.iter().zip(&others).all(|(a, b)| a.slot == b.slot && a.identity(spec) == b.identity(spec))
    }
}
