//! The activity pane: what happened last.

use super::orders::order_link;
use super::pieces::{capital, card, tabs, when};
use crate::queries::activity::Event;
use crate::routes::Region;
use crate::routes::dashboard::{activity, slot};
use maud::{Markup, html};
use transom::Cx;

pub(crate) fn events(cx: &Cx, events: &[Event]) -> Markup {
    pane(
        cx,
        &html! {
            ol.events {
                @for event in events {
                    li.(event.kind) {
                        div.pair {
                            span { (order_link(cx, event.order)) " " (event.kind) }
                            span.number { (event.total) }
                        }
                        p.quiet {
                            (event.name) ", " (event.city) " · "
                            (when(event.day, &event.time))
                        }
                    }
                }
            }
        },
    )
}

/// The pane's frame, whatever it shows.
pub(crate) fn pane(cx: &Cx, content: &Markup) -> Markup {
    let everywhere = ("Everywhere".to_owned(), cx.link_default::<slot::Activity>());
    let region =
        |region: &Region| (capital(&region.to_string()), cx.link(&activity::Region { region: *region }));
    let links = [everywhere].into_iter().chain(Region::ALL.iter().map(region)).collect();
    card("Activity", &html! {}, &html! { (tabs("Activity by region", links)) (content) })
}
