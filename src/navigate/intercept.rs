//! Interception: a page shown over what is there (M9).
//!
//! Which one is open follows from a state's two URLs alone, so that a tab that comes back to an entry
//! finds it again.

use super::identity::same_view;
use super::soft::{over, shows};
use super::{Loads, Next, Override, State, Steps, Url, merge};
use crate::resolve::{Origin, Shown, View, is_below, is_instance};
use crate::table::{Intercept, NodeId, PageId, SlotId, Source, Tables};
use crate::view_key;
use std::cmp::Reverse;

/// A page that a host can show over what is beneath.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    host: &'a Shown,
    depth: usize,
    /// Its position in the host's list.
    index: usize,
    intercept: &'static Intercept,
}

/// The interception that a state stands for.
pub(super) struct Open {
    pub(super) host: SlotId,
    pub(super) page: PageId,
    index: usize,
    /// What is beneath.
    pub(super) beneath: Shown,
    /// The URL, and what a reload of it would show.
    pub(super) full: (Url, Shown),
}

impl Steps<'_> {
    /// What a state has open; nothing if its two URLs do not go together. One with a TARGET beneath goes
    /// first, then the deepest host, then the first in the file.
    pub(super) fn open(&self, state: &State) -> Option<Open> {
        let (_, beneath) = shows(self.tables, state.background.as_ref()?)?;
        let full = shows(self.tables, &state.url)?;
        let best = best(self.candidates(&beneath, &full.1), &beneath)?;
        let (host, index, page) = (best.host.slot, best.index, best.intercept.page);
        Some(Open { host, page, index, beneath, full })
    }

    /// The step that opens an interception, if any host would. Which one does follows from the state that it
    /// leads to. `base`: the URL of what is beneath, or would be. `now`: the page that is open.
    pub(super) fn intercept(
        &self,
        now: Option<PageId>,
        base: &Url,
        beneath: &Shown,
        target: &(Url, Shown),
    ) -> Option<Next> {
        let tables = self.tables;
        let given = given(tables, beneath, &target.0);
        let mut candidates = self.candidates(beneath, &target.1).into_iter();
        if !candidates.any(|found| applies(tables, &found, beneath, &given, now)) {
            return None;
        }
        let background = background(tables, base, beneath, &given)?;
        let (_, beneath) = shows(tables, &background)?;
        let (url, _) = over(tables, &beneath, &target.0)?;
        self.reopen(State { url, background: Some(background) })
    }

    /// A step to a state that has something open.
    pub(super) fn reopen(&self, state: State) -> Option<Next> {
        let tree = self.open(&state)?.show(self.tables)?;
        Some(Next { state, tree, loads: Loads::Partial })
    }

    /// Every page that stands at the URL's own location and has a host beneath, hosts in the tree's order.
    fn candidates<'a>(&self, beneath: &'a Shown, target: &Shown) -> Vec<Candidate<'a>> {
        let mut found = Vec::new();
        self.find_hosts(beneath, 0, &mut found);
        found.retain(|found| {
            is_at_url(target, found.intercept.page)
                && have_layout_in_common(self.tables, found, beneath, target)
        });
        found
    }

    fn find_hosts<'a>(&self, shown: &'a Shown, depth: usize, found: &mut Vec<Candidate<'a>>) {
        if self.off.contains(&shown.slot) {
            return;
        }
        let intercepts = self.tables.slots[shown.slot as usize].intercepts.iter().enumerate();
        found.extend(intercepts.map(|(index, intercept)| Candidate { host: shown, depth, index, intercept }));
        shown.slots().iter().for_each(|inner| self.find_hosts(inner, depth + 1, found));
    }
}

impl Open {
    /// What is on screen: the page in its host, and all else as beneath.
    pub(super) fn show(self, tables: &'static Tables) -> Option<Shown> {
        let Self { host, page, index, mut beneath, full: (url, _) } = self;
        let location = &url.location;
        let shown = find_mut(&mut beneath, host)?;
        let node = tables.slots[host as usize].node;
        let at = (tables.nodes[node as usize].at)(&shown.location.captures()).ok()?;
        let page_table = &tables.pages[page as usize];
        let data = (page_table.make)(&location.captures()).ok()?;
        let key = view_key::of_intercepted(page_table, location);
        let view = View::Intercepted { page, index, at, data, host: shown.location.clone() };
        let location = location.clone();
        *shown = Shown { location, key, view, origin: Origin::Url, is_default: false, ..shown.clone() };
        Some(beneath)
    }
}

fn best<'a>(candidates: Vec<Candidate<'a>>, beneath: &Shown) -> Option<Candidate<'a>> {
    // The first of equals wins.
    let order = |found: &Candidate<'a>| {
        (found.is_over_itself(beneath), !found.has_target(beneath), Reverse(found.depth))
    };
    candidates.into_iter().min_by_key(order)
}

