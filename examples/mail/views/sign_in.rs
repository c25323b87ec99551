//! Where a guard sends those it does not know.

use super::shell::outside;
use crate::model::User;
use crate::routes;
use maud::{Markup, html};
use transom::Cx;

/// One button for each mailbox: this is a demonstration.
pub(crate) fn sign_in(cx: &Cx, users: &[User], to: &str) -> Markup {
    let form = cx.form(&routes::Enter).hard().class("sign-in");
    let error = form.error("login").map(str::to_owned);
    outside(
        "Sign in",
        &html! {
            p { "Whose mail do you want to read? There are no passwords here." }
            @if let Some(error) = error { p.wrong role="alert" { (error) } }
            (Markup::from(form.view(html! {
                @if !to.is_empty() { input type="hidden" name="to" value=(to); }
                @for user in users {
                    button name="login" value=(user.login) {
                        strong { (user.name) } span.quiet { (user.address) }
                    }
                }
            })))
        },
    )
}
