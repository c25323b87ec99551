//! Steps: what is run, what is sent, and which URL comes of it.

use crate::app::App;
use crate::browser::{Browser, Step};
use transom::testing::get;

/// What the browser shows is what a reload of its URL shows, and what came stands there to the letter.
async fn assert_as_reloaded(browser: &Browser, step: &Step) {
    let page = get(&App::default().service(), &browser.url).await;
    assert_eq!(page.status, 200, "{}", browser.url);
    for slot in page.slots().into_iter().filter(|slot| !slot.is_empty()) {
        assert!(browser.slots.contains_key(slot), "{slot} is missing at {}", browser.url);
        let view = format!(" data-slot=\"{slot}\" data-key=\"{}\"", browser.slots[slot]);
        assert!(page.body().contains(&view), "{view} at {}", browser.url);
        if let Some(frame) = step.frames.get(slot) {
            assert_eq!(frame, page.slot(slot), "{slot} at {}", browser.url);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_slot_that_the_target_does_not_match_is_kept_and_the_url_says_so() {
    let mut browser = Browser::at("/b/1/views?days=3").await;
    let step = browser.go("/b/1/settings").await;
    assert_eq!((&*step.ran, &*step.slots()), (&["settings"][..], &["board@main"][..]));
    assert_eq!(step.reply.header("transom-url"), Some("/b/1/settings?@stats=/views?days=3"));
    assert_eq!(step.title(), Some("Settings"));
    assert_as_reloaded(&browser, &step).await;
    // What it matches is as it was: nothing but the URL changes.
    let step = browser.go("/b/1/views?days=3").await;
    assert!(step.ran.is_empty() && step.title().is_none(), "{:?}", step.ran);
    assert_eq!(browser.url, "/b/1/views?days=3&@board=/settings");
}

#[tokio::test(start_paused = true)]
async fn a_slot_that_resets_goes_to_its_default() {
    let mut browser = Browser::at("/b/1/team/5").await;
    let step = browser.go("/b/1/settings").await;
    assert_eq!((&*step.ran, &*browser.url), (&["settings"][..], "/b/1/settings"));
    assert_eq!(step.frames["board@team"], "");
    assert_as_reloaded(&browser, &step).await;
}

#[tokio::test(start_paused = true)]
async fn inner_slots_of_a_layout_that_stays_are_sent_alone() {
    let mut browser = Browser::at("/b/1/team").await;
    let step = browser.go("/b/1/team/5").await;
    assert_eq!((&*step.ran, &*step.slots()), (&["member"][..], &["inner@detail"][..]));
    assert_as_reloaded(&browser, &step).await;
    let step = browser.go("/b/1/team").await;
    assert_eq!((step.ran.len(), &*browser.url), (0, "/b/1/team?@detail=/5"), "kept");
}

#[tokio::test(start_paused = true)]
async fn a_slot_link_moves_its_slot_and_forgets_the_rest_of_its_url() {
    let mut browser = Browser::at("/b/1/settings?tab=x").await;
    let link = [("transom-link", "board@stats")];
    let step = browser.step("/b/1?@team=/team&@stats=/visitors/9", &link).await;
    assert_eq!((&*step.ran, step.title()), (&["visitor"][..], None));
    assert_eq!(browser.url, "/b/1/settings?tab=x&@stats=/visitors/9");
    assert_as_reloaded(&browser, &step).await;
    let step = browser.step("/b/1?@stats=", &link).await;
    assert_eq!((&*step.ran, &*browser.url), (&["no stats"][..], "/b/1/settings?tab=x"));
}

#[tokio::test(start_paused = true)]
async fn whatever_way_is_taken_what_is_sent_is_what_a_reload_shows() {
    let mut browser = Browser::at("/b/1").await;
    let ways: [(&str, Option<&str>); 12] = [
        ("/b/1/settings", None),
        ("/x?@stats=/views", Some("board@stats")),
        ("/b/1/team/7", None),
        ("/b/1/visitors/3", None),
        ("/x?@team=/team/2", Some("board@team")),
        ("/x?@inner=/", Some("inner@main")),
        ("/x?@detail=", Some("inner@detail")),
        ("/b/1/settings?tab=z", None),
        ("/x?@board=/photos/3", Some("board@main")),
        ("/b/1/views?days=007", None),
        ("/b/1/views?q=%26%2B%20%C3%A9&@team=/team/4", None),
        ("/b/1/", None),
    ];
    for (to, slot) in ways {
        let headers: Vec<_> = slot.map(|slot| ("transom-link", slot)).into_iter().collect();
        let to = to.replace("/x", "/b/1");
        let step = browser.step(&to, &headers).await;
        assert_eq!(step.reply.status, 200, "{to}");
        assert_as_reloaded(&browser, &step).await;
    }
    assert_eq!(browser.url, "/b/1?@stats=/views?q=%2526%252B%2520%25C3%25A9");
}

#[tokio::test(start_paused = true)]
async fn what_is_there_already_can_be_asked_for_again() {
    let mut browser = Browser::at("/b/1/settings?@stats=/views").await;
    browser.slots.insert("board@stats".to_owned(), "!".to_owned());
    browser.slots.remove("board@team");
    let step = browser.go("/b/1/settings?@stats=/views").await;
    assert_eq!((&*step.ran, &*step.slots()), (&["views"][..], &["board@stats", "board@team"][..]));
    let step = browser.step("/b/1/settings?@stats=/views", &[("transom-only", "board@main")]).await;
    assert_eq!((&*step.ran, &*step.slots()), (&["settings"][..], &["board@main"][..]));
    let step = browser.step("/b/1/settings?@stats=/views", &[("transom-refresh", "1")]).await;
    assert_eq!(step.ran, ["settings", "views"], "and no layout");
}

#[tokio::test(start_paused = true)]
async fn what_no_step_leads_to_is_for_a_page_load() {
    let links = [
        ("/b/1?@stats=/nowhere", "board@stats"),
        ("/b/1?@team=/", "board@stats"),
        ("/b/1", "no@slot"),
        ("/b/1?@stats=/views", ""),
        ("/b/1?@detail=/5", "inner@detail"),
    ];
    for (to, slot) in links {
        let mut browser = Browser::at("/b/1/settings").await;
        let step = browser.step(to, &[("transom-link", slot)]).await;
        let is_empty = step.reply.body().is_empty() && step.ran.is_empty();
        assert_eq!((step.reply.status.as_u16(), is_empty), (409, true), "{to} {slot}");
    }
    for (from, background) in [("/nowhere", None), ("/%", None), ("/b/1/%", None), ("/b/1", Some("x"))] {
        let mut browser = Browser::at("/b/1").await;
        (browser.url, browser.background) = (from.to_owned(), background.map(str::to_owned));
        let step = browser.go("/b/1/settings").await;
        assert_eq!((step.reply.status.as_u16(), step.ran.len()), (409, 0), "{from} {background:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slot_that_refreshes_says_how_often() {
    let page = get(&App::default().service(), "/b/1").await;
    let elements = page.body().matches("data-refresh").count();
    assert!(
        elements == 1
            && page
                .body()
                .contains(" data-slot=\"board@stats\" data-key=\"default.87ccdc6d\" data-refresh=\"30000\">")
    );
}
