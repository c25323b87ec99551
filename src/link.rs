//! A typed link to a page.

use crate::slot::{is_name, write_attributes};
use crate::view::Html;
use std::fmt::{self, Display};

/// A link to a page, from [`Cx::link`](crate::Cx::link).
///
/// [`view`](Link::view) prints the whole `<a>`; templates that write the element themselves take
/// [`href`](Link::href) and [`attrs`](Link::attrs). Printing a link prints its `href`.
/// A page one of whose parameters no path can carry (an empty one, `.`, `..`) has a link without `href`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Link {
    href: Option<String>,
    current: bool,
    attributes: Vec<(String, String)>,
}

impl Link {
    pub(crate) fn new(href: Option<String>, current: bool) -> Self {
        Self { href, current, attributes: Vec::new() }
    }

    /// Always loads the whole page.
    pub fn hard(self) -> Self {
        self.attr("data-hard", "")
    }

    /// The element's `class`.
    pub fn class(self, class: impl Into<String>) -> Self {
        self.attr("class", class)
    }

    /// Another attribute. `href` and `aria-current` are taken; those, and names that are none, are left
    /// out and reported.
    pub fn attr(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        if is_name(&name) && !matches!(name.as_str(), "href" | "aria-current") {
            self.attributes.push((name, value.into()));
        } else {
            tracing::error!("not an attribute that a link can have: {name:?}");
        }
        self
    }

    /// The whole element around `inner`.
    #[must_use]
    pub fn view(&self, inner: impl Into<Html>) -> Html {
        let attributes = self.attrs();
        let inner = inner.into();
        Html::raw(format!("<a{attributes}>{inner}</a>"))
    }

    /// Path and query, or `#` where there is none.
    #[must_use]
    pub fn href(&self) -> &str {
        self.href.as_deref().unwrap_or("#")
    }

    /// Whether the URL asked for shows that very page.
    #[must_use]
    pub fn current(&self) -> bool {
        self.current
    }

    /// All attributes, each with a blank before it, `href` first and `aria-current="page"` where it is
    /// current.
    #[must_use]
    pub fn attrs(&self) -> Html {
        let mut all = Vec::new();
        all.extend(self.href.iter().map(|href| ("href".to_owned(), href.clone())));
        if self.current {
            all.push(("aria-current".to_owned(), "page".to_owned()));
        }
        all.extend(self.attributes.iter().cloned());
        let mut markup = String::new();
        write_attributes(&mut markup, &all);
        Html::raw(markup)
    }
}

impl Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.href())
    }
}
