//! From a URL to what every slot shows on a hard load (M3 to M6).

mod not_found;
mod redirect;

pub(crate) use not_found::{Claim, resolve_not_found};

use crate::captures::Erased;
use crate::choose::choose;
use crate::navigate::{Override, Part, Url};
use crate::segments::SlotLocation;
use crate::table::{Default, Leave, NodeId, PageId, SlotId, Tables, Target};
use crate::view_key;
use std::cell::{Cell, OnceCell};
use std::sync::Arc;

/// One slot with what it shows.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) slot: SlotId,
    pub(crate) location: SlotLocation,
    pub(crate) key: String,
    pub(crate) view: View,
    pub(crate) origin: Origin,
    /// Whether it is the slot's default, as nothing of the slot matches its location.
    pub(crate) is_default: bool,
    /// Whether a soft navigation left it as it was because its target does not match it (M7).
    pub(crate) kept: bool,
}

/// What a slot shows.
#[derive(Clone, Debug)]
pub(crate) enum View {
    Page {
        page: PageId,
        at: Erased,
        data: Erased,
    },
    Layout {
        node: NodeId,
        at: Erased,
        slots: Vec<Shown>,
    },
    Default {
        at: Erased,
    },
    /// A page over what would be here (M9): by the host's handler at `index` of its slot's list, with the
    /// host's `At`.
    Intercepted {
        page: PageId,
        index: usize,
        at: Erased,
        data: Erased,
        /// The location of the host itself.
        host: SlotLocation,
    },
    Nothing,
    NotFound,
}

/// Where a slot has its location from (M5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The URL's own path and query, with no override on the way.
    Url,
    /// An override for this very slot, the empty one too.
    Own,
    /// An override for a slot further out.
    Outer,
}

/// Why a URL shows no tree.
#[derive(Debug)]
pub(crate) enum Halt {
    /// No page matches, a slot has `default not_found` there, or an override names nothing.
    Unmatched,
    /// Elsewhere, 307 or 308: a whole URL, mount, query and overrides included.
    Redirect { permanent: bool, to: String },
}

/// A URL with more overrides than this is a 404: what takes a walk for each has a bound.
pub(crate) const MOST_OVERRIDES: usize = 64;
/// So is one with more segments and query items in them.
pub(crate) const MOST_IN_OVERRIDES: usize = 1024;

/// The tree of what a URL shows. Redirects go by the path alone and come first (M17); an override must
/// match, and must name a slot that is there, once (M5).
pub(crate) fn hard(tables: &'static Tables, url: &Url) -> Result<Shown, Halt> {
    match redirect::find(tables, url) {
        Some(elsewhere) => Err(elsewhere),
        None => resolve(tables, url, None),
    }
}

/// The same by M7, over what is on screen; redirects left aside.
pub(crate) fn resolve(tables: &'static Tables, url: &Url, beneath: Option<&Shown>) -> Result<Shown, Halt> {
    let overrides = &url.overrides;
    if has_too_many(overrides) || has_twins(overrides) {
        return Err(Halt::Unmatched);
    }
    let resolver = Resolver::new(tables, overrides);
    let shown = resolver.slot(Place::document(beneath), &url.location)?;
    if resolver.used.get().count_ones() as usize == overrides.len() {
        Ok(shown)
    } else {
        Err(Halt::Unmatched)
    }
}

/// Whether they are more than a URL may have.
pub(crate) fn has_too_many(overrides: &[Override]) -> bool {
    let inside = |one: &Override| match &one.part {
        Part::At(below) => below.segments.len() + below.query.len(),
        Part::Default | Part::Bad(_) => 0,
    };
    overrides.len() > MOST_OVERRIDES || overrides.iter().map(inside).sum::<usize>() > MOST_IN_OVERRIDES
}

fn has_twins(overrides: &[Override]) -> bool {
    overrides
        .iter()
        .enumerate()
        .any(|(at, one)| overrides[..at].iter().any(|other| other.address == one.address))
}

struct Resolver<'a> {
    tables: &'static Tables,
    overrides: &'a [Override],
    /// Which overrides name a slot that is there: one bit each.
    used: Cell<u64>,
    /// All slots that the overrides could name.
    named: OnceCell<Vec<SlotId>>,
}

/// A slot, and how it is come to.
#[derive(Clone, Copy)]
struct Place<'a> {
    slot: SlotId,
    /// Where the location of the slot its layout stands in is from.
    origin: Origin,
    /// What is in it, if its layout's instance is on screen and stays.
    there: Option<&'a Shown>,
}

impl<'a> Place<'a> {
    fn document(there: Option<&'a Shown>) -> Self {
        Self { slot: 0, origin: Origin::Url, there }
    }
}

impl<'a> Resolver<'a> {
    fn new(tables: &'static Tables, overrides: &'a [Override]) -> Self {
        Self { tables, overrides, used: Cell::new(0), named: OnceCell::new() }
    }

