//! The document around all slots.

use super::{FEED, capital, icon};
use crate::assets;
use crate::routes::Subject;
use crate::routes::gallery::{Feed, Slots};
use maud::{DOCTYPE, Markup, html};
use transom::Cx;

/// The whole page. The dialog's slot comes last: it shows over everything.
pub(crate) fn shell(cx: &Cx, Slots { main, favourites, modal }: Slots) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(None))
            body {
                a.skip href="#content" { "Skip to the photos" }
                header.banner {
                    (brand(cx))
                    (subjects(cx))
                }
                div.columns {
                    main #content tabindex="-1" { (main.class("main")) }
                    (favourites.tag("aside").class("favourites").attr("aria-label", "Most liked"))
                }
                footer.foot {
                    p { "Every picture is drawn by the program itself, from its number." }
                }
                (modal)
            }
        }
    }
}

fn brand(cx: &Cx) -> Markup {
    let drawing = icon("M3 5h18v14H3zm0 11 5-5 4.500 4.500L16 12l5 5M15.500 9.500v.01");
    Markup::from(cx.link(&FEED).class("brand").view(html! { (drawing) "Aperture Row" }))
}

/// A document without slots, for what no layout is around to show.
pub(crate) fn bare(title: &str, text: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(Some(title)))
            body {
                main.nothing #content { h1 { (title) } p { (text) } p { a href=(FEED) { "All photos" } } }
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
            link rel="icon" href=(assets::icon_url()) type="image/svg+xml";
            link rel="stylesheet" href=(assets::style_url());
        }
    }
}

fn subjects(cx: &Cx) -> Markup {
    let all = [None].into_iter().chain(Subject::ALL.iter().copied().map(Some));
    html! {
        nav.subjects aria-label="Subjects" {
            @for tag in all {
                @let name = tag.map_or_else(|| "All".to_owned(), |tag| capital(&tag.to_string()));
                (Markup::from(cx.link(&Feed { tag, page: 1 }).view(name.as_str())))
            }
        }
    }
}
