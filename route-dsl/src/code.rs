//! The stable codes of diagnostics. Every code has a page under `explain/`, and both its examples are tests.

use std::fmt;

/// A stable code, printed as `T0101`. The first two digits are the group: 01 syntax, 02 names,
/// 03 placement, 04 handlers, 05 paths and parameters, 06 matching and completeness, 07 navigation,
/// 08 files and includes, 09 YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:04}", self.0)
    }
}
