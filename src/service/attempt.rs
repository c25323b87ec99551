//! One request: a page, a redirect, an error, or handed on.

use super::decide::Decision;
use super::mount::{Asked, asked};
use super::own::answer_own;
use super::soft::Soft;
use super::subresource::{is_subresource, missing};
use super::{Next, Service};
use crate::failure::RawFailure;
use crate::navigate::{State, Url};
use crate::render::{Ended, Rendering, Struck, catch, redirect, respond};
use crate::resolve::{Claim, Shown, View, resolve_not_found};
use crate::segments::SlotLocation;
use crate::table::{Boundaries, PageId, Tables};
use axum::extract::{OriginalUri, Request};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::future::Future;
use std::pin::Pin;
use tower::ServiceExt;
use tracing::field::Empty;
use tracing::{Instrument, Span};

impl Service {
    /// Answers whatever comes.
    pub(super) async fn answer(&self, request: Request) -> Response {
        let original = request.extensions().get::<OriginalUri>();
        let path = original.map_or(request.uri(), |original| &original.0).path();
        let span = tracing::info_span!(
            "request",
            http.request.method = %request.method(),
            url.path = path,
            http.route = Empty,
            http.response.status_code = Empty,
        );
        let inside = span.clone();
        async move {
            let response = match self.attempt(request).await {
                Ok(response) => response,
                Err(request) if Soft::of(request.headers()).is_some() => self.conflict(),
                Err(request) if is_subresource(request.headers()) => missing(),
                Err(request) => self.root_not_found(request).await,
            };
            inside.record("http.response.status_code", response.status().as_u16());
            response
        }
        .instrument(span)
        .await
    }

    /// Answers what this spec or what comes next answers; hands back the rest.
    fn attempt(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, Request>> + Send + '_>> {
        Box::pin(async move {
            let request = match self.attempt_own(request).await {
                Ok(response) => return Ok(response),
                Err(request) => request,
            };
            self.attempt_next(request).await
        })
    }

    async fn attempt_next(&self, mut request: Request) -> Result<Response, Request> {
        for next in &self.next {
            request = match next {
                Next::Transom(service) => match service.attempt(request).await {
                    Ok(response) => return Ok(response),
                    Err(request) => request,
                },
                Next::Other(service) => {
                    return Ok(service.clone().oneshot(request).await.unwrap_or_else(|never| match never {}));
                }
            };
        }
        Err(request)
    }

    async fn attempt_own(&self, request: Request) -> Result<Response, Request> {
        let Some(asked) = asked(&request, self.spec.tables.mount) else { return Err(request) };
        if let Some(response) = answer_own(&asked, request.method(), request.headers()) {
            return Ok(response);
        }
        let Some(url) = asked.url() else {
            return Ok((StatusCode::BAD_REQUEST, "The path is not well encoded.\n").into_response());
        };
        match catch(|| self.decide(&request, &asked, &url)) {
            Ok(decision) => self.carry_out(decision, request, &asked, url).await,
            Err(failure) => Ok(self.show_failure(request.into_parts().0, &asked, failure).await),
        }
    }

    async fn carry_out(
        &self,
        decision: Decision,
        request: Request,
        asked: &Asked,
        url: Url,
    ) -> Result<Response, Request> {
        Ok(match decision {
            Decision::Answer(response) => response,
            Decision::Act(posting) => self.act(request, asked, &url.location, *posting).await,
            Decision::Part(next, soft) => self.show_part(request, asked, *next, &soft).await,
            Decision::Slot(shown, slot) => self.show_slot(request, asked, url, shown, slot).await,
            Decision::Page(shown) => {
                self.record_route(&shown);
                self.show(request, asked, Some(url), shown).await
            }
            Decision::NotFound(_) if is_subresource(request.headers()) => missing(),
            Decision::NotFound(shown) => self.show(request, asked, Some(url), shown).await,
            Decision::PostedOnly(shown) => self.show_that_it_is_posted_only(request, asked, url, shown).await,
            Decision::HandOn => return Err(request),
        })
    }

    async fn show(&self, request: Request, asked: &Asked, url: Option<Url>, shown: Shown) -> Response {
        self.show_struck(request.into_parts().0, asked, url, shown, None).await
    }

    /// The same, with one slot showing how an action ended.
    pub(super) async fn show_struck(
        &self,
        mut parts: Parts,
        asked: &Asked,
        url: Option<Url>,
        shown: Shown,
        struck: Option<Struck>,
    ) -> Response {
        parts.uri = asked.uri.clone();
        let super::Spec { app, tables, build, .. } = &*self.spec;
        // From what is not there no step leads on, which is found out by whoever takes one.
        let state = url.map(|url| State { url, background: None });
        let request = crate::render::Request { app: app.clone(), tables, parts, state, struck };
        respond(Rendering { request, shown, build: build.clone(), mount: tables.mount }).await
    }

