//! M14: only what stands in the main chain can own the document's title.

use super::intercept::intercepted_pages;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::spec::{Entry, Name, SlotId, Spec};

/// Warns of titles of pages and layouts outside the main chain. A page that is intercepted somewhere
/// owns the title while it is open, and so may have one.
pub(super) fn check_titles_are_in_the_main_chain(spec: &Spec, out: &mut Vec<Diagnostic>) {
    let in_main_chain = main_chain(spec);
    let intercepted = intercepted_pages(spec);
    for (at, slot) in spec.slots.iter().enumerate().filter(|(at, _)| !in_main_chain[*at]) {
        for entry in &slot.entries {
            let title = match entry {
                Entry::Page(page) if !intercepted.contains(page) => &spec.page(*page).title,
                Entry::Layout(layout) => &spec.node(*layout).title,
                _ => &None,
            };
            out.extend(title.as_ref().map(|title| elsewhere(title, &spec.slot_key(SlotId(at)))));
        }
    }
}

/// Which slots belong to the main chain: the document, and the main slots of layouts in it.
pub(crate) fn main_chain(spec: &Spec) -> Vec<bool> {
    let mut is_main = vec![false; spec.slots.len()];
    let mut open = vec![SlotId(0)];
    while let Some(slot) = open.pop().filter(|slot| slot.0 < spec.slots.len()) {
        is_main[slot.0] = true;
        let layouts = spec.slot(slot).entries.iter().filter_map(|entry| match entry {
            Entry::Layout(layout) => spec.node(*layout).main,
            _ => None,
        });
        open.extend(layouts);
    }
    is_main
}

fn elsewhere(title: &Name, slot: &str) -> Diagnostic {
    Diagnostic::warning(Code::TITLE_ELSEWHERE, title.span, "this title never shows")
        .label(format!("in `{slot}`, which is not in the main chain"))
        .note("the title is that of the deepest page of the main slots")
        .help("leave it out")
}
