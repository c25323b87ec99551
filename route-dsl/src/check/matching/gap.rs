//! M10: a slot without a default must match wherever its layout is shown.

use super::here::{Here, called, place};
use super::reach::Reach;
use crate::check::handlers::{described, insertion};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, PatternId, StateId};
use crate::lower::Facts;
use crate::source::{Sources, Span};
use crate::spec::{
    Boundary, Default, Entry, NodeId, NodeKind, PageId, ParamType, QueryKind, Segment, SegmentKind, Slot,
    SlotId, Spec,
};
use std::collections::BTreeMap;

/// Where slots have nothing to show, and which defaults are ever needed.
pub(super) struct Gaps {
    found: BTreeMap<SlotId, Gap>,
    default_shows: Vec<bool>,
}

struct Gap {
    state: StateId,
    /// What brings the layout there.
    by: PatternId,
    /// Whether the URL alone leads there, or only an override.
    is_plain: bool,
}

impl Gaps {
    pub(super) fn new(spec: &Spec) -> Self {
        Gaps { found: BTreeMap::new(), default_shows: vec![false; spec.slots.len()] }
    }

    pub(super) fn visit(&mut self, here: &Here<'_>) {
        for (_, by, entry) in here.picks() {
            let Entry::Layout(layout) = entry else { continue };
            for slot in &here.spec.node(layout).slots {
                if here.pick(*slot).is_some() {
                    continue;
                }
                self.default_shows[slot.0] = true;
                if here.spec.slot(*slot).default != Default::Missing
                    || self.found.get(slot).is_some_and(|gap| gap.is_plain)
                {
                    continue;
                }
                let is_plain = here.active().any(|(other, _)| other == *slot);
                let gap = Gap { state: here.state, by, is_plain };
                if is_plain || !self.found.contains_key(slot) {
                    self.found.insert(*slot, gap);
                }
            }
        }
    }

    pub(super) fn report_gaps(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        facts: &Facts,
        sources: &Sources,
        out: &mut Vec<Diagnostic>,
    ) {
        for (slot, gap) in &self.found {
            let found = report_gap(spec, exploration, *slot, gap);
            out.push(mend(spec, *slot, found, facts, sources));
        }
    }

    /// Warns of a `leave` in a slot that has something to show at every URL of its layout.
    pub(super) fn report_never_left(
        &self,
        spec: &Spec,
        facts: &Facts,
        reach: &Reach,
        out: &mut Vec<Diagnostic>,
    ) {
        for (id, span) in &facts.leaves {
            let slot = spec.slot(*id);
            let is_shown = slot.layout.is_some_and(|layout| reach.shows_layout(layout));
            if is_shown && !self.default_shows[id.0] && !slot.entries.is_empty() {
                let what = name(spec, slot);
                let message = format!("{what} is never left, so that `leave` says nothing");
                out.push(
                    Diagnostic::warning(Code::LEAVE_NEVER, *span, message)
                        .label("something of the slot matches wherever its layout is shown")
                        .help("leave it out")
                        .fix("take it out", *span, ""),
                );
            }
        }
    }

    /// Warns of defaults that never show, in layouts that do.
    pub(super) fn report_unneeded(&self, spec: &Spec, reach: &Reach, out: &mut Vec<Diagnostic>) {
        let around_404 = layouts_around_404(spec);
        for (at, slot) in spec.slots.iter().enumerate() {
            let stays_on_404 = slot.layout.is_some_and(|layout| around_404[layout.0] && !is_main(spec, slot));
            let is_shown = !stays_on_404 && slot.layout.is_some_and(|layout| reach.shows_layout(layout));
            if is_shown && slot.default != Default::Missing && !self.default_shows[at] {
                let message = format!("the default of {} never shows", name(spec, slot));
                out.push(
                    Diagnostic::warning(Code::DEFAULT_NEVER, slot.default_span, message)
                        .label("something of the slot matches wherever its layout is shown")
                        .help("leave it out")
                        .fix("take it out", slot.default_span, ""),
                );
            }
        }
    }
}

