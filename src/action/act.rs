//! Running an action: its form is read, then its handler asked.

use super::done::Done;
use super::errors::Errors;
use super::fields::Fields;
use super::form_type::FormType;
use super::sent::Sent;
use crate::failure::Trouble;
use crate::fault::Fault;
use std::any::TypeId;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// An action being done.
pub type ActionWork = Pin<Box<dyn Future<Output = Result<Answer, Trouble>> + Send>>;

/// What came of an action that did not fail.
pub struct Answer {
    /// The type that its form is read into.
    pub(crate) form: TypeId,
    pub(crate) typed: Arc<Fields>,
    pub(crate) outcome: Outcome,
}

/// The kinds of [`Answer`].
pub(crate) enum Outcome {
    Done(Done),
    /// What was sent could not be read into the form's type, and so the handler was not asked.
    Unread(Errors),
}

/// For generated code: reads the form, then runs the handler on it.
pub fn act<T, E, R, F>(sent: Sent, run: R) -> ActionWork
where
    T: FormType,
    E: Fault,
    R: FnOnce(T) -> F + Send + 'static,
    F: Future<Output = Result<Done, E>> + Send,
{
    Box::pin(async move {
        let (read, typed) = sent.read::<T>();
        let outcome = match read {
            Ok(form) => Outcome::Done(run(form).await.map_err(Trouble::new)?),
            Err(errors) => Outcome::Unread(errors),
        };
        Ok(Answer { form: TypeId::of::<T>(), typed, outcome })
    })
}
