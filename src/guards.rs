//! What guards yield: values of any type, from guard to `At`, within one request.

use crate::captures::{Erased, Mismatch, erase};
use crate::failure::Trouble;
use crate::fault::Fault;
use crate::table::GuardId;

/// What a guard may yield: every `At` below it has a copy.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be what a guard yields",
    label = "every `At` below the guard has a copy of it",
    note = "it has to be `Clone + Send + Sync + 'static`: add `#[derive(Clone)]` to `{Self}`, or share it in an `Arc`"
)]
pub trait GuardValue: Clone + Send + Sync + 'static {}

impl<T: Clone + Send + Sync + 'static> GuardValue for T {}

/// What the guards of one request have yielded so far.
#[derive(Debug)]
pub struct Values<'a>(&'a [Option<Erased>]);

impl<'a> Values<'a> {
    pub(crate) fn new(by_guard: &'a [Option<Erased>]) -> Self {
        Self(by_guard)
    }

    /// A copy of what that guard yielded.
    ///
    /// # Errors
    /// If it has not been passed.
    pub fn get<T: GuardValue>(&self, guard: GuardId) -> Result<T, Mismatch> {
        let value = self.0.get(guard as usize).and_then(Option::as_ref);
        value.and_then(|value| value.downcast_ref()).cloned().ok_or(Mismatch::Guard(guard))
    }
}

/// For generated code: a copy of a guard's value.
#[must_use]
pub fn copied<T: GuardValue>(value: &T) -> T {
    value.clone()
}

/// What a guard returned, types hidden.
///
/// # Errors
/// If it refused.
pub fn yielded<T: Send + Sync + 'static, E: Fault>(result: Result<T, E>) -> Result<Erased, Trouble> {
    result.map(erase).map_err(Trouble::new)
}

/// What a `when` returned, its error's type hidden.
///
/// # Errors
/// If it failed.
pub fn answered<E: Fault>(result: Result<bool, E>) -> Result<bool, Trouble> {
    result.map_err(Trouble::new)
}
