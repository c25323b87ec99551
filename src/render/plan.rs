//! From the resolved tree to a flat list of views to run, outer before inner.

use super::gate::{Entered, Gates, Passage};
use super::have::Have;
use super::job::{Ended, Job, Stands, Start};
use super::pieces::Markers;
use crate::app::App;
use crate::cx::{Cx, Shared, TitleOwner};
use crate::navigate::State;
use crate::resolve::{Shown, View};
use crate::segments::SlotLocation;
use crate::slot::{Slot, SlotViews};
use crate::table::{Boundaries, PageId, SlotId, Tables};
use crate::view_key::REFUSED;
use http::request::Parts;
use std::sync::Arc;

/// All views of a request.
pub(crate) struct Plan {
    pub(crate) views: Vec<Planned>,
    pub(crate) markers: Arc<Markers>,
    pub(crate) title: TitlePlan,
    /// The views that stand in no other one of these: the document's, or those to send.
    pub(crate) roots: Vec<usize>,
    pub(crate) shared: Arc<Shared>,
}

/// One view, before it runs.
pub(crate) struct Planned {
    pub(crate) job: Arc<Job>,
    /// The view's key.
    pub(crate) key: String,
    /// None: the slot is empty.
    pub(crate) start: Option<Start>,
    pub(crate) children: Vec<usize>,
    pub(crate) parent: Option<usize>,
    /// Whether it is of the main chain.
    pub(crate) is_main: bool,
    /// Whether its page is `blocking`.
    pub(crate) is_awaited: bool,
}

/// Whose title the document has (M14).
pub(crate) struct TitlePlan {
    /// The view that may set one: the deepest of the main slots.
    pub(crate) owner: Option<usize>,
    /// The one that the spec gives the owner.
    pub(crate) declared: Option<&'static str>,
    /// The one of the nearest layout.
    pub(crate) fallback: Option<&'static str>,
    /// Whether the browser has it already, with the view that owns it and is not sent again.
    pub(crate) is_kept: bool,
    /// While an intercepted page is open, which then owns the title.
    pub(crate) beneath: Option<Beneath>,
}

/// The title that comes back when the intercepted page is closed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beneath {
    /// The deepest page of the main slots, if it is sent.
    pub(crate) page: Option<usize>,
    /// The title that the spec gives it.
    pub(crate) declared: Option<&'static str>,
}

/// Which views of a tree to run and to send.
pub(crate) enum Part<'a> {
    /// What the browser does not show already; its leaves again where that is asked for.
    Changed { have: &'a Have, leaves: Leaves },
    /// What stands in the slots of these keys.
    These(&'a [&'a str]),
}

/// What happens to views that hold no slots and did not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaves {
    Keep,
    Refresh,
}

/// What every view of the request is made with.
pub(crate) struct Request {
    pub(crate) app: Arc<dyn App>,
    pub(crate) tables: &'static Tables,
    pub(crate) parts: Parts,
    /// What the browser will remember.
    pub(crate) state: Option<State>,
    pub(crate) struck: Option<Struck>,
}

/// A slot that shows how an action ended, or what came before any view, in place of its view.
pub(crate) struct Struck {
    pub(crate) slot: SlotId,
    /// What it was, where that is declared, and who answers for it.
    pub(crate) name: &'static str,
    pub(crate) place: &'static str,
    pub(crate) boundaries: Boundaries,
    pub(crate) location: SlotLocation,
    pub(crate) ended: Ended,
}

impl Plan {
    /// The whole tree.
    pub(crate) fn new(entered: Entered) -> Self {
        let (mut planner, shown) = Planner::new(entered);
        let root = planner.add(shown, None, true);
        planner.plan.roots.push(root);
        planner.plan
    }

    /// A part of the tree, from its layouts inwards: what stays is not run (wire format, Which slots are
    /// sent). The outermost layout stays. Guards of layouts that stay run all the same (M13).
    pub(crate) async fn of_part(entered: Entered, part: &Part<'_>) -> Self {
        let (mut planner, shown) = Planner::new(entered);
        planner.open_kept(&shown, part).await;
        planner.keep(shown, true, part);
        planner.plan
    }
}

struct Planner {
    app: Arc<dyn App>,
    tables: &'static Tables,
    gates: Gates,
    struck: Option<Struck>,
    plan: Plan,
}