    /// What came before any view, a panic in a type of the user's above all, shows as a document that has
    /// failed.
    pub(super) async fn show_failure(&self, parts: Parts, asked: &Asked, failure: RawFailure) -> Response {
        let (name, place) = ("what the URL shows", self.spec.tables.source);
        let boundaries = Boundaries { loading: None, error: None, not_found: None };
        let location = SlotLocation::at(Vec::new());
        let shown = Shown::not_found(0, location.clone());
        let struck = Struck { slot: 0, name, place, boundaries, location, ended: Ended::Failed(failure) };
        self.show_struck(parts, asked, None, shown, Some(struck)).await
    }

    /// The URL of an action at which no page stands: typed into the address bar, most likely.
    async fn show_that_it_is_posted_only(
        &self,
        request: Request,
        asked: &Asked,
        url: Url,
        shown: Shown,
    ) -> Response {
        let mut response = self.show(request, asked, Some(url), shown).await;
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        response
    }

    pub(super) fn record_route(&self, shown: &Shown) {
        let tables = self.spec.tables;
        Span::current().record("http.route", format!("{}{}", tables.mount, route(tables, shown)));
    }

    pub(super) fn not_found_at(&self, location: &SlotLocation, claim: Claim) -> Option<Shown> {
        let app = &self.spec.app;
        resolve_not_found(self.spec.tables, location, claim, |node| app.has_not_found(node))
    }

    /// The `not_found` of the file, of the first spec that has one; else that of any layout around.
    async fn root_not_found(&self, request: Request) -> Response {
        if let Some(service) = self.with_root_not_found() {
            return service.show_not_found(request).await;
        }
        match catch(|| self.in_any_layout(&request)) {
            Ok(Some((service, asked, url, shown))) => service.show(request, &asked, Some(url), shown).await,
            Ok(None) => self.show_not_found(request).await,
            Err(failure) => {
                let asked = self.asked_or_elsewhere(&request);
                self.show_failure(request.into_parts().0, &asked, failure).await
            }
        }
    }

    async fn show_not_found(&self, request: Request) -> Response {
        let asked = self.asked_or_elsewhere(&request);
        let url = asked.url();
        let location = url.as_ref().map_or_else(|| SlotLocation::at(Vec::new()), |url| url.location.clone());
        let shown = Shown::not_found(0, location);
        self.show(request, &asked, url, shown).await
    }

    fn asked_or_elsewhere(&self, request: &Request) -> Asked {
        asked(request, self.spec.tables.mount).unwrap_or_else(|| Asked::elsewhere(request.uri()))
    }

    /// The first spec with a layout whose path fits, though it names nothing of the URL.
    fn in_any_layout(&self, request: &Request) -> Option<(&Self, Asked, Url, Shown)> {
        let here = asked(request, self.spec.tables.mount).and_then(|asked| {
            let url = asked.url()?;
            let shown = self.not_found_at(&url.location, Claim::Any)?;
            Some((self, asked, url, shown))
        });
        if here.is_some() {
            return here;
        }
        self.next.iter().find_map(|next| match next {
            Next::Transom(service) => service.in_any_layout(request),
            Next::Other(_) => None,
        })
    }

    fn with_root_not_found(&self) -> Option<&Self> {
        if self.spec.app.has_not_found(0) {
            return Some(self);
        }
        self.next.iter().find_map(|next| match next {
            Next::Transom(service) => service.with_root_not_found(),
            Next::Other(_) => None,
        })
    }
}

/// The pattern of the page that the URL stands for: the main chain's, else the first that matched.
fn route(tables: &'static Tables, shown: &Shown) -> &'static str {
    fn first(shown: &Shown) -> Option<PageId> {
        match &shown.view {
            View::Page { page, .. } if !shown.is_default => Some(*page),
            View::Layout { slots, .. } => slots.iter().find_map(first),
            _ => None,
        }
    }
    first(shown).map_or("", |page| tables.pages[page as usize].pattern)
}

/// What a `Location` may not hold: what no header can, and the backslash, which browsers read as a slash,
/// so that `/\host` would lead to another site.
const LOCATION: &AsciiSet = &CONTROLS.add(b' ').add(b'\\');

/// A redirect to a text that may be no header's.
pub(super) fn see(status: StatusCode, to: &str) -> Response {
    match HeaderValue::from_str(&utf8_percent_encode(to, LOCATION).to_string()) {
        Ok(to) => redirect(status, to),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
