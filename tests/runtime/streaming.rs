//! What browsers get: the shell with what is ready, then a frame for each slot, by readiness.

use crate::app::{Act, App, service, service_of};
use crate::browser::{load, native, open, readable, request};
use http_body_util::BodyExt;
use std::time::Duration;

#[tokio::test(start_paused = true)]
async fn what_is_ready_at_once_stands_in_place() {
    let page = load(&service([]), native("/orgs/1/team/5")).await;
    assert!(page.frames().is_empty());
    assert!(!page.body().contains("<?start") && page.body().contains(">member</section>"), "{}", page.body());
}

#[tokio::test(start_paused = true)]
async fn frames_come_by_readiness_and_not_by_place() {
    let acts = [("overview", Act::Later(120, "slow")), ("side.default", Act::Later(40, "fast"))];
    let page = load(&service(acts), native("/orgs/1")).await;
    insta::assert_snapshot!(readable(&page.body()));
    assert_eq!(page.frames(), ["dash@side", "dash@main"]);
    assert!(page.stretches[0].0 < Duration::from_millis(40), "{:?}", page.stretches[0].0);
    assert!(page.took() < Duration::from_millis(200), "{:?}", page.took());
}

#[tokio::test(start_paused = true)]
async fn browsers_that_do_not_patch_get_script_probe_and_the_way_to_the_plain_page() {
    let page = load(&service([("side.default", Act::Later(40, "fast"))]), request("/orgs/1?a=b&c")).await;
    insta::assert_snapshot!(readable(&page.body()));
}

#[tokio::test(start_paused = true)]
async fn a_nested_slots_frame_follows_its_parents() {
    let acts =
        [("inner", Act::Later(80, "")), ("member", Act::Later(30, "m")), ("list", Act::Later(120, "l"))];
    let page = load(&service(acts), native("/orgs/1/team/5")).await;
    assert_eq!(page.frames(), ["dash@team", "inner@main"]);
    assert!(page.frame("dash@team").contains(">m</section>"));
    assert!(page.frame("dash@team").contains("<?start name=\"inner@main\"><i>team.loading</i><?end>"));
    assert_eq!(page.frame("inner@main"), "l");
}

#[tokio::test(start_paused = true)]
async fn a_late_title_is_the_first_element_of_its_frame() {
    let page = load(&service([("overview", Act::Title(40, "A<B"))]), native("/orgs/1")).await;
    assert!(!page.shell().contains("<title>"));
    assert_eq!(page.frame("dash@main"), "<title>A&lt;B</title>overview");
    let page = load(&service([("overview", Act::Later(40, "x"))]), native("/orgs/1")).await;
    assert_eq!(page.frame("dash@main"), "<title>Dash</title>x");
    let page = load(&service([("settings", Act::Later(40, "x"))]), native("/orgs/1/settings/billing")).await;
    assert!(page.shell().contains("<title>Settings</title>"));
    assert_eq!(page.frame("dash@main"), "x");
}

#[tokio::test(start_paused = true)]
async fn what_the_main_chain_decides_late_is_marked() {
    let main = async |act| {
        let page = load(&service([("settings", act)]), native("/orgs/1/settings/billing")).await;
        assert_eq!(page.status, 200);
        page.frame("dash@main").to_owned()
    };
    let noindex = "<meta name=\"robots\" content=\"noindex\">";
    assert_eq!(main(Act::NotFoundLater(30)).await, format!("{noindex}<i>dash.not_found</i>"));
    assert!(main(Act::FailLater(30)).await.starts_with(&format!("{noindex}<div data-error=\"500\"")));
    assert!(
        main(Act::WholeLater(30)).await.contains("<i>dash.error: a whole response with status 200 OK</i>")
    );
    let redirect = "<meta http-equiv=\"refresh\" content=\"0;url=/about?a&amp;b\"><p><a href=\"/about?a&amp;b\">Continue</a></p>";
    assert_eq!(main(Act::Redirect(30, "/about?a&b")).await, format!("{noindex}{redirect}"));
}

#[tokio::test(start_paused = true)]
async fn a_blocking_page_is_awaited_for_its_status() {
    let page = load(&service([("report", Act::NotFoundLater(60))]), native("/orgs/1/report")).await;
    assert_eq!((page.status, page.frames().len()), (404, 0));
    let response = open(&service([("report", Act::Redirect(60, "/about"))]), native("/orgs/1/report")).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["location"]),
        (303, &"/about".parse().unwrap())
    );
}

#[tokio::test(start_paused = true)]
async fn an_authors_document_is_completed_and_its_end_stays_the_end() {
    let acts = [("dash", Act::Document), ("overview", Act::Title(40, "Late"))];
    let page = load(&service(acts), native("/orgs/1")).await;
    assert!(page.shell().starts_with(
        "<!doctype html><html data-build=\"build-1\" data-title=\"Own\" lang=\"de\"><head><script"
    ));
    assert!(page.shell().ends_with("<footer>end</footer>"), "{}", page.shell());
    assert_eq!(page.frame("dash@main"), "<title>Late</title>overview");
    assert_eq!(page.stretches.last().unwrap().1, "</body></html>");
}

#[tokio::test(start_paused = true)]
async fn a_slot_placed_twice_or_never_is_noted_in_debug_builds() {
    let page = load(&service([("dash", Act::Misplace)]), native("/orgs/1/team/5")).await;
    let notes = [
        "slot `dash@team` (app.routes:18:5) is never placed by its layout",
        "slot `dash@side` (app.routes:18:5) is placed more than once",
    ];
    for note in notes {
        assert_eq!(page.body().contains(note), cfg!(debug_assertions), "{note}");
    }
    assert_eq!(page.body().matches("side.default").count(), 1);
    assert!(!page.body().contains("<!--transom"));
}

#[tokio::test(start_paused = true)]
async fn the_headers_are_those_of_the_wire_format_and_handlers_add_theirs() {
    let response = open(&service([]), native("/orgs/1")).await;
    insta::assert_debug_snapshot!(response.headers());
    let response = open(&service([("overview", Act::Header)]), native("/orgs/1")).await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_response_aborts_the_work() {
    let app = App::new([("overview", Act::Never), ("side.default", Act::Later(30, "side"))]);
    let dropped = app.dropped.clone();
    let response = open(&service_of(app), native("/orgs/1")).await;
    assert!(dropped.lock().unwrap().is_empty());
    drop(response);
    tokio::time::sleep(Duration::from_millis(60)).await;
    let mut dropped = dropped.lock().unwrap().clone();
    dropped.sort_unstable();
    assert_eq!(dropped, ["overview", "side.default"]);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_has_ended_stays_ended() {
    let mut body = open(&service([("overview", Act::Later(20, "x"))]), native("/orgs/1")).await.into_body();
    while body.frame().await.is_some() {}
    for _ in 0..3 {
        assert!(body.frame().await.is_none());
    }
}