impl Planner {
    fn new(entered: Entered) -> (Self, Shown) {
        let Entered { app, tables, shared, gates, shown, struck } = entered;
        let beneath = has_intercepted(&shown).then(Beneath::default);
        let plan = Plan {
            views: Vec::new(),
            markers: Arc::new(Markers::new()),
            title: TitlePlan { owner: None, declared: None, fallback: None, is_kept: false, beneath },
            roots: Vec::new(),
            shared,
        };
        (Self { app, tables, gates, struck, plan }, shown)
    }

    /// Leaves a view as it is, and looks at what stands inside.
    fn keep(&mut self, shown: Shown, is_main: bool, part: &Part<'_>) {
        match shown.view {
            View::Layout { node, slots, .. } => {
                let node = &self.tables.nodes[node as usize];
                if is_main {
                    self.plan.title.fallback = node.title.or(self.plan.title.fallback);
                }
                for inner in slots {
                    let is_main = is_main && node.main == Some(inner.slot);
                    self.keep_or_add(inner, is_main, part);
                }
            }
            View::Intercepted { .. } => self.plan.title.is_kept = true,
            _ => self.plan.title.is_kept |= is_main && self.plan.title.beneath.is_none(),
        }
    }

    /// Runs the guards of layouts that stay around something that is sent.
    async fn open_kept(&self, shown: &Shown, part: &Part<'_>) {
        let View::Layout { slots, .. } = &shown.view else { return };
        let stays = |inner: &&Shown| !self.is_wanted(inner, part) && self.holds_wanted(inner, part);
        let stay: Vec<_> = slots.iter().filter(stays).collect();
        // Side by side: what one takes is not added to what another takes.
        stay.iter().for_each(|inner| self.gates.begin(inner.slot));
        for inner in stay {
            if self.gates.open(inner.slot).await == Passage::Open {
                Box::pin(self.open_kept(inner, part)).await;
            }
        }
    }

    fn holds_wanted(&self, shown: &Shown, part: &Part<'_>) -> bool {
        let View::Layout { slots, .. } = &shown.view else { return false };
        slots.iter().any(|inner| self.is_wanted(inner, part) || self.holds_wanted(inner, part))
    }

    fn is_wanted(&self, shown: &Shown, part: &Part<'_>) -> bool {
        let slot = self.tables.slots[shown.slot as usize].key;
        let is_leaf = !matches!(shown.view, View::Layout { .. });
        match part {
            Part::These(these) => these.contains(&slot),
            Part::Changed { have, leaves } => {
                !have.shows(slot, &shown.key) || (is_leaf && *leaves == Leaves::Refresh)
            }
        }
    }

    fn keep_or_add(&mut self, shown: Shown, is_main: bool, part: &Part<'_>) {
        let is_struck = self.struck.as_ref().is_some_and(|struck| struck.slot == shown.slot);
        // What a guard refuses must not stay on screen, nor must anything in it be sent.
        if self.is_wanted(&shown, part) || is_struck || self.gates.is_refused(shown.slot) {
            let root = self.add(shown, None, is_main);
            self.plan.roots.push(root);
        } else {
            self.keep(shown, is_main, part);
        }
    }

    /// Adds a view and all inside it; gives its position.
    fn add(&mut self, shown: Shown, parent: Option<usize>, is_main: bool) -> usize {
        let at = self.plan.views.len();
        let owner = if self.owns_title(&shown, is_main, at) { TitleOwner::Yes } else { TitleOwner::No };
        let struck = self.struck.take_if(|struck| struck.slot == shown.slot);
        let job = self.job(&shown, owner);
        let (job, ended) = match struck {
            Some(Struck { name, place, boundaries, location, ended, .. }) => {
                (Job { name, place, boundaries, location, ..job }, Some(ended))
            }
            None => (job, None),
        };
        let job = Arc::new(job);
        let is_awaited = match &shown.view {
            View::Page { page, .. } => self.tables.pages[*page as usize].blocking,
            _ => false,
        };
        let (key, children) = (self.key_of(&shown), Vec::new());
        self.plan.views.push(Planned { job, key, start: None, children, parent, is_main, is_awaited });
        self.plan.views[at].start = match shown.view {
            _ if ended.is_some() => ended.map(Start::Ended),
            View::Page { page, at, data } => Some(Start::Page { page, at, data }),
            View::Default { at } => Some(Start::Default { at }),
            View::Intercepted { index, at, data, .. } => Some(Start::Intercepted { index, at, data }),
            View::NotFound => Some(Start::NotFound),
            View::Nothing => None,
            View::Layout { node, at: params, slots } => {
                let slots = self.add_slots(slots, at, self.tables.nodes[node as usize].main, is_main);
                Some(Start::Layout { node, at: params, slots })
            }
        };
        at
    }

