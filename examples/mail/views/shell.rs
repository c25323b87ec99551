//! The document around all slots.

use super::icon;
use crate::assets;
use crate::model::User;
use crate::routes::Folder;
use crate::routes::mail::{self, Slots, list, reader};
use maud::{DOCTYPE, Markup, html};
use transom::Cx;

/// The whole page. The dialog's slot comes last: it shows over everything.
pub(crate) fn shell(cx: &Cx, user: &User, Slots { folders, list, reader, dialog }: Slots) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(None))
            body {
                a.skip href="#content" { "Skip to the message" }
                (banner(cx, user))
                div.panes {
                    (folders.tag("nav").class("folders").attr("aria-label", "Folders"))
                    (list.tag("section").class("list").attr("aria-label", "Messages"))
                    main.reader #content tabindex="-1" { (reader) }
                }
                (dialog)
            }
        }
    }
}

/// Where the brand leads: `/`, of which the list decides what it shows.
const INBOX: list::Messages = list::Messages { folder: Folder::Inbox, q: None };

fn banner(cx: &Cx, user: &User) -> Markup {
    let write = cx.link(&reader::Compose { reply: None, draft: None });
    html! {
        header.banner {
            (Markup::from(cx.link(&INBOX).class("brand").view(html! {
                (icon("M3 6h18v13H3zm0 .500 9 7 9-7")) "Harbour Mail"
            })))
            (Markup::from(write.class("button strong").view(html! {
                (icon("M4 20h4L19 9l-4-4L4 16zm9.500-13.500 4 4")) "Write"
            })))
            div.user {
                span { (user.name) }
                (Markup::from(cx.form(&mail::SignOut).hard().view(html! { button { "Sign out" } })))
            }
        }
    }
}

/// A document without slots, for what no layout is around to show.
pub(crate) fn bare(title: &str, text: &str) -> Markup {
    outside(title, &html! { p { (text) } p { a href=(reader::Start) { "To the mail" } } })
}

/// A document of its own.
pub(crate) fn outside(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(Some(title)))
            body { main.outside #content { h1 { (title) } (content) } }
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
