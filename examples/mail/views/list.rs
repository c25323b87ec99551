//! The folders, and what is in one.

use super::{capital, icon, when};
use crate::queries::messages::{Count, Message};
use crate::routes::Folder;
use crate::routes::mail::{list, reader};
use maud::{Markup, html};
use transom::Cx;

/// Links to the folders. Each opens in the list and leaves the message that is being read.
pub(crate) fn folders(cx: &Cx, counts: &[Count]) -> Markup {
    html! {
        ul {
            @for count in counts {
                @let link = cx.link(&list::Messages { folder: count.folder, q: None }).in_slot();
                li {
                    (Markup::from(link.view(html! {
                        (icon(drawing(count.folder)))
                        span { (capital(&count.folder.to_string())) }
                        @if count.unread > 0 {
                            span.unread-count { (count.unread) span.unseen { " unread" } }
                        }
                    })))
                }
            }
        }
    }
}

fn drawing(folder: Folder) -> &'static str {
    match folder {
        Folder::Inbox => "M4 13 6.500 5h11L20 13v6H4zm0 0h5l1.500 2.500h3L15 13h5",
        Folder::Sent => "m4 12 16-7-5 15-4-6zm7 2 4-4",
        Folder::Drafts => "M4 20h4L19 9l-4-4L4 16zm9.500-13.500 4 4",
        Folder::Archive => "M4 5h16v4H4zm1.500 4v10h13V9M10 13h4",
        Folder::Trash => "M5 7h14M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13",
    }
}

/// The list, with a search in it.
pub(crate) fn messages(cx: &Cx, asked: &list::Messages, found: &[Message]) -> Markup {
    let text = asked.q.as_deref().unwrap_or_default();
    let folder = capital(&asked.folder.to_string());
    html! {
        header.list-head { h2 { (folder) } span.quiet { (found.len()) @if found.len() == 1 { " message" } @else { " messages" } } }
        (search(cx, asked.folder, text))
        @if found.is_empty() {
            p.nothing {
                @if text.is_empty() { "Nothing here." } @else { "No message in " (folder) " has “" (text) "” in it." }
            }
        } @else {
            ol.lines { @for message in found { li { (line(cx, message)) } } }
        }
    }
}

/// The search of this pane: its fields go into the list's own location, and what is being read stays.
fn search(cx: &Cx, folder: Folder, text: &str) -> Markup {
    let form = cx.slot_form(&list::Messages { folder: Folder::Inbox, q: None });
    Markup::from(form.class("search").attr("role", "search").view(html! {
        @if folder != Folder::Inbox { input type="hidden" name="folder" value=(folder); }
        label.unseen for="q" { "Search in " (folder) }
        input #q name="q" type="search" value=(text) placeholder={ "Search in " (folder) };
        button { "Search" }
    }))
}

fn line(cx: &Cx, message: &Message) -> Markup {
    let who = if message.folder == Folder::Inbox || message.name != message.address {
        &message.name
    } else {
        &message.to
    };
    let class = if message.unread { "line unread" } else { "line" };
    let view = html! {
        span.who { (who) @if message.unread { span.unseen { ", unread" } } }
        span.at { (when(&message.at)) }
        span.subject { @if message.subject.is_empty() { "No subject" } @else { (message.subject) } }
        span.start { (message.body.lines().next().unwrap_or_default()) }
    };
    Markup::from(cx.link(&reader::Message { id: message.id }).class(class).view(view))
}
