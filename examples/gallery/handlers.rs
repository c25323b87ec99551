//! The handlers: for each layout and slot of `app.routes` one `impl`.

mod modal;

use crate::app::App;
use crate::queries::{self, Among};
use crate::routes;
use crate::routes::gallery::{self, favourites, slot};
use crate::views::{self, feed, photo, shell};
use maud::{Markup, html};
use transom::{Cx, Done, Error, Failure, NoFields, Stop};

impl routes::Gallery for App {
    type Error = Error;

    async fn layout(&self, cx: &Cx, _: &gallery::At, slots: gallery::Slots) -> Result<Markup, Error> {
        Ok(shell::shell(cx, slots))
    }

    fn loading(&self, _: &Cx, _: &gallery::At) -> Markup {
        feed::loading()
    }

    fn error(&self, _: &Cx, _: &gallery::At, failure: &Failure<Error>) -> Markup {
        html! { h1 { "Something went wrong" } (views::failed("This page", failure)) }
    }

    fn not_found(&self, cx: &Cx, _: &gallery::At) -> Markup {
        views::missing(cx, "There is no such photo, or it was taken down.")
    }

    async fn feed(&self, cx: &Cx, _: &gallery::At, page: &gallery::Feed) -> Result<Markup, Error> {
        let (among, number) = (Among { subject: page.tag, person: None }, page.page);
        let found = self.db.run(move |db| queries::page(db, among, number)).await?;
        Ok(feed::feed(cx, page, &found))
    }

    async fn person(&self, cx: &Cx, _: &gallery::At, page: &gallery::Person) -> Result<Markup, Error> {
        let id = page.id;
        let found = self.db.run(move |db| {
            let Some(person) = queries::person(db, id)? else { return Ok(None) };
            Ok(Some((person, queries::page(db, Among { subject: None, person: Some(id) }, 1)?)))
        });
        let (person, found) = found.await?.ok_or(Stop::NotFound)?;
        cx.set_title(person.name.clone());
        Ok(feed::person(cx, &person, &found))
    }

    async fn photo(&self, cx: &Cx, _: &gallery::At, page: &gallery::Photo) -> Result<Markup, Error> {
        let opened = self.open(page).await?;
        cx.set_title(opened.photo.title.clone());
        Ok(photo::whole_page(cx, page, &opened))
    }

    /// Everything that tells how often a photo was liked shows anew: the dialog it was liked in, what is
    /// beneath it, and the favourites.
    async fn like(
        &self,
        _: &Cx,
        _: &gallery::At,
        action: &gallery::Like,
        _: NoFields,
    ) -> Result<Done, Error> {
        let id = action.id;
        if !self.db.run(move |db| queries::like(db, id)).await? {
            return Err(Stop::NotFound.into());
        }
        Ok(Done::refresh([slot::MAIN, slot::FAVOURITES, slot::MODAL]))
    }
}

impl gallery::Favourites for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &favourites::At) -> Markup {
        feed::favourites_loading()
    }

    fn error(&self, _: &Cx, _: &favourites::At, failure: &Failure<Error>) -> Markup {
        views::failed("The favourites", failure)
    }

    async fn default(&self, cx: &Cx, _: &favourites::At) -> Result<Markup, Error> {
        Ok(feed::favourites(cx, &self.db.run(|db| queries::favourites(db, 6)).await?))
    }
}

impl routes::Root for App {
    fn not_found(&self, _: &Cx, _: &routes::At) -> Markup {
        shell::bare("There is no such page", "The address may be mistyped.")
    }
}

impl App {
    /// The photo of a page and of a dialog alike.
    async fn open(&self, page: &gallery::Photo) -> Result<queries::Opened, Error> {
        let (id, among) = (page.id, Among { subject: page.tag, person: page.by });
        let opened = self.db.run(move |db| queries::open(db, id, among)).await?;
        Ok(opened.ok_or(Stop::NotFound)?)
    }
}
