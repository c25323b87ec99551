//! From a URL to what every slot shows on a hard load (M3, M4, M6).

use crate::captures::Erased;
use crate::choose::{choose, is_in};
use crate::segments::SlotLocation;
use crate::table::{Default, Node, NodeId, PageId, SlotId, Step, Tables, Target};
use crate::view_key;
use std::sync::Arc;

/// One slot with what it shows.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) slot: SlotId,
    pub(crate) location: SlotLocation,
    pub(crate) key: String,
    pub(crate) view: View,
    /// Whether the URL itself matched it, rather than a default.
    pub(crate) matched: bool,
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

/// Why a URL shows no tree.
#[derive(Debug)]
pub(crate) enum Halt {
    /// No page matches, or a slot has `default not_found` there.
    Unmatched,
    /// Elsewhere: 307 or 308.
    Redirect { permanent: bool, to: String },
}

/// The tree of what a URL shows.
pub(crate) fn resolve(tables: &'static Tables, location: &SlotLocation) -> Result<Shown, Halt> {
    Resolver { tables }.slot(0, location, Chain::Main, Origin::Url)
}

/// Which layouts may answer for a URL that nothing matches (M4).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Those whose own path has a literal or closed-set segment that matched: the URL is surely theirs.
    Named,
    /// All whose path matched, a layout at `/` among them: for when nobody else has an answer.
    Any,
}

/// The tree that shows the `not_found` of the deepest layout of the main chain that may answer (M4).
/// `has_not_found`: whether a node declares the handler.
pub(crate) fn resolve_not_found(
    tables: &'static Tables,
    location: &SlotLocation,
    claim: Claim,
    has_not_found: impl Fn(NodeId) -> bool,
) -> Option<Shown> {
    let resolver = Resolver { tables };
    let layouts = tables.nodes.iter().zip(0..).filter(|(node, id)| {
        !node.slots.is_empty()
            && node.main.is_some()
            && has_not_found(*id)
            && (claim == Claim::Any || is_closed(node))
            && matches_prefix(node, location)
            && resolver.is_in_main_chain(node)
    });
    let by_depth = |(node, id): &(&Node, NodeId)| (node.prefix.len(), std::cmp::Reverse((kinds(node), *id)));
    let (_, id) = layouts.max_by_key(by_depth)?;
    resolver.not_found_chain(id, location)
}

struct Resolver {
    tables: &'static Tables,
}

/// Whether a slot is of the main chain, in which redirects stand and which decides the status.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chain {
    Main,
    Side,
}

/// What a location comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Url,
    Default,
}

