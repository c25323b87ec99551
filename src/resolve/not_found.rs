//! Whose `not_found` answers for a URL that nothing matches (M4).

use super::{Origin, Place, Resolver, Shown, View};
use crate::choose::is_in;
use crate::segments::SlotLocation;
use crate::table::{Node, NodeId, SlotId, Step, Tables};
use crate::view_key;

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
    let resolver = Resolver::new(tables, &[]);
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

impl Resolver<'_> {
    fn is_in_main_chain(&self, node: &Node) -> bool {
        let Some(slot) = node.stands_in else { return false };
        let Some(layout) = self.tables.slots[slot as usize].layout else { return true };
        let layout = &self.tables.nodes[layout as usize];
        layout.main == Some(slot) && self.is_in_main_chain(layout)
    }

    /// The layout with not-found in its main slot, and all layouts around it.
    fn not_found_chain(&self, id: NodeId, location: &SlotLocation) -> Option<Shown> {
        let main = self.tables.nodes[id as usize].main?;
        let place = |slot| Place { slot, origin: Origin::Url, there: None };
        let nothing = |slot: SlotId| place(slot).shows(location, view_key::EMPTY.to_owned(), View::Nothing);
        let mut inner = place(main).shows(location, view_key::NOT_FOUND.to_owned(), View::NotFound);
        let mut around = Some(id);
        while let Some(layout) = around {
            let node = &self.tables.nodes[layout as usize];
            let side = |slot| self.default(place(slot), location).unwrap_or_else(|_| nothing(slot));
            let stands_in = node.stands_in?;
            let at = node.slots.iter().position(|slot| *slot == inner.slot)?;
            let mut slots: Vec<_> =
                node.slots.iter().filter(|slot| **slot != inner.slot).map(|slot| side(*slot)).collect();
            slots.insert(at, inner);
            inner = self.enter(place(stands_in), layout, location, slots)?;
            around = self.tables.slots[stands_in as usize].layout;
        }
        Some(inner)
    }
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
