//! One walk from the document inwards: what each slot shows at a URL, on a hard load or over what is
//! on screen already.

use super::Resolver;
use super::tree::{Change, Location, Origin, Shown, View};
use super::url::{SubUrl, Url};
use crate::spec::{Default, Entry, Leave, NodeId, SlotId};
use std::collections::HashSet;

/// A URL with more of them is a 404, so that none costs much.
pub(super) const MOST_OVERRIDES: usize = 64;

/// What a walk gives.
pub(super) struct Walked {
    pub(super) tree: Shown,
    /// Whether each override of the URL names a slot that is active.
    pub(super) used: Vec<bool>,
}

/// Whether a slot is of the main chain, which decides the status.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chain {
    Main,
    Side,
}

/// Where a slot stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    slot: SlotId,
    /// The location of the slot its layout stands in, with where that comes from.
    around: &'p Location,
    origin: Origin,
    chain: Chain,
    /// What is in this slot, if the instance of its layout is on screen and stays.
    there: Option<&'p Shown>,
}

impl Resolver<'_> {
    /// What the URL shows if redirects are left aside. With `beneath` by M7, else by M6.
    pub(super) fn walk(&self, url: &Url, beneath: Option<&Shown>) -> Walked {
        let mut walk = Walk { resolver: self, url, used: vec![false; url.overrides.len()] };
        let around = Location { segments: url.segments.clone(), query: url.query_items() };
        let place = Place {
            slot: SlotId(0),
            around: &around,
            origin: Origin::Url,
            chain: Chain::Main,
            there: beneath,
        };
        let tree = walk.slot(place);
        Walked { tree, used: walk.used }
    }
}

impl Walked {
    /// Whether it is a 404: something is missing, an override names nothing active, or one is repeated.
    pub(super) fn is_faulty(&self, url: &Url) -> bool {
        let mut addresses = HashSet::new();
        url.overrides.len() > MOST_OVERRIDES
            || self.used.contains(&false)
            || !url.overrides.iter().all(|over| addresses.insert(&over.address))
            || self.tree.all().iter().any(|shown| shown.view == View::Missing)
    }
}

struct Walk<'w> {
    resolver: &'w Resolver<'w>,
    url: &'w Url,
    used: Vec<bool>,
}

