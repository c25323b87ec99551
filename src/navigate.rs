//! From what is on screen to what comes after a step: a pure function of (state now, target) over the
//! static tables (M5 to M9).
//!
//! A [`State`] is all that a browser has to remember. [`navigate`] gives the state that follows, with the
//! tree of what it shows; what of that has to be sent is not decided here. A reload of the state's URL
//! shows the same tree (M8).

mod canonical;
mod identity;
mod intercept;
mod link;
mod measure;
mod soft;
#[cfg(test)]
mod tests;
mod url;

use link::merge;
pub use measure::step;
pub(crate) use url::{Override, Part, Url};

use crate::resolve::{Halt, Shown, View, hard};
use crate::table::{NodeId, SlotId, Tables};

/// What a browser remembers of what it shows.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// As in the address bar.
    pub(crate) url: Url,
    /// While an intercepted page is open: the URL of what is there beneath it (M9).
    pub(crate) background: Option<Url>,
}

/// What kind of step it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// A URL typed in, or opened from elsewhere.
    Hard,
    /// A link.
    Soft,
    /// A link that nothing intercepts.
    OptOut,
    /// A link to a sub-URL of one slot: the override that the target has for it, and nothing else of it.
    Link(SlotId),
}

/// What a step leads to.
#[derive(Debug)]
pub(crate) struct Next {
    pub(crate) state: State,
    pub(crate) tree: Shown,
    pub(crate) loads: Loads,
}

/// How the answer is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loads {
    /// Only what changes.
    Partial,
    /// The whole document: another root view, an error's status, or nothing known of what is on screen.
    Hard,
}

/// More redirects in a row than this are a circle.
const MOST_HOPS: usize = 20;

/// The step from a state to a target.
///
/// # Errors
/// As [`hard`]: the target shows nothing, or leads elsewhere. A redirect inside the spec is followed,
/// unless the step is a hard load itself.
pub(crate) fn navigate(
    tables: &'static Tables,
    from: Option<&State>,
    target: &Url,
    ask: Ask,
) -> Result<Next, Halt> {
    Steps { tables, off: &[] }.navigate(from, target, ask)
}

/// No step: what is on screen in a state, the page that it has open included, as it comes back with an
/// entry of the history. Two URLs that do not go together show the first.
///
/// # Errors
/// If the URL shows nothing.
pub(crate) fn restore(tables: &'static Tables, state: &State) -> Result<Next, Halt> {
    Steps { tables, off: &[] }.restore(state)
}

/// What steps are decided with.
pub(crate) struct Steps<'a> {
    pub(crate) tables: &'static Tables,
    /// Slots whose `when` is false: they hold no interception, and neither does what is in them.
    pub(crate) off: &'a [SlotId],
}

impl Steps<'_> {
    /// As the function of that name.
    pub(crate) fn navigate(&self, from: Option<&State>, target: &Url, ask: Ask) -> Result<Next, Halt> {
        match (ask, from) {
            (Ask::Hard, _) | (_, None) => load(self.tables, target),
            (Ask::Soft | Ask::OptOut, Some(from)) => self.go(from, target, ask),
            (Ask::Link(slot), Some(from)) => self.link(from, slot, target),
        }
    }

    /// As the function of that name; without a background if it has nothing open.
    pub(crate) fn restore(&self, state: &State) -> Result<Next, Halt> {
        if let Some(next) = self.reopen(state.clone()) {
            return Ok(next);
        }
        let (url, tree) = follow(self.tables, &state.url)?;
        Ok(Next { state: State { url, background: None }, tree, loads: Loads::Partial })
    }
}

/// A hard load.
fn load(tables: &'static Tables, url: &Url) -> Result<Next, Halt> {
    let tree = hard(tables, url)?;
    Ok(Next { state: State { url: url.clone(), background: None }, tree, loads: Loads::Hard })
}

/// What a URL shows that is no error, with the URL that its redirects lead to.
fn follow(tables: &'static Tables, url: &Url) -> Result<(Url, Shown), Halt> {
    let mut url = url.clone();
    for _ in 0..MOST_HOPS {
        let elsewhere = match hard(tables, &url) {
            Ok(tree) => return Ok((url, tree)),
            Err(halt) => halt,
        };
        match &elsewhere {
            Halt::Redirect { to, .. } => match Url::parse(tables.mount, to) {
                Ok(next) => url = next,
                Err(_) => return Err(elsewhere),
            },
            Halt::Unmatched => return Err(elsewhere),
        }
    }
    Err(Halt::Unmatched)
}

/// Whether a hard load answers with an error's status: the main chain is not found.
fn is_not_found(tables: &'static Tables, tree: &Shown) -> bool {
    match &tree.view {
        View::NotFound => true,
        View::Layout { node, slots, .. } => {
            main(tables, *node, slots).is_some_and(|main| is_not_found(tables, main))
        }
        _ => false,
    }
}

fn main<'a>(tables: &'static Tables, node: NodeId, slots: &'a [Shown]) -> Option<&'a Shown> {
    let main = tables.nodes[node as usize].main?;
    slots.iter().find(|shown| shown.slot == main)
}
