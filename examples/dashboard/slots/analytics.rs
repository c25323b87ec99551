//! The analytics slot: sales over time.

use super::PaneError;
use crate::app::App;
use crate::queries::sales;
use crate::routes::Span;
use crate::routes::dashboard::{self, analytics};
use crate::switches::Switches;
use crate::views::analytics::{self as views, pane};
use crate::views::pieces;
use maud::Markup;
use transom::{Cx, Failure};

impl dashboard::Analytics for App {
    type Error = PaneError;

    fn loading(&self, cx: &Cx, _: &analytics::At) -> Markup {
        pane(cx, &pieces::loading("the sales", "chart-loading", 12))
    }

    fn error(&self, cx: &Cx, _: &analytics::At, failure: &Failure<PaneError>) -> Markup {
        pane(cx, &pieces::failed("The chart", failure))
    }

    async fn sales(&self, cx: &Cx, _: &analytics::At, page: &analytics::Sales) -> Result<Markup, PaneError> {
        Switches::apply(cx, "analytics").await?;
        let (count, days) = match page.span {
            Span::Month => (30, 1),
            Span::Quarter => (13, 7),
            Span::Year => (52, 7),
        };
        let mut sales = self.db.run(move |db| sales::sales(db, count, days)).await?;
        if page.span == Span::Year {
            // The data goes back a year: there is nothing to compare with.
            sales.before.clear();
        }
        Ok(views::sales(cx, page.span, &sales))
    }

    async fn weekdays(
        &self,
        cx: &Cx,
        _: &analytics::At,
        _: &analytics::Weekdays,
    ) -> Result<Markup, PaneError> {
        Switches::apply(cx, "analytics").await?;
        Ok(views::weekdays(cx, &self.db.run(sales::weekdays).await?))
    }

    async fn range(&self, cx: &Cx, _: &analytics::At, page: &analytics::Range) -> Result<Markup, PaneError> {
        Switches::apply(cx, "analytics").await?;
        let (from, to) = (page.from, page.to);
        let (range, sales) = self.db.run(move |db| sales::range(db, from, to)).await?;
        Ok(views::range(cx, range, &sales))
    }
}
