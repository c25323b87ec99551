//! Links and forms of slots.

use crate::app::App;
use crate::browser::Browser;
use transom::testing::{Reply, get};

async fn load(url: &str) -> Reply {
    let page = get(&App::default().service(), url).await;
    assert_eq!(page.status, 200, "{url}");
    page
}

/// The value of an attribute in the element around that text.
fn attribute(markup: &str, inner: &str, name: &str) -> Option<String> {
    let element = markup[..markup.find(&format!(">{inner}</a>")).unwrap()].rsplit("<a").next().unwrap();
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next().unwrap().replace("&amp;", "&"))
}

#[tokio::test(start_paused = true)]
async fn what_they_say() {
    let page = load("/b/1/settings?tab=x&@stats=/views").await;
    insta::assert_snapshot!(page.slot("stats"));
}

#[tokio::test(start_paused = true)]
async fn a_slot_link_works_the_same_with_and_without_scripts() {
    let from = "/b/1/settings?tab=x&@stats=/views";
    let page = load(from).await;
    let names = ["settings in its slot", "visitor in its slot", "member in its slot", "stats closed"];
    for name in names {
        let part = |attr: &str| attribute(page.body(), name, attr).unwrap();
        let mut browser = Browser::at(from).await;
        let merged = format!("/b/1/settings?tab=x&{}", part("data-at"));
        let step = browser.step(&merged, &[("transom-link", &part("data-slot-link"))]).await;
        assert_eq!((step.reply.status.as_u16(), &browser.url), (200, &part("href")), "{name}");
        // The view that it announces is the one that it comes to.
        let view = part("data-view");
        let (slot, key) = view.split_once('=').unwrap();
        assert_eq!(browser.slots[slot], key, "{name}");
        let there = load(&part("href")).await;
        assert_eq!(attribute(there.body(), name, "aria-current").as_deref(), Some("page"), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slots_form_works_the_same_with_and_without_scripts() {
    let from = "/b/1/settings?tab=a%26b&@team=/team/4";
    let page = load(from).await;
    let form = page.slot("stats").split_once("<form").unwrap().1;
    let hidden: Vec<_> = form.split("name=\"").skip(1).collect();
    assert_eq!(hidden.len(), 3, "two slots to keep, and the field: {form}");
    assert!(hidden[0].starts_with("@board\" value=\"/settings?tab=a%26b\""), "{form}");
    assert!(hidden[1].starts_with("@team\" value=\"/team/4\""), "{form}");
    // As browsers send it.
    let sent = "/b/1/views?%40board=%2Fsettings%3Ftab%3Da%2526b&%40team=%2Fteam%2F4&q=x+y";
    let mut browser = Browser::at(from).await;
    let step = browser.step("/b/1?@stats=/views?q=x%2520y", &[("transom-link", "board@stats")]).await;
    assert_eq!(step.reply.status, 200);
    let plain = Browser::at(sent).await;
    assert_eq!(plain.slots, browser.slots);
}

#[tokio::test(start_paused = true)]
async fn links_of_a_view_that_is_sent_alone_know_the_whole_page() {
    let mut browser = Browser::at("/b/1/settings").await;
    let step = browser.go("/b/1/visitors/3").await;
    let view = &step.frames["board@stats"];
    let href = attribute(view, "list in its slot", "href").unwrap();
    assert_eq!(href, "/b/1/visitors/3?@board=/settings&@team=/team");
    assert_eq!(attribute(view, "visitor in its slot", "aria-current"), None, "another visitor");
}

#[tokio::test(start_paused = true)]
async fn plain_links_are_current_by_the_url_without_its_overrides() {
    let current =
        async |url: &str, name: &str| attribute(load(url).await.body(), name, "aria-current").is_some();
    assert!(current("/b/1/settings?@stats=/views", "settings").await);
    assert!(
        !current("/b/1/settings?tab=profile", "settings").await,
        "the browser cannot know that it is the same"
    );
    assert!(!current("/b/1/settings?@stats=/views", "views").await, "there by an override");
    assert!(!current("/b/1/views?@board=/settings", "settings").await);
    assert!(!current("/b/1/views", "home").await, "there by default");
}

#[tokio::test(start_paused = true)]
async fn where_the_slot_is_not_there_a_link_is_a_plain_one() {
    let page = load("/about").await;
    assert_eq!(
        page.body().split_once("<body>").unwrap().1,
        "<a href=\"/b/1/views\">views</a> <a>closed</a> <form method=\"get\" action=\"/b/1/views\"></form></body></html>"
    );
    // Another board than the one that is there.
    let page = load("/b/2").await;
    assert_eq!(attribute(page.body(), "views of board 3", "href").as_deref(), Some("/b/3/views"));
    assert_eq!(attribute(page.body(), "views of board 3", "data-at"), None);
}
