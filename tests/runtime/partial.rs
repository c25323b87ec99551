//! What soft requests get: frames for what changed, and nothing else.

use crate::app::{Act, App, mounted, service, service_of};
use crate::browser::{Page, load, open};
use axum::body::Body;
use axum::response::Response;
use http::{Method, Request};
use std::time::Duration;

/// A request of a browser that loaded `from` and goes to `to`.
async fn from(from: &str, to: &str) -> Request<Body> {
    soft(to, from, &shown_at(from).await)
}

/// What a browser shows after it has loaded a page.
async fn shown_at(path: &str) -> String {
    let page = transom::testing::get(&service([]), path).await;
    let slots = page.body().split(" data-slot=\"").skip(1).map(|text| {
        let mut texts = text.split('"');
        format!("{}={}", texts.next().unwrap(), texts.nth(1).unwrap())
    });
    slots.collect::<Vec<_>>().join(",")
}

fn soft(to: &str, from: &str, have: &str) -> Request<Body> {
    let request =
        Request::builder().uri(to).header("sec-fetch-mode", "cors").header("sec-fetch-dest", "empty");
    let request = request.header("transom-have", have).header("transom-build", "build-1");
    request.header("transom-from", from).body(Body::empty()).unwrap()
}

fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().insert(name, value.parse().unwrap());
    request
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("(none)", |value| value.to_str().unwrap())
}

