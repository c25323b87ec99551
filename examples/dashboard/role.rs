//! Who is looking: a guest, or an administrator. A demonstration: the cookie says so, and anybody can write it.

use axum::http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use transom::Cx;

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
        if is_admin(cx.headers()) { Self::Admin } else { Self::Guest }
    }

    /// Keeps it for the requests that follow.
    pub(crate) fn keep(self, cx: &Cx) {
        cx.set_cookie(HeaderValue::from_static(match self {
            Self::Guest => "dashboard-role=guest; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
            Self::Admin => "dashboard-role=admin; Path=/; HttpOnly; SameSite=Lax",
        }));
    }
}

fn is_admin(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.split_once('='));
    pairs.any(|(name, role)| name.trim() == COOKIE && role.trim() == "admin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_cookie_makes_an_administrator() {
        let with =
            |cookie| is_admin(&HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(cookie))]));
        assert!(with("a=b; dashboard-role=admin"));
        assert!(!with("dashboard-role=guest") && !with("other-role=admin") && !with("admin"));
        assert!(!is_admin(&HeaderMap::new()));
    }
}