impl Walk<'_> {
    fn slot(&mut self, place: Place<'_>) -> Shown {
        match self.own_override(place.slot) {
            Some(SubUrl::Default) => self.default(place, Origin::Own),
            Some(SubUrl::Malformed(_)) => missing(place),
            Some(SubUrl::At { segments, query }) => {
                let location = self.below_layout(place, segments, query);
                self.matched(place, &location, Origin::Own).unwrap_or_else(|| missing(place))
            }
            None => self.matched(place, place.around, place.origin).unwrap_or_else(|| self.unmatched(place)),
        }
    }

    fn own_override(&mut self, slot: SlotId) -> Option<SubUrl> {
        let address = self.resolver.spec.address(slot);
        let is_own = |address_of: &str| slot != SlotId(0) && address_of == address;
        let at = self.url.overrides.iter().position(|over| is_own(&over.address))?;
        self.used[at] = true;
        Some(self.url.overrides[at].to.clone())
    }

    /// A path below the slot's layout, whose parameters come from that layout's own location.
    fn below_layout(&self, place: Place<'_>, below: Vec<String>, query: Vec<(String, String)>) -> Location {
        let base = self.resolver.base(place.slot);
        let segments = place.around.segments.iter().take(base).cloned().chain(below).collect();
        Location { segments, query }
    }

    /// What of the slot matches the location, if anything does. A redirect does not count.
    fn matched(&mut self, place: Place<'_>, location: &Location, origin: Origin) -> Option<Shown> {
        let view = match self.resolver.choose(place.slot, &location.segments)? {
            Entry::Page(page) if self.resolver.reads_query(page, location) => View::Page(page),
            Entry::Page(_) if place.chain == Chain::Main => View::Missing,
            Entry::Page(page) => View::NotFound(page),
            Entry::Layout(node) => View::Layout(node, self.slots_of(node, place, location, origin)),
            Entry::Redirect(_) => return None,
        };
        Some(shown(place, location.clone(), origin, view))
    }

    fn slots_of(
        &mut self,
        node: NodeId,
        place: Place<'_>,
        location: &Location,
        origin: Origin,
    ) -> Vec<Shown> {
        let staying = place.there.filter(|there| self.resolver.is_instance(there, node, location));
        let layout = self.resolver.spec.node(node);
        let inner = |slot: &SlotId| {
            let is_main = place.chain == Chain::Main && layout.main == Some(*slot);
            self.slot(Place {
                slot: *slot,
                around: location,
                origin: if origin == Origin::Url { Origin::Url } else { Origin::Outer },
                chain: if is_main { Chain::Main } else { Chain::Side },
                there: staying.and_then(|there| there.slots().iter().find(|inner| inner.slot == *slot)),
            })
        };
        layout.slots.iter().map(inner).collect()
    }

    /// What is there is kept, unless the slot says `leave reset`, its layout has just been entered, or the
    /// URL has an override for a slot below it.
    fn unmatched(&mut self, place: Place<'_>) -> Shown {
        let resolver = self.resolver;
        let is_kept = resolver.spec.slot(place.slot).leave == Leave::Keep
            && !self.url.overrides.iter().any(|over| resolver.is_below(&over.address, place.slot));
        // One at its default is at its default here too, and needs no override for it.
        match place.there.filter(|there| is_kept && !there.is_default) {
            Some(there) => keep(there),
            None => self.default(place, place.origin),
        }
    }

    /// What the slot shows where nothing of it matches (M6).
    fn default(&mut self, place: Place<'_>, origin: Origin) -> Shown {
        let (location, view) = match self.resolver.spec.slot(place.slot).default {
            Default::Own => (place.around.clone(), View::Default),
            Default::None => (place.around.clone(), View::Nothing),
            Default::Missing | Default::NotFound => return missing(place),
            Default::Page(page) => {
                let base = self.resolver.base(place.slot);
                let path = self.resolver.literals(page).into_iter().skip(base).collect();
                (self.below_layout(place, path, Vec::new()), View::Page(page))
            }
        };
        Shown { is_default: true, ..shown(place, location, origin, view) }
    }
}

impl Resolver<'_> {
    /// How many segments stand before what a slot matches.
    pub(super) fn base(&self, slot: SlotId) -> usize {
        self.spec.slot(slot).layout.map_or(0, |layout| self.spec.node(layout).prefix.len())
    }

    /// Whether what is there is this layout with the same parameters, its own and its ancestors'.
    pub(super) fn is_instance(&self, there: &Shown, node: NodeId, location: &Location) -> bool {
        let depth = self.spec.node(node).prefix.len();
        matches!(there.view, View::Layout(other, _) if other == node)
            && there.location.segments.get(..depth) == location.segments.get(..depth)
    }

    /// Whether an address is that of a slot in a layout that can stand in `slot`, at any depth.
    pub(super) fn is_below(&self, address: &str, slot: SlotId) -> bool {
        self.slots_below(slot).into_iter().any(|below| self.spec.address(below) == address)
    }

    /// All slots of the layouts that can stand in a slot, at any depth.
    pub(super) fn slots_below(&self, slot: SlotId) -> Vec<SlotId> {
        let mut found = Vec::new();
        for entry in &self.spec.slot(slot).entries {
            let Entry::Layout(node) = entry else { continue };
            for inner in &self.spec.node(*node).slots {
                found.push(*inner);
                found.extend(self.slots_below(*inner));
            }
        }
        found
    }
}

fn shown(place: Place<'_>, location: Location, origin: Origin, view: View) -> Shown {
    Shown { slot: place.slot, location, origin, is_default: false, view, change: Change::New }
}

fn missing(place: Place<'_>) -> Shown {
    shown(place, place.around.clone(), place.origin, View::Missing)
}

/// What is there, at the same locations, all the way down.
fn keep(there: &Shown) -> Shown {
    let mut kept = there.clone();
    kept.origin = Origin::Own;
    mark_kept(&mut kept);
    kept
}

fn mark_kept(shown: &mut Shown) {
    shown.change = Change::Kept;
    if let View::Layout(_, slots) = &mut shown.view {
        for inner in slots {
            if inner.origin == Origin::Url {
                inner.origin = Origin::Outer;
            }
            mark_kept(inner);
        }
    }
}
