//! What may be a path parameter or query item.

use std::fmt::{self, Display};
use std::str::FromStr;

/// The type of a path parameter or a query item: parsed by [`FromStr`], printed by [`Display`].
///
/// Every type with the bounds below is one; there is nothing to implement.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a path parameter or query item",
    label = "needs `FromStr`, `Display`, `Clone`, `PartialEq`, `Send` and `Sync`",
    note = "implement `std::str::FromStr` and `std::fmt::Display` (each other's inverse), and derive `Clone` and `PartialEq`"
)]
pub trait Param: FromStr + Display + Clone + PartialEq + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<T: FromStr + Display + Clone + PartialEq + Send + Sync + 'static> Param for T {}

/// A text that is none of a closed set's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotInSet;

impl Display for NotInSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the set's values")
    }
}

impl std::error::Error for NotInSet {}
