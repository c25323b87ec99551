//! M3: a named slot's page that takes the main chain from a page to a default.

use super::conflict::Conflicts;
use super::here::{Here, called, place};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, PatternId, StateId};
use crate::spec::{Default, Entry, SlotId, Spec};
use std::collections::BTreeMap;

/// By the named slot's pattern: the page that would show in the main chain, and where.
#[derive(Default)]
pub(super) struct Displaced(BTreeMap<PatternId, (PatternId, StateId)>);

impl Displaced {
    /// `main` says which slots are in the main chain.
    pub(super) fn visit(&mut self, here: &Here<'_>, main: &[bool]) {
        let Some(by) = displacer(here) else { return };
        let in_main = |id: &&PatternId| here.patterns[id.0].chain.iter().all(|(slot, _)| main[slot.0]);
        let would_show = here.matched.iter().filter(in_main).min_by_key(|id| here.patterns[id.0].rank);
        if let Some(page) = would_show {
            self.0.entry(by).or_insert((*page, here.state));
        }
    }

    pub(super) fn report(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        conflicts: &Conflicts,
        out: &mut Vec<Diagnostic>,
    ) {
        for (by, (page, state)) in self.0.iter().filter(|(by, _)| !conflicts.involve(**by)) {
            let (by, page) = (&exploration.patterns[by.0], &exploration.patterns[page.0]);
            let url = exploration.witness(*state).url;
            let message = format!("at `{url}` this page of a named slot keeps {} away", called(spec, page));
            out.push(
                Diagnostic::warning(Code::MAIN_DISPLACED, place(spec, by), message)
                    .label("its layout is shown there, with the default of its main slot")
                    .also(place(spec, page), "this would show there otherwise")
                    .help("change one of the paths, or give the layout's main slot a page for that URL"),
            );
        }
    }
}

/// The pattern that brings a layout of the main chain to where its main slot has no match.
fn displacer(here: &Here<'_>) -> Option<PatternId> {
    let mut slot = SlotId(0);
    loop {
        let (id, Entry::Layout(layout)) = here.pick(slot)? else { return None };
        let main = here.spec.node(layout).main?;
        if here.pick(main).is_none() {
            // Without a default it is a gap, which is worse.
            return (here.spec.slot(main).default != Default::Missing).then_some(id);
        }
        slot = main;
    }
}
