//! Requests of htmx, whose target is a slot of ours.

use super::Service;
use super::mount::Asked;
use crate::navigate::{State, Url};
use crate::render::{Rendering, respond_with_slot};
use crate::resolve::Shown;
use crate::table::Tables;
use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;

/// The key of the slot that htmx is to fill, if the tree has it. Whoever wants a whole page, or fills
/// another element, gets the page.
pub(super) fn find_target(headers: &HeaderMap, tables: &Tables, shown: &Shown) -> Option<&'static str> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is = |name: &str| text(name) == Some("true");
    if !is("hx-request") || is("hx-boosted") || is("hx-history-restore-request") {
        return None;
    }
    // Version 4 says in words that it wants a page.
    if text("hx-request-type") == Some("full") {
        return None;
    }
    // An id; in version 4 `div#id`.
    let id = text("hx-target")?.rsplit('#').next()?;
    let named = |shown: &Shown| &tables.slots[shown.slot as usize];
    let found = shown.find(&|shown| named(shown).layout.is_some() && named(shown).id == id)?;
    Some(named(found).key)
}

impl Service {
    pub(super) async fn show_slot(
        &self,
        request: Request,
        asked: &Asked,
        url: Url,
        shown: Shown,
        slot: &str,
    ) -> Response {
        self.record_route(&shown);
        let (mut parts, _) = request.into_parts();
        parts.uri = asked.uri.clone();
        let super::Spec { app, tables, build, .. } = &*self.spec;
        let state = Some(State { url, background: None });
        let request = crate::render::Request { app: app.clone(), tables, parts, state, struck: None };
        let rendering = Rendering { request, shown, build: build.clone(), mount: tables.mount };
        respond_with_slot(rendering, slot).await
    }
}
