//! The canonical form of a URL: each override as the system makes it, and none that changes nothing (M7).

use super::identity::same_tree;
use super::url::{Override, Part, Url};
use crate::resolve::{Origin, Shown, View, base, hard, target};
use crate::segments::SlotLocation;
use crate::table::{Item, PageId, Tables, Target};
use crate::view_key;

/// The URL of that path and query under which a hard load shows this tree. Overrides stand outer first,
/// in file order; each is dropped, outer first, whose absence changes no view.
pub(super) fn canonical(tables: &'static Tables, url: &Url, tree: &Shown) -> Url {
    let mut url = url.clone();
    url.overrides = overrides_of(tables, tree);
    let mut at = 0;
    while at < url.overrides.len() {
        let dropped = url.overrides.remove(at);
        if !hard(tables, &url).is_ok_and(|other| same_tree(tables, &other, tree)) {
            url.overrides.insert(at, dropped);
            at += 1;
        }
    }
    url
}

fn overrides_of(tables: &'static Tables, tree: &Shown) -> Vec<Override> {
    let mut own = Vec::new();
    find_own(tree, &mut own);
    own.sort_by_key(|shown| shown.slot);
    own.into_iter().map(|shown| override_of(tables, shown)).collect()
}

fn find_own<'a>(shown: &'a Shown, own: &mut Vec<&'a Shown>) {
    own.extend((shown.origin == Origin::Own).then_some(shown));
    shown.slots().iter().for_each(|inner| find_own(inner, own));
}

/// The override under which a slot shows what it shows.
fn override_of(tables: &'static Tables, shown: &Shown) -> Override {
    let part = if shown.is_default {
        Part::Default
    } else {
        let segments = shown.location.segments.iter().skip(base(tables, shown.slot)).cloned().collect();
        Part::At(SlotLocation::at(segments).with_query(declared_query(tables, shown)))
    };
    Override { address: tables.slots[shown.slot as usize].address.to_owned(), part }
}

/// The items of its location's query that a page under it declares, without those at their default.
fn declared_query(tables: &'static Tables, shown: &Shown) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    find_pages(tables, shown, &mut pages);
    let declared = || pages.iter().flat_map(|page| tables.pages[*page as usize].query);
    let mut query: Vec<(String, String)> = Vec::new();
    for Item { key, .. } in declared() {
        let texts = || shown.location.captures().values(key);
        let is_written = query.iter().any(|(known, _)| known == key);
        // To every page that declares it.
        let reads = |item| view_key::texts(item, shown.location.captures()).map(|(_, text)| text);
        let is_at_default =
            || declared().filter(|item| item.key == *key).all(|item| reads(item).eq(item.default));
        if !is_written && !is_at_default() {
            query.extend(texts().map(|text| ((*key).to_owned(), text.to_owned())));
        }
    }
    query
}

/// The pages shown at the very location of the slot, outer and main ones first. One whose query does not
/// parse counts, so that what is not found stays so.
fn find_pages(tables: &'static Tables, shown: &Shown, pages: &mut Vec<PageId>) {
    match &shown.view {
        View::Page { page, .. } => pages.push(*page),
        View::NotFound => {
            let of_page = |target| if let Target::Page(page) = target { Some(page) } else { None };
            pages.extend(target(tables, shown.slot, &shown.location).and_then(of_page));
        }
        View::Layout { slots, .. } => {
            let inherits = |inner: &&Shown| inner.origin != Origin::Own && !inner.is_default;
            slots.iter().filter(inherits).for_each(|inner| find_pages(tables, inner, pages));
        }
        View::Default { .. } | View::Intercepted { .. } | View::Nothing => {}
    }
}
