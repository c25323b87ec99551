//! One photo: on a page of its own, or in a dialog over what was there.

use super::feed::{heart, source};
use super::icon;
use crate::queries::{Opened, Photo};
use crate::routes::gallery;
use maud::{Markup, html};
use std::fmt::Display;
use transom::{Cx, Failure};

/// The photo's own page: what a reload, a new tab and a browser without scripts show.
pub(crate) fn whole_page(cx: &Cx, page: &gallery::Photo, opened: &Opened) -> Markup {
    html! {
        article.photo {
            (picture(&opened.photo))
            div.photo-text {
                h1 { (opened.photo.title) }
                (facts(cx, &opened.photo))
                (neighbours(cx, page, opened))
            }
        }
    }
}

/// The photo over what was there. The links before and after it are the page's: from here they open in
/// the dialog again.
pub(crate) fn dialog(cx: &Cx, page: &gallery::Photo, opened: &Opened) -> Markup {
    let whole = cx.link(page).hard().class("button").view("Open as a page");
    html! {
        dialog.viewer aria-labelledby="viewer-title" {
            div.photo {
                (picture(&opened.photo))
                div.photo-text {
                    div.viewer-head { h2 #viewer-title { (opened.photo.title) } (close()) }
                    (facts(cx, &opened.photo))
                    (neighbours(cx, page, opened))
                    p { (Markup::from(whole)) }
                }
            }
        }
    }
}

pub(crate) fn dialog_loading() -> Markup {
    html! {
        div.viewer-loading role="status" { span.unseen { "Loading the photo…" } }
    }
}

pub(crate) fn dialog_failed<E: Display>(failure: &Failure<E>) -> Markup {
    html! {
        dialog.viewer aria-label="The photo could not be shown" {
            div.viewer-head { (super::failed("The photo", failure)) (close()) }
        }
    }
}

/// Closes the dialog that it stands in; so do Esc and a click beside it.
fn close() -> Markup {
    html! {
        form method="dialog" { button.close { (icon("m6 6 12 12M18 6 6 18")) span.unseen { "Close" } } }
    }
}

fn picture(photo: &Photo) -> Markup {
    let (width, height) = photo.picture.shape.size();
    html! { img.picture src=(source(photo)) alt=(photo.seen) width=(width) height=(height); }
}

fn facts(cx: &Cx, photo: &Photo) -> Markup {
    let person = cx.link(&gallery::Person { id: photo.person.id });
    let subject = photo.picture.subject;
    let tag = cx.link(&gallery::Feed { tag: Some(subject), page: 1 });
    html! {
        p { "By " (Markup::from(person.view(photo.person.name.as_str()))) ". " (photo.place) ", " (photo.taken) "." }
        p.quiet { (photo.seen) "." }
        p.pair {
            (Markup::from(tag.class("tag").view(super::capital(&subject.to_string()).as_str())))
            (like(cx, photo))
        }
    }
}

/// A button that says how often the photo was liked already.
fn like(cx: &Cx, photo: &Photo) -> Markup {
    let form = cx.form(&gallery::Like { id: photo.picture.id });
    let button = html! {
        button.like {
            (heart()) span { "Like" } span.unseen { ", liked " } (photo.likes) span.unseen { " times" }
        }
    };
    Markup::from(form.view(button))
}

/// The photos before and after this one. Both places are kept where there is none.
fn neighbours(cx: &Cx, page: &gallery::Photo, opened: &Opened) -> Markup {
    let turn = |id: Option<u64>, rel: &str, text: &str, drawing: &str| {
        let Some(id) = id else { return html! { span {} } };
        let link = cx.link(&gallery::Photo { id, ..page.clone() });
        Markup::from(link.class("button").attr("rel", rel).view(html! { (icon(drawing)) (text) }))
    };
    html! {
        nav.neighbours aria-label="Photos before and after" {
            (turn(opened.newer, "prev", "Previous", "M15 5 8 12l7 7"))
            (turn(opened.older, "next", "Next", "m9 5 7 7-7 7"))
        }
    }
}
