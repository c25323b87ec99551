//! Layouts and slots in which nothing can ever show.

use super::default::below_layout;
use super::handlers::described;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::Facts;
use crate::spec::{Default, Entry, NodeId, NodeKind, Segment, SegmentKind, SlotId, Spec};

/// A layout is a shell around something.
pub(super) fn check_layouts_have_something(spec: &Spec, facts: &Facts, out: &mut Vec<Diagnostic>) {
    for (at, node) in spec.nodes.iter().enumerate() {
        let is_unsure = facts.unsure.contains(&NodeId(at));
        if node.kind == NodeKind::Layout && node.slots.is_empty() && !is_unsure {
            out.push(
                Diagnostic::error(
                    Code::LAYOUT_EMPTY,
                    node.span,
                    format!("{} is around nothing", described(node)),
                )
                .label("has neither pages nor slots")
                .help("give it a page: `page home \"/\";`"),
            );
        }
    }
}

/// A named slot that matches every URL is never kept, never at its default, and its layout never 404.
pub(super) fn check_slots_leave_something(spec: &Spec, out: &mut Vec<Diagnostic>) {
    for slot in &spec.slots {
        let is_named = slot
            .layout
            .is_some_and(|layout| spec.node(layout).main.map(|main| spec.slot(main).node) != Some(slot.node));
        let pages = slot.entries.iter().filter_map(|entry| match entry {
            Entry::Page(page) if is_named => Some(spec.page(*page)),
            _ => None,
        });
        for page in pages {
            if let [Segment { kind: SegmentKind::Tail { optional: true, .. }, span }] =
                below_layout(spec, slot, &page.path)
            {
                let message = format!(
                    "slot `{}` takes every URL of its layout, and any other below its path",
                    slot.name
                );
                out.push(
                    Diagnostic::warning(Code::SLOT_TAKES_ALL, *span, message)
                        .label("matches everything")
                        .note("so it is never kept, never at its default, and its layout never answers 404")
                        .help("declare `default;` and a handler for what shows everywhere else, or take `{*rest}`, one or more segments"),
                );
            }
        }
    }
}

/// A named slot has something to show: a page, a nested layout, a default or an interception.
pub(super) fn check_slots_can_show_something(spec: &Spec, facts: &Facts, out: &mut Vec<Diagnostic>) {
    for (at, slot) in spec.slots.iter().enumerate() {
        let has_default = matches!(slot.default, Default::Own | Default::Page(_));
        let shows = has_default || !slot.entries.is_empty() || facts.hosts.contains(&SlotId(at));
        if slot.layout.is_some() && !shows && !facts.unsure.contains(&slot.node) {
            let node = spec.node(slot.node);
            out.push(
                Diagnostic::error(
                    Code::SLOT_EMPTY,
                    node.span,
                    format!("nothing ever shows in {}", described(node)),
                )
                .label("has no pages, and no default that is a view")
                .help("give it a page, or `default;` and a handler"),
            );
        }
    }
}

/// What `leave` says is asked where a slot stops matching; one without pages never matches.
pub(super) fn check_leave_is_about_something(spec: &Spec, facts: &Facts, out: &mut Vec<Diagnostic>) {
    for (id, span) in &facts.leaves {
        let slot = spec.slot(*id);
        let shows = slot.entries.iter().any(|entry| matches!(entry, Entry::Page(_) | Entry::Layout(_)));
        if shows || facts.unsure.contains(&slot.node) {
            continue;
        }
        let message = format!("{} has no pages to leave", described(spec.node(slot.node)));
        let found = Diagnostic::warning(Code::LEAVE_NEVER, *span, message)
            .label("says nothing")
            .help("leave it out")
            .fix("take it out", *span, "");
        let is_host = facts.hosts.contains(id);
        out.push(if is_host {
            found.note("what is intercepted always closes on the next navigation")
        } else {
            found
        });
    }
}
