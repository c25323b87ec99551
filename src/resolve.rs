//! From a URL to what every slot shows on a hard load (M3 to M6).

mod not_found;
mod redirect;

pub(crate) use not_found::{Claim, resolve_not_found};

use crate::captures::Erased;
use crate::choose::choose;
use crate::navigate::{Override, Part, Url};
use crate::segments::SlotLocation;
use crate::table::{Default, NodeId, PageId, SlotId, Tables, Target};
use crate::view_key;
use std::cell::Cell;
use std::sync::Arc;

/// One slot with what it shows.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) slot: SlotId,
    pub(crate) location: SlotLocation,
    pub(crate) key: String,
    pub(crate) view: View,
    pub(crate) origin: Origin,
}

/// What a slot shows.
#[derive(Debug)]
pub(crate) enum View {
    Page { page: PageId, at: Erased, data: Erased },
    Layout { node: NodeId, at: Erased, slots: Vec<Shown> },
    Default { at: Erased },
    Nothing,
    NotFound,
}

/// Why a slot shows what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The URL's own path matches.
    Url,
    /// An override matches, of this slot or of one around it.
    Override,
    /// Nothing matches, here or in a slot around it.
    Default,
}

/// Why a URL shows no tree.
#[derive(Debug)]
pub(crate) enum Halt {
    /// No page matches, a slot has `default not_found` there, or an override names nothing.
    Unmatched,
    /// Elsewhere, 307 or 308: a whole URL, mount, query and overrides included.
    Redirect { permanent: bool, to: String },
}

impl Shown {
    /// Whether the URL matches it, by its path or an override, rather than that it is a default.
    pub(crate) fn is_matched(&self) -> bool {
        self.origin != Origin::Default
    }
}

/// More overrides than this in a URL are a 404: what costs a walk each has a bound.
pub(crate) const MOST_OVERRIDES: usize = 64;

/// The tree of what a URL shows. Redirects go by the path alone and come first (M17); an override must
/// match, and must name a slot that is there, once (M5).
pub(crate) fn hard(tables: &'static Tables, url: &Url) -> Result<Shown, Halt> {
    if let Some(elsewhere) = redirect::find(tables, url) {
        return Err(elsewhere);
    }
    let overrides = &url.overrides;
    if overrides.len() > MOST_OVERRIDES || has_twins(overrides) {
        return Err(Halt::Unmatched);
    }
    let resolver = Resolver { tables, overrides, used: Cell::new(0) };
    let shown = resolver.slot(0, &url.location, Chain::Main, Origin::Url)?;
    if resolver.used.get().count_ones() as usize == overrides.len() {
        Ok(shown)
    } else {
        Err(Halt::Unmatched)
    }
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
}

/// Whether a slot is of the main chain, which decides the status.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chain {
    Main,
    Side,
}