    /// `location`: of the slot its layout stands in; the document's: the URL's.
    fn slot(&self, place: Place<'a>, location: &SlotLocation) -> Result<Shown, Halt> {
        match self.part(place.slot) {
            None => match self.matched(place, location) {
                Some(shown) => shown,
                None => self.unmatched(place, location),
            },
            Some(Part::Default) => self.default(Place { origin: Origin::Own, ..place }, location),
            Some(Part::At(below)) => {
                let location = self.below(place.slot, location, below);
                self.matched(Place { origin: Origin::Own, ..place }, &location)
                    .unwrap_or(Err(Halt::Unmatched))
            }
            Some(Part::Bad(_)) => Err(Halt::Unmatched),
        }
    }

    /// The slot's own override. The document has no address.
    fn part(&self, id: SlotId) -> Option<&'a Part> {
        let address = self.tables.slots[id as usize].address;
        let at = self.overrides.iter().position(|one| !address.is_empty() && one.address == address)?;
        self.used.set(self.used.get() | 1 << at);
        Some(&self.overrides[at].part)
    }

    /// An override stands below the base of the slot's layout, whose parameters are the location's.
    fn below(&self, id: SlotId, location: &SlotLocation, below: &SlotLocation) -> SlotLocation {
        let base = location.segments.iter().take(base(self.tables, id));
        let segments = base.chain(&*below.segments).cloned().collect();
        SlotLocation { segments, query: below.query.clone() }
    }

    /// What of the slot matches the location, if anything does.
    fn matched(&self, place: Place<'a>, location: &SlotLocation) -> Option<Result<Shown, Halt>> {
        match target(self.tables, place.slot, location)? {
            Target::Page(page) => Some(Ok(self.page(place, page, location))),
            Target::Layout(node) => Some(self.layout(place, node, location)),
            // Those that count were followed before.
            Target::Redirect(_) => None,
        }
    }

    /// A page; not-found in its slot where it cannot be made of the URL (M2).
    fn page(&self, place: Place<'a>, id: PageId, location: &SlotLocation) -> Shown {
        let page = &self.tables.pages[id as usize];
        let captures = location.captures();
        let made = (page.make)(&captures)
            .and_then(|data| Ok((data, (self.tables.nodes[page.node as usize].at)(&captures)?)));
        let (key, view) = match made {
            Ok((data, at)) => (view_key::of_page(page, location), View::Page { page: id, at, data }),
            Err(_) => (view_key::NOT_FOUND.to_owned(), View::NotFound),
        };
        place.shows(location, key, view)
    }

    fn layout(&self, place: Place<'a>, id: NodeId, location: &SlotLocation) -> Result<Shown, Halt> {
        let there = place.there.filter(|there| is_instance(self.tables, there, id, location));
        let origin = if place.origin == Origin::Url { Origin::Url } else { Origin::Outer };
        let inner = |(at, slot): (usize, &SlotId)| {
            let there = there.and_then(|there| there.slots().get(at));
            self.slot(Place { slot: *slot, origin, there }, location)
        };
        let slots = &self.tables.nodes[id as usize].slots;
        let slots = slots.iter().enumerate().map(inner).collect::<Result<_, _>>()?;
        self.enter(place, id, location, slots).ok_or(Halt::Unmatched)
    }

    fn enter(
        &self,
        place: Place<'a>,
        id: NodeId,
        location: &SlotLocation,
        slots: Vec<Shown>,
    ) -> Option<Shown> {
        let node = &self.tables.nodes[id as usize];
        let at = (node.at)(&location.captures()).ok()?;
        let name = node.name.rsplit('.').next().unwrap_or_default();
        let key = view_key::of_node(name, node, location);
        Some(place.shows(location, key, View::Layout { node: id, at, slots }))
    }

    /// What is there is kept, unless the slot says `leave reset`, its layout has just been entered, or the
    /// URL has an override for a slot below it (M7).
    fn unmatched(&self, place: Place<'a>, location: &SlotLocation) -> Result<Shown, Halt> {
        let slot = &self.tables.slots[place.slot as usize];
        let stays = |there: &&Shown| {
            // One at its default is at its default here too, and needs no override for it.
            slot.leave == Leave::Keep && !there.is_default && !self.has_override_below(place.slot)
        };
        match place.there.filter(stays) {
            Some(there) => Ok(there.keep()),
            None => self.default(place, location),
        }
    }

    fn has_override_below(&self, slot: SlotId) -> bool {
        let named = self.named.get_or_init(|| {
            let is_named =
                |slot: &crate::table::Slot| self.overrides.iter().any(|one| one.address == slot.address);
            (0..).zip(self.tables.slots).filter(|(_, slot)| is_named(slot)).map(|(id, _)| id).collect()
        });
        named.iter().any(|below| is_below(self.tables, *below, slot))
    }

    /// What the slot shows where nothing of it matches.
    fn default(&self, place: Place<'a>, location: &SlotLocation) -> Result<Shown, Halt> {
        let slot = &self.tables.slots[place.slot as usize];
        let shown = match slot.default {
            Default::Own => {
                let node = &self.tables.nodes[slot.node as usize];
                let at = (node.at)(&location.captures()).map_err(|_| Halt::Unmatched)?;
                let key = view_key::of_node(view_key::DEFAULT, node, location);
                place.shows(location, key, View::Default { at })
            }
            Default::Page(path) => {
                let base = location.segments.iter().take(base(self.tables, place.slot)).cloned();
                let segments = base.chain(path.iter().map(|text| (*text).to_owned())).collect();
                let location = SlotLocation { segments, query: Arc::default() };
                match target(self.tables, place.slot, &location) {
                    Some(Target::Page(page)) => self.page(place, page, &location),
                    _ => place.shows(&location, view_key::EMPTY.to_owned(), View::Nothing),
                }
            }
            Default::None => place.shows(location, view_key::EMPTY.to_owned(), View::Nothing),
            Default::NotFound | Default::Missing => return Err(Halt::Unmatched),
        };
        Ok(Shown { is_default: true, ..shown })
    }
}

