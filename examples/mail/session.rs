//! Who is signed in. A demonstration: the cookie holds the bare name, which anybody can write into it. A real
//! application keeps a random number there, and the name on the server.

use crate::app::App;
use crate::model::User;
use crate::queries::users;
use crate::routes;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use transom::{Cx, Error, Location, Stop};

const COOKIE: &str = "mail-user";

/// The user of this request; else the way to the sign-in page, and back.
pub(crate) async fn user(app: &App, cx: &Cx) -> Result<User, Error> {
    let found = match login(cx.headers()) {
        Some(login) => app.db.run(move |db| users::find(db, &login)).await?,
        None => None,
    };
    Ok(found.ok_or_else(|| Stop::Redirect(sign_in(cx)))?)
}

fn sign_in(cx: &Cx) -> Location {
    let here = cx.uri().path_and_query().map(ToString::to_string);
    let to = here.filter(|url| url != "/" && matches!(*cx.method(), Method::GET | Method::HEAD));
    Location::from(&routes::SignIn { to })
}

fn login(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.split_once('='));
    pairs.find(|(name, _)| name.trim() == COOKIE).map(|(_, login)| login.trim().to_owned())
}

/// Signs somebody in. Only logins that the database knows get here: plain letters.
pub(crate) fn start(cx: &Cx, user: &User) {
    set(cx, &format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", user.login));
}

/// Signs out.
pub(crate) fn end(cx: &Cx) {
    set(cx, &format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
}

fn set(cx: &Cx, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        cx.set_cookie(cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        assert_eq!(login(&headers), None);
        headers.append(header::COOKIE, HeaderValue::from_static("a=b; mail-user=ada; c"));
        assert_eq!(login(&headers).as_deref(), Some("ada"));
    }
}
