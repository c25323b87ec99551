//! maud's markup in and out.

use super::Html;
use crate::{Form, Link, Slot};
use maud::{Markup, PreEscaped, Render};

impl From<Markup> for Html {
    fn from(markup: Markup) -> Self {
        Self(markup.into_string())
    }
}

impl From<Html> for Markup {
    fn from(html: Html) -> Self {
        PreEscaped(html.0)
    }
}

impl Render for Html {
    fn render_to(&self, buffer: &mut String) {
        buffer.push_str(&self.0);
    }
}

impl Render for Slot {
    /// The slot's element.
    fn render_to(&self, buffer: &mut String) {
        buffer.push_str(&self.to_string());
    }
}

impl Render for Link {
    /// Its `href`, for `a href=(link)`.
    fn render_to(&self, buffer: &mut String) {
        super::escape_into(buffer, self.href());
    }
}

impl Render for Form {
    /// What it is sent to, for `form method="post" action=(form)`.
    fn render_to(&self, buffer: &mut String) {
        super::escape_into(buffer, self.url());
    }
}
