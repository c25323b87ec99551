//! Guards before actions.

use crate::app::{Act, App};
use crate::{count, routes};
use axum::body::Body;
use http::{Request, header};
use transom::testing::{Reply, send_request};

async fn post<const N: usize>(acts: [(&'static str, Act); N], path: &str) -> (Reply, Vec<String>) {
    let app = App::new(acts);
    let request = Request::post(path).header("x-user", "ann").header("sec-fetch-site", "same-origin");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request =
        request.header(header::REFERER, "http://localhost/desk/7").header(header::HOST, "localhost");
    let reply = send_request(&routes::service(app.clone()), request.body(Body::empty()).unwrap()).await;
    (reply, app.ran())
}

#[tokio::test]
async fn an_action_gets_what_guards_yield() {
    let (reply, ran) = post([], "/desk/7/save").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/desk/7/plain?days=1")));
    assert_eq!(ran, ["session", "user", "key", "save"]);
    let (reply, ran) = post([], "/desk/7/read").await;
    assert_eq!(reply.header("location"), Some("/desk/7/plain?days=5"), "{}", reply.body());
    assert_eq!(ran, ["session", "user", "key", "wanted", "feed", "read"]);
}

#[tokio::test]
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

#[tokio::test]
async fn an_action_of_a_slot_that_is_off_is_not_there() {
    let (reply, ran) = post([("wanted", Act::No)], "/desk/7/read").await;
    assert_eq!((reply.status.as_u16(), count(&ran, "feed"), count(&ran, "read")), (404, 0, 0));
    assert_eq!(count(&ran, "wanted"), 1, "{ran:?}");
}

#[tokio::test]
async fn the_page_shown_in_answer_asks_no_guard_again() {
    let (reply, ran) = post([("save", Act::Fail)], "/desk/7/save").await;
    assert_eq!(reply.status, 500);
    for guard in ["session", "user", "key"] {
        assert_eq!(count(&ran, guard), 1, "{guard} in {ran:?}");
    }
}
