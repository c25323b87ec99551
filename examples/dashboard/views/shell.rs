//! The document around all panes: navigation, switches, and where each slot stands.

use super::customers::ALL_CUSTOMERS;
use super::orders::ALL_ORDERS;
use super::pieces::icon;
use super::products::BEST_PRODUCTS;
use crate::assets;
use crate::routes::dashboard::{self, Slots};
use crate::switches::{Switches, Upset};
use maud::{DOCTYPE, Markup, html};
use std::time::Duration;
use transom::Cx;

/// The whole page.
pub(crate) fn shell(cx: &Cx, Slots { main, analytics, revenue, activity }: Slots) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(None))
            body {
                a.skip href="#content" { "Skip to the content" }
                div.shell {
                    (banner(cx))
                    main #content tabindex="-1" {
                        (main.class("main"))
                        div.panes {
                            (analytics.tag("section").class("analytics").attr("aria-label", "Sales"))
                            (activity.tag("section").class("activity").attr("aria-label", "Activity"))
                            (revenue.tag("section").class("revenue").attr("aria-label", "Revenue"))
                        }
                    }
                    (switches(cx))
                }
            }
        }
    }
}

/// A document without panes, for what no layout is around to show.
pub(crate) fn bare(title: &str, text: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(Some(title)))
            body {
                main.bare #content {
                    h1 { (title) }
                    p { (text) }
                    p { a.button href=(dashboard::Overview) { "To the overview" } }
                }
            }
        }
    }
}

/// Transom writes the title of a page within a layout.
fn head(title: Option<&str>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            @if let Some(title) = title { title { (title) } }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="theme-color" content="#f4f3ef" media="(prefers-color-scheme: light)";
            meta name="theme-color" content="#10151a" media="(prefers-color-scheme: dark)";
            link rel="icon" href=(assets::icon_url()) type="image/svg+xml";
            link rel="stylesheet" href=(assets::style_url());
        }
    }
}

fn banner(cx: &Cx) -> Markup {
    let here = cx.uri().path();
    let section =
        |path: &str| here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    let overview = !["/orders", "/products", "/customers"].into_iter().any(section);
    let links = [
        (
            "Overview",
            overview,
            dashboard::Overview.to_string(),
            "M4 13h6V4H4v9Zm0 7h6v-4H4v4Zm10 0h6v-9h-6v9Zm0-16v4h6V4h-6Z",
        ),
        ("Orders", section("/orders"), ALL_ORDERS.to_string(), "M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3 5h6M9 12h6"),
        (
            "Products",
            section("/products"),
            BEST_PRODUCTS.to_string(),
            "m12 3 8 4.5v9L12 21l-8-4.5v-9L12 3Zm0 9 8-4.5M12 12 4 7.5M12 12v9",
        ),
        (
            "Customers",
            section("/customers"),
            ALL_CUSTOMERS.to_string(),
            "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 9c0-4 3-6 7-6s7 2 7 6M16 4a4 4 0 0 1 0 7m3 9c0-3-1-5-3-6",
        ),
    ];
    html! {
        header.banner {
            a.brand href=(dashboard::Overview) {
                svg.logo viewBox="0 0 24 24" aria-hidden="true" {
                    path d="M2.5 19a9.5 9.5 0 0 1 19 0Zm9.500-9.500V19m0 0-6.700-6.700M12 19l6.700-6.700" {}
                }
                span { "Fanlight" } " " span.brand-what { "Coffee Supply" }
            }
            nav.sections aria-label="Main" {
                @for (text, current, href, drawing) in links {
                    a href=(href) aria-current=[current.then_some("page")] { (icon(drawing)) span { (text) } }
                }
            }
        }
    }
}

const PANES: [(&str, &str); 4] =
    [("main", "Main"), ("analytics", "Sales"), ("revenue", "Revenue"), ("activity", "Activity")];
const CHOICES: [(&str, &str, Option<Upset>); 4] = [
    ("on time", "on time", None),
    ("slow", "slow, by a second", Some(Upset::Slow(Duration::from_secs(1)))),
    ("stuck", "stuck, until its deadline", Some(Upset::Slow(Duration::from_secs(30)))),
    ("fails", "failing", Some(Upset::Fails)),
];

/// Links that upset a pane of this very page. They work without scripts, for each is a URL. They load the
/// whole page: no view declares what they change, so a soft navigation would find nothing to show anew.
fn switches(cx: &Cx) -> Markup {
    let here = cx.uri().path_and_query().map_or("/", |url| url.as_str());
    let now = Switches::of(cx);
    let stock = cx.uri().path().starts_with("/products").then_some(("stock", "Stock"));
    html! {
        aside.switches aria-labelledby="switches" {
            h2 #switches { "Upset a pane" }
            p.quiet {
                "Each pane loads and fails on its own. Make one late, or break it, and watch the others."
            }
            @for (pane, name) in PANES.into_iter().chain(stock) {
                @let set = now.on(pane);
                div.switch {
                    h3 {
                        (name)
                        @if !CHOICES.iter().any(|choice| is_set(&set, choice.2)) { " " span.quiet { (describe(&set)) } }
                    }
                    ul {
                        @for (text, long, upset) in CHOICES {
                            li {
                                a href=(now.with(pane, upset).href(here)) rel="nofollow" data-hard
                                    title={ (name) ": " (long) } aria-label={ (name) " " (long) }
                                    aria-current=[is_set(&set, upset).then_some("true")] { (text) }
                            }
                        }
                    }
                }
            }
            @if now.is_empty() {
                p.quiet { "Or in the URL: " code { "?delay=revenue:50" wbr; "&fail=activity" } }
            } @else {
                p { a.button href=(Switches::default().href(here)) data-hard { "All on time" } }
            }
        }
    }
}

fn is_set(set: &[Upset], choice: Option<Upset>) -> bool {
    set.first().copied() == choice && set.len() < 2
}

fn describe(set: &[Upset]) -> String {
    let words = set.iter().map(|upset| match upset {
        Upset::Slow(delay) => format!("{} ms late", delay.as_millis()),
        Upset::Fails => "fails".to_owned(),
        Upset::Panics => "panics".to_owned(),
    });
    words.collect::<Vec<_>>().join(", ")
}
