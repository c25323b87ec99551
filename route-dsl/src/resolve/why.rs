//! Why a URL is a 404: for people who walk through a spec.

use super::Resolver;
use super::tree::{Shown, View};
use super::url::{SubUrl, Url};
use super::walk::MOST_OVERRIDES;
use crate::spec::{Entry, PageId, SlotId};

/// Why a URL is a 404.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No page matches the path.
    NoPage,
    /// The main chain's page, whose query items are missing or do not parse (M2).
    Query(PageId),
    /// There are more overrides than a URL may have.
    TooMany,
    /// There are two overrides of this address.
    Twice(String),
    /// The override of this address names nothing that is on screen.
    NotActive(String),
    /// The override of this address is neither empty nor a well encoded path.
    NoPath(String),
    /// The override of this address leads where nothing of the slot matches.
    NoMatch(String),
    /// The override of this address is empty, and the slot has no default to show.
    NoDefault(String),
    /// Nothing of this slot matches, and it has no default to show.
    Nothing(SlotId),
}

impl Resolver<'_> {
    /// Why a URL is a 404; none if it is not.
    #[must_use]
    pub fn why_not_found(&self, url: &Url) -> Option<Why> {
        let url = self.follow_redirects(url).ok().filter(|url| !url.is_malformed)?;
        let walked = self.walk(&url, None);
        if url.overrides.len() > MOST_OVERRIDES {
            return Some(Why::TooMany);
        }
        // What is missing comes first: it is why a name below it means nothing.
        let missing = walked.tree.all().into_iter().find(|shown| shown.view == View::Missing);
        missing.map(|shown| self.why_missing(&url, shown)).or_else(|| twice(&url).map(Why::Twice)).or_else(
            || {
                let at = walked.used.iter().position(|used| !used)?;
                Some(Why::NotActive(url.overrides[at].address.clone()))
            },
        )
    }

    fn why_missing(&self, url: &Url, shown: &Shown) -> Why {
        let address = self.spec.address(shown.slot);
        let over = url.overrides.iter().find(|over| !address.is_empty() && over.address == address);
        let page_at = |path: &[String]| match self.choose(shown.slot, path) {
            Some(Entry::Page(page)) => Some(Why::Query(page)),
            _ => None,
        };
        match over.map(|over| &over.to) {
            Some(SubUrl::Malformed(_)) => Why::NoPath(address.to_owned()),
            Some(SubUrl::Default) => Why::NoDefault(address.to_owned()),
            Some(SubUrl::At { segments, .. }) => {
                let base = shown.location.segments.iter().take(self.base(shown.slot));
                let path: Vec<String> = base.chain(segments).cloned().collect();
                page_at(&path).unwrap_or_else(|| Why::NoMatch(address.to_owned()))
            }
            None => page_at(&shown.location.segments).unwrap_or(match shown.slot {
                SlotId(0) => Why::NoPage,
                slot => Why::Nothing(slot),
            }),
        }
    }
}

fn twice(url: &Url) -> Option<String> {
    let of = |address: &str| url.overrides.iter().filter(|over| over.address == address).count();
    url.overrides.iter().find(|over| of(&over.address) > 1).map(|over| over.address.clone())
}
