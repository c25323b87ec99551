//! The inputs of a form, as they were sent.

use super::errors::Errors;
use super::read;
use super::upload::Upload;
use serde_core::de::DeserializeOwned;

/// Names and values in the order in which they were sent.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Fields(pub(crate) Vec<(String, Value)>);

/// What stands in one input.
#[derive(Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    #[cfg_attr(not(feature = "multipart"), allow(dead_code, reason = "no other type of body has files"))]
    File(Upload),
}

impl Fields {
    /// From pairs of text.
    pub(crate) fn of_texts(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, text)| (name, Value::Text(text))).collect())
    }

    /// Reads them into a user's type.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Errors> {
        let said = |wrong: read::Wrong| (wrong.field.unwrap_or_default(), wrong.message);
        read::read(self).map_err(|wrongs| wrongs.into_iter().map(said).collect())
    }

    /// The texts of one input.
    pub(crate) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(of, _)| of == name).filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.as_str()),
            Value::File(_) => None,
        })
    }
}
