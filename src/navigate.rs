//! URLs and states: what shows where, and after which step (M5 to M9).

mod url;

pub(crate) use url::{Override, Part, Url};
