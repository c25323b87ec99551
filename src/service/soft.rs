//! Soft requests: a browser that shows a page of this build asks for what a step to another URL changes.

use super::Service;
use super::decide::Decision;
use super::mount::Asked;
use crate::navigate::{Ask, Loads, Next, State, Url, navigate, restore};
use crate::render::{Have, Leaves, Part, Partial, Struck, conflict, respond_in_part};
use crate::resolve::{Claim, Halt, View};
use crate::table::{SlotId, Tables};
use axum::extract::Request;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

/// What the headers of a soft request say. None of it is trusted for more than what to send: what may be
/// seen, the URLs alone decide.
pub(super) struct Soft {
    have: Have,
    /// What the browser shows; none if it does not say.
    from: Option<String>,
    background: Option<String>,
    /// The slot that the link is for.
    link: Option<String>,
    /// The one slot that is asked for.
    only: Option<String>,
    leaves: Leaves,
    build: Option<String>,
}

/// What a soft request comes to.
enum Step {
    Partial(Box<Next>),
    /// The browser is to load the page.
    Load,
    /// Nothing of this spec.
    Unmatched,
}

impl Soft {
    /// None if a page is asked for. A browser's own navigation never is soft, whatever its headers.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let is_navigation = text(headers, "sec-fetch-mode").is_some_and(|mode| mode == "navigate");
        let have = Have::of(headers).filter(|_| !is_navigation)?;
        let is_refresh = headers.contains_key("transom-refresh");
        Some(Self {
            have,
            from: text(headers, "transom-from"),
            background: text(headers, "transom-background"),
            link: text(headers, "transom-link"),
            only: text(headers, "transom-only"),
            leaves: if is_refresh { Leaves::Refresh } else { Leaves::Keep },
            build: text(headers, "transom-build"),
        })
    }

    /// What the browser shows, as it says.
    pub(super) fn shown(&self, tables: &'static Tables) -> Option<Next> {
        let url = Url::parse(tables.mount, self.from.as_ref()?).ok()?;
        let background =
            self.background.as_ref().map(|url| Url::parse(tables.mount, url)).transpose().ok()?;
        match stand(tables, &State { url, background }) {
            Step::Partial(next) => Some(*next),
            Step::Load | Step::Unmatched => None,
        }
    }

    /// What of a step's tree is to be sent.
    pub(super) fn changed(&self, leaves: Leaves) -> Part<'_> {
        Part::Changed { have: &self.have, leaves }
    }

    /// The slots that still say what was wrong with a form.
    pub(super) fn refused(&self) -> impl Iterator<Item = &str> {
        self.have.refused()
    }

    /// The step that is asked for.
    fn step(&self, tables: &'static Tables, to: &Url) -> Step {
        let Some(from) = &self.from else { return self.step_from_nowhere(tables, to) };
        let Ok(from) = Url::parse(tables.mount, from) else { return Step::Load };
        let background = self.background.as_ref().map(|url| Url::parse(tables.mount, url));
        let Ok(background) = background.transpose() else { return Step::Load };
        let from = State { url: from, background };
        let is_there = from.url.to_text(tables.mount) == to.to_text(tables.mount);
        let ask = match &self.link {
            // A guard has led elsewhere, where a slot of what is shown is not asked for.
            _ if self.only.is_some() && !is_there => return Step::Load,
            // All of what is shown once more, after going back to it, or one slot.
            None if is_there => return stand(tables, &from),
            _ if self.only.is_some() => return stand(tables, &from),
            None => Ask::Soft,
            Some(key) => match tables.slot(key) {
                Some(slot) => Ask::Link(slot),
                None => return Step::Load,
            },
        };
        match navigate(tables, Some(&from), to, ask) {
            Ok(next) if next.loads == Loads::Partial => Step::Partial(Box::new(next)),
            Err(Halt::Unmatched) if ask == Ask::Soft => Step::Unmatched,
            Ok(_) | Err(_) => Step::Load,
        }
    }

    /// A hard load, of which the browser wants what it lacks: if its page has a slot of that document.
    fn step_from_nowhere(&self, tables: &'static Tables, to: &Url) -> Step {
        let has = |slot: SlotId| self.have.has(tables.slots[slot as usize].key);
        match navigate(tables, None, to, Ask::Hard) {
            Ok(next) if next.tree.slots().iter().any(|shown| has(shown.slot)) => {
                Step::Partial(Box::new(next))
            }
            Err(Halt::Unmatched) => Step::Unmatched,
            Ok(_) | Err(_) => Step::Load,
        }
    }
}

/// No step: the state as it is.
fn stand(tables: &'static Tables, state: &State) -> Step {
    match restore(tables, state) {
        Ok(next) if matches!(next.tree.view, View::Layout { .. }) => Step::Partial(Box::new(next)),
        Err(Halt::Unmatched) => Step::Unmatched,
        Ok(_) | Err(_) => Step::Load,
    }
}

impl Service {
    /// What the browser does not show yet, or 409 if it has to load the page; or nothing of this spec.
    pub(super) fn decide_softly(&self, url: &Url, soft: Soft) -> Decision {
        match soft.step(self.spec.tables, url) {
            Step::Partial(next) if self.is_build(&soft) => Decision::Part(next, Box::new(soft)),
            Step::Partial(next) => Decision::Answer(self.conflict_at(&next.state.url)),
            Step::Unmatched if self.not_found_at(&url.location, Claim::Named).is_none() => Decision::HandOn,
            Step::Load | Step::Unmatched => Decision::Answer(self.conflict()),
        }
    }

    /// 409: the browser is to load the page.
    pub(super) fn conflict(&self) -> Response {
        conflict(self.spec.build.clone())
    }

    /// 409 to a browser of another build, with the URL under which it finds all that it would have kept.
    fn conflict_at(&self, url: &Url) -> Response {
        let mut response = self.conflict();
        if let Ok(url) = HeaderValue::from_str(&url.to_text(self.spec.tables.mount)) {
            response.headers_mut().insert(HeaderName::from_static("transom-url"), url);
        }
        response
    }

    pub(super) fn is_build(&self, soft: &Soft) -> bool {
        soft.build.as_ref().is_none_or(|build| self.spec.build == build.as_str())
    }

    pub(super) async fn show_part(
        &self,
        request: Request,
        asked: &Asked,
        next: Next,
        soft: &Soft,
    ) -> Response {
        self.record_route(&next.tree);
        let (mut parts, _) = request.into_parts();
        parts.uri = asked.uri.clone();
        let only = soft.only.as_deref();
        let part = match only.as_ref() {
            Some(only) => Part::These(std::slice::from_ref(only)),
            None => soft.changed(soft.leaves),
        };
        self.send_part(parts, next, part, None).await
    }

    /// Sends a part of what a step leads to. `struck`: one slot shows how an action ended.
    pub(super) async fn send_part(
        &self,
        mut parts: Parts,
        next: Next,
        part: Part<'_>,
        struck: Option<Struck>,
    ) -> Response {
        let Next { state, tree: shown, .. } = next;
        let super::Spec { app, tables, build, .. } = &*self.spec;
        let url = state.url.to_text(tables.mount);
        let is_asked = parts.uri.path_and_query().is_some_and(|asked| asked.as_str() == url);
        parts.uri = url.parse::<Uri>().unwrap_or(parts.uri);
        let background = state.background.as_ref().map(|url| url.to_text(tables.mount));
        let request = crate::render::Request { app: app.clone(), tables, parts, state: Some(state), struck };
        let url = (!is_asked).then_some(url);
        respond_in_part(Partial { request, shown, part, url, background, build: build.clone() }).await
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
