//! A slot as its layout sees it: something to place once.

use crate::view::{Html, escape_into};
use std::fmt::{self, Display};
use std::time::Duration;

/// The place of one slot in its layout's view.
///
/// Printing it (`Display`, maud, askama) gives the slot's element, whatever it shows and whether that is
/// ready or not. Place each slot exactly once; the element can be dressed first:
///
/// ```
/// # use transom::Slot;
/// let team = Slot::test("team").tag("section").class("card").attr("aria-label", "Team");
/// assert_eq!(
///     team.to_string(),
///     r#"<section id="slot-test-team" data-slot="test@team" data-key="-" class="card" aria-label="Team"></section>"#,
/// );
/// ```
#[derive(Clone, Debug)]
#[must_use = "a slot that is not placed is not shown"]
pub struct Slot {
    id: String,
    key: String,
    view_key: String,
    refresh: Option<Duration>,
    /// Its layout's main one.
    is_main: bool,
    marker: String,
    tag: String,
    attributes: Vec<(String, String)>,
}

impl Slot {
    pub(crate) fn new(id: &str, key: &str, view_key: &str, marker: String) -> Self {
        Self {
            id: id.to_owned(),
            key: key.to_owned(),
            view_key: view_key.to_owned(),
            refresh: None,
            is_main: false,
            marker,
            tag: "div".to_owned(),
            attributes: Vec::new(),
        }
    }

    /// How often the client is to ask for it again.
    pub(crate) fn refreshed(mut self, every: Option<Duration>) -> Self {
        self.refresh = every;
        self
    }

    /// It is its layout's main slot.
    pub(crate) fn into_main(mut self) -> Self {
        self.is_main = true;
        self
    }

    /// An empty slot, for testing a layout's handler on its own.
    pub fn test(name: &str) -> Self {
        Self::new(&format!("slot-test-{name}"), &format!("test@{name}"), "-", String::new())
    }

    /// The element's name instead of `div`. A name that is none is left out, and reported.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        let tag = tag.into();
        if is_name(&tag) {
            self.tag = tag;
        } else {
            tracing::error!(slot = self.key, "not the name of an element: {tag:?}");
        }
        self
    }

    /// The element's `class`.
    pub fn class(self, class: impl Into<String>) -> Self {
        self.attr("class", class)
    }

    /// Another attribute. `id`, `data-slot`, `data-key`, `data-refresh` and `data-main` are taken; those, and
    /// names that are none, are left out and reported.
    pub fn attr(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        if is_name(&name) && !TAKEN.contains(&name.as_str()) {
            self.attributes.push((name, value.into()));
        } else {
            tracing::error!(slot = self.key, "not an attribute that a slot can have: {name:?}");
        }
        self
    }
}

const TAKEN: [&str; 5] = ["id", "data-slot", "data-key", "data-refresh", "data-main"];

impl Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, key, view_key, marker, tag, .. } = self;
        write!(f, r#"<{tag} id="{id}" data-slot="{key}" data-key="{view_key}""#)?;
        if let Some(every) = self.refresh {
            write!(f, r#" data-refresh="{}""#, every.as_millis())?;
        }
        if self.is_main {
            f.write_str(" data-main")?;
        }
        let mut attributes = String::new();
        write_attributes(&mut attributes, &self.attributes);
        write!(f, "{attributes}>{marker}</{tag}>")
    }
}

impl From<Slot> for Html {
    fn from(slot: Slot) -> Self {
        Html::raw(slot.to_string())
    }
}

/// The slots handed to one layout, by name.
#[derive(Debug, Default)]
pub struct SlotViews(pub(crate) Vec<(&'static str, Slot)>);

impl SlotViews {
    /// The slot of that name.
    ///
    /// # Panics
    /// If it was taken or there is none, which generated code does not do.
    pub fn take(&mut self, name: &str) -> Slot {
        match self.0.iter().position(|(other, _)| *other == name) {
            Some(at) => self.0.swap_remove(at).1,
            None => panic!("a layout has no slot `{name}`"),
        }
    }
}

/// Appends ` name="value"` for each.
pub(crate) fn write_attributes(markup: &mut String, attributes: &[(String, String)]) {
    for (name, value) in attributes {
        markup.push(' ');
        markup.push_str(name);
        markup.push_str("=\"");
        escape_into(markup, value);
        markup.push('"');
    }
}

/// Whether a text can stand as an element's or attribute's name.
pub(crate) fn is_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '@');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(allowed)
}
