//! What the type of a form must be.

use serde_core::de::DeserializeOwned;
use serde_core::{Deserialize, Deserializer};

/// A type that a form can be read into.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the form of an action: it does not implement `serde::Deserialize`",
    label = "what this action's form is read into",
    note = "write `#[derive(serde::Deserialize)]` before `struct {Self}`, with a field for each input",
    note = "this needs serde: `cargo add serde --features derive`"
)]
pub trait FormType: DeserializeOwned + Send + 'static {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> FormType for T {}

/// The form of an action without inputs: a mere button.
///
/// ```routes
/// use transom::NoFields;
/// action sign_out "/sign-out" (NoFields);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoFields;

impl<'de> Deserialize<'de> for NoFields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        serde_core::de::IgnoredAny::deserialize(from).map(|_| Self)
    }
}
