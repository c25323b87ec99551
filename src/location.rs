//! Where a redirect leads: a path on this site.

use crate::page::{Page, url_of};
use std::fmt::{self, Display};

/// A path on this site, with query, that a redirect may lead to.
///
/// Made from a page (`Location::from(&page)`) or from a text that starts with one slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location(String);

impl Location {
    /// From a path as a browser would be sent to, mount and query included.
    ///
    /// # Errors
    /// If it does not start with exactly one slash, or holds what a header cannot.
    pub fn new(path: impl Into<String>) -> Result<Self, InvalidLocation> {
        let path = path.into();
        if is_same_origin(&path) { Ok(Self(path)) } else { Err(InvalidLocation(path)) }
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<P: Page> From<&P> for Location {
    /// A page whose parameters no path can carry leads to `/`, which is reported.
    fn from(page: &P) -> Self {
        Self(url_of(page).unwrap_or_else(|| "/".to_owned()))
    }
}

/// A text that is no path on this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidLocation(String);

impl Display for InvalidLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a path on this site: {:?}", self.0)
    }
}

impl std::error::Error for InvalidLocation {}

/// Browsers read `//host` and `/\host` as another site's.
pub(crate) fn is_same_origin(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && path.chars().all(|c| c.is_ascii_graphic())
}
