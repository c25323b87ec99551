//! What a matched URL hands to a page or an `At`: segments and query items, parsed on demand.

use crate::param::Param;
use std::any::Any;
use std::sync::Arc;

/// The decoded segments and query items of one location.
#[derive(Clone, Copy, Debug)]
pub struct Captures<'a> {
    segments: &'a [String],
    query: &'a [(String, String)],
}

impl<'a> Captures<'a> {
    /// Over segments and query items, both decoded.
    #[must_use]
    pub fn new(segments: &'a [String], query: &'a [(String, String)]) -> Self {
        Self { segments, query }
    }

    /// The segment at `index`, parsed.
    ///
    /// # Errors
    /// If there is none or its type does not take it.
    pub fn segment<T: Param>(&self, index: usize) -> Result<T, Mismatch> {
        let text = self.segments.get(index).ok_or(Mismatch::Segment(index))?;
        text.parse().map_err(|_| Mismatch::Segment(index))
    }

    /// All segments from `index` on.
    #[must_use]
    pub fn tail(&self, index: usize) -> Vec<String> {
        self.segments.get(index..).unwrap_or_default().to_vec()
    }

    /// The query item `key`, which must stand exactly once.
    ///
    /// # Errors
    /// If it does not, or its type does not take it.
    pub fn required<T: Param>(&self, key: &'static str) -> Result<T, Mismatch> {
        self.once(key)?.ok_or(Mismatch::Query(key))
    }

    /// The query item `key`, which stands at most once. An empty text counts as none: so do forms send a field
    /// that was left empty.
    ///
    /// # Errors
    /// If it stands twice, or its type does not take it.
    pub fn optional<T: Param>(&self, key: &'static str) -> Result<Option<T>, Mismatch> {
        if self.values(key).eq([""]) { Ok(None) } else { self.once(key) }
    }

    /// The same, where an empty text counts as none only if its type does not take it.
    fn once<T: Param>(&self, key: &'static str) -> Result<Option<T>, Mismatch> {
        let mut values = self.values(key);
        let first = values.next();
        if values.next().is_some() {
            return Err(Mismatch::Query(key));
        }
        match first.map(|text| (text, text.parse())) {
            Some((_, Ok(value))) => Ok(Some(value)),
            Some((text, Err(_))) if !text.is_empty() => Err(Mismatch::Query(key)),
            _ => Ok(None),
        }
    }

    /// The query item `key`, or else `default` parsed.
    ///
    /// # Errors
    /// If it stands twice, or its type does not take it.
    pub fn with_default<T: Param>(&self, key: &'static str, default: &str) -> Result<T, Mismatch> {
        match self.once(key)? {
            Some(value) => Ok(value),
            None => default.parse().map_err(|_| Mismatch::Query(key)),
        }
    }

    /// Every query item `key`.
    ///
    /// # Errors
    /// If the type does not take one of them.
    pub fn repeated<T: Param>(&self, key: &'static str) -> Result<Vec<T>, Mismatch> {
        self.values(key).map(|text| text.parse().map_err(|_| Mismatch::Query(key))).collect()
    }

    /// The texts of every query item `key`.
    pub(crate) fn values(&self, key: &'static str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.query.iter().filter(move |(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// The decoded segments.
    pub(crate) fn segments(&self) -> &'a [String] {
        self.segments
    }
}

/// Why a URL does not make a page: not-found in that slot (M2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The segment at this index is missing or not of its type.
    Segment(usize),
    /// The query item of this key is missing, stands too often, or is not of its type.
    Query(&'static str),
    /// This guard has not been passed.
    Guard(crate::table::GuardId),
}

/// A page's struct or an `At`, its type hidden.
pub type Erased = Arc<dyn Any + Send + Sync>;

/// Hides the type of a page's struct or an `At`.
#[must_use]
pub fn erase<T: Send + Sync + 'static>(value: T) -> Erased {
    Arc::new(value)
}

/// What [`erase`] hid.
///
/// # Panics
/// If it was of another type, which generated code does not do.
#[must_use]
pub fn get<T: 'static>(erased: &Erased) -> &T {
    match erased.downcast_ref() {
        Some(value) => value,
        None => panic!("a table hands out something that is no {}", std::any::type_name::<T>()),
    }
}

/// Whether a user's type takes this text.
#[must_use]
pub fn takes<T: Param>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

/// Whether a built-in type takes this text and would print it the same (M2: `7`, not `007` or `+7`).
#[must_use]
pub fn takes_canonical<T: Param>(text: &str) -> bool {
    text.parse::<T>().is_ok_and(|value| prints_as(&value, text))
}

/// Compares without allocating: matching must not.
fn prints_as(value: &impl std::fmt::Display, text: &str) -> bool {
    use std::fmt::Write;
    struct Rest<'a>(&'a str);
    impl Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> std::fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(std::fmt::Error)?;
            Ok(())
        }
    }
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_left_empty_is_absent_where_that_is_something_else() {
        let query = [("q".to_owned(), String::new()), ("days".to_owned(), String::new())];
        let captures = Captures::new(&[], &query);
        assert_eq!(captures.optional::<String>("q"), Ok(None));
        assert_eq!(captures.optional::<u32>("days"), Ok(None));
        assert_eq!(captures.with_default("days", "7"), Ok(7_u32));
        assert_eq!(captures.with_default("q", "all"), Ok(String::new()));
        assert_eq!(captures.required("q"), Ok(String::new()));
        assert_eq!(captures.required::<u32>("days"), Err(Mismatch::Query("days")));
    }
}
