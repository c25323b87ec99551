//! Who is signed in. A demonstration: the cookie holds the bare name, which anybody can write into it. A real
//! application keeps a random number there, and the name on the server.

use crate::app::App;
use crate::model::User;
use crate::queries::users;
use crate::routes;
use axum::http::Method;
use transom::cookie::{CookieBuilder, SameSite};
use transom::{Cookie, Cx, Error, Location, Stop};

const COOKIE: &str = "mail-user";

/// The user of this request; else the way to the sign-in page, and back.
pub(crate) async fn user(app: &App, cx: &Cx) -> Result<User, Error> {
    let found = match cx.cookie(COOKIE).map(str::to_owned) {
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

/// Signs somebody in. Only logins that the database knows get here: plain letters.
pub(crate) fn start(cx: &Cx, user: &User) {
    cx.set_cookie(cookie(user.login.clone()));
}

/// Signs out.
pub(crate) fn end(cx: &Cx) {
    cx.set_cookie(cookie(String::new()).removal());
}

fn cookie(login: String) -> CookieBuilder<'static> {
    Cookie::build((COOKIE, login)).path("/").http_only(true).same_site(SameSite::Lax)
}
