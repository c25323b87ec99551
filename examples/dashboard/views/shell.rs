//! The document around all panes: navigation, switches, and where each slot stands.

use super::customers::ALL_CUSTOMERS;
use super::orders::ALL_ORDERS;
use super::pieces::icon;
use super::products::BEST_PRODUCTS;
use crate::assets;
use crate::routes::dashboard::{self, Slots};
use maud::{DOCTYPE, Markup, html};
use transom::Cx;

/// The whole page.
pub(crate) fn shell(cx: &Cx, slots: Slots) -> Markup {
    let Slots { main, analytics, revenue, activity, books, role, switches } = slots;
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(None))
            body {
                a.skip href="#content" { "Skip to the content" }
                div.shell {
                    (banner(cx, &html! { (role) }))
                    main #content tabindex="-1" {
                        (main.class("main"))
                        div.panes {
                            (analytics.tag("section").class("analytics").attr("aria-label", "Sales"))
                            (activity.tag("section").class("activity").attr("aria-label", "Activity"))
                            (revenue.tag("section").class("revenue").attr("aria-label", "Revenue"))
                            (books.tag("section").class("books").attr("aria-label", "Books"))
                        }
                    }
                    (switches.tag("aside").class("switches").attr("aria-labelledby", "switches"))
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

fn banner(cx: &Cx, role: &Markup) -> Markup {
    let links = [
        (
            "Overview",
            cx.link(&dashboard::Overview),
            "M4 13h6V4H4v9Zm0 7h6v-4H4v4Zm10 0h6v-9h-6v9Zm0-16v4h6V4h-6Z",
        ),
        ("Orders", cx.link(&ALL_ORDERS), "M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3 5h6M9 12h6"),
        (
            "Products",
            cx.link(&BEST_PRODUCTS),
            "m12 3 8 4.5v9L12 21l-8-4.5v-9L12 3Zm0 9 8-4.5M12 12 4 7.5M12 12v9",
        ),
        (
            "Customers",
            cx.link(&ALL_CUSTOMERS),
            "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 9c0-4 3-6 7-6s7 2 7 6M16 4a4 4 0 0 1 0 7m3 9c0-3-1-5-3-6",
        ),
    ];
    html! {
        header.banner {
            (Markup::from(cx.link(&dashboard::Overview).class("brand").view(html! {
                svg.logo viewBox="0 0 24 24" aria-hidden="true" {
                    path d="M2.5 19a9.5 9.5 0 0 1 19 0Zm9.500-9.500V19m0 0-6.700-6.700M12 19l6.700-6.700" {}
                }
                span { "Fanlight" } " " span.brand-what { "Coffee Supply" }
            })))
            nav.sections aria-label="Main" {
                @for (text, link, drawing) in links {
                    (Markup::from(link.view(html! { (icon(drawing)) span { (text) } })))
                }
            }
            (role)
        }
    }
}
