//! The three panes.

use crate::app::App;
use crate::queries::messages;
use crate::routes::mail::{self, folders, list, reader};
use crate::views::{self, compose, reader as view};
use maud::Markup;
use transom::{Cx, Error, Failure, Stop};

impl mail::Folders for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &folders::At) -> Markup {
        views::loading("the folders", 5)
    }

    fn error(&self, _: &Cx, _: &folders::At, failure: &Failure<Error>) -> Markup {
        views::failed("The folders", failure)
    }

    async fn default(&self, cx: &Cx, at: &folders::At) -> Result<Markup, Error> {
        let user = at.user.clone();
        Ok(views::list::folders(cx, &self.db.run(move |db| messages::count(db, &user)).await?))
    }
}

impl mail::List for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &list::At) -> Markup {
        views::loading("the list", 8)
    }

    fn error(&self, _: &Cx, _: &list::At, failure: &Failure<Error>) -> Markup {
        views::failed("The list", failure)
    }

    async fn messages(&self, cx: &Cx, at: &list::At, page: &list::Messages) -> Result<Markup, Error> {
        let (user, folder) = (at.user.clone(), page.folder);
        let text = page.q.clone().unwrap_or_default();
        let found = self.db.run(move |db| messages::list(db, &user, folder, &text)).await?;
        Ok(views::list::messages(cx, page, &found))
    }
}

impl mail::Reader for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &reader::At) -> Markup {
        views::loading("the message", 6)
    }

    fn error(&self, _: &Cx, _: &reader::At, failure: &Failure<Error>) -> Markup {
        views::failed("The message", failure)
    }

    fn not_found(&self, _: &Cx, _: &reader::At) -> Markup {
        view::missing()
    }

    async fn start(&self, _: &Cx, at: &reader::At, _: &reader::Start) -> Result<Markup, Error> {
        Ok(view::start(&at.user))
    }

    async fn message(&self, cx: &Cx, at: &reader::At, page: &reader::Message) -> Result<Markup, Error> {
        let (user, id) = (at.user.clone(), page.id);
        let message = self.db.run(move |db| messages::find(db, &user, id)).await?.ok_or(Stop::NotFound)?;
        cx.set_title(message.subject.clone());
        Ok(view::message(cx, &message))
    }

    async fn compose(&self, cx: &Cx, at: &reader::At, page: &reader::Compose) -> Result<Markup, Error> {
        let letter = self.begin(&at.user, page).await?;
        Ok(compose::whole_page(cx, &letter))
    }
}
