//! The dialog in which mail is written, and what stands in it at first.

use crate::app::App;
use crate::model::{Letter, User};
use crate::queries::messages::{self, Message};
use crate::routes::mail::{self, dialog, reader};
use crate::views::{self, compose};
use maud::Markup;
use transom::{Cx, Error, Failure, Stop};

impl mail::Dialog for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &dialog::At) -> Markup {
        views::loading("the form", 6)
    }

    fn error(&self, _: &Cx, _: &dialog::At, failure: &Failure<Error>) -> Markup {
        views::failed("The form", failure)
    }

    async fn compose(&self, cx: &Cx, at: &dialog::At, page: &reader::Compose) -> Result<Markup, Error> {
        Ok(compose::dialog(cx, &self.begin(&at.user, page).await?))
    }
}

impl App {
    /// An empty letter, an answer, or a draft to go on with.
    pub(super) async fn begin(&self, user: &User, page: &reader::Compose) -> Result<Letter, Error> {
        let (user, reply, draft) = (user.clone(), page.reply, page.draft);
        let Some(id) = draft.or(reply) else { return Ok(Letter::default()) };
        let message = self.db.run(move |db| messages::find(db, &user, id)).await?.ok_or(Stop::NotFound)?;
        let letter = if draft.is_some() { go_on(message) } else { answer(&message) };
        Ok(Letter { reply, draft, ..letter })
    }
}

fn go_on(Message { to, subject, body, .. }: Message) -> Letter {
    Letter { to, subject, body, ..Letter::default() }
}

fn answer(message: &Message) -> Letter {
    let subject = message.subject.trim_start_matches("Re: ");
    let quoted: String = message.body.lines().map(|line| format!("> {line}\n")).collect();
    Letter {
        to: message.address.clone(),
        subject: format!("Re: {subject}"),
        body: format!("\n\n{} wrote:\n{quoted}", message.name),
        ..Letter::default()
    }
}
