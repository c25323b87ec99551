//! The handlers: for the file, the layout and each slot of `app.routes` one `impl`.

mod compose;
mod panes;

use crate::app::App;
use crate::model::{Entering, Letter, Marking, Moving, User, What};
use crate::queries::{messages, users};
use crate::routes::mail::{self, list, reader, slot};
use crate::routes::{self, Folder};
use crate::session;
use crate::views::{self, shell, sign_in};
use maud::Markup;
use transom::{Cx, Done, Error, Failure, Location, NoFields, Stop};

impl routes::Root for App {
    fn not_found(&self, _: &Cx, _: &routes::At) -> Markup {
        shell::bare("There is no such page", "The address may be mistyped.")
    }

    async fn sign_in(&self, cx: &Cx, _: &routes::At, page: &routes::SignIn) -> Result<Markup, Error> {
        let to = page.to.clone().unwrap_or_default();
        Ok(sign_in::sign_in(cx, &self.db.run(users::all).await?, &to))
    }

    async fn enter(&self, cx: &Cx, _: &routes::At, form: Entering) -> Result<Done, Error> {
        let login = form.login.clone();
        let Some(user) = self.db.run(move |db| users::find(db, &login)).await? else {
            let page = routes::SignIn { to: Some(form.to.clone()).filter(|to| !to.is_empty()) };
            return Ok(Done::invalid(&page, form, [("login", "Nobody of this name has a mailbox here.")]));
        };
        session::start(cx, &user);
        // What is no path on this site is not followed.
        let to = Location::new(form.to).unwrap_or_else(|_| Location::from(&reader::Start));
        Ok(Done::to(to))
    }
}

impl routes::Mail for App {
    type Error = Error;

    async fn user(&self, cx: &Cx, _: &mail::Before) -> Result<User, Error> {
        session::user(self, cx).await
    }

    async fn layout(&self, cx: &Cx, at: &mail::At, slots: mail::Slots) -> Result<Markup, Error> {
        Ok(shell::shell(cx, &at.user, slots))
    }

    fn loading(&self, _: &Cx, _: &mail::At) -> Markup {
        views::loading("the message", 6)
    }

    fn error(&self, _: &Cx, _: &mail::At, failure: &Failure<Error>) -> Markup {
        views::failed("This page", failure)
    }

    async fn send(&self, _: &Cx, at: &mail::At, form: Letter) -> Result<Done, Error> {
        let errors = form.check();
        if !errors.is_empty() {
            let page = reader::Compose { reply: form.reply, draft: form.draft };
            return Ok(Done::invalid(&page, form, errors));
        }
        let user = at.user.clone();
        let folder = self.db.run(move |db| match form.what {
            What::Send => messages::send(db, &user, &form).map(|()| Folder::Sent),
            What::Draft => messages::keep(db, &user, &form).map(|()| Folder::Drafts),
        });
        Ok(Done::to(&list::Messages { folder: folder.await?, q: None }))
    }

    async fn move_to(
        &self,
        _: &Cx,
        at: &mail::At,
        action: &mail::MoveTo,
        form: Moving,
    ) -> Result<Done, Error> {
        let (user, id) = (at.user.clone(), action.id);
        match self.db.run(move |db| messages::put(db, &user, id, form.to)).await? {
            Some(false) => Ok(Done::refresh([slot::LIST, slot::FOLDERS])),
            // What was a draft is one no longer: its own pane offers to answer it now.
            Some(true) => Ok(Done::refresh([slot::LIST, slot::FOLDERS, slot::READER])),
            None => Err(Stop::NotFound.into()),
        }
    }

    async fn mark(&self, _: &Cx, at: &mail::At, action: &mail::Mark, form: Marking) -> Result<Done, Error> {
        let (user, id) = (at.user.clone(), action.id);
        let marked = self.db.run(move |db| messages::mark(db, &user, id, form.unread)).await?;
        let slots = [slot::LIST, slot::FOLDERS, slot::READER];
        if marked { Ok(Done::refresh(slots)) } else { Err(Stop::NotFound.into()) }
    }

    async fn sign_out(&self, cx: &Cx, _: &mail::At, _: NoFields) -> Result<Done, Error> {
        session::end(cx);
        Ok(Done::to(&routes::SignIn { to: None }))
    }
}
