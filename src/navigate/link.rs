//! Links of one slot: to a sub-URL of it, or to its default (M5, M9).

use super::intercept::{Open, are_in_line, is_at_url};
use super::soft::{over, shows};
use super::{Ask, Loads, Next, Override, State, Steps, Url};
use crate::resolve::{Halt, hard, is_address_below};
use crate::table::{SlotId, Tables};

impl Steps<'_> {
    /// To what the target's override for the slot says; all else stays. While an interception is open, it
    /// applies to what is beneath, and where the slot is there too to the URL, and the interception stays;
    /// one for its host, or for what that stands in or holds, closes it.
    pub(super) fn link(&self, from: &State, slot: SlotId, target: &Url) -> Result<Next, Halt> {
        let Some(to) = find_override(self.tables, target, slot) else {
            return self.go(from, target, Ask::OptOut);
        };
        let merged = merge(self.tables, &from.url, slot, to.clone());
        let step = match (self.open(from), &from.background) {
            (Some(open), Some(background)) if are_in_line(self.tables, slot, open.host) => {
                self.close(background, slot, to)
            }
            (Some(open), Some(background)) => self.link_beneath(from, background, &open, slot, &to),
            _ => return self.go(from, &merged, Ask::OptOut),
        };
        // What can't be shown softly is loaded, and says itself what is wrong.
        match step {
            Some(next) => Ok(next),
            None => {
                let tree = hard(self.tables, &merged)?;
                Ok(Next { state: State { url: merged, background: None }, tree, loads: Loads::Hard })
            }
        }
    }

    fn close(&self, background: &Url, slot: SlotId, to: Override) -> Option<Next> {
        let target = merge(self.tables, background, slot, to);
        let beneath = State { url: background.clone(), background: None };
        self.go(&beneath, &target, Ask::OptOut).ok()
    }

    fn link_beneath(
        &self,
        from: &State,
        background: &Url,
        open: &Open,
        slot: SlotId,
        to: &Override,
    ) -> Option<Next> {
        let tables = self.tables;
        let (beneath, there) = (open.beneath.in_slot(slot), open.full.1.in_slot(slot));
        let mut background = background.clone();
        match (beneath, there) {
            (None, None) => return None,
            (None, Some(_)) => {}
            (Some(_), _) => {
                let (target, _) = shows(tables, &merge(tables, &background, slot, to.clone()))?;
                background = over(tables, &open.beneath, &target)?.0;
            }
        }
        // The slot in which the page itself would stand is the page's.
        let is_free = there.is_some_and(|there| !is_at_url(there, open.page));
        let target = if is_free { merge(tables, &from.url, slot, to.clone()) } else { from.url.clone() };
        let (target, _) = shows(tables, &target)?;
        let (_, beneath) = shows(tables, &background)?;
        let (url, _) = over(tables, &beneath, &target)?;
        self.reopen(State { url, background: Some(background) })
    }
}

/// The URL with that override in place of what it has for the slot and for slots below it.
pub(super) fn merge(tables: &'static Tables, url: &Url, slot: SlotId, to: Override) -> Url {
    let mut url = url.clone();
    url.overrides.retain(|one| one.address != to.address && !is_address_below(tables, &one.address, slot));
    url.overrides.push(to);
    url
}

fn find_override(tables: &'static Tables, url: &Url, slot: SlotId) -> Option<Override> {
    let address = tables.slots[slot as usize].address;
    // The last: a browser puts it behind one that the URL has in another spelling (`%40slot=`).
    url.overrides.iter().rfind(|one| one.address == address).cloned()
}
