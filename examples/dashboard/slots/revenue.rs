//! The revenue slot: where the money comes from.

use super::PaneError;
use crate::app::App;
use crate::queries::revenue as queries;
use crate::routes::dashboard::{self, revenue};
use crate::switches::Switches;
use crate::views::{pieces, revenue as views};
use maud::Markup;
use transom::{Cx, Failure};

impl dashboard::Revenue for App {
    type Error = PaneError;

    fn loading(&self, cx: &Cx, _: &revenue::At) -> Markup {
        views::pane(cx, &pieces::loading("the revenue", "chart-loading small", 12))
    }

    fn error(&self, cx: &Cx, _: &revenue::At, failure: &Failure<PaneError>) -> Markup {
        views::pane(cx, &pieces::failed("The revenue", failure))
    }

    async fn by_month(&self, cx: &Cx, _: &revenue::At, _: &revenue::ByMonth) -> Result<Markup, PaneError> {
        Switches::apply(cx, "revenue").await?;
        Ok(views::by_month(cx, &self.db.run(queries::months).await?))
    }

    async fn by_region(&self, cx: &Cx, _: &revenue::At, _: &revenue::ByRegion) -> Result<Markup, PaneError> {
        Switches::apply(cx, "revenue").await?;
        Ok(views::by_region(cx, &self.db.run(queries::regions).await?))
    }

    async fn by_product(
        &self,
        cx: &Cx,
        _: &revenue::At,
        _: &revenue::ByProduct,
    ) -> Result<Markup, PaneError> {
        Switches::apply(cx, "revenue").await?;
        Ok(views::by_product(cx, &self.db.run(|db| queries::products(db, 6)).await?))
    }

    async fn month(&self, cx: &Cx, _: &revenue::At, page: &revenue::Month) -> Result<Markup, PaneError> {
        Switches::apply(cx, "revenue").await?;
        let month = page.month;
        let regions = self.db.run(move |db| queries::regions_in(db, month)).await?;
        Ok(views::month(cx, month, &regions))
    }
}
