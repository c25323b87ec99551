//! askama's templates as views; slots and markup inside templates.

use super::Html;
use crate::Slot;
use askama::Template;
use askama::filters::HtmlSafe;

impl Html {
    /// Renders a template.
    ///
    /// # Errors
    /// If the template does; `?` turns that into [`Error`](crate::Error).
    pub fn template(template: &impl Template) -> Result<Self, askama::Error> {
        template.render().map(Self)
    }
}

impl HtmlSafe for Html {}
impl HtmlSafe for Slot {}
