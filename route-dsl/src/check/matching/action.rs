//! M2 among actions. They are matched over the whole path and apart from everything else, so that their
//! classes of URLs are walked apart too: as if they were the pages of a file that has nothing but them.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, Pattern, PatternId, StateId};
use crate::spec::{Action, ActionId, Entry, Node, NodeId, NodeKind, Page, PageId, Slot, SlotId, Spec};
use std::collections::BTreeMap;

/// Checks that of two actions one goes before the other wherever both match, and that each is reached.
pub(super) fn check_actions(spec: &Spec, out: &mut Vec<Diagnostic>) {
    let Some(alone) = actions_alone(spec) else { return };
    let mut seen = Seen { reached: vec![false; spec.actions.len()], ..Seen::default() };
    let exploration =
        Exploration::of(&alone, |patterns, state, matched| seen.visit(patterns, state, matched));
    for ((first, second), state) in &seen.conflicts {
        out.push(conflict(spec, &exploration, *first, *second, *state));
    }
    if exploration.is_cut {
        return;
    }
    let in_conflict = |at| seen.conflicts.keys().any(|(first, second)| [first.0, second.0].contains(&at));
    for (at, action) in spec.actions.iter().enumerate() {
        if !seen.reached[at] && !in_conflict(at) {
            out.push(never(spec, &exploration, at, action, seen.beaten.get(&PatternId(at))));
        }
    }
}

/// The actions as the pages of a spec of their own; positions stay. None: there are none.
fn actions_alone(spec: &Spec) -> Option<Spec> {
    let root = spec.nodes.first().filter(|_| !spec.actions.is_empty())?;
    let document = spec.slots.first()?;
    let page = |action: &Action| Page {
        name: action.name.clone(),
        node: NodeId(0),
        slot: SlotId(0),
        path: action.path.clone(),
        query: Vec::new(),
        title: None,
        blocking: false,
        guards: Vec::new(),
        docs: Vec::new(),
        span: action.span,
    };
    let entries = (0..spec.actions.len()).map(|at| Entry::Page(PageId(at))).collect();
    Some(Spec {
        types: spec.types.clone(),
        sets: spec.sets.clone(),
        nodes: vec![Node { kind: NodeKind::Root, ..root.clone() }],
        slots: vec![Slot { entries, ..document.clone() }],
        pages: spec.actions.iter().map(page).collect(),
        ..Spec::default()
    })
}

/// What the walk has seen. The pattern of an action has its position.
#[derive(Default)]
struct Seen {
    reached: Vec<bool>,
    conflicts: BTreeMap<(PatternId, PatternId), StateId>,
    /// For what was matched and not picked, what went before it, and where.
    beaten: BTreeMap<PatternId, (PatternId, StateId)>,
}

impl Seen {
    fn visit(&mut self, patterns: &[Pattern<'_>], state: StateId, matched: &[PatternId]) {
        let rank = |id: &PatternId| patterns[id.0].rank;
        let mut matched = matched.to_vec();
        matched.sort_by_key(|id| (rank(id), *id));
        self.reached[matched[0].0] = true;
        for group in matched.chunk_by(|a, b| rank(a) == rank(b)) {
            for other in &group[1..] {
                self.conflicts.entry((group[0], *other)).or_insert(state);
            }
        }
        for loser in &matched[1..] {
            self.beaten.entry(*loser).or_insert((matched[0], state));
        }
    }
}

fn called(spec: &Spec, PatternId(at): PatternId) -> String {
    format!("action `{}`", spec.action_path(ActionId(at)))
}

fn conflict(
    spec: &Spec,
    exploration: &Exploration<'_>,
    first: PatternId,
    second: PatternId,
    state: StateId,
) -> Diagnostic {
    let witness = exploration.witness(state);
    let (a, b) = (called(spec, first), called(spec, second));
    let message = format!("a POST to `{}` is {a} and {b}, and neither goes before the other", witness.url);
    let found = Diagnostic::error(Code::CONFLICT, spec.actions[second.0].span, message)
        .label("this one")
        .also(spec.actions[first.0].span, "and this one");
    let unknown = "what a type of yours takes is not known here";
    let found = match witness.conditions.as_slice() {
        [] if witness.url.contains('{') => found.note(format!("{unknown}, so that it may be the same text")),
        conditions => {
            conditions.iter().fold(found, |found, condition| found.note(format!("if {condition}; {unknown}")))
        }
    };
    found.help("change one of the paths; actions are found by path alone, wherever they are declared")
}

fn never(
    spec: &Spec,
    exploration: &Exploration<'_>,
    at: usize,
    action: &Action,
    beaten: Option<&(PatternId, StateId)>,
) -> Diagnostic {
    let message = format!("{} can never be reached", called(spec, PatternId(at)));
    let found = Diagnostic::error(Code::PAGE_NEVER, action.span, message)
        .label("another action goes before it at every URL it matches");
    let found = match beaten {
        None => found,
        Some((winner, state)) => {
            let url = exploration.witness(*state).url;
            found.also(spec.actions[winner.0].span, format!("at `{url}` this does"))
        }
    };
    found.help("change one of the paths, or leave it out")
}