impl Resolver<'_> {
    /// `location`: of the slot its layout stands in; the document's: the URL's.
    fn slot(&self, id: SlotId, location: &SlotLocation, chain: Chain, origin: Origin) -> Result<Shown, Halt> {
        match self.part(id) {
            None => match self.matched(id, location, chain, origin) {
                Some(shown) => shown,
                None => self.default(id, location, chain),
            },
            Some(Part::Default) => self.default(id, location, chain),
            Some(Part::At(below)) => {
                let location = self.below(id, location, below);
                self.matched(id, &location, chain, Origin::Override).unwrap_or(Err(Halt::Unmatched))
            }
            Some(Part::Bad(_)) => Err(Halt::Unmatched),
        }
    }

    /// The slot's own override. The document has no address.
    fn part(&self, id: SlotId) -> Option<&Part> {
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
    fn matched(
        &self,
        id: SlotId,
        location: &SlotLocation,
        chain: Chain,
        origin: Origin,
    ) -> Option<Result<Shown, Halt>> {
        let slot = &self.tables.slots[id as usize];
        let rest = location.segments.get(base(self.tables, id)..)?;
        let target = slot.targets.get(choose(slot.matcher, rest)? as usize)?;
        match target {
            Target::Page(page) => Some(Ok(self.page(id, *page, location, origin))),
            Target::Layout(node) => Some(self.layout(id, *node, location, chain, origin)),
            // Those that count were followed before.
            Target::Redirect(_) => None,
        }
    }

    /// A page; not-found in its slot where it cannot be made of the URL (M2).
    fn page(&self, slot: SlotId, id: PageId, location: &SlotLocation, origin: Origin) -> Shown {
        let page = &self.tables.pages[id as usize];
        let captures = location.captures();
        let made = (page.make)(&captures)
            .and_then(|data| Ok((data, (self.tables.nodes[page.node as usize].at)(&captures)?)));
        let (key, view) = match made {
            Ok((data, at)) => (view_key::of_page(page, location), View::Page { page: id, at, data }),
            Err(_) => (view_key::NOT_FOUND.to_owned(), View::NotFound),
        };
        Shown { slot, location: location.clone(), key, view, origin }
    }

    fn layout(
        &self,
        slot: SlotId,
        id: NodeId,
        location: &SlotLocation,
        chain: Chain,
        origin: Origin,
    ) -> Result<Shown, Halt> {
        let node = &self.tables.nodes[id as usize];
        let inner = |inner: &SlotId| {
            let is_main = chain == Chain::Main && node.main == Some(*inner);
            self.slot(*inner, location, if is_main { Chain::Main } else { Chain::Side }, origin)
        };
        let slots = node.slots.iter().map(inner).collect::<Result<_, _>>()?;
        self.enter(slot, id, location, slots, origin).ok_or(Halt::Unmatched)
    }

    fn enter(
        &self,
        slot: SlotId,
        id: NodeId,
        location: &SlotLocation,
        slots: Vec<Shown>,
        origin: Origin,
    ) -> Option<Shown> {
        let node = &self.tables.nodes[id as usize];
        let at = (node.at)(&location.captures()).ok()?;
        let name = node.name.rsplit('.').next().unwrap_or_default();
        let key = view_key::of_node(name, node, location);
        let view = View::Layout { node: id, at, slots };
        Some(Shown { slot, location: location.clone(), key, view, origin })
    }

    /// What the slot shows where nothing of it matches.
    fn default(&self, id: SlotId, location: &SlotLocation, chain: Chain) -> Result<Shown, Halt> {
        let slot = &self.tables.slots[id as usize];
        match slot.default {
            Default::Own => {
                let node = &self.tables.nodes[slot.node as usize];
                let at = (node.at)(&location.captures()).map_err(|_| Halt::Unmatched)?;
                let key = view_key::of_node(view_key::DEFAULT, node, location);
                Ok(default(id, location, key, View::Default { at }))
            }
            Default::Page(path) => {
                let base = location.segments.iter().take(base(self.tables, id)).cloned();
                let segments = base.chain(path.iter().map(|text| (*text).to_owned())).collect();
                let location = SlotLocation { segments, query: Arc::default() };
                let shown = self.matched(id, &location, chain, Origin::Default);
                shown.unwrap_or_else(|| Ok(nothing(id, &location)))
            }
            Default::None => Ok(nothing(id, location)),
            Default::NotFound | Default::Missing => Err(Halt::Unmatched),
        }
    }
}

/// How many segments stand before what a slot matches.
fn base(tables: &'static Tables, slot: SlotId) -> usize {
    let layout = tables.slots[slot as usize].layout;
    layout.map_or(0, |layout| tables.nodes[layout as usize].prefix.len())
}

fn nothing(slot: SlotId, location: &SlotLocation) -> Shown {
    default(slot, location, view_key::EMPTY.to_owned(), View::Nothing)
}

fn default(slot: SlotId, location: &SlotLocation, key: String, view: View) -> Shown {
    Shown { slot, location: location.clone(), key, view, origin: Origin::Default }
}
