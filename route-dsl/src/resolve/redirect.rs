//! Redirects: decided on the path alone, before overrides and interception (M17).

use super::tree::Location;
use super::url::Url;
use super::{Halt, Resolver};
use crate::spec::{Entry, PageId, Redirect, RedirectId, Segment, SegmentKind, SlotId, Target};

/// A chain of more is a circle.
const MOST_HOPS: usize = 16;

/// Where one redirect leads.
enum Hop {
    /// To another URL of the spec.
    Inside(Url),
    /// Out of it.
    Outside(String),
}

impl Resolver<'_> {
    /// The URL that shows something in the end.
    ///
    /// # Errors
    /// If it stands outside the spec, or there is no end.
    pub(super) fn follow_redirects(&self, url: &Url) -> Result<Url, Halt> {
        let mut url = url.clone();
        for _ in 0..MOST_HOPS {
            let Some(id) = self.redirect_at(&url) else { return Ok(url) };
            let redirect = &self.spec.redirects[id.0];
            let status = if redirect.permanent { 308 } else { 307 };
            match self.hop(redirect, &url).ok_or_else(|| Halt::not_found(&url))? {
                Hop::Inside(next) => url = next,
                Hop::Outside(url) => return Err(Halt { status, url }),
            }
        }
        Err(Halt { status: 307, url: url.to_text() })
    }

    /// The redirect that the main chain matches.
    fn redirect_at(&self, url: &Url) -> Option<RedirectId> {
        let mut slot = SlotId(0);
        loop {
            match self.choose(slot, &url.segments)? {
                Entry::Page(_) => return None,
                Entry::Redirect(redirect) => return Some(redirect),
                Entry::Layout(node) => slot = self.spec.node(node).main?,
            }
        }
    }

    /// None if the target's path can't be written.
    fn hop(&self, redirect: &Redirect, from: &Url) -> Option<Hop> {
        let to = match &redirect.to {
            Target::Page(page) => Url::at(self.target_path(redirect, *page, from)?),
            Target::Url(url) => match Url::parse(&url.text) {
                Ok(to) if !url.text.starts_with("//") && self.choose(SlotId(0), &to.segments).is_some() => to,
                _ => return Some(Hop::Outside(carried_outside(&url.text, from))),
            },
        };
        Some(Hop::Inside(self.carry(to, from)))
    }

    /// The page's path, its parameters taken from where the redirect has them.
    fn target_path(&self, redirect: &Redirect, page: PageId, from: &Url) -> Option<Vec<String>> {
        let location = Location { segments: from.segments.clone(), query: Vec::new() };
        let params = location.params(&redirect.path);
        let texts = |segment: &Segment| match &segment.kind {
            SegmentKind::Literal(text) => vec![text.clone()],
            SegmentKind::Param { name, .. } | SegmentKind::Tail { name: Some(name), .. } => {
                let given = params.iter().find(|(known, _)| known == name);
                given.map_or_else(Vec::new, |(_, texts)| texts.to_vec())
            }
            SegmentKind::Tail { name: None, .. } => Vec::new(),
        };
        let path: Vec<String> = self.spec.page(page).path.iter().flat_map(texts).collect();
        path.iter().all(|text| !matches!(text.as_str(), "." | "..")).then_some(path)
    }

    /// The query, and the overrides of slots that are active in the target.
    fn carry(&self, mut to: Url, from: &Url) -> Url {
        to.carry_query(from);
        let own = to.overrides.len();
        let is_new = |address: &str| !to.overrides.iter().any(|over| over.address == address);
        let carried: Vec<_> = from.overrides.iter().filter(|over| is_new(&over.address)).cloned().collect();
        to.overrides.extend(carried);
        let used = self.walk(&to, None).used;
        let mut at = 0;
        to.overrides.retain(|_| {
            at += 1;
            at <= own || used[at - 1]
        });
        to
    }
}

/// Outside, no slot is active.
fn carried_outside(to: &str, from: &Url) -> String {
    let (to, fragment) = to.find('#').map_or((to, ""), |at| to.split_at(at));
    let query = from.without_overrides().to_text().split_once('?').map(|(_, query)| query.to_owned());
    match query {
        Some(query) => format!("{to}{}{query}{fragment}", if to.contains('?') { '&' } else { '?' }),
        None => format!("{to}{fragment}"),
    }
}
