//! Interception: a page shown over what is there (M9).

use super::tree::{Change, Location, Origin, Shown, View};
use super::url::{SubUrl, Url};
use super::{Load, Resolver, Screen, State, Step};
use crate::spec::{Intercept, NodeId, PageId, SlotId, Source};

/// A page that a host can show over a background.
#[derive(Clone, Copy)]
struct Candidate<'c> {
    host: &'c Shown,
    depth: usize,
    intercept: &'c Intercept,
}

/// The interception that a state stands for.
pub(super) struct Open {
    pub(super) host: SlotId,
    pub(super) page: PageId,
    /// What is beneath.
    pub(super) beneath: Shown,
    /// What a reload of the URL would show.
    pub(super) full: Screen,
}

impl Resolver<'_> {
    /// What a state has open; nothing if its two URLs do not go together.
    ///
    /// It follows from them alone, so that back and forward find it again: one whose page is not beneath
    /// already goes first (or is a TARGET), then one whose TARGET is, then the deepest host, then the first
    /// in the file.
    pub(super) fn open(&self, state: &State) -> Option<Open> {
        let full = self.hard(&state.url).ok()?;
        let beneath = self.hard_tree(state.background.as_ref()?)?;
        let best = self.best(self.candidates(&beneath, &full), &beneath)?;
        let (host, page) = (best.host.slot, best.intercept.page);
        Some(Open { host, page, beneath, full })
    }

    /// What is on screen then: the page in its host, and all else as beneath.
    pub(super) fn show_open(&self, open: &Open) -> Shown {
        let url = &open.full.url;
        let location = Location { segments: url.segments.clone(), query: url.query_items() };
        let mut tree = open.beneath.clone();
        replace(&mut tree, open.host, &|host| Shown {
            location: location.clone(),
            origin: Origin::Url,
            is_default: false,
            view: View::Intercepted(open.page),
            change: Change::Intercepted,
            ..host.clone()
        });
        tree
    }

    /// The step that opens an interception, if any host would. Which one does follows from the state that it
    /// leads to.
    ///
    /// `from` is where one is, `base` the URL of what is beneath, or would be.
    pub(super) fn intercept(
        &self,
        from: &State,
        base: &Url,
        beneath: &Shown,
        target: &Screen,
    ) -> Option<Step> {
        let now = self.open(from).map(|open| open.page);
        let given = self.given(beneath, &target.url);
        let mut candidates = self.candidates(beneath, target).into_iter();
        if !candidates.any(|found| self.applies(&found, beneath, &given, now)) {
            return None;
        }
        let background = self.background(base, beneath, &given)?;
        let (url, _) = self.soft_from(&self.hard_tree(&background)?, &target.url);
        let state = State { url, background: Some(background) };
        let tree = self.show_open(&self.open(&state)?);
        Some(Step { state, tree, load: Load::Soft })
    }

    fn best<'c>(&self, mut candidates: Vec<Candidate<'c>>, beneath: &Shown) -> Option<Candidate<'c>> {
        candidates.sort_by_key(|found| {
            let has_target = self.has_target(found, beneath);
            (is_over_itself(found, beneath), !has_target, std::cmp::Reverse(found.depth))
        });
        candidates.into_iter().next()
    }

    /// Every page that is at the target's own location and has a host beneath.
    fn candidates<'c>(&'c self, beneath: &'c Shown, target: &Screen) -> Vec<Candidate<'c>> {
        let mut hosts = Vec::new();
        self.hosts(beneath, 0, &mut hosts);
        hosts.retain(|found: &Candidate<'_>| self.is_at_url(found.intercept.page, &target.tree));
        hosts.retain(|found| self.has_layout_in_common(found, beneath, &target.tree));
        hosts
    }

    fn hosts<'c>(&'c self, shown: &'c Shown, depth: usize, found: &mut Vec<Candidate<'c>>) {
        if self.off.contains(&shown.slot) {
            return;
        }
        let intercepts = &self.spec.slot(shown.slot).intercepts;
        found.extend(intercepts.iter().map(|intercept| Candidate { host: shown, depth, intercept }));
        shown.slots().iter().for_each(|inner| self.hosts(inner, depth + 1, found));
    }

    /// Whether the URL itself matches the page, with no override and no default on the way.
    pub(super) fn is_at_url(&self, page: PageId, tree: &Shown) -> bool {
        let is_it = |shown: &&Shown| {
            shown.view == View::Page(page) && shown.origin == Origin::Url && !shown.is_default
        };
        tree.all().iter().any(is_it)
    }

    /// If the page lies below the host's layout, that must be the same instance in both: no dialog of one
    /// organisation over another's.
    fn has_layout_in_common(&self, found: &Candidate<'_>, beneath: &Shown, target: &Shown) -> bool {
        let Some(layout) = self.spec.slot(found.host.slot).layout else { return false };
        if !self.is_in(self.spec.page(found.intercept.page).node, layout) {
            return true;
        }
        let layout_in =
            |tree: &Shown| tree.all().into_iter().find(|shown| shows_layout(shown, layout)).cloned();
        match (layout_in(beneath), layout_in(target)) {
            (Some(there), Some(other)) => self.is_instance(&there, layout, &other.location),
            _ => false,
        }
    }

    /// Whether a node stands in a layout, at any depth.
    fn is_in(&self, node: NodeId, layout: NodeId) -> bool {
        node == layout || self.spec.node(node).parent.is_some_and(|parent| self.is_in(parent, layout))
    }

    /// What else must hold for a navigation to be intercepted: one is at a TARGET; a page that is there
    /// already is one itself; nothing else is asked of the host, of what it stands in or of what it holds.
    fn applies(
        &self,
        found: &Candidate<'_>,
        beneath: &Shown,
        given: &[(SlotId, &SubUrl)],
        now: Option<PageId>,
    ) -> bool {
        let from = &found.intercept.from;
        let is_now = from.iter().any(|source| now.is_some_and(|now| *source == Source::Page(now)));
        let is_asked = given.iter().any(|(slot, _)| self.are_in_line(*slot, found.host.slot));
        (is_now || self.has_target(found, beneath)) && !is_over_itself(found, beneath) && !is_asked
    }

    fn has_target(&self, found: &Candidate<'_>, beneath: &Shown) -> bool {
        let shows = |shown: &Shown, source: &Source| match source {
            Source::Page(page) => shown.view == View::Page(*page),
            Source::Layout(layout) => shows_layout(shown, *layout),
        };
        let all = beneath.all();
        found.intercept.from.iter().any(|source| all.iter().any(|shown| shows(shown, source)))
    }

    /// The target's overrides for what is beneath. Outer first: merging an outer one leaves out what it had
    /// below.
    fn given<'t>(&self, beneath: &Shown, target: &'t Url) -> Vec<(SlotId, &'t SubUrl)> {
        let to = |shown: &Shown| {
            let slot = shown.slot;
            let given = target.overrides.iter().find(|over| self.is_address(slot, &over.address));
            given.map(|over| (slot, &over.to))
        };
        beneath.all().into_iter().filter_map(to).collect()
    }

    /// The URL of what is beneath, with the target's overrides for what is there.
    fn background(&self, base: &Url, beneath: &Shown, given: &[(SlotId, &SubUrl)]) -> Option<Url> {
        if given.is_empty() {
            return Some(base.clone());
        }
        let merged = given.iter().fold(base.clone(), |url, (slot, to)| self.merge(&url, *slot, to));
        self.hard_tree(&merged)?;
        Some(self.soft_from(beneath, &merged).0)
    }

    fn is_address(&self, slot: SlotId, address: &str) -> bool {
        slot != SlotId(0) && self.spec.address(slot) == address
    }

    /// Whether two slots are the same, or one can hold the other.
    pub(super) fn are_in_line(&self, a: SlotId, b: SlotId) -> bool {
        a == b || self.slots_below(a).contains(&b) || self.slots_below(b).contains(&a)
    }
}

/// Whether the page is there already, and is no TARGET itself.
fn is_over_itself(found: &Candidate<'_>, beneath: &Shown) -> bool {
    let Intercept { page, from, .. } = found.intercept;
    !from.contains(&Source::Page(*page)) && beneath.all().iter().any(|shown| shown.view == View::Page(*page))
}

fn shows_layout(shown: &Shown, layout: NodeId) -> bool {
    matches!(shown.view, View::Layout(node, _) if node == layout)
}

/// Puts something else into one slot of a tree.
fn replace(tree: &mut Shown, slot: SlotId, make: &dyn Fn(&Shown) -> Shown) {
    if tree.slot == slot {
        *tree = make(tree);
    } else if let View::Layout(_, slots) = &mut tree.view {
        slots.iter_mut().for_each(|inner| replace(inner, slot, make));
    }
}
