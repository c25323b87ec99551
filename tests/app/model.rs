//! A parameter's type: lower-case text, so that not every segment is one.

use std::fmt;
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slug(String);

impl Slug {
    pub(crate) fn new(text: &str) -> Self {
        Slug(text.to_owned())
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.chars().any(char::is_uppercase) { Err("not lower case") } else { Ok(Slug::new(text)) }
    }
}
