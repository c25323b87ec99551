//! Soft navigation: what stays, what is kept, what is entered (M7).

use super::canonical::canonical;
use super::identity::same_view;
use super::{Ask, Loads, Next, State, Steps, Url, follow, is_not_found};
use crate::resolve::{Halt, Shown, has_too_many, resolve};
use crate::table::Tables;

impl Steps<'_> {
    /// To a target, which some slot may show over what is there if it may be intercepted; else an
    /// interception that is open closes.
    pub(super) fn go(&self, from: &State, target: &Url, ask: Ask) -> Result<Next, Halt> {
        let tables = self.tables;
        let target = follow(tables, target)?;
        let open = self.open(from);
        let now = open.as_ref().map(|open| open.page);
        let base = from.background.as_ref().filter(|_| open.is_some()).unwrap_or(&from.url);
        let beneath = open.map(|open| open.beneath).or_else(|| Some(shows(tables, base)?.1));
        let beneath = beneath
            .filter(|beneath| same_view(tables, beneath, &target.1) && !is_not_found(tables, &target.1));
        let step = beneath.and_then(|beneath| {
            let over_it = || self.intercept(now, base, &beneath, &target);
            let intercepted = if ask == Ask::Soft { over_it() } else { None };
            intercepted.or_else(|| {
                let (url, tree) = over(tables, &beneath, &target.0)?;
                Some(Next { state: State { url, background: None }, tree, loads: Loads::Partial })
            })
        });
        let (url, tree) = target;
        Ok(step.unwrap_or_else(|| Next { state: State { url, background: None }, tree, loads: Loads::Hard }))
    }
}

/// The tree of a URL, and the URL its redirects lead to; none where it is an error: whatever is on screen
/// then, it is no state.
pub(super) fn shows(tables: &'static Tables, url: &Url) -> Option<(Url, Shown)> {
    follow(tables, url).ok().filter(|(_, tree)| !is_not_found(tables, tree))
}

/// The target over what is on screen, with the URL of that; none if it takes more overrides than a URL
/// may have.
pub(super) fn over(tables: &'static Tables, beneath: &Shown, target: &Url) -> Option<(Url, Shown)> {
    let tree = resolve(tables, target, Some(beneath)).ok()?;
    let url = canonical(tables, target, &tree);
    (!has_too_many(&url.overrides)).then_some((url, tree))
}
