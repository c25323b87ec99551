//! Intercepted pages: in a dialog over what is there, with its title, and closed again.

use crate::app::App;
use crate::browser::Browser;
use transom::testing::get;

#[tokio::test(start_paused = true)]
async fn an_intercepted_page_comes_alone_in_a_dialog() {
    let mut browser = Browser::at("/b/1?@stats=/views").await;
    let step = browser.go("/b/1/photos/3").await;
    assert_eq!((&*step.ran, &*step.slots()), (&["photo over it"][..], &["board@modal"][..]));
    assert_eq!(browser.url, "/b/1/photos/3?@stats=/views");
    assert_eq!(browser.background.as_deref(), Some("/b/1?@stats=/views"));
    assert_eq!(step.title(), Some("Photo 3 over it"));
    assert!(browser.slots["board@modal"].starts_with("i:photo."));
    let frame = &step.frames["board@modal"];
    assert!(frame.starts_with("<dialog data-modal data-close=\"/b/1?@stats=/views\"><h1>"), "{frame}");
    assert!(frame.ends_with("</dialog>"));
    // A reload, or a new tab, has the page itself.
    let page = get(&App::default().service(), &browser.url).await;
    assert!(page.slot("main").starts_with("<h1>photo</h1>") && page.slot("modal").is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_next_one_takes_its_place_and_the_page_beneath_stays() {
    let mut browser = Browser::at("/b/1").await;
    browser.go("/b/1/photos/3").await;
    let step = browser.go("/b/1/photos/4").await;
    assert_eq!((&*step.ran, step.title()), (&["photo over it"][..], Some("Photo 4 over it")));
    assert_eq!(browser.background.as_deref(), Some("/b/1"));
}

#[tokio::test(start_paused = true)]
async fn closing_it_sends_nothing_but_the_empty_slot_and_no_title() {
    let mut browser = Browser::at("/b/1").await;
    browser.go("/b/1/photos/3").await;
    let step = browser.go("/b/1").await;
    assert_eq!((step.ran.len(), step.title(), &browser.background), (0, None, &None));
    assert_eq!(step.frames["board@modal"], "");
    assert_eq!(browser.slots["board@modal"], "-");
}

#[tokio::test(start_paused = true)]
async fn a_slot_link_leaves_it_open() {
    let mut browser = Browser::at("/b/1").await;
    browser.go("/b/1/photos/3").await;
    let step = browser.step("/b/1/photos/3?@stats=/views", &[("transom-link", "board@stats")]).await;
    assert_eq!((&*step.ran, step.title()), (&["views"][..], None), "its title stays");
    assert_eq!(browser.url, "/b/1/photos/3?@stats=/views");
    assert_eq!(browser.background.as_deref(), Some("/b/1?@stats=/views"));
}

#[tokio::test(start_paused = true)]
async fn who_comes_back_to_it_gets_it_with_the_page_beneath_and_both_titles() {
    // After a reload the page itself is there, and the browser goes back to the entry with the dialog.
    let mut browser = Browser::at("/b/1/photos/3").await;
    browser.background = Some("/b/1".to_owned());
    let step = browser.go("/b/1/photos/3").await;
    assert_eq!(
        (&*step.ran, &*step.slots()),
        (&["home", "photo over it"][..], &["board@main", "board@modal"][..])
    );
    assert_eq!(browser.background.as_deref(), Some("/b/1"));
    assert_eq!(step.title(), Some("Photo 3 over it"));
    let beneath = "<meta name=\"transom-title\" content=\"Board\">";
    assert!(
        step.frames["board@main"].starts_with(&format!("{beneath}<h1>home")),
        "{}",
        step.frames["board@main"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_beneath_that_has_failed_leaves_no_title_behind() {
    for (beneath, title) in [("/b/1/settings", "Settings"), ("/b/1/settings?tab=broken", "Board")] {
        let mut browser = Browser::at("/b/1/photos/3").await;
        browser.background = Some(beneath.to_owned());
        let frame = &browser.go("/b/1/photos/3").await.frames["board@main"];
        let meta = format!("<meta name=\"transom-title\" content=\"{title}\">");
        assert!(frame.starts_with(&meta), "{frame}");
    }
}

#[tokio::test(start_paused = true)]
async fn its_links_know_that_it_is_open() {
    let mut browser = Browser::at("/b/1").await;
    let step = browser.go("/b/1/photos/1").await;
    let frame = &step.frames["board@modal"];
    assert!(frame.contains("<a href=\"/b/1/photos/1\" aria-current=\"page\">photo</a>"), "{frame}");
    assert!(frame.contains("<a href=\"/b/1\">home</a>"), "what is beneath is not where the browser is");
    let views =
        "<a href=\"/b/1/photos/1?@stats=/views\" data-slot-link=\"board@stats\" data-at=\"@stats=/views\"";
    assert!(frame.contains(views), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn one_that_fails_can_be_closed_and_tried_again() {
    let mut browser = Browser::at("/b/1").await;
    for (photo, content) in [(404, "<p>Not found.</p>"), (410, "410 Gone"), (500, "no such photo")] {
        let step = browser.go(&format!("/b/1/photos/{photo}")).await;
        let frame = &step.frames["board@modal"];
        assert!(frame.contains("<dialog data-modal data-close=\"/b/1\">"), "{frame}");
        assert!(frame.contains(content), "{frame}");
        assert_eq!(step.title(), Some("Board"), "what has failed has no title");
    }
    let step = browser.go("/b/1/photos/500").await;
    assert!(step.ran.is_empty(), "it is there");
    let again = browser.step("/b/1/photos/500", &[("transom-only", "board@modal")]).await;
    let frame = &again.frames["board@modal"];
    assert!(frame.starts_with("<div data-error=\"500\" role=\"alert\"><dialog data-modal"), "{frame}");
    assert!(
        frame.ends_with("<a href=\"/b/1/photos/500\" data-retry>Try again</a></dialog></div>"),
        "{frame}"
    );
}

#[tokio::test(start_paused = true)]
async fn its_loading_view_stands_in_the_dialog_too() {
    let mut browser = Browser::at("/b/1").await;
    let step = browser.go("/b/1/photos/100").await;
    let body = step.reply.body();
    let loading = "<template for=\"board@modal\"><?start name=\"board@modal\"><dialog data-modal data-close=\"/b/1\">…</dialog><?end></template><?e>";
    assert!(body.contains(loading), "{body}");
    let frame = &step.frames["board@modal"];
    assert!(frame.starts_with("<title>Photo 100 over it</title><dialog data-modal"), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn where_the_slot_that_would_hold_it_is_off_the_page_itself_is_loaded() {
    let mut browser = Browser::at("/b/1").await;
    let step = browser.step("/b/1/photos/3", &[("x-old", "")]).await;
    assert_eq!((step.reply.status.as_u16(), step.ran.len()), (409, 0));
    let step = browser.step("/b/1/settings", &[("x-old", "")]).await;
    assert_eq!(step.slots(), ["board@main", "board@modal"], "off, and all else as ever");
    assert_eq!((&*browser.slots["board@modal"], &*step.frames["board@modal"]), ("off", ""));
}
