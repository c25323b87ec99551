//! What only administrators see, and the buttons to become one or to upset a pane.

use super::{PageError, PaneError};
use crate::app::App;
use crate::queries::books as queries;
use crate::role::Role;
use crate::routes::dashboard::{self, books, role, switches};
use crate::switches::Switches;
use crate::views::{self as all_views, books as views, pieces};
use maud::Markup;
use transom::{Cx, Failure};

impl dashboard::Books for App {
    type Error = PaneError;

    async fn is_admin(&self, cx: &Cx, _: &books::At) -> Result<bool, PaneError> {
        Ok(Role::of(cx) == Role::Admin)
    }

    fn loading(&self, _: &Cx, _: &books::At) -> Markup {
        views::pane(&pieces::loading("the books", "books-loading", 3))
    }

    fn error(&self, _: &Cx, _: &books::At, failure: &Failure<PaneError>) -> Markup {
        views::pane(&pieces::failed("The books", failure))
    }

    async fn default(&self, cx: &Cx, _: &books::At) -> Result<Markup, PaneError> {
        Switches::apply(cx, "books").await?;
        Ok(views::books(&self.db.run(queries::books).await?))
    }
}

impl dashboard::Role for App {
    async fn default(&self, cx: &Cx, _: &role::At) -> Result<Markup, PageError> {
        Ok(views::role(cx, Role::of(cx)))
    }
}

impl dashboard::Switches for App {
    async fn default(&self, cx: &Cx, _: &switches::At) -> Result<Markup, PageError> {
        Ok(all_views::switches::switches(cx))
    }
}
