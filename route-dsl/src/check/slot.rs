//! Layouts and slots in which nothing can ever show.

use super::handlers::described;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::Facts;
use crate::spec::{Default, NodeKind, SlotId, Spec};

/// A layout is a shell around something.
pub(super) fn check_layouts_have_something(spec: &Spec, out: &mut Vec<Diagnostic>) {
    for node in &spec.nodes {
        if node.kind == NodeKind::Layout && node.slots.is_empty() {
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

/// A named slot has something to show: a page, a nested layout, a default or an interception.
pub(super) fn check_slots_can_show_something(spec: &Spec, facts: &Facts, out: &mut Vec<Diagnostic>) {
    for (at, slot) in spec.slots.iter().enumerate() {
        let has_default = matches!(slot.default, Default::Own | Default::Page(_));
        let shows = has_default || !slot.entries.is_empty() || facts.hosts.contains(&SlotId(at));
        if slot.layout.is_some() && !shows {
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
