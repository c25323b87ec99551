//! Photos beside each other: the feed, a person's, and the favourites.

use super::icon;
use crate::queries::{Found, PAGE, Person, Photo};
use crate::routes::gallery;
use maud::{Markup, html};
use transom::{Cx, Link};

pub(crate) fn feed(cx: &Cx, asked: &gallery::Feed, found: &Found) -> Markup {
    let title = asked.tag.map_or_else(|| "All photos".to_owned(), |tag| super::capital(&tag.to_string()));
    html! {
        div.page-head { h1 { (title) } p.quiet { (found.total) " photos, the newest first" } }
        @if found.photos.is_empty() {
            p.nothing { "There are no photos here. " a href=(super::FEED) { "All photos" } }
        } @else {
            (grid(&found.photos, |id| cx.link(&gallery::Photo { id, tag: asked.tag, by: None })))
        }
        (pager(cx, asked, found))
    }
}

pub(crate) fn person(cx: &Cx, person: &Person, found: &Found) -> Markup {
    html! {
        div.page-head { h1 { (person.name) } p.quiet { (person.town) ", " (found.total) " photos" } }
        (grid(&found.photos, |id| cx.link(&gallery::Photo { id, tag: None, by: Some(person.id) })))
    }
}

pub(crate) fn favourites(cx: &Cx, photos: &[Photo]) -> Markup {
    html! {
        h2 { "Most liked" }
        ol.best {
            @for photo in photos {
                @let id = photo.picture.id;
                li {
                    (Markup::from(cx.link(&gallery::Photo { id, tag: None, by: None }).view(html! {
                        img src=(source(photo)) alt="" width="72" height="72" loading="lazy";
                        span { (photo.title) }
                    })))
                    (likes(photo.likes))
                }
            }
        }
    }
}

pub(crate) fn loading() -> Markup {
    html! {
        div role="status" {
            span.unseen { "Loading the photos…" }
            div.grid aria-hidden="true" {
                @for shape in ["wide", "square", "tall", "wide", "square", "wide", "tall", "wide"] {
                    div.blank.(shape) {}
                }
            }
        }
    }
}

pub(crate) fn favourites_loading() -> Markup {
    html! {
        h2 { "Most liked" }
        div.best role="status" {
            span.unseen { "Loading the favourites…" }
            @for _ in 0..6 { div.blank.row aria-hidden="true" {} }
        }
    }
}

/// Where the picture is.
pub(crate) fn source(photo: &Photo) -> String {
    format!("/pictures/{}.svg", photo.picture.id)
}

/// How often a photo was liked.
pub(crate) fn likes(count: u32) -> Markup {
    html! { span.likes { (heart()) (count) span.unseen { " likes" } } }
}

pub(crate) fn heart() -> Markup {
    icon(
        "M12 20s-7.500-4.600-7.500-10A4.200 4.200 0 0 1 12 7.400 4.200 4.200 0 0 1 19.500 10c0 5.400-7.500 10-7.500 10Z",
    )
}

fn grid(photos: &[Photo], link: impl Fn(u64) -> Link) -> Markup {
    html! {
        ul.grid {
            @for photo in photos {
                @let (width, height) = photo.picture.shape.size();
                li {
                    (Markup::from(link(photo.picture.id).class("tile").view(html! {
                        img src=(source(photo)) alt=(photo.seen) width=(width) height=(height) loading="lazy";
                        span.tile-name { (photo.title) }
                    })))
                    p.tile-foot { span { (photo.person.name) } (likes(photo.likes)) }
                }
            }
        }
    }
}

fn pager(cx: &Cx, asked: &gallery::Feed, found: &Found) -> Markup {
    let pages = found.total.div_ceil(PAGE).max(1);
    let turn = |page, rel, text: &str| {
        let link = cx.link(&gallery::Feed { page, ..asked.clone() });
        Markup::from(link.class("button").attr("rel", rel).view(text))
    };
    html! {
        nav.pager aria-label="Pages" {
            @if asked.page > 1 { (turn(asked.page.min(pages + 1) - 1, "prev", "Newer")) }
            span.quiet { "Page " (asked.page) " of " (pages) }
            @if asked.page < pages { (turn(asked.page + 1, "next", "Older")) }
        }
    }
}
