//! The activity slot: what happened last. Its errors are [`transom::Error`], which anything converts into.

use crate::app::App;
use crate::queries::activity as queries;
use crate::routes::dashboard::{self, activity};
use crate::switches::Switches;
use crate::views::activity::{events, pane};
use crate::views::pieces;
use maud::Markup;
use transom::{Cx, Error, Failure};

const SHOWN: u32 = 12;

impl dashboard::Activity for App {
    type Error = Error;

    fn loading(&self, cx: &Cx, _: &activity::At) -> Markup {
        pane(cx, &pieces::loading("the activity", "events-loading", 12))
    }

    fn error(&self, cx: &Cx, _: &activity::At, failure: &Failure<Error>) -> Markup {
        pane(cx, &pieces::failed("The activity", failure))
    }

    async fn default(&self, cx: &Cx, _: &activity::At) -> Result<Markup, Error> {
        Switches::apply(cx, "activity").await?;
        Ok(events(cx, &self.db.run(|db| queries::latest(db, None, SHOWN)).await?))
    }

    async fn region(&self, cx: &Cx, _: &activity::At, page: &activity::Region) -> Result<Markup, Error> {
        Switches::apply(cx, "activity").await?;
        let region = page.region.to_string();
        Ok(events(cx, &self.db.run(move |db| queries::latest(db, Some(&region), SHOWN)).await?))
    }
}