    fn add_slots(
        &mut self,
        slots: Vec<Shown>,
        parent: usize,
        main: Option<SlotId>,
        in_main: bool,
    ) -> SlotViews {
        let mut views = Vec::new();
        for inner in slots {
            let slot = inner.slot;
            let is_main = main == Some(slot);
            let at = self.add(inner, Some(parent), in_main && is_main);
            self.plan.views[parent].children.push(at);
            let slot = &self.tables.slots[slot as usize];
            let place = Slot::new(slot.id, slot.key, &self.plan.views[at].key, self.plan.markers.of(at));
            let place = if is_main { place.into_main() } else { place };
            views.push((slot.name, place.refreshed(slot.refresh)));
        }
        SlotViews(views)
    }

    /// A view that may show what is wrong with a form is another one than that without.
    fn key_of(&self, shown: &Shown) -> String {
        let is_leaf = !matches!(shown.view, View::Layout { .. } | View::Nothing);
        let mark = if is_leaf && self.plan.shared.is_refused() { REFUSED } else { "" };
        format!("{mark}{}", shown.key)
    }

    /// Notes the title that a view of the main chain has, or an intercepted page, and whether it may set
    /// one.
    fn owns_title(&mut self, shown: &Shown, is_main: bool, at: usize) -> bool {
        // What a guard withholds must not show in the title either.
        let is_shut = self.gates.is_shut(shown.slot);
        let title_of = |page: PageId| self.tables.pages[page as usize].title.filter(|_| !is_shut);
        let title = &mut self.plan.title;
        let declared = match &shown.view {
            View::Intercepted { page, .. } => {
                (title.owner, title.declared) = (Some(at), title_of(*page));
                return true;
            }
            _ if !is_main => return false,
            View::Layout { node, .. } => {
                let node = &self.tables.nodes[*node as usize];
                title.fallback = node.title.filter(|_| !is_shut).or(title.fallback);
                return false;
            }
            View::Page { page, .. } => title_of(*page),
            View::Default { .. } | View::NotFound | View::Nothing => None,
        };
        match &mut title.beneath {
            Some(beneath) => *beneath = Beneath { page: Some(at), declared },
            None => (title.owner, title.declared) = (Some(at), declared),
        }
        true
    }

    fn job(&self, shown: &Shown, owner: TitleOwner) -> Job {
        let slot = &self.tables.slots[shown.slot as usize];
        let node = &self.tables.nodes[slot.node as usize];
        let (name, place, boundaries) = match &shown.view {
            View::Page { page, .. } => {
                let page = &self.tables.pages[*page as usize];
                (page.name, page.place, page.boundaries)
            }
            View::Layout { node, .. } => {
                let node = &self.tables.nodes[*node as usize];
                (node.name, node.place, slot.boundaries)
            }
            View::Intercepted { page, index, .. } => {
                let place = slot.intercepts.get(*index).map_or(slot.place, |intercept| intercept.place);
                (self.tables.pages[*page as usize].name, place, slot.boundaries)
            }
            _ => (node.name, slot.place, slot.boundaries),
        };
        let stands = match (slot.layout, &shown.view) {
            (Some(_), View::Intercepted { .. }) => Stands::InDialog,
            (Some(_), _) => Stands::InSlot,
            (None, View::Layout { .. }) => Stands::AsRootLayout,
            (None, _) => Stands::AsDocument,
        };
        let cx = Cx::new(self.plan.shared.clone(), slot.key, owner);
        // The boundaries are the host's, also where the page that it shows is another layout's.
        let location = match &shown.view {
            View::Intercepted { host, .. } => host.clone(),
            _ => shown.location.clone(),
        };
        let (app, gates) = (self.app.clone(), self.gates.clone());
        let (tables, slot_id) = (self.tables, shown.slot);
        Job { app, tables, gates, slot_id, slot, boundaries, location, cx, stands, name, place }
    }
}

/// Whether an intercepted page is open anywhere in the tree.
pub(super) fn has_intercepted(shown: &Shown) -> bool {
    shown.any(&|shown| matches!(shown.view, View::Intercepted { .. }))
}
