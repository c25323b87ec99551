//! Where a request is: what its page shows, and the URLs of steps from there that concern one slot.

use crate::navigate::{Ask, Loads, Next, Override, Part, State, Url, navigate};
use crate::resolve::{Shown, View, base, is_below};
use crate::segments::SlotLocation;
use crate::table::{SlotId, Tables};

/// What the page of a request shows.
#[derive(Default)]
pub(crate) struct Here {
    /// None in a handler's own test, and for an error, from where no step leads on softly.
    place: Option<Place>,
    spots: Vec<Spot>,
}

struct Place {
    tables: &'static Tables,
    state: State,
}

/// A slot that is there.
struct Spot {
    slot: SlotId,
    key: &'static str,
    view: String,
    location: SlotLocation,
    is_default: bool,
    is_empty: bool,
}

impl Spot {
    /// What puts the slot where it is.
    fn to_override(&self, tables: &'static Tables) -> Override {
        let part = if self.is_default {
            Part::Default
        } else {
            let below = self.location.segments.iter().skip(base(tables, self.slot)).cloned().collect();
            Part::At(SlotLocation::at(below).with_query(self.location.query.to_vec()))
        };
        Override { address: tables.slots[self.slot as usize].address.to_owned(), part }
    }
}

/// A step that concerns one slot.
#[derive(Clone, Debug)]
pub(crate) struct SlotStep {
    /// The whole URL that it leads to.
    pub(crate) href: String,
    /// The slot's key.
    pub(crate) slot: &'static str,
    /// The override that it makes, as a query item: `@analytics=/views`.
    pub(crate) item: String,
    /// The view that then shows, by slot: `dash@analytics=views.1a2b3c4d`.
    pub(crate) view: String,
    pub(crate) is_current: bool,
}

/// A form whose fields are the query of one slot's location.
#[derive(Clone, Debug)]
pub(crate) struct SlotFields {
    /// The path that it is sent to, at which the slot shows what the form is for.
    pub(crate) action: String,
    /// The overrides that keep all else as it is, as names and values.
    pub(crate) kept: Vec<(String, String)>,
    /// The slot's key, and the override that it makes without its fields; none for a form that is no
    /// slot's.
    pub(crate) slot: Option<(&'static str, String)>,
}

impl Here {
    pub(crate) fn new(tables: &'static Tables, state: Option<State>, shown: &Shown) -> Self {
        let mut here = Self { place: state.map(|state| Place { tables, state }), ..Self::default() };
        here.visit(tables, shown);
        here
    }

    fn visit(&mut self, tables: &'static Tables, shown: &Shown) {
        let location = match &shown.view {
            View::Intercepted { host, .. } => host,
            _ => &shown.location,
        };
        self.spots.push(Spot {
            slot: shown.slot,
            key: tables.slots[shown.slot as usize].key,
            view: shown.key.clone(),
            location: location.clone(),
            is_default: shown.is_default,
            is_empty: matches!(shown.view, View::Nothing),
        });
        shown.slots().iter().for_each(|inner| self.visit(tables, inner));
    }

    /// The URL of what is there beneath an open intercepted page.
    pub(crate) fn beneath(&self) -> Option<String> {
        let Place { tables, state } = self.place.as_ref()?;
        state.background.as_ref().map(|url| url.to_text(tables.mount))
    }

    /// Whether that slot is there and shows something.
    pub(crate) fn shows(&self, key: &str) -> bool {
        self.spots.iter().any(|spot| spot.key == key && !spot.is_empty)
    }

    /// Whether the address bar, overrides apart, is this URL: what the browser can tell too, after steps
    /// that render no link anew.
    pub(crate) fn is_at(&self, href: &str) -> bool {
        self.place.as_ref().is_some_and(|place| place.is_at(href))
    }

    /// The step that shows a page, given by its own URL and its slot, without touching other slots. None
    /// where the slot, and every one around it, is not there.
    pub(crate) fn step_to(&self, url: &str, slot: &str) -> Option<SlotStep> {
        let place = self.place.as_ref()?;
        let page = Url::parse(place.tables.mount, url).ok()?;
        let slot = place.tables.slot(slot)?;
        let around = self.nearest(place.tables, slot, &page.location)?;
        let below = page.location.segments[base(place.tables, around)..].to_vec();
        let part = Part::At(SlotLocation::at(below).with_query(page.location.query.to_vec()));
        self.step(place, around, part, slot)
    }

