//! A guest book: the example of the book's chapter on actions.

use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use std::sync::Mutex;
use transom::{Cx, Done, Error, Failure};

mod routes {
    transom::include_routes!("guestbook.routes", view = maud::Markup);
}
use routes::book;

/// What the form is read into: a field for each input.
#[derive(Clone, Deserialize)]
pub(crate) struct Entry {
    name: String,
    stars: u8,
}

#[derive(Default)]
struct App {
    entries: Mutex<Vec<Entry>>,
}

impl routes::Book for App {
    type Error = Error;

    async fn layout(&self, _: &Cx, _: &book::At, book::Slots { main }: book::Slots) -> Result<Markup, Error> {
        Ok(html! { (DOCTYPE) html lang="en" { head { title { "Guests" } } body { (main) } } })
    }

    fn loading(&self, _: &Cx, _: &book::At) -> Markup {
        html! { "…" }
    }

    fn error(&self, _: &Cx, _: &book::At, failure: &Failure<Error>) -> Markup {
        html! { p { "That did not work: " (failure) } }
    }

    async fn entries(&self, cx: &Cx, _: &book::At, _: &book::Entries) -> Result<Markup, Error> {
        let entries = self.entries.lock().map_err(|_| Error::msg("the book is torn"))?.clone();
        let form = cx.form(&book::Sign);
        let said = |field| html! { @if let Some(error) = form.error(field) { strong { (error) } } };
        Ok(html! {
            ul { @for entry in &entries { li { (entry.name) ": " (entry.stars) } } }
            (form.view(html! {
                label { "Name " input name="name" value=(form.value("name")); } (said("name"))
                label { "Stars " input name="stars" value=(form.value("stars")); } (said("stars"))
                button { "Sign" }
            }))
        })
    }

    async fn sign(&self, _: &Cx, _: &book::At, form: Entry) -> Result<Done, Error> {
        if form.stars > 5 {
            return Ok(Done::invalid(&book::Entries, form, [("stars", "can be 5 at most")]));
        }
        self.entries.lock().map_err(|_| Error::msg("the book is torn"))?.push(form);
        Ok(Done::to(&book::Entries))
    }
}

#[cfg(test)]
mod tests {
    use super::{App, routes};
    use transom::testing::{get, post};

    #[tokio::test]
    async fn a_guest_signs_at_the_third_try() {
        let service = routes::service(App::default());
        for (typed, says) in
            [("name=Ada&stars=many", "must be a whole number"), ("name=Ada&stars=6", "can be 5 at most")]
        {
            let reply = post(&service, "/book", typed).await;
            assert_eq!(reply.status, 422);
            let shown = reply.slot("main");
            assert!(shown.contains(says) && shown.contains(r#"value="Ada""#), "{shown}");
        }
        let reply = post(&service, "/book", "name=Ada&stars=5").await;
        assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/book")));
        assert!(get(&service, "/book").await.slot("main").contains("<li>Ada: 5</li>"));
    }
}