/// Loads softly; what ran, and what came.
async fn visit<const N: usize>(
    acts: [(&'static str, Act); N],
    request: Request<Body>,
) -> (Vec<&'static str>, Page) {
    let app = App::new(acts);
    let ran = app.ran.clone();
    let page = load(&service_of(app), request).await;
    let mut ran = ran.lock().unwrap().clone();
    ran.sort_unstable();
    (ran, page)
}

#[tokio::test(start_paused = true)]
async fn only_what_changed_is_run_and_sent() {
    let response = open(&service([]), from("/orgs/1", "/orgs/1/settings/billing").await).await;
    insta::assert_debug_snapshot!((response.status(), response.headers()));
    let (ran, page) = visit([], from("/orgs/1", "/orgs/1/settings/billing").await).await;
    assert_eq!(ran, ["settings"]);
    assert_eq!(
        page.body(),
        "<!doctype html><title>Settings</title><body>\
         <template for=\"dash@main\">settings</template><?e><?transom end>"
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_changed_is_nothing_sent() {
    let (ran, page) = visit([], from("/orgs/1", "/orgs/1").await).await;
    assert!(ran.is_empty(), "{ran:?}");
    assert_eq!(page.body(), "<!doctype html><body><?transom end>");
    let response = open(&service([]), from("/orgs/1", "/orgs/1").await).await;
    assert_eq!(header(&response, "transom-slots"), "", "there all the same: it marks a partial");
}

#[tokio::test(start_paused = true)]
async fn a_loading_view_comes_first_where_the_content_is_not_ready() {
    let acts = [("settings", Act::Later(40, "S"))];
    let (_, page) = visit(acts, from("/orgs/1", "/orgs/1/settings/billing").await).await;
    let stretches: Vec<_> = page.stretches.iter().map(|(_, text)| text.as_str()).collect();
    insta::assert_debug_snapshot!(stretches);
}

#[tokio::test(start_paused = true)]
async fn a_layout_newly_entered_comes_whole_with_what_is_pending_inside_as_frames_of_their_own() {
    let acts = [("list", Act::Later(40, "L")), ("member", Act::Show("M"))];
    let (ran, page) = visit(acts, from("/orgs/1", "/orgs/1/team/5").await).await;
    assert_eq!(ran, ["inner", "list", "member"]);
    insta::assert_snapshot!(page.body().replace("<template", "\n<template"));
}

#[tokio::test(start_paused = true)]
async fn a_layout_that_stays_is_not_run_and_its_inner_slots_are_looked_at() {
    let (ran, page) = visit([], from("/orgs/1/team/5", "/orgs/1/team/6").await).await;
    assert_eq!((ran, page.body().matches("<template").count()), (vec!["member"], 1));
}

#[tokio::test(start_paused = true)]
async fn what_is_pending_failed_or_unknown_is_sent_again_and_strangers_are_passed_over() {
    let shown = shown_at("/orgs/1").await;
    let side = shown.split(',').find(|item| item.starts_with("dash@side")).unwrap();
    let have = format!("dash@main=!,{side},x@y=z,dash@team,,=");
    let (ran, page) = visit([], soft("/orgs/1", "/orgs/1", &have)).await;
    assert_eq!(ran, ["overview"]);
    assert!(page.body().contains("<template for=\"dash@team\"></template><?e>"), "{}", page.body());
}

#[tokio::test(start_paused = true)]
async fn after_a_post_the_leaves_are_made_again_and_layouts_stay() {
    let request = with(from("/orgs/1/team/5", "/orgs/1/team/5").await, "transom-refresh", "1");
    let (ran, _) = visit([], request).await;
    assert_eq!(ran, ["list", "member", "overview", "side.default"]);
}

#[tokio::test(start_paused = true)]
async fn one_slot_can_be_asked_for() {
    let request = async || from("/orgs/1/team/5", "/orgs/1/team/5").await;
    let (ran, page) = visit([], with(request().await, "transom-only", "inner@detail")).await;
    assert_eq!((ran, page.body().contains("member")), (vec!["member"], true));
    let (ran, _) = visit([], with(request().await, "transom-only", "dash@team")).await;
    assert_eq!(ran, ["inner", "list", "member"], "whole, whatever the browser has");
    let (ran, page) = visit([], with(request().await, "transom-only", "no@such")).await;
    assert_eq!((ran.len(), page.body().as_str()), (0, "<!doctype html><body><?transom end>"));
}

#[tokio::test(start_paused = true)]
async fn another_build_another_document_and_what_is_not_there_are_for_a_page_load() {
    let cases = [
        ("another build", with(from("/orgs/1", "/orgs/1/team").await, "transom-build", "build-0")),
        ("another instance of the root layout", from("/orgs/1", "/orgs/2").await),
        ("a page that is a document", from("/orgs/1", "/about").await),
        ("from a page that is a document", soft("/orgs/1", "/about", "")),
        ("nothing matches", from("/orgs/1", "/orgs/1/nowhere").await),
        ("nothing of this spec", from("/orgs/1", "/nowhere").await),
        ("forged", from("//x/%ff", "/orgs/1").await),
    ];
    for (what, request) in cases {
        let app = App::new([]);
        let ran = app.ran.clone();
        let response = open(&service_of(app), request).await;
        assert_eq!(
            (response.status().as_u16(), header(&response, "transom-build")),
            (409, "build-1"),
            "{what}"
        );
        assert_eq!(header(&response, "cache-control"), "no-store");
        let bytes = axum::body::to_bytes(response.into_body(), 9).await.unwrap();
        assert!(bytes.is_empty() && ran.lock().unwrap().is_empty(), "{what}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_browsers_own_navigation_gets_the_page_whatever_its_headers() {
    let request = with(from("/orgs/1", "/orgs/1").await, "sec-fetch-mode", "navigate");
    let response = open(&service([]), request).await;
    assert_eq!((response.status().as_u16(), header(&response, "transom-slots")), (200, "(none)"));
}

#[tokio::test(start_paused = true)]
async fn redirects_in_time_are_real_ones_and_late_ones_are_frames() {
    let to_report = async || from("/orgs/1", "/orgs/1/report").await;
    let response = open(&service([("report", Act::Redirect(40, "/orgs/1"))]), to_report().await).await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, "/orgs/1"));
    let (_, page) =
        visit([("overview", Act::Redirect(40, "/orgs/1/team"))], soft("/orgs/1", "/orgs/1", "dash@main=!"))
            .await;
    assert!(
        page.frame("dash@main")
            .starts_with("<title>Dash</title><meta http-equiv=\"refresh\" content=\"0;url=/orgs/1/team\">")
    );
    let response = open(&service([]), from("/orgs/1", "/old").await).await;
    assert_eq!(
        (response.status().as_u16(), header(&response, "location")),
        (409, "(none)"),
        "its target is another document"
    );
}

#[tokio::test(start_paused = true)]
async fn the_status_is_the_pages_and_handlers_headers_are_sent() {
    let open = async |act| open(&service([("report", act)]), from("/orgs/1", "/orgs/1/report").await).await;
    for (act, status) in [(Act::NotFoundLater(20), 404), (Act::Forbidden, 403), (Act::FailLater(20), 500)] {
        let response = open(act).await;
        assert_eq!(response.status(), status);
        assert!(header(&response, "transom-slots").starts_with("dash@main=report"), "shown as it is");
    }
    let response = open(Act::Header).await;
    assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failed_slot_says_so_and_bears_the_way_to_try_again() {
    let (_, page) =
        visit([("side.default", Act::FailLater(20))], soft("/orgs/1", "/orgs/1", "dash@side=!")).await;
    let frame = page.frame("dash@side");
    assert!(
        frame.starts_with("<div data-error=\"500\" role=\"alert\"><i>side.error: the <pipe> is broken</i>")
    );
    assert!(frame.ends_with("<a href=\"/orgs/1\" data-retry>Try again</a></div>"));
}

#[tokio::test(start_paused = true)]
async fn a_title_comes_with_its_owner_or_stays() {
    let title = async |acts, shown: &str| {
        let body = visit::<1>(acts, soft("/orgs/1", shown, &shown_at(shown).await)).await.1.body();
        let (_, rest) = body.split_once("<title>")?;
        Some(rest.split('<').next().unwrap().to_owned())
    };
    assert_eq!(title([("overview", Act::Title(0, "Now"))], "/orgs/1/report").await.as_deref(), Some("Now"));
    assert_eq!(
        title([("overview", Act::Title(20, "Late"))], "/orgs/1/report").await.as_deref(),
        Some("Late")
    );
    assert_eq!(title([("overview", Act::Show("x"))], "/orgs/1/report").await.as_deref(), Some("Dash"));
    assert_eq!(title([("overview", Act::Title(0, "Now"))], "/orgs/1").await, None, "its owner stays");
}

#[tokio::test(start_paused = true)]
async fn head_has_the_headers_and_no_body() {
    let mut request = from("/orgs/1", "/orgs/1/team").await;
    *request.method_mut() = Method::HEAD;
    let response = open(&service([]), request).await;
    assert!(header(&response, "transom-slots").starts_with("dash@team=inner."));
    assert!(axum::body::to_bytes(response.into_body(), 9).await.unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn below_a_mount_urls_are_the_browsers() {
    let shown = shown_at("/orgs/1").await;
    let response = open(&mounted([]), soft("/app/orgs/1/team", "/app/orgs/1", &shown)).await;
    assert!(header(&response, "transom-slots").starts_with("dash@team=inner."));
    let response = open(&mounted([]), soft("/app/orgs/1/team", "/orgs/1", &shown)).await;
    assert_eq!(response.status(), 409);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_partial_aborts_its_work() {
    let app = App::new([("settings", Act::Never)]);
    let dropped = app.dropped.clone();
    let response = open(&service_of(app), from("/orgs/1", "/orgs/1/settings/billing").await).await;
    drop(response);
    tokio::time::sleep(Duration::from_millis(60)).await;
    assert_eq!(*dropped.lock().unwrap(), ["settings"]);
}

#[tokio::test(start_paused = true)]
async fn a_browser_whose_scripts_work_is_no_plain_one_any_more() {
    let request = async || from("/orgs/1", "/orgs/1/team").await;
    let response = open(&service([]), with(request().await, "cookie", "a=b; transom-plain=1")).await;
    assert!(header(&response, "set-cookie").starts_with("transom-plain=; Path=/; Max-Age=0;"));
    assert_eq!(header(&open(&service([]), request().await).await, "set-cookie"), "(none)");
}

#[tokio::test(start_paused = true)]
async fn whatever_becomes_of_its_slots_a_partial_has_an_end() {
    for act in [Act::PanicLater(20), Act::FailLater(20), Act::WholeLater(20), Act::NotFoundLater(20)] {
        let (_, page) = visit([("settings", act)], from("/orgs/1", "/orgs/1/settings/billing").await).await;
        assert_eq!(page.stretches.last().unwrap().1, "<?transom end>");
        assert!(!page.frame("dash@main").is_empty());
    }
    // Past its deadline.
    let (_, page) = visit([("views", Act::Never)], from("/orgs/1", "/orgs/1/views").await).await;
    assert!(page.frame("dash@side").contains("data-error=\"500\""));
    assert_eq!(page.stretches.last().unwrap().1, "<?transom end>");
}
