//! A form that was not accepted, as the page sees it that shows it again.

use super::errors::Errors;
use super::fields::Fields;
use crate::captures::Erased;
use std::any::{Any, TypeId};
use std::fmt;
use std::sync::Arc;

/// A refused form, its type hidden; stands in the request's extensions.
#[derive(Clone)]
pub(crate) struct RefusedForm {
    /// The action's struct.
    pub(crate) action: Erased,
    /// The type that the form is read into.
    pub(crate) of: TypeId,
    /// The form, if it could be read.
    pub(crate) form: Option<Arc<dyn Any + Send + Sync>>,
    pub(crate) typed: Arc<Fields>,
    pub(crate) errors: Arc<Errors>,
}

/// In the request's extensions: the page is shown in answer to a POST, and so the address bar has the URL of
/// an action.
#[derive(Clone, Copy)]
pub(crate) struct AtAction;

/// What was typed into a form that was refused, and what is wrong with it, from
/// [`Cx::refused`](crate::Cx::refused).
#[derive(Clone, Copy)]
pub struct Refused<'a, T> {
    form: Option<&'a T>,
    typed: &'a Fields,
    errors: &'a Errors,
}

impl fmt::Debug for RefusedForm {
    /// Without what was typed, which may be a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefusedForm").field("errors", &self.errors).finish_non_exhaustive()
    }
}

impl RefusedForm {
    /// With its type, if it is that one.
    pub(crate) fn typed<T: 'static>(&self) -> Option<Refused<'_, T>> {
        let form = self.form.as_ref().and_then(|form| form.downcast_ref());
        (self.of == TypeId::of::<T>()).then_some(Refused { form, typed: &self.typed, errors: &self.errors })
    }
}

impl<'a, T> Refused<'a, T> {
    /// The form as the action handed it to `Done::invalid`. None: what was typed could not even be read into
    /// it, a number with letters for example.
    #[must_use]
    pub fn form(&self) -> Option<&'a T> {
        self.form
    }

    /// What was typed into a field; empty if nothing was.
    #[must_use]
    pub fn value(&self, field: &str) -> &'a str {
        self.values(field).next().unwrap_or_default()
    }

    /// All values of a field that may have several: what was chosen of checkboxes or a list.
    pub fn values(&self, field: &str) -> impl Iterator<Item = &'a str> + use<'a, T> {
        self.typed.texts(field).collect::<Vec<_>>().into_iter()
    }

    /// The first message about a field; those about the whole form have the name `""`.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&'a str> {
        self.errors.get(field)
    }

    /// All messages.
    #[must_use]
    pub fn errors(&self) -> &'a Errors {
        self.errors
    }
}

impl<T> fmt::Debug for Refused<'_, T> {
    /// Without what was typed, which may be a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refused").field("errors", self.errors).finish_non_exhaustive()
    }
}
