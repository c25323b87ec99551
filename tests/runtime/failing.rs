//! A slot fails alone, whatever happens in it.

use crate::app::{Act, service};
use crate::browser::{load, native, open};
use std::time::Duration;
use transom::testing::get;

const TRY_AGAIN: &str = "<a href=\"/orgs/1\" data-retry>Try again</a></div>";

#[tokio::test(start_paused = true)]
async fn an_error_shows_that_slots_error_view_and_no_other() {
    let reply = get(&service([("side.default", Act::Fail)]), "/orgs/1").await;
    let side = reply.slot("side");
    assert!(
        side.starts_with("<div data-error=\"500\" role=\"alert\"><i>side.error: the <pipe> is broken</i>"),
        "{side}"
    );
    assert!(side.ends_with(TRY_AGAIN), "{side}");
    assert_eq!(reply.slot("main"), "overview");
}

#[tokio::test(start_paused = true)]
async fn debug_builds_show_the_chain_and_the_place_and_release_builds_do_not() {
    let reply = get(&service([("side.default", Act::Fail)]), "/orgs/1").await;
    let details = "the &lt;pipe&gt; is broken\n  caused by: an error occurred when formatting an argument\n  declared at app.routes:18:5";
    assert_eq!(reply.slot("side").contains(details), cfg!(debug_assertions), "{}", reply.slot("side"));
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_any_handler_shows_that_slots_error_view() {
    for act in [Act::Panic, Act::PanicLater(20)] {
        let page = load(&service([("side.default", act)]), native("/orgs/1")).await;
        let body = page.body();
        assert!(body.contains("<i>side.error: panicked: side.default panics</i>"), "{body}");
        assert!(body.contains(">overview<") && page.status == 200, "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_loading_ends_the_slot_with_its_error_view() {
    let acts = [("side.default", Act::Later(50, "late")), ("side.loading", Act::Panic)];
    let page = load(&service(acts), native("/orgs/1")).await;
    assert!(page.shell().contains("<i>side.error: panicked: side.loading panics</i>"), "{}", page.shell());
    assert!(page.frames().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_error_shows_a_plain_view() {
    let reply = get(&service([("side.default", Act::Fail), ("side.error", Act::Panic)]), "/orgs/1").await;
    assert!(reply.slot("side").contains("<p>This part of the page could not be shown.</p>"));
    assert_eq!(reply.slot("main"), "overview");
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_not_found_shows_the_error_view() {
    let reply = get(&service([("dash.not_found", Act::Panic)]), "/orgs/1/nope").await;
    assert!(
        reply.slot("main").contains("dash.error: panicked: dash.not_found panics"),
        "{}",
        reply.slot("main")
    );
    assert_eq!(reply.status, 500);
}

#[tokio::test(start_paused = true)]
async fn a_root_layouts_failure_goes_to_document_error() {
    for act in [Act::Fail, Act::Panic, Act::Forbidden] {
        let reply = get(&service([("dash", act)]), "/orgs/1").await;
        assert!(reply.status == 500 || reply.status == 403);
        assert!(reply.body().contains("<body><h1>document_error: "), "{}", reply.body());
    }
    let reply = get(&service([("about", Act::Fail)]), "/about").await;
    assert!(reply.status == 500 && reply.body().contains("<i>root.error: "), "{}", reply.body());
}

#[tokio::test(start_paused = true)]
async fn a_nested_layouts_failure_goes_to_the_slot_it_stands_in() {
    let reply = get(&service([("inner", Act::Fail)]), "/orgs/1/team/5").await;
    assert!(reply.slot("team").contains("<i>team.error: the <pipe> is broken</i>"));
    assert_eq!(
        (reply.find_slot("detail"), reply.slot("side"), reply.status.as_u16()),
        (None, "side.default", 200)
    );
}

#[tokio::test(start_paused = true)]
async fn past_its_deadline_a_slot_is_told_so() {
    let page = load(&service([("side.default", Act::Never)]), native("/orgs/1")).await;
    assert!(page.frame("dash@side").contains("<i>side.error: not done within 200ms</i>"));
    assert!(page.took().as_millis() < 400, "{:?}", page.took());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slot_that_blocks_its_thread_delays_no_other_and_still_times_out() {
    // For so long that a machine with much else to do comes to all the rest before its end.
    let blocked = Duration::from_secs(2);
    let acts = [("side.default", Act::Block(2000)), ("overview", Act::Later(50, "soon"))];
    let page = load(&service(acts), native("/orgs/1")).await;
    assert!(page.body().contains("soon"), "{}", page.body());
    assert!(page.frame("dash@side").contains("not done within 200ms"));
    assert!(page.took() < blocked, "{:?}", page.took());
}

#[tokio::test(start_paused = true)]
async fn a_page_that_has_failed_takes_its_title_back_and_leaves_headers_and_cookies() {
    let now = [Act::Fail, Act::Panic, Act::NotFound, Act::Forbidden];
    let later = [Act::FailLater(30), Act::PanicLater(30), Act::NotFoundLater(30)];
    for act in now.into_iter().chain(later) {
        let act: &'static Act = Box::leak(Box::new(act));
        let service = service([("overview", Act::After("Secret", act))]);
        let body = load(&service, native("/orgs/1")).await.body();
        assert!(!body.contains("Secret") && body.contains("<title>Dash</title>"), "{body}");
        let response = open(&service, native("/orgs/1")).await;
        assert_eq!(response.headers()["x-said"], "yes");
        assert_eq!(response.headers()["set-cookie"], "said=1");
    }
}

#[tokio::test(start_paused = true)]
async fn what_shows_in_its_stead_may_set_one() {
    let acts = |act| [("overview", Act::After("Secret", act)), ("dash.error", Act::Title(0, "Oh no"))];
    for act in [&Act::Fail, &Act::FailLater(30)] {
        let page = load(&service(acts(act)), native("/orgs/1")).await;
        assert!(page.body().contains("<title>Oh no</title>"), "{}", page.body());
    }
    let acts =
        [("overview", Act::After("Secret", &Act::NotFound)), ("dash.not_found", Act::Title(0, "Gone"))];
    let page = load(&service(acts), native("/orgs/1")).await;
    assert!(page.body().contains("<title>Gone</title>"), "{}", page.body());
}
