//! Guards and `when`s: what is asked before anything below them runs (M13).

use super::names::Named;
use super::{GuardFact, Lowering, Place, lower_docs, path};
use crate::diagnostic::Diagnostic;
use crate::spec::{Guard, GuardId, Name, NodeId, NodeKind, PageId, ParamType, When, upper_camel};
use crate::syntax::{Block, DefaultTo, Kind, Statement};

impl Lowering<'_> {
    /// Guards hold for the whole block, wherever they stand in it.
    pub(super) fn lower_guards(&mut self, block: &Block, place: &Place) -> Place {
        let mut place = place.clone();
        let is_over = |statement: &Statement| is_below_guard(&statement.kind) || shows_something(statement);
        let over_something = block.statements.iter().any(is_over);
        for statement in &block.statements {
            match &statement.kind {
                Kind::Guard { name, .. } => {
                    self.remember_guard("guard", name, over_something);
                    self.claim_before(place.node, name);
                    if let Some(id) = self.lower_guard(statement, &place) {
                        self.spec.nodes[place.node.0].guards.push(id);
                    }
                    place.guards.push(name.clone());
                }
                Kind::When(name) => self.remember_guard("when", name, over_something),
                _ => {}
            }
        }
        place
    }

    /// A page's own guards come after all around it, and their values stand in an `At` of the page's own.
    pub(super) fn lower_page_guards<'s>(
        &mut self,
        page: PageId,
        page_name: &Name,
        statements: impl Iterator<Item = &'s Statement>,
        place: &Place,
    ) {
        let mut place = place.clone();
        for statement in statements {
            let Kind::Guard { name, .. } = &statement.kind else { continue };
            if self.spec.page(page).guards.is_empty() {
                let rust = format!("{}At", upper_camel(&page_name.text));
                self.out.extend(self.names.claim(place.node, &rust, page_name, "page with a guard"));
            }
            if let Some(id) = self.lower_guard(statement, &place) {
                self.spec.pages[page.0].guards.push(id);
            }
            place.guards.push(name.clone());
        }
    }

    pub(super) fn lower_when(&mut self, statement: &Statement, place: &Place) {
        let Kind::When(name) = &statement.kind else { return };
        self.declare(place, name, Named::Other("`when`"));
        // Elsewhere it has been reported.
        let is_slot = self.spec.node(place.node).kind == NodeKind::Slot;
        let Some(slot) = place.slot.filter(|_| is_slot) else { return };
        self.spec.slots[slot.0].when.get_or_insert(When {
            name: name.clone(),
            docs: lower_docs(statement),
            span: statement.span,
        });
    }

    fn lower_guard(&mut self, statement: &Statement, place: &Place) -> Option<GuardId> {
        let Kind::Guard { name, ty } = &statement.kind else { return None };
        // Two guards of one name are one mistake, not also two names in one block.
        match self.taken_guard_field(name, place) {
            Some(found) => self.out.push(found),
            None => self.declare(place, name, Named::Other("guard")),
        }
        let ty = self.resolve_type(ty, place.types).unwrap_or(ParamType::Text);
        let docs = lower_docs(statement);
        self.spec.guards.push(Guard { name: name.clone(), node: place.node, ty, docs, span: statement.span });
        Some(GuardId(self.spec.guards.len() - 1))
    }

    /// An `At` has a field for each parameter and each guard.
    fn taken_guard_field(&self, name: &Name, place: &Place) -> Option<Diagnostic> {
        let param = path::params(&place.prefix).find(|(param, _)| *param == name.text).map(|(_, span)| span);
        let guard = place.guards.iter().find(|guard| guard.text == name.text).map(|guard| guard.span);
        param.or(guard).map(|other| path::taken(name, other, "guard"))
    }

    /// Beside the `At` of a node with guards stands a `Before`, for what runs when they have not passed.
    fn claim_before(&mut self, node: NodeId, guard: &Name) {
        if self.spec.node(node).guards.is_empty() {
            self.out.extend(self.names.claim(node, "Before", guard, "guard, for which there is a `Before`"));
        }
    }

    fn remember_guard(&mut self, keyword: &'static str, name: &Name, over_something: bool) {
        self.facts.guards.push(GuardFact { keyword, name: name.clone(), over_something });
    }
}

/// Whether a statement is something that a guard around it guards; redirects are decided before (M17).
fn is_below_guard(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Include { .. }
            | Kind::Layout { .. }
            | Kind::Slot { .. }
            | Kind::Scope { .. }
            | Kind::Page { .. }
            | Kind::Action { .. }
    )
}

/// Whether a statement of a slot makes it show something beside its pages.
fn shows_something(statement: &Statement) -> bool {
    match &statement.kind {
        Kind::Default(to) => matches!(to, DefaultTo::Own | DefaultTo::Page(_)),
        Kind::Intercept { .. } => true,
        _ => false,
    }
}
