//! What stands where: the gates of a tree of views.

use super::{Gate, Turn};
use crate::resolve::{Shown, View};
use crate::segments::SlotLocation;
use crate::table::{Guarded, NodeId, PageId, SlotId, Tables};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

/// Whether a guard or a `when` stands anywhere in a tree: most pages have none, and need no gates.
pub(super) fn asks_anything(tables: &'static Tables, shown: &Shown) -> bool {
    let slot = &tables.slots[shown.slot as usize];
    slot.when
        || !guards_before(tables, shown, slot.layout).is_empty()
        || shown.slots().iter().any(|inner| asks_anything(tables, inner))
}

/// Adds a slot's gate and those of all slots in it.
pub(super) fn add_gates(
    tables: &'static Tables,
    shown: &Shown,
    outer: Option<&Gate>,
    is_main: bool,
    gates: &mut HashMap<SlotId, Arc<Gate>>,
) {
    let slot = &tables.slots[shown.slot as usize];
    let gate = Arc::new(Gate {
        slot: shown.slot,
        outer: outer.map(|outer| outer.slot),
        location: shown.location.clone(),
        guards: guards_before(tables, shown, slot.layout),
        has_when: slot.when,
        // A page over others owns the title, and so is waited for as well.
        is_main: is_main || matches!(shown.view, View::Intercepted { .. }),
        answer: Turn::new(),
        passage: Turn::new(),
        refusal: Mutex::default(),
        opened: OnceLock::new(),
    });
    if let View::Layout { node, slots, .. } = &shown.view {
        let main = tables.nodes[*node as usize].main;
        for inner in slots {
            add_gates(tables, inner, Some(&gate), is_main && main == Some(inner.slot), gates);
        }
    }
    gates.insert(shown.slot, gate);
}

pub(super) fn add_keys(tables: &'static Tables, shown: &Shown, keys: &mut Vec<&'static str>) {
    keys.push(tables.slots[shown.slot as usize].key);
    shown.slots().iter().for_each(|inner| add_keys(tables, inner, keys));
}

/// What guards a view, outermost first, each with where it stands: everything below the layout around its
/// slot. A page over what is there has all its own, beside those of the slot that shows it.
fn guards_before(
    tables: &'static Tables,
    shown: &Shown,
    layout: Option<NodeId>,
) -> Vec<(&'static Guarded, SlotLocation)> {
    let slot = tables.slots[shown.slot as usize].node;
    let here = |guarded| (guarded, shown.location.clone());
    match &shown.view {
        View::Page { page, .. } => guards_of_page(tables, *page, layout).map(here).collect(),
        View::Layout { node, .. } => guards_of_node(tables, *node, layout).into_iter().map(here).collect(),
        View::Default { .. } => guards_of_node(tables, slot, layout).into_iter().map(here).collect(),
        View::Intercepted { page, host, .. } => {
            let of_host = guards_of_node(tables, slot, layout).into_iter();
            let of_host = of_host.map(|guarded| (guarded, host.clone()));
            of_host.chain(guards_of_page(tables, *page, None).map(here)).collect()
        }
        View::Nothing | View::NotFound => Vec::new(),
    }
}

fn guards_of_page(
    tables: &'static Tables,
    page: PageId,
    layout: Option<NodeId>,
) -> impl Iterator<Item = &'static Guarded> {
    let page = &tables.pages[page as usize];
    guards_of_node(tables, page.node, layout).into_iter().chain(&page.guarded)
}

/// The guards of a node and of everything around it, up to that layout.
fn guards_of_node(tables: &'static Tables, node: NodeId, layout: Option<NodeId>) -> Vec<&'static Guarded> {
    let mut guards = Vec::new();
    let mut around = Some(node).filter(|node| Some(*node) != layout);
    while let Some(node) = around {
        let node = &tables.nodes[node as usize];
        guards.extend(node.guarded.as_ref().filter(|guarded| !guarded.own.is_empty()));
        around = node.parent.filter(|parent| Some(*parent) != layout);
    }
    guards.reverse();
    guards
}
