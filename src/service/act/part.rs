//! Answers to a soft POST: the slots that something has become of, and nothing else.

use super::page::shows_itself;
use super::{Posted, Standing, see_other, with_status};
use crate::action::{IsPage, RefusedForm, SlotKey};
use crate::location::Location;
use crate::navigate::{Ask, Loads, Next, State, Url, navigate};
use crate::render::{Ended, Leaves, Part};
use crate::resolve::{Shown, View};
use crate::table::{SlotId, Tables};
use axum::response::Response;
use http::StatusCode;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

impl Posted<'_> {
    /// These slots anew, as far as they are on screen, and those that still say what was wrong before.
    pub(super) async fn refresh_in_part(mut self, slots: &[SlotKey]) -> Response {
        let Some(Standing { soft, next }) = self.standing.take() else { return self.service.conflict() };
        let slots: Vec<&str> = slots.iter().map(|slot| slot.as_str()).chain(soft.refused()).collect();
        let response = self.service.send_part(self.parts_for_page(), next, Part::These(&slots), None).await;
        self.or_go_back(response)
    }

    /// The form's page again where it is on screen, and the slot that the form stands in, which may be another:
    /// one form can stand in several. Else a step to that page. Where that leads nowhere else, or to another
    /// document, the slot that the form stands in says what is wrong.
    pub(super) async fn refuse_in_part(
        mut self,
        page: &Location,
        is_page: &IsPage,
        refused: RefusedForm,
    ) -> Response {
        let Some(Standing { soft, next }) = self.standing.take() else { return self.service.conflict() };
        let mut parts = self.parts_for_page();
        parts.extensions.insert(refused);
        let tables = self.service.spec.tables;
        let shows_page = |shown: &Shown| shows_itself(shown, is_page);
        let mut slots = slots_of(tables, &next.tree, &shows_page);
        let step = if slots.is_empty() { step(tables, &next, page) } else { None };
        if !slots.is_empty() {
            let is_form = |shown: &Shown| self.is_said(shown) && !matches!(shown.view, View::Layout { .. });
            slots = slots_of(tables, &next.tree, &|shown| shows_page(shown) || is_form(shown));
        }
        let response = match step {
            Some(step) => self.service.send_part(parts, step, soft.changed(Leaves::Keep), None).await,
            None => {
                if slots.is_empty() {
                    slots = self.slots_with_form(&next.tree);
                }
                self.service.send_part(parts, next, Part::These(&slots), None).await
            }
        };
        with_status(self.or_go_back(response), REFUSED)
    }

    /// A form that could not be read, of which nobody said what page it stands on.
    pub(super) async fn refuse_unread_in_part(mut self, refused: RefusedForm) -> Response {
        let Some(Standing { next, .. }) = self.standing.take() else { return self.service.conflict() };
        let slots = self.slots_with_form(&next.tree);
        let mut parts = self.parts_for_page();
        parts.extensions.insert(refused);
        with_status(self.service.send_part(parts, next, Part::These(&slots), None).await, REFUSED)
    }

    /// The slot that the form stands in, as the browser says; else the one in which a page declared beside the
    /// action is open over the others; else those that show such a page; else all.
    fn slots_with_form(&self, tree: &Shown) -> Vec<&'static str> {
        let tables = self.service.spec.tables;
        let is_said = |shown: &Shown| self.is_said(shown);
        let is_beside = |page| tables.pages[page as usize].node == self.action.node;
        let is_open = |shown: &Shown| matches!(shown.view, View::Intercepted { page, .. } if is_beside(page));
        let shows_beside = |shown: &Shown| match shown.view {
            View::Page { page, .. } => is_beside(page),
            _ => shown.slot == self.action.slot,
        };
        let is_leaf = |shown: &Shown| !matches!(shown.view, View::Layout { .. });
        let guesses: [&dyn Fn(&Shown) -> bool; 4] = [&is_said, &is_open, &shows_beside, &is_leaf];
        let mut slots = guesses.iter().map(|is_it| slots_of(tables, tree, is_it));
        slots.find(|slots| !slots.is_empty()).unwrap_or_default()
    }

    /// Whether the browser says that the form stands in that slot.
    fn is_said(&self, shown: &Shown) -> bool {
        let key = self.service.spec.tables.slots[shown.slot as usize].key;
        self.parts.headers.get("transom-form").is_some_and(|said| said.as_bytes() == key.as_bytes())
    }

    /// How the action ended: in the dialog that its form stands in, as all else is beneath it; else in its own
    /// slot; on a page without that, in the outermost main one.
    pub(super) async fn end_in_part(mut self, ended: Ended, status: StatusCode) -> Response {
        let Some(Standing { next, .. }) = self.standing.take() else { return self.service.conflict() };
        // The document itself can't be sent.
        let has = |slot: &SlotId| next.tree.slots().iter().any(|inner| inner.in_slot(*slot).is_some());
        let is_dialog = |shown: &Shown| self.is_said(shown) && matches!(shown.view, View::Intercepted { .. });
        let slot = find(&next.tree, &is_dialog).or_else(|| Some(self.action.slot).filter(has));
        let slot = slot.or_else(|| next.tree.slots().first().map(|shown| shown.slot));
        let struck = slot.map(|slot| self.struck(slot, ended));
        let parts = self.parts_for_page();
        let response = self.service.send_part(parts, next, Part::These(&[]), struck).await;
        with_status(self.or_go_back(response), status)
    }

    /// An error without slots says that nothing was done, and the browser would send the form again. After an
    /// action has run it is led to the page that could not be sent in part.
    fn or_go_back(&self, response: Response) -> Response {
        if response.status().is_client_error() && !response.headers().contains_key("transom-slots") {
            see_other(&self.url_to_go_back_to())
        } else {
            response
        }
    }
}

/// The keys of the outermost slots that show such a thing.
fn slots_of(tables: &'static Tables, shown: &Shown, is_it: &dyn Fn(&Shown) -> bool) -> Vec<&'static str> {
    if is_it(shown) {
        return vec![tables.slots[shown.slot as usize].key];
    }
    shown.slots().iter().flat_map(|inner| slots_of(tables, inner, is_it)).collect()
}

/// The first slot that shows such a thing.
fn find(shown: &Shown, is_it: &dyn Fn(&Shown) -> bool) -> Option<SlotId> {
    if is_it(shown) { Some(shown.slot) } else { shown.slots().iter().find_map(|inner| find(inner, is_it)) }
}

/// The step from what is on screen to a page; none if it is no step, or loads a document.
fn step(tables: &'static Tables, from: &Next, page: &Location) -> Option<Next> {
    let to = Url::parse(tables.mount, page.as_str()).ok()?;
    let next = navigate(tables, Some(&from.state), &to, Ask::Soft).ok()?;
    let text = |state: &State| {
        (state.url.to_text(tables.mount), state.background.as_ref().map(|url| url.to_text(tables.mount)))
    };
    (next.loads == Loads::Partial && text(&next.state) != text(&from.state)).then_some(next)
}
