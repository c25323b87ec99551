//! Who is looking: a guest, or an administrator. A demonstration: the cookie says so, and anybody can write it.

use serde::Deserialize;
use transom::cookie::SameSite;
use transom::{Cookie, Cx};

const COOKIE: &str = "dashboard-role";

/// The form of the buttons below the navigation.
#[derive(Debug, Deserialize)]
pub(crate) struct Playing {
    pub(crate) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Guest,
    Admin,
}

impl Role {
    /// The role of this request.
    pub(crate) fn of(cx: &Cx) -> Self {
        if cx.cookie(COOKIE) == Some("admin") { Self::Admin } else { Self::Guest }
    }

    /// Keeps it for the requests that follow.
    pub(crate) fn keep(self, cx: &Cx) {
        let cookie = Cookie::build((COOKIE, "admin")).path("/").http_only(true).same_site(SameSite::Lax);
        cx.set_cookie(match self {
            Self::Guest => cookie.removal(),
            Self::Admin => cookie,
        });
    }
}
