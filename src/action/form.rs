//! The form of an action.

use super::refused::{Refused, RefusedForm};
use crate::slot::{is_name, write_attributes};
use crate::view::Html;
use std::fmt::{self, Display};

/// The form of an action, from [`Cx::form`](crate::Cx::form).
///
/// [`view`](Form::view) prints the whole `<form>`; templates that write the element themselves take
/// [`attrs`](Form::attrs). Printing a form prints the URL that it is sent to.
/// If this very form was refused, [`value`](Form::value) and [`error`](Form::error) say what was typed and
/// what is wrong with it.
/// An action one of whose parameters no path can carry (an empty one, `.`, `..`) has a form without `action`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Form {
    url: Option<String>,
    refused: Option<RefusedForm>,
    attributes: Vec<(String, String)>,
}

impl Form {
    pub(crate) fn new(url: Option<String>, refused: Option<RefusedForm>) -> Self {
        Self { url, refused, attributes: Vec::new() }
    }

    /// A form with files in it.
    pub fn multipart(mut self) -> Self {
        self.attributes.push(("enctype".to_owned(), "multipart/form-data".to_owned()));
        self
    }

    /// Always loads a whole page.
    pub fn hard(self) -> Self {
        self.attr("data-hard", "")
    }

    /// The element's `class`.
    pub fn class(self, class: impl Into<String>) -> Self {
        self.attr("class", class)
    }

    /// Another attribute. `method`, `action` and `enctype` are taken; those, and names that are none, are left
    /// out and reported.
    pub fn attr(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        if is_name(&name) && !matches!(name.as_str(), "method" | "action" | "enctype") {
            self.attributes.push((name, value.into()));
        } else {
            tracing::error!("not an attribute that a form can have: {name:?}");
        }
        self
    }

    /// The whole element around `inner`.
    #[must_use]
    pub fn view(&self, inner: impl Into<Html>) -> Html {
        let attributes = self.attrs();
        let inner = inner.into();
        Html::raw(format!("<form{attributes}>{inner}</form>"))
    }

    /// All attributes, each with a blank before it, `method` and `action` first.
    #[must_use]
    pub fn attrs(&self) -> Html {
        let mut all = vec![("method".to_owned(), "post".to_owned())];
        all.extend(self.url.iter().map(|url| ("action".to_owned(), url.clone())));
        all.extend(self.attributes.iter().cloned());
        let mut markup = String::new();
        write_attributes(&mut markup, &all);
        Html::raw(markup)
    }

    /// What it is sent to, or `#` where there is no such URL.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_deref().unwrap_or("#")
    }

    /// Whether this very form was sent and refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// What was typed into a field of this form, if it was refused; else nothing.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.refused.as_ref().and_then(|refused| refused.typed.texts(field).next()).unwrap_or_default()
    }

    /// What was typed into a field of this form, if it was refused; else what is stored.
    #[must_use]
    pub fn value_or(&self, field: &str, stored: impl Display) -> String {
        if self.is_refused() { self.value(field).to_owned() } else { stored.to_string() }
    }

    /// The first message about a field, if this form was refused; `""` for the whole form.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&str> {
        self.refused.as_ref().and_then(|refused| refused.errors.get(field))
    }

    /// All that is known of its refusal, with its type.
    #[must_use]
    pub fn refused<T: 'static>(&self) -> Option<Refused<'_, T>> {
        self.refused.as_ref().and_then(RefusedForm::typed)
    }
}

impl Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Errors;
    use crate::action::fields::Fields;
    use std::any::TypeId;
    use std::sync::Arc;

    #[test]
    fn what_was_typed_goes_before_what_is_stored() {
        assert_eq!(Form::new(None, None).value_or("price", 12), "12");
        let typed = Arc::new(Fields::of_texts(vec![("price".to_owned(), "x".to_owned())]));
        let (action, errors) = (Arc::new(()), Arc::new(Errors::new()));
        let refused = RefusedForm { action, of: TypeId::of::<()>(), form: None, typed, errors };
        let form = Form::new(None, Some(refused));
        assert_eq!(form.value_or("price", 12), "x");
        assert_eq!(form.value_or("note", "stored"), "", "it was emptied");
    }
}