fn report_gap(spec: &Spec, exploration: &Exploration<'_>, id: SlotId, gap: &Gap) -> Diagnostic {
    let slot = spec.slot(id);
    let witness = exploration.witness(gap.state);
    let message = format!("{} has nothing to show at `{}`", name(spec, slot), witness.url);
    let by = &exploration.patterns[gap.by.0];
    let mut found = Diagnostic::error(Code::GAP, slot.default_span, message)
        .label("has no `default`, and nothing in it matches there")
        .also(place(spec, by), format!("{} brings the layout there", called(spec, by)));
    for condition in &witness.conditions {
        found = found.note(format!("this is if {condition}"));
    }
    if !gap.is_plain {
        found = found.note("the URL alone does not lead there, but an override in it, `?@slot=/…`, does");
    }
    found
}

/// Says what can be done, best first, and offers the first of it as an edit.
///
/// `default not_found;` comes last, and only for a main slot: there it is about what that slot does not
/// match, whereas in a named slot it would make a 404 of nearly every URL of the layout.
fn mend(spec: &Spec, id: SlotId, mut found: Diagnostic, facts: &Facts, sources: &Sources) -> Diagnostic {
    let slot = spec.slot(id);
    let page = default_page(spec, id).map(|page| spec.page(page).name.text.clone());
    let is_main = is_main(spec, slot);
    let first = match &page {
        Some(page) => format!("default {page}"),
        None if is_main => "default".to_owned(),
        None => "default none".to_owned(),
    };
    if let Some(page) = &page {
        found = found.help(format!("`default {page};` shows one of its pages there"));
    }
    if !is_main {
        found = found.help("`default none;` shows nothing there, and leaves the slot empty");
    }
    found = found.help("`default;` shows there what a handler of yours, `default`, returns");
    if is_main {
        found = found.help("`default not_found;` makes such URLs a 404");
    }
    let Some(block) = block(facts, slot.node) else { return found };
    let at = Span { start: block.start + 1, end: block.start + 1, ..block };
    let text = insertion(sources, spec.node(slot.node).span, &first);
    found.fix(format!("add `{first};`"), at, text)
}

/// Layouts that stand around a 404 of their own or of a layout in their main slot (M4): there their
/// named slots show their defaults.
fn layouts_around_404(spec: &Spec) -> Vec<bool> {
    let mut around = vec![false; spec.nodes.len()];
    for (at, node) in spec.nodes.iter().enumerate().filter(|(_, node)| node.kind == NodeKind::Layout) {
        let own = &node.prefix[node.prefix.len() - node.own_prefix..];
        let may_answer = own.iter().any(is_certain) || node.not_found == Boundary::Own;
        let mut outer = may_answer.then_some(NodeId(at));
        while let Some(id) = outer {
            let is_beside = spec.node(id).kind == NodeKind::Slot
                && !spec.slots.iter().any(|slot| slot.node == id && is_main(spec, slot));
            around[id.0] = true;
            outer = spec.node(id).parent.filter(|parent| !is_beside && !around[parent.0]);
        }
    }
    around
}

fn is_certain(segment: &Segment) -> bool {
    matches!(segment.kind, SegmentKind::Literal(_) | SegmentKind::Param { ty: ParamType::Set(_), .. })
}

fn is_main(spec: &Spec, slot: &Slot) -> bool {
    let main = slot.layout.and_then(|layout| spec.node(layout).main);
    main.is_some_and(|main| spec.slot(main).node == slot.node)
}

fn block(facts: &Facts, node: NodeId) -> Option<Span> {
    facts.handlers.iter().find(|fact| fact.node == node).map(|fact| fact.block)
}

/// A page that could be the default: the one at the layout's own path.
fn default_page(spec: &Spec, id: SlotId) -> Option<PageId> {
    let slot = spec.slot(id);
    let fits = |page: &PageId| {
        let page = spec.page(*page);
        let own = crate::check::default::below_layout(spec, slot, &page.path);
        own.is_empty() && !page.query.iter().any(|item| matches!(item.kind, QueryKind::Required))
    };
    let mut pages = slot.entries.iter().filter_map(|entry| match entry {
        Entry::Page(page) => Some(*page),
        _ => None,
    });
    pages.find(fits)
}

/// What a slot is called in a message.
fn name(spec: &Spec, slot: &Slot) -> String {
    let node = spec.node(slot.node);
    if slot.layout == Some(slot.node) {
        format!("the main slot of {}", described(node))
    } else {
        described(node)
    }
}
