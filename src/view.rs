//! What handlers return: trusted markup.

use std::fmt::{self, Display};

#[cfg(feature = "askama")]
mod askama;
#[cfg(feature = "maud")]
mod maud;

/// A piece of markup.
///
/// Plain strings become text, never markup: `Html::from("<b>")` shows `<b>`. Markup comes from a view
/// layer, or from [`Html::raw`], whose argument is trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Markup as it stands. Whatever comes from users must be escaped already.
    pub fn raw(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// Nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// What handlers return, by `view = …`: whatever turns [into](Into) [`Html`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no view: it does not turn into `transom::Html`",
    label = "what handlers return by `view = …`",
    note = "maud's markup does with the feature `maud`: `cargo add transom --features maud`",
    note = "for a type of your own, write `impl From<{Self}> for transom::Html`"
)]
pub trait View {
    /// The markup.
    fn into_html(self) -> Html;
}

#[diagnostic::do_not_recommend]
impl<V: Into<Html>> View for V {
    fn into_html(self) -> Html {
        self.into()
    }
}

impl Display for Html {
    /// Prints the markup.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Html {
    /// As text: escaped.
    fn from(text: &str) -> Self {
        let mut markup = String::with_capacity(text.len());
        escape_into(&mut markup, text);
        Self(markup)
    }
}

impl From<String> for Html {
    /// As text: escaped.
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<axum::response::Html<String>> for Html {
    fn from(markup: axum::response::Html<String>) -> Self {
        Self(markup.0)
    }
}

/// Appends text as markup, fit for contents and for quoted attributes.
pub(crate) fn escape_into(markup: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        markup.push_str(&rest[..at]);
        markup.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    markup.push_str(rest);
}

/// Text as markup.
pub(crate) fn escape(text: &str) -> String {
    let mut markup = String::with_capacity(text.len());
    escape_into(&mut markup, text);
    markup
}
