//! Handlers that must be declared: `loading` and `error` of slots and root layouts.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::{Facts, HandlerFact, Said};
use crate::source::{Sources, Span};
use crate::spec::{Boundary, Node, NodeId, NodeKind, Spec};
use crate::syntax::Handler;

/// Every slot and root layout declares or inherits `loading` and `error`, and nothing inherits from
/// nobody.
pub(super) fn check_declared(spec: &Spec, facts: &Facts, sources: &Sources, out: &mut Vec<Diagnostic>) {
    for fact in facts.handlers.iter().filter(|fact| !facts.unsure.contains(&fact.node)) {
        match fact.said {
            Said::Own => {}
            Said::Inherit(span) => check_inherited(spec, fact, span, out),
            Said::Nothing => check_missing(spec, fact, sources, out),
        }
    }
}

fn check_inherited(spec: &Spec, fact: &HandlerFact, span: Span, out: &mut Vec<Diagnostic>) {
    if boundary(spec.node(fact.node), fact.handler) != Boundary::Absent {
        return;
    }
    let word = word(fact.handler);
    let message = format!("nothing above {} has `{word}`", described(spec.node(fact.node)));
    out.push(
        Diagnostic::error(Code::INHERIT_NOTHING, span, message)
            .label("nobody to inherit from")
            .help(format!("declare it here: `{word};`"))
            .fix(format!("write `{word};`"), span, format!("{word};")),
    );
}

fn check_missing(spec: &Spec, fact: &HandlerFact, sources: &Sources, out: &mut Vec<Diagnostic>) {
    let node = spec.node(fact.node);
    let code = match fact.handler {
        Handler::Loading => Code::LOADING_MISSING,
        Handler::Error => Code::ERROR_MISSING,
        Handler::NotFound => return,
    };
    let must = node.kind == NodeKind::Slot || is_root_layout(spec, fact.node);
    if !must {
        return;
    }
    let word = word(fact.handler);
    let what = described(node);
    let found = Diagnostic::error(code, node.span, format!("{what} has no `{word}`"))
        .label(format!("says nothing about `{word}`"))
        .note(purpose(fact.handler));
    let found = match (boundary(node, fact.handler), node.parent) {
        (Boundary::Inherited(owner), _) => found.help(format!(
            "declare it with `{word};`, or write `{word} inherit;` to show that of {}",
            described(spec.node(owner))
        )),
        _ => found.help(format!("declare it with `{word};` and write `fn {word}` in its trait")),
    };
    let at = Span { end: fact.block.start + 1, start: fact.block.start + 1, ..fact.block };
    out.push(found.fix(format!("add `{word};`"), at, insertion(sources, node.span, word)));
}

/// The statement on a line of its own, one step deeper than its block's head.
pub(super) fn insertion(sources: &Sources, head: Span, word: &str) -> String {
    let text = &sources.get(head.source).text;
    let before = text.get(..head.start as usize).unwrap_or("");
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    format!("\n{indent}    {word};")
}

fn is_root_layout(spec: &Spec, id: NodeId) -> bool {
    let mut at = spec.node(id).parent;
    while let Some(node) = at.map(|at| spec.node(at)) {
        if matches!(node.kind, NodeKind::Layout | NodeKind::Slot) {
            return false;
        }
        at = node.parent;
    }
    spec.node(id).kind == NodeKind::Layout
}

fn boundary(node: &Node, handler: Handler) -> Boundary {
    match handler {
        Handler::Loading => node.loading,
        Handler::Error => node.error,
        Handler::NotFound => node.not_found,
    }
}

fn word(handler: Handler) -> &'static str {
    match handler {
        Handler::Loading => "loading",
        Handler::Error => "error",
        Handler::NotFound => "not_found",
    }
}

fn purpose(handler: Handler) -> &'static str {
    match handler {
        Handler::Loading => "it shows while the content is not ready yet",
        _ => "it shows in place of the content when that fails",
    }
}

/// What a node is called in a message.
pub(super) fn described(node: &Node) -> String {
    match node.kind {
        NodeKind::Root => "the file".to_owned(),
        NodeKind::Layout => format!("layout `{}`", node.name.text),
        NodeKind::Slot => format!("slot `{}`", node.name.text),
        NodeKind::Scope => format!("scope `{}`", node.name.text),
    }
}
