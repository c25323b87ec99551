//! The canonical form of a URL: each override as the system makes it, and none that changes nothing.

use super::Resolver;
use super::tree::{Location, Origin, Shown, View};
use super::url::{Override, SubUrl, Url};
use crate::spec::{PageId, QueryKind};

impl Resolver<'_> {
    /// The URL of that path and query under which a hard load shows this tree.
    ///
    /// Overrides stand outer first, in file order; each is dropped, outer first, whose absence changes
    /// no view.
    pub(super) fn canonical(&self, url: &Url, tree: &Shown) -> Url {
        let mut url = url.clone();
        url.overrides = self.overrides_of(tree);
        let mut at = 0;
        while at < url.overrides.len() {
            let mut without = url.clone();
            without.overrides.remove(at);
            if self.hard_tree(&without).is_some_and(|other| other.shows_same(tree, self.spec)) {
                url = without;
            } else {
                at += 1;
            }
        }
        url
    }

    fn overrides_of(&self, tree: &Shown) -> Vec<Override> {
        let mut own: Vec<&Shown> =
            tree.all().into_iter().filter(|shown| shown.origin == Origin::Own).collect();
        own.sort_by_key(|shown| shown.slot);
        own.into_iter().map(|shown| self.override_of(shown)).collect()
    }

    fn override_of(&self, shown: &Shown) -> Override {
        let to = if shown.is_default {
            SubUrl::Default
        } else {
            let segments = shown.location.segments.iter().skip(self.base(shown.slot)).cloned().collect();
            SubUrl::At { segments, query: self.declared_query(shown) }
        };
        Override { address: self.spec.address(shown.slot).to_owned(), to }
    }

    /// The items of its location's query that a page under it declares, without those at their default.
    fn declared_query(&self, shown: &Shown) -> Vec<(String, String)> {
        let mut pages = Vec::new();
        pages_at_location(shown, &mut pages);
        let mut query: Vec<(String, String)> = Vec::new();
        for page in &pages {
            for item in &self.spec.page(*page).query {
                let key = &item.name.text;
                let texts = shown.location.texts(key);
                let is_written = query.iter().any(|(known, _)| known == key);
                if !is_written && !self.are_at_default(&pages, key, &shown.location) {
                    query.extend(texts.iter().map(|text| (key.clone(), (*text).to_owned())));
                }
            }
        }
        query
    }

    /// Whether leaving the item out means the same to every page that declares it.
    fn are_at_default(&self, pages: &[PageId], key: &str, location: &Location) -> bool {
        let items = pages.iter().flat_map(|page| &self.spec.page(*page).query);
        items.filter(|item| item.name.text == key).all(|item| match &item.kind {
            QueryKind::Default(default) => location.reads(item) == [default.text.as_str()],
            QueryKind::Required | QueryKind::Optional | QueryKind::Repeated => {
                location.reads(item).is_empty()
            }
        })
    }
}

/// The pages shown at the very location of the slot, outer and main ones first.
fn pages_at_location(shown: &Shown, pages: &mut Vec<PageId>) {
    match &shown.view {
        View::Page(page) | View::NotFound(page) => pages.push(*page),
        View::Layout(_, slots) => {
            let inherits = |inner: &&Shown| inner.origin != Origin::Own && !inner.is_default;
            slots.iter().filter(inherits).for_each(|inner| pages_at_location(inner, pages));
        }
        View::Default | View::Nothing | View::Intercepted(_) | View::Off | View::Missing => {}
    }
}