    /// The step to a slot's default.
    pub(crate) fn step_to_default(&self, slot: &str) -> Option<SlotStep> {
        let spot = self.spots.iter().find(|spot| spot.key == slot)?;
        self.step(self.place.as_ref()?, spot.slot, Part::Default, spot.slot)
    }

    /// How a form for a page, given by its own URL and its slot, is sent.
    pub(crate) fn form_for(&self, url: &str, slot: &str) -> SlotFields {
        let action = url.split('?').next().unwrap_or_default().to_owned();
        let plain = SlotFields { action, kept: Vec::new(), slot: None };
        let Some(step) = self.step_to(url, slot) else { return plain };
        let item = step.item.split('?').next().unwrap_or_default().to_owned();
        let kept = self.kept_beside(url, step.slot).unwrap_or_default();
        SlotFields { kept, slot: Some((step.slot, item)), ..plain }
    }

    /// The overrides with which that URL leaves all slots but this one, and those inside it, as they are.
    fn kept_beside(&self, url: &str, slot: &str) -> Option<Vec<(String, String)>> {
        let Place { tables, state } = self.place.as_ref()?;
        let slot = tables.slot(slot)?;
        let url = Url::parse(tables.mount, url).ok()?;
        let next = navigate(tables, Some(state), &url, Ask::OptOut).ok()?;
        if next.loads == Loads::Hard {
            return None;
        }
        // Slots that would not be kept by themselves, as they reset.
        let is_lost = |spot: &&Spot| {
            let is_other = spot.slot != slot && !is_below(tables, spot.slot, slot);
            is_other && next.tree.in_slot(spot.slot).is_none_or(|shown| shown.key != spot.view)
        };
        let lost: Vec<_> = self.spots.iter().filter(is_lost).map(|spot| spot.to_override(tables)).collect();
        let next = if lost.is_empty() {
            next
        } else {
            navigate(tables, Some(state), &url.with_overrides(lost), Ask::OptOut).unwrap_or(next)
        };
        let overrides = next.state.url.overrides.iter();
        Some(overrides.map(|one| (format!("@{}", one.address), one.value())).collect())
    }

    /// The innermost slot that is there and in which the location can be shown: this one, or one around
    /// it. The document is none.
    fn nearest(&self, tables: &'static Tables, slot: SlotId, location: &SlotLocation) -> Option<SlotId> {
        let mut slot = slot;
        loop {
            let layout = tables.slots[slot as usize].layout?;
            let base = base(tables, slot);
            let is_there = |spot: &Spot| {
                spot.slot == slot && spot.location.segments.get(..base) == location.segments.get(..base)
            };
            if location.segments.len() >= base && self.spots.iter().any(is_there) {
                return Some(slot);
            }
            slot = tables.nodes[layout as usize].stands_in?;
        }
    }

    /// `shows_in`: the slot in which the view that is meant shows.
    fn step(&self, place: &Place, slot: SlotId, part: Part, shows_in: SlotId) -> Option<SlotStep> {
        let Place { tables, state } = place;
        let named = &tables.slots[slot as usize];
        let item = Override { address: named.address.to_owned(), part };
        let text = item.to_text();
        let target = state.url.with_overrides(vec![item]);
        let Next { state, tree, loads } = navigate(tables, Some(state), &target, Ask::Link(slot)).ok()?;
        let shown = tree.in_slot(shows_in).filter(|_| loads == Loads::Partial)?;
        let is_current = self.spots.iter().any(|spot| spot.slot == shows_in && spot.view == shown.key);
        let view = format!("{}={}", tables.slots[shows_in as usize].key, shown.key);
        let href = state.url.to_text(tables.mount);
        Some(SlotStep { href, slot: named.key, item: text, view, is_current })
    }
}

impl Place {
    fn is_at(&self, href: &str) -> bool {
        let own = self.state.url.with_overrides(Vec::new());
        own.to_text(self.tables.mount) == href
    }
}
