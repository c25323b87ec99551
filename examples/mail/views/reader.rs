//! The message that is being read.

use super::{icon, when};
use crate::model::User;
use crate::queries::messages::Message;
use crate::routes::Folder;
use crate::routes::mail::{Mark, MoveTo, reader};
use maud::{Markup, html};
use transom::Cx;

/// While nothing is being read.
pub(crate) fn start(user: &User) -> Markup {
    html! {
        div.nothing {
            h1 { "Good morning, " (user.name.split(' ').next().unwrap_or_default()) }
            p { "Choose a message, or write one." }
        }
    }
}

pub(crate) fn missing() -> Markup {
    html! { div.nothing { h1 { "Nothing here" } p { "There is no such message in your mail." } } }
}

pub(crate) fn message(cx: &Cx, message: &Message) -> Markup {
    html! {
        article.letter {
            p.back { (Markup::from(cx.link(&reader::Start).in_slot().view("Back to the list"))) }
            (tools(cx, message))
            h1 { @if message.subject.is_empty() { "No subject" } @else { (message.subject) } }
            dl.facts {
                dt { "From" } dd { (message.name) " " span.quiet { (message.address) } }
                dt { "To" } dd { @if message.to.is_empty() { "nobody yet" } @else { (message.to) } }
                dt { "At" } dd { (when(&message.at)) }
            }
            div.body { @for part in message.body.split("\n\n") { p { (part) } } }
        }
    }
}

/// What can be done with a message. Where it is put, it stays on screen: but for a draft only the panes
/// beside it change.
fn tools(cx: &Cx, message: &Message) -> Markup {
    let id = message.id;
    let write =
        |page: reader::Compose, text: &str| Markup::from(cx.link(&page).class("button strong").view(text));
    html! {
        div.tools role="group" aria-label="This message" {
            @if message.folder == Folder::Drafts {
                (write(reader::Compose { reply: None, draft: Some(id) }, "Go on writing"))
            } @else {
                (write(reader::Compose { reply: Some(id), draft: None }, "Answer"))
            }
            (Markup::from(cx.form(&MoveTo { id }).view(html! {
                @for (place, text, drawing) in PLACES {
                    button name="to" value=(place) { (icon(drawing)) (text) }
                }
            })))
            (Markup::from(cx.form(&Mark { id }).view(html! {
                @if message.unread {
                    button name="unread" value="false" { "Mark as read" }
                } @else {
                    button name="unread" value="true" { "Mark as unread" }
                }
            })))
        }
    }
}

const PLACES: [(&str, &str, &str); 3] = [
    ("archive", "Archive", "M4 5h16v4H4zm1.500 4v10h13V9M10 13h4"),
    ("trash", "Delete", "M5 7h14M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13"),
    ("inbox", "To the inbox", "M4 13 6.500 5h11L20 13v6H4zm0 0h5l1.500 2.500h3L15 13h5"),
];
