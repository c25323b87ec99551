//! The static tables that generated code fills and the run time reads.
//!
//! One [`Tables`] stands for one spec. Ids are positions in its slices. Nothing here is generic and
//! nothing runs: the interpreter in `choose` walks a [`Slot::matcher`], the resolver the rest.

use crate::captures::{Captures, Erased, Mismatch};
use crate::guards::Values;
use std::time::Duration;

/// Position in [`Tables::nodes`]; 0 is the file.
pub type NodeId = u16;
/// Position in [`Tables::slots`]; 0 is the document, what the file's own entries fill.
pub type SlotId = u16;
/// Position in [`Tables::pages`].
pub type PageId = u32;
/// Position in [`Tables::actions`].
pub type ActionId = u32;
/// Position in [`Tables::guards`].
pub type GuardId = u16;
/// Position in [`Tables::redirects`].
pub type RedirectId = u32;

/// Whether a text is one of a type's values.
pub type Takes = fn(&str) -> bool;

/// Everything known of a spec at compile time.
#[derive(Debug)]
pub struct Tables {
    /// Where the spec is written, as shown in messages: `app.routes`.
    pub source: &'static str,
    /// Changes whenever the spec or the crate's version does.
    pub build: &'static str,
    /// What stands before every path, `""` or `/app`.
    pub mount: &'static str,
    /// What owns handlers, parents before children.
    pub nodes: &'static [Node],
    /// Places that show one view each, outer before inner.
    pub slots: &'static [Slot],
    /// All pages.
    pub pages: &'static [Page],
    /// All redirects.
    pub redirects: &'static [Redirect],
    /// All actions.
    pub actions: &'static [Action],
    /// Their trie over whole paths, root first.
    pub action_matcher: &'static [Branch],
    /// What a leaf's rank stands for there, best first.
    pub action_targets: &'static [ActionId],
    /// All guards.
    pub guards: &'static [Guard],
}

impl Tables {
    /// The slot of that key; the document is none.
    pub(crate) fn slot(&self, key: &str) -> Option<SlotId> {
        let mut slots = self.slots.iter().zip(0..);
        slots.find_map(|(slot, id)| (slot.layout.is_some() && slot.key == key).then_some(id))
    }
}

/// A file, layout, named slot or scope.
#[derive(Debug)]
pub struct Node {
    /// Dotted path, `dashboard.analytics`; `""` for the file.
    pub name: &'static str,
    /// Where it is declared, `app.routes:18:5`.
    pub place: &'static str,
    /// Its whole prefix from the root of the URL, ancestors' (scopes' too) first.
    pub prefix: &'static [Step],
    /// How many steps of `prefix` are its own, for finding the deepest `not_found` (M4).
    pub own_prefix: usize,
    /// Which segments of its whole prefix are parameters: what makes an instance (M7).
    pub params: &'static [usize],
    /// The node around it; none for the file.
    pub parent: Option<NodeId>,
    /// Parses its parameters into its `At`; where that has values of guards, into nothing of use.
    pub at: fn(&Captures<'_>) -> Result<Erased, Mismatch>,
    /// What there is to say of guards, where its `At` has values of any.
    pub guarded: Option<Guarded>,
    /// For a layout: its slots, the main one first where it has one.
    pub slots: &'static [SlotId],
    /// For a layout: the slot of `slots` that is its main one.
    pub main: Option<SlotId>,
    /// The slot this layout stands in; none for what is no layout.
    pub stands_in: Option<SlotId>,
    /// The title of pages without one.
    pub title: Option<&'static str>,
}

/// Makes an `At` of parameters and of what guards yielded.
pub type Fill = fn(&Captures<'_>, &Values<'_>) -> Result<Erased, Mismatch>;

/// A handler that must yield a value before anything below it runs (M13).
#[derive(Debug)]
pub struct Guard {
    /// Its bare name.
    pub name: &'static str,
    /// Where it is declared.
    pub place: &'static str,
    /// In whose trait it stands.
    pub node: NodeId,
}

/// What a node or page with values of guards in its `At` has to do with them.
#[derive(Debug)]
pub struct Guarded {
    /// Its own guards, in the order in which they run.
    pub own: &'static [GuardId],
    /// Its whole `At`.
    pub at: Fill,
    /// What its own guards are handed, where it has any: for a node its `Before`, for a page the `At` of
    /// its node.
    pub before: Option<Fill>,
    /// Who answers in its stead where one of its own handlers lacks the value of a guard that has not been
    /// passed.
    pub outside: Boundaries,
}

/// A place that shows one view at a time.
#[derive(Debug)]
pub struct Slot {
    /// `dashboard@analytics`; `""` for the document.
    pub key: &'static str,
    /// `analytics`, `main`.
    pub name: &'static str,
    /// What an override calls it: its name, or its layout's for a main slot of the layout's own pages;
    /// `""` for the document (M5).
    pub address: &'static str,
    /// The `id` of its element, `slot-dashboard-analytics`.
    pub id: &'static str,
    /// Where it is declared, `app.routes:18:5`.
    pub place: &'static str,
    /// Whose `At` and `default` handler it has.
    pub node: NodeId,
    /// The layout it stands in; none for the document.
    pub layout: Option<NodeId>,
    /// Who answers around its default, its layouts and itself.
    pub boundaries: Boundaries,
    /// What shows where nothing matches.
    pub default: Default,
    /// Its deadline.
    pub timeout: Option<Duration>,
    /// What it does on a soft navigation that it does not match.
    pub leave: Leave,
    /// How often the client asks for it again.
    pub refresh: Option<Duration>,
    /// Whether its node has a `when` that is asked first.
    pub when: bool,
    /// What it shows over what is there, in the order of the file (M9).
    pub intercepts: &'static [Intercept],
    /// Its trie over the segments below the prefix of `layout`, root first.
    pub matcher: &'static [Branch],
    /// What a leaf's rank stands for: best first, by M2's order of kinds.
    pub targets: &'static [Target],
}

/// Which node's handler answers; none: the run time's built-in view.
#[derive(Clone, Copy, Debug)]
pub struct Boundaries {
    /// Whose `loading` shows while it is pending.
    pub loading: Option<NodeId>,
    /// Whose `error` shows when it has failed.
    pub error: Option<NodeId>,
    /// Whose `not_found` shows when it is not there.
    pub not_found: Option<NodeId>,
}

/// What a slot shows where nothing of it matches.
#[derive(Clone, Copy, Debug)]
pub enum Default {
    /// Its node's `default` handler.
    Own,
    /// What it shows at the layout's path followed by these segments, with no query.
    Page(&'static [&'static str]),
    /// Nothing.
    None,
    /// The URL is a 404.
    NotFound,
    /// There is none, and the checker has proven that none is needed (M10).
    Missing,
}

