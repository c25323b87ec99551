//! What a browser says it shows already: `Transom-Have` (wire format, Partial request).

use crate::view_key::REFUSED;
use http::HeaderMap;
use std::collections::HashMap;

/// What stands in the slots of the page that asks. It only decides what need not be sent again: a forged
/// one gets more or less of what the URL shows anyway.
#[derive(Debug, Default)]
pub(crate) struct Have(HashMap<String, String>);

/// In place of a view's key: the slot's view is pending or failed.
const UNSETTLED: &str = "!";

impl Have {
    /// None without the header. What is unknown or malformed in it is passed over.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let mut lines = headers.get_all("transom-have").iter().peekable();
        lines.peek()?;
        let texts = lines.filter_map(|line| line.to_str().ok());
        let items = texts.flat_map(|text| text.split(',')).filter_map(|item| item.split_once('='));
        let trim = |(slot, key): (&str, &str)| (slot.trim().to_owned(), key.trim().to_owned());
        Some(Self(items.map(trim).collect()))
    }

    /// Whether the browser shows this view in that slot.
    pub(crate) fn shows(&self, slot: &str, view: &str) -> bool {
        self.0.get(slot).is_some_and(|have| have != UNSETTLED && have == view)
    }

    /// The slots that still show a refused form.
    pub(crate) fn refused(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, view)| view.starts_with(REFUSED)).map(|(slot, _)| slot.as_str())
    }

    /// Whether the browser's page has that slot, whatever it shows.
    pub(crate) fn has(&self, slot: &str) -> bool {
        self.0.contains_key(slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn have(text: &str) -> Have {
        let headers = HeaderMap::from_iter([("transom-have".parse().unwrap(), text.parse().unwrap())]);
        Have::of(&headers).unwrap()
    }

    #[test]
    fn reads_a_list_and_passes_over_what_is_none() {
        let have = have("a@main=list.1, a@side=!,,b,=,a@x=-");
        assert!(have.shows("a@main", "list.1") && have.shows("a@x", "-"));
        assert!(!have.shows("a@main", "list.2") && !have.shows("b", ""));
        assert!(have.has("a@side") && !have.shows("a@side", "!"), "pending or failed");
    }

    #[test]
    fn an_empty_list_is_one_too_and_none_is_none() {
        assert!(!have("").has(""));
        assert!(Have::of(&HeaderMap::new()).is_none());
    }
}