impl Resolver {
    fn slot(&self, id: SlotId, location: &SlotLocation, chain: Chain, origin: Origin) -> Result<Shown, Halt> {
        match self.matched(id, location, chain, origin) {
            Some(shown) => shown,
            None => self.default(id, location, chain),
        }
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
        let rest = location.segments.get(self.base(id)..)?;
        let target = slot.targets.get(choose(slot.matcher, rest)? as usize)?;
        match target {
            Target::Page(page) => Some(Ok(self.page(id, *page, location, origin))),
            Target::Layout(node) => Some(self.layout(id, *node, location, chain, origin)),
            Target::Redirect(redirect) if chain == Chain::Main && origin == Origin::Url => {
                let redirect = &self.tables.redirects[*redirect as usize];
                Some(Err(match (redirect.to)(&location.captures()) {
                    Ok(to) => Halt::Redirect { permanent: redirect.permanent, to },
                    Err(_) => Halt::Unmatched,
                }))
            }
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
        Shown { slot, location: location.clone(), key, view, matched: origin == Origin::Url }
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
        Some(Shown { slot, location: location.clone(), key, view, matched: origin == Origin::Url })
    }

    /// What the slot shows where nothing of it matches.
    fn default(&self, id: SlotId, location: &SlotLocation, chain: Chain) -> Result<Shown, Halt> {
        let slot = &self.tables.slots[id as usize];
        match slot.default {
            Default::Own => {
                let node = &self.tables.nodes[slot.node as usize];
                let at = (node.at)(&location.captures()).map_err(|_| Halt::Unmatched)?;
                let key = view_key::of_node(view_key::DEFAULT, node, location);
                let view = View::Default { at };
                Ok(Shown { slot: id, location: location.clone(), key, view, matched: false })
            }
            Default::Page(path) => {
                let base = location.segments.iter().take(self.base(id)).cloned();
                let segments = base.chain(path.iter().map(|text| (*text).to_owned())).collect();
                let location = SlotLocation { segments, query: Arc::new([]) };
                let shown = self.matched(id, &location, chain, Origin::Default);
                shown.unwrap_or_else(|| Ok(nothing(id, &location)))
            }
            Default::None => Ok(nothing(id, location)),
            Default::NotFound | Default::Missing => Err(Halt::Unmatched),
        }
    }

    /// How many segments stand before what a slot matches.
    fn base(&self, slot: SlotId) -> usize {
        let layout = self.tables.slots[slot as usize].layout;
        layout.map_or(0, |layout| self.tables.nodes[layout as usize].prefix.len())
    }

    fn is_in_main_chain(&self, node: &Node) -> bool {
        let Some(slot) = node.stands_in else { return false };
        let Some(layout) = self.tables.slots[slot as usize].layout else { return true };
        let layout = &self.tables.nodes[layout as usize];
        layout.main == Some(slot) && self.is_in_main_chain(layout)
    }

    /// The layout with not-found in its main slot, and all layouts around it.
    fn not_found_chain(&self, id: NodeId, location: &SlotLocation) -> Option<Shown> {
        let main = self.tables.nodes[id as usize].main?;
        let key = view_key::NOT_FOUND.to_owned();
        let mut inner =
            Shown { slot: main, location: location.clone(), key, view: View::NotFound, matched: false };
        let mut around = Some(id);
        while let Some(layout) = around {
            let node = &self.tables.nodes[layout as usize];
            let side = |slot: SlotId| {
                self.default(slot, location, Chain::Side).unwrap_or_else(|_| nothing(slot, location))
            };
            let stands_in = node.stands_in?;
            let at = node.slots.iter().position(|slot| *slot == inner.slot)?;
            let mut slots: Vec<_> =
                node.slots.iter().filter(|slot| **slot != inner.slot).map(|slot| side(*slot)).collect();
            slots.insert(at, inner);
            inner = self.enter(stands_in, layout, location, slots, Origin::Default)?;
            around = self.tables.slots[stands_in as usize].layout;
        }
        Some(inner)
    }
}

fn nothing(slot: SlotId, location: &SlotLocation) -> Shown {
    let key = view_key::EMPTY.to_owned();
    Shown { slot, location: location.clone(), key, view: View::Nothing, matched: false }
}

fn is_closed(node: &Node) -> bool {
    let own = &node.prefix[node.prefix.len() - node.own_prefix..];
    own.iter().any(|step| matches!(step, Step::Literal(_) | Step::Set(_)))
}

fn matches_prefix(node: &Node, location: &SlotLocation) -> bool {
    let takes = |(step, text): (&Step, &String)| match step {
        Step::Literal(literal) => literal == text,
        Step::Set(set) => is_in(set, text),
        Step::Typed(takes) => takes(text),
        Step::Plain => !text.is_empty(),
    };
    location.segments.len() >= node.prefix.len() && node.prefix.iter().zip(&*location.segments).all(takes)
}

/// A prefix's vector of kinds, by M2's order.
fn kinds(node: &Node) -> Vec<u8> {
    let kind = |step: &Step| match step {
        Step::Literal(_) => 0,
        Step::Set(_) => 1,
        Step::Typed(_) => 2,
        Step::Plain => 3,
    };
    node.prefix.iter().map(kind).collect()
}
