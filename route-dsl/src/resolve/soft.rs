//! Soft navigation: what stays, what is kept, what is entered (M7).

use super::tree::Shown;
use super::url::Url;
use super::{Halt, Load, Resolver, Screen, State, Step};

impl Resolver<'_> {
    /// A link or form that is followed where scripts run (M7). Some slot may show it over what is there
    /// (M9); else an interception that is open closes.
    ///
    /// # Errors
    /// If the target shows nothing: it is loaded hard, and answered with an error or a redirect elsewhere.
    pub fn soft(&self, from: &State, target: &Url) -> Result<Step, Halt> {
        let screen = self.hard(target)?;
        let base = self.base_url(from);
        let intercepted = self
            .hard_tree(base)
            .filter(|beneath| self.has_same_root(beneath, &screen.tree))
            .and_then(|beneath| self.intercept(from, base, &beneath, &screen));
        intercepted.map_or_else(|| self.opt_out(from, target), Ok)
    }

    /// The same, but never intercepted: a link with `.hard()` (M9). An interception that is open closes.
    ///
    /// # Errors
    /// As [`Resolver::soft`].
    pub fn opt_out(&self, from: &State, target: &Url) -> Result<Step, Halt> {
        let target = self.hard(target)?;
        let beneath = self.hard_tree(self.base_url(from));
        Ok(match beneath.filter(|beneath| self.has_same_root(beneath, &target.tree)) {
            Some(beneath) => {
                let (url, tree) = self.soft_from(&beneath, &target.url);
                Step { state: State { url, background: None }, tree, load: Load::Soft }
            }
            None => Step::hard(target),
        })
    }

    /// What an entry of the history shows when one comes back to it.
    ///
    /// # Errors
    /// If it shows nothing any more.
    pub fn restore(&self, state: &State) -> Result<Step, Halt> {
        if let Some(open) = self.open(state) {
            return Ok(Step { state: state.clone(), tree: self.show_open(&open), load: Load::Soft });
        }
        let Screen { tree, url } = self.hard(&state.url)?;
        Ok(Step { state: State { url, background: None }, tree, load: Load::Soft })
    }

    /// The URL that a soft navigation starts from: that of what is beneath an open interception.
    fn base_url<'s>(&self, state: &'s State) -> &'s Url {
        let background = state.background.as_ref().filter(|_| self.open(state).is_some());
        background.unwrap_or(&state.url)
    }

    /// Whether the outermost view stays; else the document is another one.
    fn has_same_root(&self, a: &Shown, b: &Shown) -> bool {
        a.identity(self.spec) == b.identity(self.spec)
    }

    /// From a tree on screen to a target that a hard load shows under the same root view.
    pub(super) fn soft_from(&self, beneath: &Shown, target: &Url) -> (Url, Shown) {
        let tree = self.walk(target, Some(beneath)).tree;
        (self.canonical(target, &tree), tree)
    }

    /// What a hard load of the URL shows; none if it is answered otherwise.
    pub(super) fn hard_tree(&self, url: &Url) -> Option<Shown> {
        self.hard(url).ok().map(|screen| screen.tree)
    }
}
