//! Answers without scripts: post, redirect, get; or the page that the form stands on once more, whose status
//! says that it was refused or has failed.

use super::origin::OnScreen;
use super::{Posted, with_status};
use crate::action::{AtAction, Errors, IsPage, RefusedForm};
use crate::location::Location;
use crate::render::{Ended, Struck};
use crate::resolve::{Shown, View};
use crate::service::mount::{Asked, asked_at};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

impl Posted<'_> {
    /// Shows a form again, with status 422 and what was typed: where it stands, else on its own page.
    pub(super) async fn refuse(&self, page: &Location, is_page: &IsPage, refused: RefusedForm) -> Response {
        let on_screen =
            self.on_screen().filter(|on_screen| on_screen.shown.any(&|shown| shows_itself(shown, is_page)));
        let page = on_screen.or_else(|| self.service.on_screen_at(page.as_str()));
        self.show_again(page, refused).await
    }

    /// The same for a form that could not be read, of which nobody said what page it stands on.
    pub(super) async fn refuse_unread(&self, refused: RefusedForm) -> Response {
        let own = self.parts.uri.path();
        let page = self.on_screen().or_else(|| self.service.on_screen_at(own));
        let page = page.or_else(|| self.service.on_screen_at(&self.layout_url()?));
        self.show_again(page, refused).await
    }

    async fn show_again(&self, page: Option<OnScreen>, refused: RefusedForm) -> Response {
        let Some(page) = page else { return in_words(&refused.errors) };
        let mut parts = self.parts_for_page();
        parts.extensions.insert(refused);
        self.show(parts, page, None, StatusCode::UNPROCESSABLE_ENTITY).await
    }

    /// The page that the form stands on, with how the action ended in the action's slot.
    pub(super) async fn end_on_page(&self, ended: Ended, status: StatusCode) -> Response {
        let slot = self.action.slot;
        let fits = |page: &OnScreen| page.shown.in_slot(slot).is_some();
        let page = self.on_screen().filter(fits);
        let page = page.or_else(|| self.service.on_screen_at(&self.layout_url()?).filter(fits));
        let (page, slot) = match page {
            Some(page) => (page, slot),
            None => (self.document(), 0),
        };
        self.show(self.parts_for_page(), page, Some(self.struck(slot, ended)), status).await
    }

    /// A document to show a failure, where no page has a place for it.
    fn document(&self) -> OnScreen {
        let asked = asked_at(self.parts.uri.clone(), self.service.spec.tables.mount);
        let asked = asked.unwrap_or_else(|| Asked::elsewhere(&self.parts.uri));
        let url = asked.url();
        OnScreen { asked, url, shown: Shown::not_found(0, self.location.clone()) }
    }

    async fn show(
        &self,
        mut parts: Parts,
        page: OnScreen,
        struck: Option<Struck>,
        status: StatusCode,
    ) -> Response {
        parts.extensions.insert(AtAction);
        with_status(self.service.show_struck(parts, &page.asked, page.url, page.shown, struck).await, status)
    }
}

/// Whether a slot shows a page, its own or an intercepted one.
pub(super) fn shows_itself(shown: &Shown, is_page: &IsPage) -> bool {
    matches!(&shown.view, View::Page { data, .. } | View::Intercepted { data, .. } if is_page(data))
}

/// Where no page is known that could show them.
fn in_words(errors: &Errors) -> Response {
    let lines = errors.iter().map(|(field, message)| match field {
        "" => format!("{message}\n"),
        field => format!("{field}: {message}\n"),
    });
    (StatusCode::UNPROCESSABLE_ENTITY, lines.collect::<String>()).into_response()
}
