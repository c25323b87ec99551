//! What was asked for, below the mount.

use super::attempt::see;
use axum::extract::{OriginalUri, Request};
use axum::response::Response;
use http::{StatusCode, Uri};
use std::sync::Once;

static REPORTED: Once = Once::new();

/// A request's URL.
pub(super) struct Asked {
    /// As the browser shows it.
    pub(super) uri: Uri,
    /// What stands before `path`.
    pub(super) mount: &'static str,
    /// The path below the mount: empty, or with a slash first.
    pub(super) path: String,
}

/// The URL of a request, whether the service is nested (and sees only what stands below) or not; none
/// outside the mount.
pub(super) fn asked(request: &Request, mount: &'static str) -> Option<Asked> {
    let original = request.extensions().get::<OriginalUri>().map(|original| &original.0);
    if mount.is_empty() {
        let uri = request.uri();
        if original.is_some_and(|original| original.path() != uri.path()) {
            REPORTED.call_once(|| {
                tracing::warn!(
                    "a service without mount is nested: its links lack the prefix; give it `mount = \"…\"`"
                );
            });
        }
        return Some(Asked { uri: uri.clone(), mount, path: uri.path().to_owned() });
    }
    [original, Some(request.uri())].into_iter().flatten().find_map(|uri| {
        let path = uri.path().strip_prefix(mount)?;
        let is_below = path.is_empty() || path.starts_with('/');
        is_below.then(|| Asked { uri: uri.clone(), mount, path: path.to_owned() })
    })
}

impl Asked {
    /// A URL outside the mount.
    pub(super) fn elsewhere(request: &Request) -> Self {
        Self { uri: request.uri().clone(), mount: "", path: request.uri().path().to_owned() }
    }

    /// 308 to the canonical form (M1).
    pub(super) fn without_trailing_slash(&self) -> Response {
        let path = self.path.strip_suffix('/').unwrap_or(&self.path);
        let mut to = format!("{}{path}", self.mount);
        if to.is_empty() {
            to.push('/');
        }
        self.carry_query(&mut to);
        see(StatusCode::PERMANENT_REDIRECT, &to)
    }

    /// 307 or 308 with the query carried over (M17).
    pub(super) fn redirect(&self, mount: &str, permanent: bool, to: &str) -> Response {
        let mut to = match to.strip_prefix('/') {
            // The mount's own page is `/app`, not `/app/`.
            Some(rest) if !mount.is_empty() && (rest.is_empty() || rest.starts_with(['?', '#'])) => {
                format!("{mount}{rest}")
            }
            Some(_) => format!("{mount}{to}"),
            None => to.to_owned(),
        };
        self.carry_query(&mut to);
        let status = if permanent { StatusCode::PERMANENT_REDIRECT } else { StatusCode::TEMPORARY_REDIRECT };
        see(status, &to)
    }

    fn carry_query(&self, to: &mut String) {
        let Some(query) = self.uri.query().filter(|query| !query.is_empty()) else { return };
        let fragment = to.find('#').map(|at| to.split_off(at));
        to.push(if to.contains('?') { '&' } else { '?' });
        to.push_str(query);
        to.push_str(&fragment.unwrap_or_default());
    }
}
