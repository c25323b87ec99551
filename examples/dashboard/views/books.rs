//! What only administrators see, and the buttons to become one.

use super::pieces::card;
use crate::queries::books::Books;
use crate::role::Role;
use crate::routes::dashboard::Play;
use maud::{Markup, html};
use transom::Cx;

pub(crate) fn books(found: &Books) -> Markup {
    let figures = [
        ("Paid, not yet sent", found.owed),
        ("Given back in 90 days", found.refunded),
        ("In store, at today's prices", found.stock),
    ];
    pane(&html! {
        dl.books-figures {
            @for (name, amount) in figures { div { dt { (name) } dd.value { (format!("{amount:#}")) } } }
        }
    })
}

/// The pane's frame, whatever it shows.
pub(crate) fn pane(content: &Markup) -> Markup {
    card("Books", &html! { span.quiet { "for administrators" } }, content)
}

/// Two buttons, one of which is pressed. The action shows this slot and the books anew.
pub(crate) fn role(cx: &Cx, now: Role) -> Markup {
    let roles = [(Role::Guest, "guest", "Guest"), (Role::Admin, "admin", "Administrator")];
    let buttons = html! {
        span #role-label { "You are" }
        @for (role, value, name) in roles {
            button name="role" value=(value) aria-pressed=(if role == now { "true" } else { "false" }) { (name) }
        }
    };
    html! {
        div role="group" aria-labelledby="role-label" {
            (Markup::from(cx.form(&Play).class("role").view(buttons)))
        }
    }
}
