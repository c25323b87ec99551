//! What is wrong with a form, field by field.

/// Messages for the fields of a form, in order. Several may be about one field; those about the whole form
/// have the name `""`.
///
/// ```
/// use transom::Errors;
///
/// let mut errors = Errors::new();
/// errors.add("name", "is taken");
/// assert!(!errors.is_empty());
/// assert_eq!(errors, Errors::from([("name", "is taken")]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more, for a field, or with `""` for the whole form.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// Whether there are none, so that the form is good.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first message about a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.iter().find(|(of, _)| *of == field).map(|(_, message)| message)
    }

    /// Each field with its message.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, message)| (field.as_str(), message.as_str()))
    }
}

impl<F: Into<String>, M: Into<String>> FromIterator<(F, M)> for Errors {
    fn from_iter<I: IntoIterator<Item = (F, M)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(field, message)| (field.into(), message.into())).collect())
    }
}

impl<F: Into<String>, M: Into<String>, const N: usize> From<[(F, M); N]> for Errors {
    fn from(pairs: [(F, M); N]) -> Self {
        pairs.into_iter().collect()
    }
}
