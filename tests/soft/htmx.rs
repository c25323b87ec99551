//! What htmx gets: the inside of the slot that is its target, else the page.

use crate::app::App;
use axum::body::Body;
use http::Request;
use transom::testing::{Reply, get, send_request};

async fn ask(app: &App, url: &str, headers: &[(&str, &str)]) -> Reply {
    let request = Request::builder().uri(url).header("hx-request", "true");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    send_request(&app.service(), request.body(Body::empty()).unwrap()).await
}

#[tokio::test(start_paused = true)]
async fn a_slot_that_is_the_target_comes_alone_and_in_order() {
    let url = "/b/1/settings?@stats=/views&@team=/team/5";
    let page = get(&App::default().service(), url).await;
    // Versions 2 and 4 name the target in two ways.
    for (target, slot, ran) in [
        ("slot-board-stats", "stats", &["views"][..]),
        ("div#slot-board-team", "team", &["inner", "list", "member"]),
        ("section#slot-inner-detail", "detail", &["member"]),
        ("slot-board-modal", "modal", &[]),
    ] {
        let app = App::default();
        let reply = ask(&app, url, &[("hx-target", target)]).await;
        assert_eq!((reply.status.as_u16(), reply.body()), (200, page.slot(slot)), "{target}");
        let mut ran_here = app.ran.lock().unwrap().clone();
        ran_here.sort_unstable();
        assert_eq!(ran_here, ran, "{target}");
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("vary"), Some("HX-Request, HX-Target, Accept-Encoding, Cookie"));
    }
}

#[tokio::test(start_paused = true)]
async fn the_title_comes_first_with_the_page_that_owns_it() {
    let reply = ask(&App::default(), "/b/1/photos/3", &[("hx-target", "slot-board-main")]).await;
    assert!(reply.body().starts_with("<title>Photo 3</title><h1>photo</h1>"), "{}", reply.body());
}

#[tokio::test(start_paused = true)]
async fn whoever_wants_a_page_or_fills_something_else_gets_the_page() {
    let url = "/b/1/settings";
    let page = get(&App::default().service(), url).await;
    let target = ("hx-target", "slot-board-stats");
    let cases: [&[(&str, &str)]; 6] = [
        &[target, ("hx-boosted", "true")],
        &[target, ("hx-history-restore-request", "true")],
        &[target, ("hx-request-type", "full")],
        &[("hx-target", "div#content")],
        // Not on this page.
        &[("hx-target", "slot-inner-main")],
        &[],
    ];
    for headers in cases {
        let reply = ask(&App::default(), url, headers).await;
        assert_eq!(reply.body(), page.body(), "{headers:?}");
    }
    let nowhere = ask(&App::default(), "/b/1/nowhere", &[target]).await;
    assert_eq!(nowhere.status, 404);
}
