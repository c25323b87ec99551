//! Links of one slot: to a sub-URL of it, or to its default (M5, M9).

use super::intercept::Open;
use super::url::{Override, SubUrl, Url};
use super::{Halt, Load, Resolver, State, Step};
use crate::spec::SlotId;

impl Resolver<'_> {
    /// A link to a sub-URL of one slot, or to its default; all else stays.
    ///
    /// While an interception is open, it applies to what is beneath, and where the slot is there too to
    /// the URL, and the interception stays; a link for its host, or for what that stands in or holds,
    /// closes it.
    ///
    /// # Errors
    /// As [`Resolver::soft`].
    pub fn link(&self, from: &State, slot: SlotId, to: &SubUrl) -> Result<Step, Halt> {
        let step = match self.open(from) {
            None => return self.opt_out(from, &self.merge(&from.url, slot, to)),
            Some(open) if self.are_in_line(slot, open.host) => self.close(from, slot, to),
            Some(open) => self.link_beneath(from, &open, slot, to),
        };
        // What can't be shown softly is loaded, and says itself what is wrong.
        step.map_or_else(|| self.hard(&self.merge(&from.url, slot, to)).map(Step::hard), Ok)
    }

    fn close(&self, from: &State, slot: SlotId, to: &SubUrl) -> Option<Step> {
        let beneath = State { url: from.background.clone()?, background: None };
        let target = self.merge(&beneath.url, slot, to);
        self.opt_out(&beneath, &target).ok()
    }

    fn link_beneath(&self, from: &State, open: &Open, slot: SlotId, to: &SubUrl) -> Option<Step> {
        let (is_beneath, there) = (open.beneath.find(slot).is_some(), open.full.tree.find(slot));
        if !is_beneath && there.is_none() {
            return None;
        }
        let mut background = from.background.clone()?;
        if is_beneath {
            background = self.linked(&open.beneath, &background, slot, to)?;
        }
        // The slot in which the page itself would stand is the page's.
        let is_free = there.is_some_and(|there| !self.is_at_url(open.page, there));
        let target = if is_free { self.merge(&from.url, slot, to) } else { from.url.clone() };
        self.hard_tree(&target)?;
        let (url, _) = self.soft_from(&self.hard_tree(&background)?, &target);
        let state = State { url, background: Some(background) };
        let tree = self.show_open(&self.open(&state)?);
        Some(Step { state, tree, load: Load::Soft })
    }

    fn linked(&self, beneath: &super::Shown, url: &Url, slot: SlotId, to: &SubUrl) -> Option<Url> {
        let target = self.merge(url, slot, to);
        self.hard_tree(&target)?;
        Some(self.soft_from(beneath, &target).0)
    }

    /// The URL with an override for that slot in place of what it has for it and for slots below it.
    #[must_use]
    pub fn merge(&self, url: &Url, slot: SlotId, to: &SubUrl) -> Url {
        let mut url = url.clone();
        let address = self.spec.address(slot);
        url.overrides.retain(|over| over.address != address && !self.is_below(&over.address, slot));
        url.overrides.push(Override { address: address.to_owned(), to: to.clone() });
        url
    }
}
