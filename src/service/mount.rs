//! What was asked for, below the mount.

use super::attempt::see;
use crate::navigate::Url;
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
    [original, Some(request.uri())].into_iter().flatten().find_map(|uri| asked_at(uri.clone(), mount))
}

/// The same of a URL as the browser shows it.
pub(super) fn asked_at(uri: Uri, mount: &'static str) -> Option<Asked> {
    let path = uri.path().strip_prefix(mount)?;
    let path = (path.is_empty() || path.starts_with('/')).then(|| path.to_owned())?;
    Some(Asked { uri, mount, path })
}

impl Asked {
    /// A URL outside the mount.
    pub(super) fn elsewhere(uri: &Uri) -> Self {
        Self { uri: uri.clone(), mount: "", path: uri.path().to_owned() }
    }

    /// Taken apart; none if its path is not well encoded.
    pub(super) fn url(&self) -> Option<Url> {
        Url::below(&self.path, self.uri.query().unwrap_or_default()).ok()
    }

    /// Whether a slash stands at its end that the canonical form has not.
    pub(super) fn has_trailing_slash(&self) -> bool {
        self.path.ends_with('/') && (self.path != "/" || !self.mount.is_empty())
    }

    /// 308 to the canonical form (M1), with the query as it is.
    pub(super) fn without_trailing_slash(&self) -> Response {
        let path = self.path.strip_suffix('/').unwrap_or(&self.path);
        let mut to = format!("{}{path}", self.mount);
        if to.is_empty() {
            to.push('/');
        }
        if let Some(query) = self.uri.query().filter(|query| !query.is_empty()) {
            to.push('?');
            to.push_str(query);
        }
        see(StatusCode::PERMANENT_REDIRECT, &to)
    }
}
