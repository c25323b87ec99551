//! Guards before actions.

use crate::app::{Act, App};
use crate::{count, routes};
use axum::body::Body;
use http::{Request, header};
use transom::testing::{Reply, send_request};

async fn post<const N: usize>(acts: [(&'static str, Act); N], path: &str) -> (Reply, Vec<String>) {
    post_with(acts, path, &[("x-user", "ann")]).await
}

/// As a browser with scripts that shows the desk.
async fn post_softly<const N: usize>(acts: [(&'static str, Act); N], path: &str) -> (Reply, Vec<String>) {
    let soft = [("transom-have", "desk@main=x"), ("transom-from", "/desk/7"), ("sec-fetch-mode", "cors")];
    post_with(acts, path, &[[("x-user", "ann")].as_slice(), &soft].concat()).await
}

async fn post_with<const N: usize>(
    acts: [(&'static str, Act); N],
    path: &str,
    headers: &[(&str, &str)],
) -> (Reply, Vec<String>) {
    let app = App::new(acts);
    let mut request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::REFERER, "http://localhost/desk/7")
        .header(header::HOST, "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let reply = send_request(&routes::service(app.clone()), request.body(Body::empty()).unwrap()).await;
    (reply, app.ran())
}

#[tokio::test(start_paused = true)]
async fn an_action_gets_what_guards_yield() {
    let (reply, ran) = post([], "/desk/7/save").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/desk/7/plain?days=1")));
    assert_eq!(ran, ["session", "user", "key", "save"]);
    let (reply, ran) = post([], "/desk/7/read").await;
    assert_eq!(reply.header("location"), Some("/desk/7/plain?days=5"), "{}", reply.body());
    assert_eq!(ran, ["session", "user", "key", "wanted", "feed", "read"]);
}

#[tokio::test(start_paused = true)]
async fn an_action_behind_a_refusal_does_not_run() {
    for (guard, path, action) in [
        ("session", "/desk/7/save", "save"),
        ("user", "/desk/7/save", "save"),
        ("feed", "/desk/7/read", "read"),
        ("wanted", "/desk/7/read", "read"),
    ] {
        for (act, status) in [
            (Act::Fail, 500),
            (Act::Panic, 500),
            (Act::Unauthorized, 401),
            (Act::Forbidden, 403),
            (Act::NotFound, 404),
            (Act::Redirect, 303),
        ] {
            let (reply, ran) = post([(guard, act)], path).await;
            assert_eq!(reply.status, status, "{guard} {act:?} {}", reply.body());
            assert_eq!(count(&ran, action), 0, "{ran:?}");
            if guard != "wanted" {
                assert_eq!(count(&ran, guard), 1, "{guard} {act:?}: {ran:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_action_of_a_slot_that_is_off_is_not_there() {
    let (reply, ran) = post([("wanted", Act::No)], "/desk/7/read").await;
    assert_eq!((reply.status.as_u16(), count(&ran, "feed"), count(&ran, "read")), (404, 0, 0));
    assert_eq!(count(&ran, "wanted"), 1, "{ran:?}");
}

#[tokio::test(start_paused = true)]
async fn the_page_shown_in_answer_asks_no_guard_again() {
    let (reply, ran) = post([("save", Act::Fail)], "/desk/7/save").await;
    assert_eq!(reply.status, 500);
    for guard in ["session", "user", "key"] {
        assert_eq!(count(&ran, guard), 1, "{guard} in {ran:?}");
    }
}

/// Who was signed out is a stranger to the page that is shown then.
#[tokio::test(start_paused = true)]
async fn where_an_action_has_set_cookies_the_page_shown_in_answer_asks_the_guards_anew() {
    let (reply, ran) = post([("save", Act::CookieAndFail)], "/desk/7/save").await;
    assert_eq!((reply.status.as_u16(), reply.header("set-cookie")), (500, Some("seen=1")));
    let (before, after) = ran.split_at(ran.iter().position(|name| name == "save").unwrap());
    for guard in ["session", "user", "key"] {
        assert_eq!((count(before, guard), count(after, guard)), (1, 1), "{guard} in {ran:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_an_action_has_changed_the_guards_of_what_it_refreshes_are_asked_of() {
    let (reply, ran) = post_softly([], "/desk/7/tidy").await;
    assert_eq!(reply.status, 200);
    assert!(reply.header("transom-slots").unwrap().starts_with("desk@side=default"));
    let (before, after) = ran.split_at(ran.iter().position(|name| name == "tidy").unwrap());
    assert_eq!(before, ["session", "user", "key"]);
    for guard in ["session", "user", "key", "pass"] {
        assert_eq!(count(after, guard), 1, "{guard} in {ran:?}");
    }
}

/// 409 would say that nothing was done, and the browser would send the form once more.
#[tokio::test(start_paused = true)]
async fn of_what_was_done_nobody_says_that_it_was_not() {
    for acts in
        [[("user", Act::ForbiddenAgain), ("x", Act::No)], [("x", Act::No), ("key", Act::ForbiddenAgain)]]
    {
        let (reply, ran) = post_softly(acts, "/desk/7/tidy").await;
        assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/desk/7")), "{acts:?}");
        assert_eq!(count(&ran, "tidy"), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_guard_that_panics_on_the_way_is_a_failure() {
    let (reply, ran) = post_with([], "/desk/7/save", &[("x-user", "nobody's copy")]).await;
    assert_eq!((reply.status.as_u16(), count(&ran, "save")), (500, 0), "{}", reply.body());
}

/// A session that a guard has renewed stays renewed.
#[tokio::test(start_paused = true)]
async fn what_guards_have_set_stays_also_where_the_body_is_not_read() {
    let large = [("x-user", "ann"), ("content-length", "3000000")];
    let (reply, ran) = post_with([("session", Act::Cookie)], "/desk/7/save", &large).await;
    assert_eq!((reply.status.as_u16(), reply.header("set-cookie")), (413, Some("seen=1")));
    assert_eq!(count(&ran, "save"), 0);
}

/// A message for the next page, for example, which takes it off.
#[tokio::test(start_paused = true)]
async fn what_the_page_shown_in_answer_sets_comes_after_what_the_action_has_set() {
    let (reply, _) =
        post_softly([("tidy", Act::Cookie), ("side.default", Act::NoCookie)], "/desk/7/tidy").await;
    let cookies: Vec<_> = reply.headers.get_all(header::SET_COOKIE).iter().collect();
    assert_eq!(cookies, ["seen=1", "seen=; Max-Age=0"]);
}
