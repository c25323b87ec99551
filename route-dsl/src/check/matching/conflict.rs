//! M2: two entries of a slot conflict if they are of equal kinds and some URL matches both.

use super::here::{Here, called, place};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, PatternId, StateId};
use crate::spec::{Entry, SlotId, Spec};
use std::collections::{BTreeMap, BTreeSet};

/// The conflicts seen so far.
#[derive(Default)]
pub(super) struct Conflicts {
    /// By slot and the two entries: their patterns and where they meet.
    found: BTreeMap<(SlotId, Entry, Entry), (PatternId, PatternId, StateId)>,
    involved: BTreeSet<PatternId>,
}

impl Conflicts {
    pub(super) fn visit(&mut self, here: &Here<'_>) {
        if here.matched.len() < 2 {
            return;
        }
        let mut all: Vec<(SlotId, usize, PatternId)> = Vec::new();
        for id in here.matched {
            let pattern = &here.patterns[id.0];
            all.extend(pattern.chain.iter().map(|(slot, _)| (*slot, pattern.rank, *id)));
        }
        all.sort_unstable();
        for group in all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            self.compare(here, group);
        }
    }

    /// Patterns of one slot and of equal kinds that match one URL must stand for one entry. Each is
    /// compared with the first, so that a hundred equal ones give a hundred messages, not thousands.
    fn compare(&mut self, here: &Here<'_>, group: &[(SlotId, usize, PatternId)]) {
        let (slot, _, first) = group[0];
        let entry = here.entry(first, slot);
        for (_, _, other) in &group[1..] {
            let other_entry = here.entry(*other, slot);
            if other_entry != entry {
                self.involved.extend([first, *other]);
                self.found.entry((slot, entry, other_entry)).or_insert((first, *other, here.state));
            }
        }
    }

    /// Whether a pattern is part of a conflict, so that nothing else needs to be said of it.
    pub(super) fn involve(&self, pattern: PatternId) -> bool {
        self.involved.contains(&pattern)
    }

    pub(super) fn report(&self, spec: &Spec, exploration: &Exploration<'_>, out: &mut Vec<Diagnostic>) {
        // Entries in a nested layout that clash with each other clash in every slot around it too.
        let mut said = BTreeSet::new();
        for (first, second, state) in self.found.values() {
            if said.insert((first, second)) {
                out.push(conflict(spec, exploration, *first, *second, *state));
            }
        }
    }
}

fn conflict(
    spec: &Spec,
    exploration: &Exploration<'_>,
    first: PatternId,
    second: PatternId,
    state: StateId,
) -> Diagnostic {
    let pattern = |id: PatternId| &exploration.patterns[id.0];
    let witness = exploration.witness(state);
    let (a, b) = (called(spec, pattern(first)), called(spec, pattern(second)));
    let message = format!("{a} and {b} both match `{}`, and neither goes before the other", witness.url);
    let mut found = Diagnostic::error(Code::CONFLICT, place(spec, pattern(second)), message)
        .label("this one")
        .also(place(spec, pattern(first)), "and this one");
    for condition in &witness.conditions {
        found = found.note(format!("if {condition}; what a type of yours takes is not known here"));
    }
    if witness.url.contains('{') {
        found = found.note("what a type of yours takes is not known here, so that it may be the same text");
    }
    found.help(
        "change one of the paths: a literal goes before a set, a set before a type, a type before `{name}`",
    )
}
