//! Guards on soft requests: what is not sent is guarded all the same.

use crate::app::{Act, App};
use crate::{count, routes};
use axum::body::Body;
use http::Request;
use transom::testing::{Reply, send_request};

/// What Ann's browser shows after it has loaded a page.
async fn shown_at(path: &str) -> String {
    let page = crate::get(&App::new([]), path).await;
    let slots = page.body().split(" data-slot=\"").skip(1).map(|text| {
        let mut texts = text.split('"');
        format!("{}={}", texts.next().unwrap(), texts.nth(1).unwrap())
    });
    slots.collect::<Vec<_>>().join(",")
}

/// Ann goes from one page to another; the reply, and what ran.
async fn go<const N: usize>(acts: [(&'static str, Act); N], from: &str, to: &str) -> (Reply, Vec<String>) {
    let request = Request::get(to).header("x-user", "ann").header("sec-fetch-mode", "cors");
    let request = request.header("transom-have", shown_at(from).await).header("transom-from", from);
    let app = App::new(acts);
    let service = routes::service(app.clone());
    (send_request(&service, request.body(Body::empty()).unwrap()).await, app.ran())
}

#[tokio::test(start_paused = true)]
async fn guards_of_layouts_that_stay_run_once_and_layouts_do_not() {
    let (reply, ran) = go([], "/desk/7", "/desk/7/plain").await;
    assert_eq!((reply.status.as_u16(), reply.header("transom-slots").is_some()), (200, true));
    assert!(reply.body().contains("plain: ann 7"), "{}", reply.body());
    for guard in ["session", "user", "key"] {
        assert_eq!(count(&ran, guard), 1, "{guard} in {ran:?}");
    }
    for other in ["desk", "pass", "feed", "news.default", "side.default"] {
        assert_eq!(count(&ran, other), 0, "{other} in {ran:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_layout_beside_the_main_chain_is_guarded_for_what_is_sent_inside() {
    let (reply, ran) = go([("has_detail", Act::No)], "/desk/7/inner", "/desk/7/inner").await;
    assert!(reply.header("transom-slots").unwrap().contains("inner@detail=off"), "{ran:?}");
    assert_eq!((count(&ran, "deep"), count(&ran, "pass"), count(&ran, "inner")), (1, 1, 0));
    let (reply, ran) = go([("deep", Act::Fail)], "/desk/7/inner", "/desk/7/inner").await;
    assert!(reply.body().contains("side.error: ann"), "what is refused does not stay: {}", reply.body());
    assert_eq!((count(&ran, "inner"), count(&ran, "list"), count(&ran, "has_detail")), (0, 0, 0), "{ran:?}");
}

#[tokio::test(start_paused = true)]
async fn where_the_main_chain_is_refused_the_browser_is_sent_on_or_loads_the_page() {
    for (guard, to) in [
        ("session", "/desk/7/plain"),
        ("user", "/desk/7/plain"),
        ("reader", "/desk/7/secret?@dialog="),
        ("combination", "/desk/7/vault/1/gold"),
    ] {
        for act in [Act::Fail, Act::Panic, Act::Unauthorized, Act::Forbidden, Act::NotFound] {
            let (reply, ran) = go([(guard, act)], "/desk/7", to).await;
            assert_eq!((reply.status.as_u16(), reply.body()), (409, ""), "{guard} {act:?}");
            for below in ["plain", "secret", "vault", "gold"] {
                assert_eq!(count(&ran, below), 0, "{guard} {act:?}: {ran:?}");
            }
        }
        let (reply, _) = go([(guard, Act::Redirect)], "/desk/7", to).await;
        assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/login")), "{guard}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_in_a_slot_is_sent_like_anything_else() {
    let (reply, ran) = go([("feed", Act::Forbidden)], "/desk/7", "/desk/7/article").await;
    assert!(reply.body().contains("news.error: 403"), "{}", reply.body());
    assert_eq!((reply.status.as_u16(), count(&ran, "article")), (200, 0));
}

#[tokio::test(start_paused = true)]
async fn a_slot_that_turns_out_to_be_off_is_emptied() {
    let (reply, ran) = go([("wanted", Act::No)], "/desk/7", "/desk/7/plain").await;
    let slots = reply.header("transom-slots").unwrap();
    assert!(slots.contains("desk@news=off"), "{slots}");
    assert_eq!((count(&ran, "wanted"), count(&ran, "feed")), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_page_shown_over_others_has_its_own_guards() {
    let (reply, ran) = go([], "/desk/7", "/desk/7/secret").await;
    assert!(reply.body().contains("dialog.secret: ann"), "{}", reply.body());
    assert_eq!((count(&ran, "reader"), count(&ran, "user"), count(&ran, "secret")), (1, 1, 0), "{ran:?}");
    for act in [Act::Fail, Act::Forbidden, Act::NotFound] {
        let (reply, ran) = go([("reader", act)], "/desk/7", "/desk/7/secret").await;
        assert_eq!((reply.status.as_u16(), reply.body()), (409, ""), "{act:?}");
        assert_eq!(count(&ran, "dialog.secret"), 0, "{ran:?}");
    }
}

/// Everything of the slot would panic, its guard included; the loading, error and other views of it are told of.
#[tokio::test(start_paused = true)]
async fn of_a_slot_that_is_off_nothing_runs_whatever_is_asked_for() {
    let acts = || {
        let panicking = ["feed", "news.default", "article", "read"].map(|name| (name, Act::Panic));
        App::new([("wanted", Act::No)].into_iter().chain(panicking))
    };
    let have = shown_at("/desk/7").await;
    let without = have.replace("desk@news=default", "desk@news=!");
    let soft = |url: &str, have: &str| {
        let request = Request::get(url).header("x-user", "ann").header("transom-have", have);
        request.header("transom-from", "/desk/7")
    };
    for (what, request) in [
        ("a page", Request::get("/desk/7").header("x-user", "ann")),
        ("its own page", Request::get("/desk/7/article").header("x-user", "ann")),
        ("a step beside it", soft("/desk/7/plain", &have)),
        ("a step where it had failed", soft("/desk/7/plain", &without)),
        ("a step to its page", soft("/desk/7/article", &have)),
        ("its link", soft("/desk/7?@news=/article", &have).header("transom-link", "desk@news")),
        ("a refresh", soft("/desk/7", &have).header("transom-only", "desk@news")),
        ("all anew", soft("/desk/7/plain", &have).header("transom-refresh", "1")),
        (
            "htmx",
            Request::get("/desk/7")
                .header("x-user", "ann")
                .header("hx-request", "true")
                .header("hx-target", "slot-desk-news"),
        ),
        ("an action beside it", Request::post("/desk/7/save").header("x-user", "ann")),
        ("its own action", Request::post("/desk/7/read").header("x-user", "ann")),
    ] {
        let app = acts();
        let service = routes::service(app.clone());
        let reply = send_request(&service, request.body(Body::empty()).unwrap()).await;
        assert!(!reply.status.is_server_error(), "{what}: {} {}", reply.status, reply.body());
        assert!(
            !reply.body().contains("panics") && !reply.body().contains("data-error"),
            "{what}: {}",
            reply.body()
        );
        let ran = app.ran();
        let of_it =
            |name: &&String| name.starts_with("news") || ["feed", "article", "read"].contains(&name.as_str());
        assert_eq!(ran.iter().find(of_it), None, "{what}: {ran:?}");
        assert!(count(&ran, "wanted") <= 1, "{what}: {ran:?}");
    }
}

/// The browser's fetch follows a redirect with the headers that it began with: to ask for one slot at the place
/// it leads to would be answered by the same redirect again, and again.
#[tokio::test(start_paused = true)]
async fn a_refresh_that_a_guard_leads_elsewhere_ends_there() {
    let have = shown_at("/desk/7").await;
    let ask = |url: &str| {
        let request = Request::get(url).header("x-user", "ann").header("transom-have", &have);
        request.header("transom-from", "/desk/7").header("transom-only", "desk@news")
    };
    let service = routes::service(App::new([("user", Act::Redirect)]));
    let led = send_request(&service, ask("/desk/7").body(Body::empty()).unwrap()).await;
    assert_eq!(led.status, 303);
    let there = led.header("location").unwrap().to_owned();
    let reply = send_request(&service, ask(&there).body(Body::empty()).unwrap()).await;
    assert_eq!((reply.status.as_u16(), reply.body()), (409, ""), "{there}");
}
