//! View keys: what tells two views of a slot apart, without showing what came in (wire format, Names).

use crate::captures::Captures;
use crate::segments::SlotLocation;
use crate::table::{Blank, Item, Node, Page};

/// Of an empty default.
pub(crate) const EMPTY: &str = "-";
/// Of a slot whose `when` is false.
pub(crate) const OFF: &str = "off";
/// Of a slot's own default, without parameters.
pub(crate) const DEFAULT: &str = "default";
/// What the keys of intercepted views begin with.
pub(crate) const INTERCEPTED: &str = "i:";
/// What the keys of views begin with that were made with a refused form: what it says is over by the next step,
/// and so no view that is wanted has such a key.
pub(crate) const REFUSED: &str = "r:";
/// Of what is not there.
pub(crate) const NOT_FOUND: &str = "not_found";

/// `view`, or `view.hash` over the page's parameters and query items, those at their default included.
pub(crate) fn of_page(page: &'static Page, location: &SlotLocation) -> String {
    let captures = location.captures();
    let tail = page.tail.map_or(&[][..], |from| captures.segments().get(from..).unwrap_or_default());
    let params = page.params.iter().filter_map(|at| captures.segments().get(*at)).chain(tail);
    let params = params.map(|text| ("", text.as_str()));
    with_hash(page.short, params.chain(page.query.iter().flat_map(|item| texts(item, captures))))
}

/// Of a page that is shown over what is there.
pub(crate) fn of_intercepted(page: &'static Page, location: &SlotLocation) -> String {
    format!("{INTERCEPTED}{}", of_page(page, location))
}

/// An absent item counts as its default, and one that a form sent empty as absent where it may be: with it
/// or without, the view is the same (M7).
pub(crate) fn texts<'a>(
    item: &'static Item,
    captures: Captures<'a>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let is_blank = item.blank == Blank::Absent && captures.values(item.key).eq([""]);
    let is_absent = is_blank || captures.values(item.key).next().is_none();
    let default = item.default.filter(|_| is_absent);
    let given = captures.values(item.key).filter(move |_| !is_blank);
    given.chain(default).map(|text| (item.key, text))
}

/// `name`, or `name.hash` over the node's parameters.
pub(crate) fn of_node(name: &str, node: &Node, location: &SlotLocation) -> String {
    let segments = location.captures().segments();
    let params = node.params.iter().filter_map(|at| segments.get(*at));
    with_hash(name, params.map(|text| ("", text.as_str())))
}

/// With a dot, eight digits and `r:i:` before it: 64.
const LONGEST_NAME: usize = 51;

fn with_hash<'a>(name: &str, items: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Fnv::default();
    // A key has at most 64 characters; what is cut off a name goes into the hash.
    let (name, cut) = name.split_at_checked(LONGEST_NAME).unwrap_or((name, ""));
    hash.add(cut.as_bytes());
    let mut any = !cut.is_empty();
    for (key, text) in items {
        any = true;
        // Lengths keep `a` + `bc` apart from `ab` + `c`.
        for part in [key, text] {
            hash.add(&part.len().to_le_bytes());
            hash.add(part.as_bytes());
        }
    }
    if any { format!("{name}.{:08x}", hash.folded()) } else { name.to_owned() }
}

/// FNV-1a: small, and the same on every machine.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Both halves in one.
    pub(crate) fn folded(&self) -> u32 {
        let bytes = self.0.to_le_bytes();
        let half = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        half(0) ^ half(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_short_and_tell_boundaries_between_parameters() {
        let key = |items: &[&'static str]| with_hash("page", items.iter().map(|text| ("", *text)));
        assert_eq!(key(&[]), "page");
        assert_ne!(key(&["a", "bc"]), key(&["ab", "c"]));
        let long = |last: &str| with_hash(&format!("{}{last}", "x".repeat(60)), std::iter::empty());
        assert_eq!(long("a").len(), 60);
        assert_ne!(long("a"), long("b"));
    }

    #[test]
    fn an_absent_item_counts_as_its_default() {
        const ITEM: Item = Item { key: "days", default: Some("7"), blank: Blank::Absent };
        let key = |item: &'static Item, query: &str| {
            let query: Vec<_> = crate::segments::parse_query(query);
            let captures = Captures::new(&[], &query);
            with_hash("views", texts(item, captures))
        };
        assert_eq!(key(&ITEM, ""), key(&ITEM, "days=7"));
        assert_ne!(key(&ITEM, ""), key(&ITEM, "days=8"));
        assert_ne!(key(&ITEM, ""), key(&Item { default: None, ..ITEM }, ""));
        assert_eq!(key(&ITEM, "other=1"), key(&ITEM, ""));
        assert_eq!(key(&ITEM, "days="), key(&ITEM, ""));
        assert_ne!(key(&Item { blank: Blank::Text, ..ITEM }, "days="), key(&ITEM, ""));
    }
}
