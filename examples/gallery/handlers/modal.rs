//! The dialog: the photo's page again, in another place.

use crate::app::App;
use crate::routes::gallery::{self, modal};
use crate::views::photo;
use maud::Markup;
use transom::{Cx, Error, Failure};

impl gallery::Modal for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &modal::At) -> Markup {
        photo::dialog_loading()
    }

    fn error(&self, _: &Cx, _: &modal::At, failure: &Failure<Error>) -> Markup {
        photo::dialog_failed(failure)
    }

    async fn photo(&self, cx: &Cx, _: &modal::At, page: &gallery::Photo) -> Result<Markup, Error> {
        let opened = self.open(page).await?;
        cx.set_title(opened.photo.title.clone());
        Ok(photo::dialog(cx, page, &opened))
    }
}
