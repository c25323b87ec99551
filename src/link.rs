//! A typed link to a page.

use crate::cx::Shared;
use crate::here::SlotStep;
use crate::slot::{is_name, write_attributes};
use crate::view::Html;
use std::fmt::{self, Debug, Display};
use std::sync::Arc;

/// A link to a page, from [`Cx::link`](crate::Cx::link).
///
/// [`view`](Link::view) prints the whole `<a>`; templates that write the element themselves take
/// [`href`](Link::href) and [`attrs`](Link::attrs). Printing a link prints its `href`.
/// A page one of whose parameters no path can carry (an empty one, `.`, `..`) has a link without `href`.
#[derive(Clone)]
#[must_use]
pub struct Link {
    request: Arc<Shared>,
    href: Option<String>,
    /// The slot that the page shows in.
    slot: &'static str,
    step: Option<SlotStep>,
    current: bool,
    attributes: Vec<(String, String)>,
}

impl Link {
    pub(crate) fn new(request: Arc<Shared>, href: Option<String>, slot: &'static str, current: bool) -> Self {
        Self { request, href, slot, step: None, current, attributes: Vec::new() }
    }

    /// To a slot's default; without `href` where that slot is not there.
    pub(crate) fn to_default(request: Arc<Shared>, slot: &'static str) -> Self {
        let step = request.here().step_to_default(slot);
        Self::new(request, None, slot, false).with_step(step)
    }

    /// Shows the page in its slot and leaves all other slots as they are: the link is the URL of that,
    /// with an override where one is needed, so that it works without scripts too. Where the page's slot
    /// is not there, the nearest one around it is meant; where none is, or that slot belongs to another
    /// instance of its layout, the link stays a plain one.
    pub fn in_slot(self) -> Self {
        let step = self.href.as_ref().and_then(|href| self.request.here().step_to(href, self.slot));
        if step.is_none() {
            tracing::debug!(slot = self.slot, href = self.href, "no such slot here: a plain link");
        }
        self.with_step(step)
    }

    fn with_step(mut self, step: Option<SlotStep>) -> Self {
        if let Some(step) = step {
            self.href = Some(step.href.clone());
            self.current = step.is_current;
            self.step = Some(step);
        }
        self
    }

    /// Always loads the whole page.
    pub fn hard(self) -> Self {
        self.attr("data-hard", "")
    }

    /// The element's `class`.
    pub fn class(self, class: impl Into<String>) -> Self {
        self.attr("class", class)
    }

    /// Another attribute. `href`, `aria-current`, `data-slot-link`, `data-at` and `data-view` are taken;
    /// those, and names that are none, are left out and reported.
    pub fn attr(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        if is_name(&name) && !TAKEN.contains(&name.as_str()) {
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

    /// Whether the page shown is that very one: by the URL, its overrides apart, or for a link
    /// [in a slot](Self::in_slot) in that slot.
    #[must_use]
    pub fn current(&self) -> bool {
        self.current
    }

    /// All attributes, each with a blank before it, `href` first and `aria-current="page"` where it is
    /// current.
    #[must_use]
    pub fn attrs(&self) -> Html {
        let mut all = Vec::new();
        let mut push = |name: &str, value: &str| all.push((name.to_owned(), value.to_owned()));
        self.href.iter().for_each(|href| push("href", href));
        if self.current {
            push("aria-current", "page");
        }
        if let Some(SlotStep { slot, item, view, .. }) = &self.step {
            push("data-slot-link", slot);
            push("data-at", item);
            push("data-view", view);
        }
        all.extend(self.attributes.iter().cloned());
        let mut markup = String::new();
        write_attributes(&mut markup, &all);
        Html::raw(markup)
    }
}

const TAKEN: [&str; 5] = ["href", "aria-current", "data-slot-link", "data-at", "data-view"];

impl Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.href())
    }
}

impl Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({})", self.attrs())
    }
}
