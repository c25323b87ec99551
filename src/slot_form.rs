//! A form whose fields are the query of one slot's page.

use crate::here::SlotFields;
use crate::slot::{is_name, write_attributes};
use crate::view::Html;

/// A GET form for a page, from [`Cx::slot_form`](crate::Cx::slot_form): what its fields say becomes the
/// query of the page's location, and all other slots stay as they are, with and without scripts.
///
/// [`view`](SlotForm::view) prints the whole `<form>`; templates that write the element themselves take
/// [`attrs`](SlotForm::attrs) and, inside it, [`hidden`](SlotForm::hidden).
#[derive(Clone, Debug)]
#[must_use]
pub struct SlotForm {
    fields: SlotFields,
    attributes: Vec<(String, String)>,
}

impl SlotForm {
    pub(crate) fn new(fields: SlotFields) -> Self {
        Self { fields, attributes: Vec::new() }
    }

    /// The element's `class`.
    pub fn class(self, class: impl Into<String>) -> Self {
        self.attr("class", class)
    }

    /// Another attribute. `method`, `action`, `data-slot-link` and `data-at` are taken; those, and names
    /// that are none, are left out and reported.
    pub fn attr(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        if is_name(&name) && !TAKEN.contains(&name.as_str()) {
            self.attributes.push((name, value.into()));
        } else {
            tracing::error!("not an attribute that a form can have: {name:?}");
        }
        self
    }

    /// The whole element around its fields.
    #[must_use]
    pub fn view(&self, fields: impl Into<Html>) -> Html {
        let (attributes, hidden, fields) = (self.attrs(), self.hidden(), fields.into());
        Html::raw(format!("<form{attributes}>{hidden}{fields}</form>"))
    }

    /// All attributes, each with a blank before it.
    #[must_use]
    pub fn attrs(&self) -> Html {
        let mut all = vec![("method".to_owned(), "get".to_owned())];
        all.push(("action".to_owned(), self.fields.action.clone()));
        if let Some((slot, item)) = &self.fields.slot {
            all.push(("data-slot-link".to_owned(), (*slot).to_owned()));
            all.push(("data-at".to_owned(), item.clone()));
        }
        all.extend(self.attributes.iter().cloned());
        let mut markup = String::new();
        write_attributes(&mut markup, &all);
        Html::raw(markup)
    }

    /// What keeps the other slots as they are where there are no scripts: to stand inside the form.
    #[must_use]
    pub fn hidden(&self) -> Html {
        let mut markup = String::new();
        for (name, value) in &self.fields.kept {
            let attributes = [("type", "hidden"), ("name", name), ("value", value)];
            markup.push_str("<input");
            write_attributes(
                &mut markup,
                &attributes.map(|(name, value)| (name.to_owned(), value.to_owned())),
            );
            markup.push('>');
        }
        Html::raw(markup)
    }
}

const TAKEN: [&str; 4] = ["method", "action", "data-slot-link", "data-at"];
