//! The form in which mail is written: in a dialog, or on a page of its own.

use super::icon;
use crate::model::Letter;
use crate::routes::mail;
use maud::{Markup, html};
use transom::{Cx, Form};

/// The form on a page of its own: what a reload, a new tab and a browser without scripts show.
pub(crate) fn whole_page(cx: &Cx, letter: &Letter) -> Markup {
    html! { div.letter { h1 { "New message" } (form(cx, letter)) } }
}

/// The form over what was there.
pub(crate) fn dialog(cx: &Cx, letter: &Letter) -> Markup {
    html! {
        dialog.sheet aria-labelledby="compose-title" {
            header.sheet-head {
                h2 #compose-title { "New message" }
                form method="dialog" {
                    button.close { (icon("m6 6 12 12M18 6 6 18")) span.unseen { "Close" } }
                }
            }
            (form(cx, letter))
        }
    }
}

fn form(cx: &Cx, letter: &Letter) -> Markup {
    let form = cx.form(&mail::Send).class("compose").attr("novalidate", "");
    let fields = html! {
        @if let Some(wrong) = form.error("") { p.wrong role="alert" { (wrong) } }
        @if let Some(id) = letter.reply { input type="hidden" name="reply" value=(id); }
        @if let Some(id) = letter.draft { input type="hidden" name="draft" value=(id); }
        (field(&form, "to", "To", &letter.to))
        (field(&form, "subject", "Subject", &letter.subject))
        (field(&form, "body", "Message", &letter.body))
        div.tools {
            button.strong name="what" value="send" { "Send" }
            button name="what" value="draft" { "Keep as a draft" }
        }
    };
    Markup::from(form.view(fields))
}

/// A field with its label, with what was typed if the form was refused, and with what is wrong with it.
fn field(form: &Form, name: &str, label: &str, first: &str) -> Markup {
    let value = if form.is_refused() { form.value(name) } else { first };
    let wrong = form.error(name);
    let (id, note) = (format!("compose-{name}"), format!("compose-{name}-wrong"));
    let described = wrong.map(|_| note.as_str());
    let invalid = wrong.map(|_| "true");
    html! {
        div.field {
            label for=(id) { (label) }
            @if name == "body" {
                textarea id=(id) name=(name) rows="9" aria-invalid=[invalid] aria-describedby=[described] {
                    // Browsers drop a line break right after the tag: this one, not the text's own.
                    "\n" (value)
                }
            } @else {
                input id=(id) name=(name) value=(value) autocomplete="off" aria-invalid=[invalid]
                    aria-describedby=[described];
            }
            @if let Some(wrong) = wrong { p.wrong id=(note) { (wrong) } }
        }
    }
}