/// What a slot does on a soft navigation to a URL that it does not match (M7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Keeps what it shows.
    Keep,
    /// Goes to its default.
    Reset,
}

/// A page that a slot shows on a soft navigation from some places (M9).
#[derive(Debug)]
pub struct Intercept {
    /// Which page.
    pub page: PageId,
    /// From within which pages and layouts.
    pub from: &'static [Source],
    /// Where it is declared.
    pub place: &'static str,
}

/// Where a soft navigation that is intercepted comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page.
    Page(PageId),
    /// A layout.
    Layout(NodeId),
}

/// One node of a slot's trie. Which way is best is M2's order of kinds: literal, closed set, typed,
/// plain, end, tail, optional tail. Numbers are positions in the trie, ranks in `targets`.
#[derive(Debug)]
pub struct Branch {
    /// Literals, sorted.
    pub literals: &'static [(&'static str, u32)],
    /// Closed sets, each sorted; several may hold one text.
    pub sets: &'static [(&'static [&'static str], u32)],
    /// Types, each as whether a text is one of its values; several may take one text.
    pub typed: &'static [(Takes, u32)],
    /// Any text but the empty one.
    pub plain: Option<u32>,
    /// The rank of what ends here.
    pub end: Option<u32>,
    /// The rank of what takes one or more further segments.
    pub tail: Option<u32>,
    /// The rank of what takes zero or more further segments.
    pub optional_tail: Option<u32>,
}

/// One segment of a prefix.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Exactly this text.
    Literal(&'static str),
    /// One of these, sorted.
    Set(&'static [&'static str]),
    /// What the type takes.
    Typed(Takes),
    /// Any text but the empty one.
    Plain,
}

/// What a matching pattern leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page.
    Page(PageId),
    /// A nested layout.
    Layout(NodeId),
    /// A redirect.
    Redirect(RedirectId),
}

/// A view at a path.
#[derive(Debug)]
pub struct Page {
    /// Full dotted path, `dashboard.analytics.views`.
    pub name: &'static str,
    /// Its bare name, the first part of its view key.
    pub short: &'static str,
    /// Where it is declared.
    pub place: &'static str,
    /// Whose `At` it is handed.
    pub node: NodeId,
    /// Who answers around it.
    pub boundaries: Boundaries,
    /// Its path's pattern as written, from the root of the URL and without the query:
    /// `/orgs/{org}/views`. What telemetry calls `http.route`.
    pub pattern: &'static str,
    /// Its title.
    pub title: Option<&'static str>,
    /// Whether it is awaited before the first byte.
    pub blocking: bool,
    /// Which segments of its path are parameters.
    pub params: &'static [usize],
    /// From which segment on a tail runs that has a name.
    pub tail: Option<usize>,
    /// Its query items, as declared.
    pub query: &'static [Item],
    /// What there is to say of guards, where it has some of its own, and with them an `At` of its own.
    pub guarded: Option<Guarded>,
    /// Parses path and query into its struct.
    pub make: fn(&Captures<'_>) -> Result<Erased, Mismatch>,
}

/// A query item of a page.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its key.
    pub key: &'static str,
    /// The text that counts where it is absent, if there is one.
    pub default: Option<&'static str>,
    /// What an empty text counts as.
    pub blank: Blank,
}

/// What a field that a form sent empty counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// A text like any other.
    Text,
    /// None: the item is optional, or has a default and a type that takes no empty text.
    Absent,
}

/// What a POST to a path does.
#[derive(Debug)]
pub struct Action {
    /// Full dotted path, `mail.send`.
    pub name: &'static str,
    /// Where it is declared.
    pub place: &'static str,
    /// Whose `At` it is handed.
    pub node: NodeId,
    /// Which slot shows its failure, and has its deadline.
    pub slot: SlotId,
    /// Who answers for its failure.
    pub boundaries: Boundaries,
    /// Its path's pattern as written, from the root of the URL.
    pub pattern: &'static str,
    /// Parses its path into its struct.
    pub make: fn(&Captures<'_>) -> Result<Erased, Mismatch>,
}

/// A redirect by path.
#[derive(Debug)]
pub struct Redirect {
    /// 308 rather than 307.
    pub permanent: bool,
    /// Where it leads, from the path's captures: a path without mount, or a whole URL.
    pub to: fn(&Captures<'_>) -> Result<String, Mismatch>,
}