impl Place<'_> {
    fn shows(self, location: &SlotLocation, key: String, view: View) -> Shown {
        let location = location.clone();
        Shown { slot: self.slot, location, key, view, origin: self.origin, is_default: false, kept: false }
    }
}

impl Shown {
    /// Nothing that is there.
    pub(crate) fn not_found(slot: SlotId, location: SlotLocation) -> Self {
        let (key, view) = (view_key::NOT_FOUND.to_owned(), View::NotFound);
        Self { slot, location, key, view, origin: Origin::Url, is_default: true, kept: false }
    }

    /// The slots of the layout that it shows.
    pub(crate) fn slots(&self) -> &[Shown] {
        match &self.view {
            View::Layout { slots, .. } => slots,
            _ => &[],
        }
    }

    /// The first of the tree that is so, outer before inner.
    pub(crate) fn find(&self, is_it: &dyn Fn(&Self) -> bool) -> Option<&Self> {
        if is_it(self) { Some(self) } else { self.slots().iter().find_map(|inner| inner.find(is_it)) }
    }

    /// Whether any of the tree is so.
    pub(crate) fn any(&self, is_it: &dyn Fn(&Self) -> bool) -> bool {
        self.find(is_it).is_some()
    }

    /// What that slot shows, if it stands anywhere in the tree.
    pub(crate) fn in_slot(&self, slot: SlotId) -> Option<&Self> {
        self.find(&|shown| shown.slot == slot)
    }

    /// As it is, at the same locations, all the way down: which takes an override.
    fn keep(&self) -> Self {
        let mut kept = self.clone();
        kept.mark_kept();
        kept.origin = Origin::Own;
        kept
    }

    fn mark_kept(&mut self) {
        self.kept = true;
        if self.origin == Origin::Url {
            self.origin = Origin::Outer;
        }
        if let View::Layout { slots, .. } = &mut self.view {
            slots.iter_mut().for_each(Self::mark_kept);
        }
    }
}

/// What of a slot matches a location.
pub(crate) fn target(tables: &'static Tables, slot: SlotId, location: &SlotLocation) -> Option<Target> {
    let rest = location.segments.get(base(tables, slot)..)?;
    let slot = &tables.slots[slot as usize];
    slot.targets.get(choose(slot.matcher, rest)? as usize).copied()
}

/// How many segments stand before what a slot matches.
pub(crate) fn base(tables: &'static Tables, slot: SlotId) -> usize {
    let layout = tables.slots[slot as usize].layout;
    layout.map_or(0, |layout| tables.nodes[layout as usize].prefix.len())
}

/// Whether what is there is this layout with the same parameters, its own and its ancestors' (M7).
pub(crate) fn is_instance(
    tables: &'static Tables,
    there: &Shown,
    id: NodeId,
    location: &SlotLocation,
) -> bool {
    let depth = tables.nodes[id as usize].prefix.len();
    matches!(there.view, View::Layout { node, .. } if node == id)
        && there.location.segments.get(..depth) == location.segments.get(..depth)
}

/// Whether an address is that of a slot in a layout that can stand in `slot`, at any depth.
pub(crate) fn is_address_below(tables: &'static Tables, address: &str, slot: SlotId) -> bool {
    let mut found = tables.slots.iter().zip(0..).filter(|(other, _)| other.address == address);
    found.any(|(_, id)| is_below(tables, id, slot))
}

/// Whether a slot is of a layout that can stand in `outer`, at any depth.
pub(crate) fn is_below(tables: &'static Tables, slot: SlotId, outer: SlotId) -> bool {
    let around = |slot: SlotId| tables.nodes[tables.slots[slot as usize].layout? as usize].stands_in;
    std::iter::successors(around(slot), |slot| around(*slot)).any(|slot| slot == outer)
}
