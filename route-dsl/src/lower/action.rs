//! Actions.

use super::names::Named;
use super::path::PathOwner;
use super::{Lowering, Place, lower_docs};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::spec::{Action, Entry, Name, NodeId, ParamType, SlotId};
use crate::syntax::{Kind, Statement};

impl Lowering<'_> {
    pub(super) fn lower_action(&mut self, statement: &Statement, place: &Place) {
        let Kind::Action { name, path, form } = &statement.kind else { return };
        self.declare(place, name, Named::Other("action"));
        let (own, _) = self.lower_path(path, place, PathOwner::Action(name));
        let form = match self.resolve_type(form, place.types) {
            Some(ParamType::User(form)) => form,
            Some(_) => return self.out.push(not_a_form(form)),
            None => return,
        };
        self.spec.actions.push(Action {
            name: name.clone(),
            node: place.node,
            slot: place.slot.or_else(|| self.slot_around(place.layout?)).unwrap_or_default(),
            path: [place.prefix.clone(), own].concat(),
            form,
            docs: lower_docs(statement),
            span: Span { end: path.span.end, ..statement.span },
        });
    }

    /// The slot that a layout stands in.
    fn slot_around(&self, layout: NodeId) -> Option<SlotId> {
        let holds = |entries: &[Entry]| entries.contains(&Entry::Layout(layout));
        self.spec.slots.iter().position(|slot| holds(&slot.entries)).map(SlotId)
    }
}

fn not_a_form(form: &Name) -> Diagnostic {
    let message = format!("`{}` can't be the form of an action", form.text);
    Diagnostic::error(Code::FORM_TYPE, form.span, message)
        .label("has no fields")
        .help("name a type of your own with a field for each input, and bring it in with `use`: `use crate::forms::SaveForm;`")
        .help("for a form without inputs there is one ready-made: `use transom::NoFields;`")
}
