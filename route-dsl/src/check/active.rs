//! M5: names of slots and layouts that can be active together are distinct, so that an override in
//! a URL can name one of them.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::spec::{Entry, Name, Node, NodeId, NodeKind, SlotId, Spec};
use std::collections::HashMap;

/// The names that can be active in one part of the tree, each with one of its places.
type Active = HashMap<String, Name>;

/// Looks through the tree from the document down.
pub(super) fn check_names_active_together(spec: &Spec, out: &mut Vec<Diagnostic>) {
    if !spec.slots.is_empty() {
        names_in_slot(spec, SlotId(0), out);
    }
}

/// A slot shows one entry at a time, so that its layouts may share names with each other.
fn names_in_slot(spec: &Spec, slot: SlotId, out: &mut Vec<Diagnostic>) -> Active {
    let mut names = Active::new();
    for entry in &spec.slot(slot).entries {
        if let Entry::Layout(layout) = entry {
            let inner = names_in_layout(spec, *layout, out);
            if names.len() < inner.len() {
                names = inner.into_iter().chain(names).collect();
            } else {
                names.extend(inner);
            }
        }
    }
    names
}

/// A layout shows all of its slots at once.
fn names_in_layout(spec: &Spec, layout: NodeId, out: &mut Vec<Diagnostic>) -> Active {
    let node = spec.node(layout);
    let mut names = Active::from([(node.name.text.clone(), node.name.clone())]);
    for slot in &node.slots {
        let owner = spec.slot(*slot).node;
        // Two slots of one name in one layout have been reported as names.
        let is_sibling =
            |span| node.slots.iter().any(|other| spec.node(spec.slot(*other).node).name.span == span);
        let name = &spec.node(owner).name;
        let is_said =
            names.get(&name.text).is_some_and(|other| other.span != node.name.span && is_sibling(other.span));
        if owner != layout && !is_said {
            add(spec, &mut names, &spec.node(owner).name, out);
        }
        for (_, name) in names_in_slot(spec, *slot, out) {
            add(spec, &mut names, &name, out);
        }
    }
    names
}

fn add(spec: &Spec, names: &mut Active, name: &Name, out: &mut Vec<Diagnostic>) {
    let Some(other) = names.get(&name.text).cloned() else {
        names.insert(name.text.clone(), name.clone());
        return;
    };
    let (first, second) = if other.span < name.span { (&other, name) } else { (name, &other) };
    let message = format!("`{}` can be active twice at one URL", name.text);
    let is_layout = |node: &Node| node.kind == NodeKind::Layout && [first, second].contains(&&node.name);
    let why =
        if spec.nodes.iter().any(is_layout) { "; a layout's name stands for its main slot" } else { "" };
    let note = format!("`?@{}=…` in a URL would mean either of them{why}", name.text);
    out.push(
        Diagnostic::error(Code::NAME_ACTIVE_TWICE, second.span, message)
            .label("this one")
            .also(first.span, "together with this one")
            .note(note)
            .help("give one of them another name"),
    );
}
