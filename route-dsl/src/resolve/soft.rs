//! Soft navigation: what stays, what is kept, what is entered (M7).

use super::tree::Shown;
use super::url::{Override, SubUrl, Url};
use super::{Halt, Load, Resolver, Screen, State, Step};
use crate::spec::SlotId;

impl Resolver<'_> {
    /// A link or form that is followed where scripts run (M7).
    ///
    /// # Errors
    /// If the target shows nothing: it is loaded hard, and answered with an error or a redirect elsewhere.
    pub fn soft(&self, from: &State, target: &Url) -> Result<Step, Halt> {
        self.opt_out(from, target)
    }

    /// The same, but never intercepted: a link with `.hard()` (M9). An interception that is open closes.
    ///
    /// # Errors
    /// As [`Resolver::soft`].
    pub fn opt_out(&self, from: &State, target: &Url) -> Result<Step, Halt> {
        let target = self.hard(target)?;
        Ok(match self.beneath(from).filter(|beneath| self.has_same_root(beneath, &target.tree)) {
            Some(beneath) => {
                let (url, tree) = self.soft_from(&beneath, &target.url);
                Step { state: State { url, background: None }, tree, load: Load::Soft }
            }
            None => Step::hard(target),
        })
    }

    /// A link to a sub-URL of one slot, or to its default; all else stays.
    ///
    /// # Errors
    /// As [`Resolver::soft`].
    pub fn link(&self, from: &State, slot: SlotId, to: &SubUrl) -> Result<Step, Halt> {
        self.opt_out(from, &self.merge(&from.url, slot, to))
    }

    /// What an entry of the history shows when one comes back to it.
    ///
    /// # Errors
    /// If it shows nothing any more.
    pub fn restore(&self, state: &State) -> Result<Step, Halt> {
        let Screen { tree, .. } = self.hard(&state.url)?;
        Ok(Step { state: state.clone(), tree, load: Load::Soft })
    }

    /// The tree that a soft navigation starts from: what is there beneath an open interception.
    pub(super) fn beneath(&self, state: &State) -> Option<Shown> {
        self.hard_tree(state.background.as_ref().unwrap_or(&state.url))
    }

    /// Whether the outermost view stays; else the document is another one.
    pub(super) fn has_same_root(&self, a: &Shown, b: &Shown) -> bool {
        a.identity(self.spec) == b.identity(self.spec)
    }

    /// From a tree on screen to a target that a hard load shows under the same root view.
    pub(super) fn soft_from(&self, beneath: &Shown, target: &Url) -> (Url, Shown) {
        let tree = self.walk(target, Some(beneath)).tree;
        (self.canonical(target, &tree), tree)
    }

    /// The URL with an override for that slot in place of what it has for it and for slots below it.
    pub(super) fn merge(&self, url: &Url, slot: SlotId, to: &SubUrl) -> Url {
        let mut url = url.clone();
        let address = self.spec.address(slot);
        url.overrides.retain(|over| over.address != address && !self.is_below(&over.address, slot));
        url.overrides.push(Override { address: address.to_owned(), to: to.clone() });
        url
    }

    /// What a hard load of the URL shows; none if it is answered otherwise.
    pub(super) fn hard_tree(&self, url: &Url) -> Option<Shown> {
        self.hard(url).ok().map(|screen: Screen| screen.tree)
    }
}
