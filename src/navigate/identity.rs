//! What tells two views apart: what is shown, its parameters' texts, and for each query item it declares
//! the texts, one that is absent counting as its default (M7). View keys are hashes of the same.

use crate::resolve::{Shown, View};
use crate::segments::SlotLocation;
use crate::table::{Node, Page, Tables};
use crate::view_key::texts;

/// Whether two slots show one view, what stands inside a layout apart.
pub(crate) fn same_view(tables: &'static Tables, a: &Shown, b: &Shown) -> bool {
    let same_params = |params: &[usize]| {
        params.iter().all(|at| a.location.segments.get(*at) == b.location.segments.get(*at))
    };
    let same_node = |node: &Node| same_params(node.params);
    a.slot == b.slot
        && match (&a.view, &b.view) {
            (View::Page { page, .. }, View::Page { page: other, .. })
            | (View::Intercepted { page, .. }, View::Intercepted { page: other, .. }) => {
                page == other && same_page(&tables.pages[*page as usize], &a.location, &b.location)
            }
            (View::Layout { node, .. }, View::Layout { node: other, .. }) => {
                node == other && same_node(&tables.nodes[*node as usize])
            }
            (View::Default { .. }, View::Default { .. }) => {
                same_node(&tables.nodes[tables.slots[a.slot as usize].node as usize])
            }
            (View::Nothing, View::Nothing) | (View::NotFound, View::NotFound) => true,
            _ => false,
        }
}

fn same_page(page: &'static Page, a: &SlotLocation, b: &SlotLocation) -> bool {
    let same_tail = page.tail.is_none_or(|from| a.segments.get(from..) == b.segments.get(from..));
    let same_item = |item| texts(item, a.captures()).eq(texts(item, b.captures()));
    same_tail
        && page.params.iter().all(|at| a.segments.get(*at) == b.segments.get(*at))
        && page.query.iter().all(same_item)
}

/// Whether two trees show the same views in the same slots.
pub(super) fn same_tree(tables: &'static Tables, a: &Shown, b: &Shown) -> bool {
    let (inner, other) = (a.slots(), b.slots());
    same_view(tables, a, b)
        && inner.len() == other.len()
        && inner.iter().zip(other).all(|(a, b)| same_tree(tables, a, b))
}
