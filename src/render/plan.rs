//! From the resolved tree to a flat list of views to run, outer before inner.

use super::job::{Job, Stands, Start};
use super::pieces::Markers;
use crate::app::App;
use crate::captures::Erased;
use crate::cx::{Cx, Shared, TitleOwner};
use crate::resolve::{Shown, View};
use crate::slot::{Slot, SlotViews};
use crate::table::{SlotId, Tables};
use http::request::Parts;
use std::sync::Arc;

/// All views of a request.
pub(crate) struct Plan {
    pub(crate) views: Vec<Planned>,
    pub(crate) markers: Arc<Markers>,
    pub(crate) title: TitlePlan,
}

/// One view, before it runs.
pub(crate) struct Planned {
    pub(crate) job: Arc<Job>,
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
}

/// What every view of the request is made with.
pub(crate) struct Request {
    pub(crate) app: Arc<dyn App>,
    pub(crate) tables: &'static Tables,
    pub(crate) parts: Parts,
}

impl Plan {
    pub(crate) fn new(request: Request, shown: Shown) -> Self {
        let mut found = Found::default();
        found.visit(request.tables, &shown);
        let Request { app, tables, parts } = request;
        let shared = Arc::new(Shared::new(parts, found.pages, found.slots));
        let title = TitlePlan { owner: None, declared: None, fallback: None };
        let mut planner = Planner {
            app,
            tables,
            shared,
            plan: Self { views: Vec::new(), markers: Arc::new(Markers::new()), title },
        };
        planner.add(shown, None, true);
        planner.plan
    }
}

/// What the whole request shows, for `Cx`.
#[derive(Default)]
struct Found {
    pages: Vec<Erased>,
    slots: Vec<&'static str>,
}

impl Found {
    fn visit(&mut self, tables: &'static Tables, shown: &Shown) {
        if !matches!(shown.view, View::Nothing) {
            self.slots.push(tables.slots[shown.slot as usize].key);
        }
        match &shown.view {
            View::Page { data, .. } if shown.is_matched() => self.pages.push(data.clone()),
            View::Layout { slots, .. } => slots.iter().for_each(|inner| self.visit(tables, inner)),
            _ => {}
        }
    }
}

struct Planner {
    app: Arc<dyn App>,
    tables: &'static Tables,
    shared: Arc<Shared>,
    plan: Plan,
}

impl Planner {
    /// Adds a view and all inside it; gives its position.
    fn add(&mut self, shown: Shown, parent: Option<usize>, is_main: bool) -> usize {
        let at = self.plan.views.len();
        let owner = if self.owns_title(&shown, is_main, at) { TitleOwner::Yes } else { TitleOwner::No };
        let job = Arc::new(self.job(&shown, owner));
        let is_awaited = match &shown.view {
            View::Page { page, .. } => self.tables.pages[*page as usize].blocking,
            _ => false,
        };
        self.plan.views.push(Planned { job, start: None, children: Vec::new(), parent, is_main, is_awaited });
        self.plan.views[at].start = match shown.view {
            View::Page { page, at, data } => Some(Start::Page { page, at, data }),
            View::Default { at } => Some(Start::Default { at }),
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
            let (slot, key) = (inner.slot, inner.key.clone());
            let at = self.add(inner, Some(parent), in_main && main == Some(slot));
            self.plan.views[parent].children.push(at);
            let slot = &self.tables.slots[slot as usize];
            views.push((slot.name, Slot::new(slot.id, slot.key, &key, self.plan.markers.of(at))));
        }
        SlotViews(views)
    }

    /// Notes the title that a view of the main chain has, and whether it may set one.
    fn owns_title(&mut self, shown: &Shown, is_main: bool, at: usize) -> bool {
        if !is_main {
            return false;
        }
        let title = &mut self.plan.title;
        match &shown.view {
            View::Layout { node, .. } => {
                let node = &self.tables.nodes[*node as usize];
                title.fallback = node.title.or(title.fallback);
                return false;
            }
            View::Page { page, .. } => title.declared = self.tables.pages[*page as usize].title,
            View::Default { .. } | View::NotFound | View::Nothing => {}
        }
        title.owner = Some(at);
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
            _ => (node.name, slot.place, slot.boundaries),
        };
        let stands = match (slot.layout, &shown.view) {
            (Some(_), _) => Stands::InSlot,
            (None, View::Layout { .. }) => Stands::AsRootLayout,
            (None, _) => Stands::AsDocument,
        };
        let cx = Cx::new(self.shared.clone(), slot.key, owner);
        let (app, location) = (self.app.clone(), shown.location.clone());
        Job { app, tables: self.tables, slot, boundaries, location, cx, stands, name, place }
    }
}
