//! Soft requests: a browser that shows a page of this build asks for what another URL changes.

use super::Service;
use super::mount::Asked;
use crate::navigate::Url;
use crate::render::{Have, Leaves, Part, Partial, conflict, respond_in_part};
use crate::resolve::{Shown, View, hard};
use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;

/// What the headers of a soft request say.
pub(super) struct Soft {
    have: Have,
}

impl Soft {
    /// None if a page is asked for. A browser's own navigation never is soft, whatever its headers.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let is_navigation = text(headers, "sec-fetch-mode") == Some("navigate");
        let have = Have::of(headers).filter(|_| !is_navigation)?;
        Some(Self { have })
    }
}

impl Service {
    /// Sends what the browser does not show yet, or 409 if it has to load the page.
    pub(super) async fn show_part(
        &self,
        request: Request,
        asked: &Asked,
        shown: Shown,
        soft: Soft,
    ) -> Response {
        let super::Spec { app, tables, build, .. } = &*self.spec;
        let (mut parts, _) = request.into_parts();
        let of_build = parts.headers.get("transom-build");
        if of_build.is_some_and(|other| other != build) || !self.has_document(&parts.headers, &shown, &soft) {
            return self.conflict();
        }
        parts.uri = asked.uri.clone();
        let refresh = parts.headers.contains_key("transom-refresh");
        let only = text(&parts.headers, "transom-only").map(str::to_owned);
        let part = match &only {
            Some(only) => Part::Only(only),
            None => {
                let leaves = if refresh { Leaves::Refresh } else { Leaves::Keep };
                Part::Changed { have: &soft.have, leaves }
            }
        };
        let request = crate::render::Request { app: app.clone(), tables, parts, struck: None };
        respond_in_part(Partial { request, shown, part, build: build.clone() }).await
    }

    /// 409: the browser is to load the page.
    pub(super) fn conflict(&self) -> Response {
        conflict(self.spec.build.clone())
    }

    /// Whether the browser's document is the one that the tree stands in.
    fn has_document(&self, headers: &HeaderMap, shown: &Shown, soft: &Soft) -> bool {
        let View::Layout { slots, .. } = &shown.view else { return false };
        let tables = self.spec.tables;
        if headers.contains_key("transom-from") {
            let from = text(headers, "transom-from").and_then(|from| Url::parse(tables.mount, from).ok());
            let from = from.and_then(|from| hard(tables, &from).ok());
            return from.is_some_and(|from| from.key == shown.key);
        }
        slots.is_empty() || slots.iter().any(|slot| soft.have.has(tables.slots[slot.slot as usize].key))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