/// What else must hold for a step to be intercepted: one is at a TARGET; a page that is there already is
/// one itself; nothing else is asked of the host, of what it stands in or of what it holds.
fn applies(
    tables: &'static Tables,
    found: &Candidate<'_>,
    beneath: &Shown,
    given: &[(SlotId, &Override)],
    now: Option<PageId>,
) -> bool {
    let from = found.intercept.from;
    let is_now = now.is_some_and(|now| from.contains(&Source::Page(now)));
    (is_now || found.has_target(beneath))
        && !found.is_over_itself(beneath)
        && !given.iter().any(|(slot, _)| are_in_line(tables, *slot, found.host.slot))
}

impl Candidate<'_> {
    fn has_target(&self, beneath: &Shown) -> bool {
        let is_target = |shown: &Shown| {
            self.intercept.from.iter().any(|source| match source {
                Source::Page(page) => shows_page(shown, *page),
                Source::Layout(layout) => shows_layout(shown, *layout),
            })
        };
        beneath.any(&is_target)
    }

    /// Whether the page is there already, and is no source itself.
    fn is_over_itself(&self, beneath: &Shown) -> bool {
        let Intercept { page, from, .. } = self.intercept;
        !from.contains(&Source::Page(*page)) && beneath.any(&|shown| shows_page(shown, *page))
    }
}

/// If the page lies below the host's layout, that must be the same instance in both: no dialog of one
/// organisation over another's.
fn have_layout_in_common(
    tables: &'static Tables,
    found: &Candidate<'_>,
    beneath: &Shown,
    target: &Shown,
) -> bool {
    let Some(layout) = tables.slots[found.host.slot as usize].layout else { return false };
    if !is_in(tables, tables.pages[found.intercept.page as usize].node, layout) {
        return true;
    }
    match (
        beneath.find(&|shown| shows_layout(shown, layout)),
        target.find(&|shown| shows_layout(shown, layout)),
    ) {
        (Some(there), Some(other)) => is_instance(tables, there, layout, &other.location),
        _ => false,
    }
}

/// Whether a node stands in a layout, at any depth: its dotted path begins with the layout's.
fn is_in(tables: &'static Tables, node: NodeId, layout: NodeId) -> bool {
    let [node, layout] = [node, layout].map(|id| tables.nodes[id as usize].name);
    node.strip_prefix(layout).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The target's overrides for what is beneath, outer ones first, as slots are numbered: merging an outer one
/// leaves out what it had below.
fn given<'a>(tables: &'static Tables, beneath: &Shown, target: &'a Url) -> Vec<(SlotId, &'a Override)> {
    let slot_of = |one: &Override| beneath.find(&|shown| has_address(tables, shown, &one.address));
    let mut given: Vec<_> =
        target.overrides.iter().filter_map(|one| Some((slot_of(one)?.slot, one))).collect();
    given.sort_by_key(|(slot, _)| *slot);
    given
}

/// The URL of what is beneath, with the target's overrides for what is there.
fn background(
    tables: &'static Tables,
    base: &Url,
    beneath: &Shown,
    given: &[(SlotId, &Override)],
) -> Option<Url> {
    if given.is_empty() {
        return Some(base.clone());
    }
    let merged =
        given.iter().fold(base.clone(), |url, (slot, one)| merge(tables, &url, *slot, (*one).clone()));
    let (merged, tree) = shows(tables, &merged)?;
    if !same_view(tables, beneath, &tree) {
        return None;
    }
    Some(over(tables, beneath, &merged)?.0)
}

fn has_address(tables: &'static Tables, shown: &Shown, address: &str) -> bool {
    shown.slot != 0 && tables.slots[shown.slot as usize].address == address
}

/// Whether two slots are the same, or one can hold the other.
pub(super) fn are_in_line(tables: &'static Tables, a: SlotId, b: SlotId) -> bool {
    a == b || is_below(tables, a, b) || is_below(tables, b, a)
}

/// Whether the URL itself matches the page, with no override and no default on the way.
pub(super) fn is_at_url(tree: &Shown, page: PageId) -> bool {
    tree.any(&|shown| shows_page(shown, page) && shown.origin == Origin::Url && !shown.is_default)
}

fn shows_page(shown: &Shown, id: PageId) -> bool {
    matches!(shown.view, View::Page { page, .. } if page == id)
}

fn shows_layout(shown: &Shown, id: NodeId) -> bool {
    matches!(shown.view, View::Layout { node, .. } if node == id)
}

fn find_mut(tree: &mut Shown, slot: SlotId) -> Option<&mut Shown> {
    if tree.slot == slot {
        return Some(tree);
    }
    match &mut tree.view {
        View::Layout { slots, .. } => slots.iter_mut().find_map(|inner| find_mut(inner, slot)),
        _ => None,
    }
}
