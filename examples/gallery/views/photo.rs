//! One photo: on a page of its own, or in a dialog over what was there.

use super::feed::{likes, source};
use super::icon;
use crate::queries::{Opened, Photo};
use crate::routes::gallery;
use maud::{Markup, html};
use transom::Cx;

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
            (likes(photo.likes))
        }
    }
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
