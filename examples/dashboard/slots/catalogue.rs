//! The layout below `/products`: what is looked at, and the stock beside it.

use super::{PageError, PaneError};
use crate::app::App;
use crate::queries::catalogue::{self as queries, Order};
use crate::routes::Sorting;
use crate::routes::dashboard::{self, catalogue};
use crate::switches::Switches;
use crate::views::{self, pieces, products};
use catalogue::stock;
use maud::Markup;
use transom::{Cx, Failure};

impl dashboard::Catalogue for App {
    async fn layout(&self, _: &Cx, _: &catalogue::At, slots: catalogue::Slots) -> Result<Markup, PageError> {
        Ok(products::catalogue(slots))
    }

    fn not_found(&self, _: &Cx, _: &catalogue::At) -> Markup {
        pieces::missing(
            "Not in the catalogue",
            "There is no such product.",
            "All products",
            &products::BEST_PRODUCTS,
        )
    }

    async fn products(
        &self,
        cx: &Cx,
        _: &catalogue::At,
        page: &catalogue::Products,
    ) -> Result<Markup, PageError> {
        Switches::apply(cx, "main").await?;
        let order = match page.sort {
            Sorting::Revenue => Order::Revenue,
            Sorting::Sold => Order::Sold,
            Sorting::Name => Order::Name,
        };
        let all = self.db.run(move |db| queries::products(db, order)).await?;
        Ok(products::products(cx, page, &all))
    }

    async fn product(
        &self,
        cx: &Cx,
        _: &catalogue::At,
        page: &catalogue::Product,
    ) -> Result<Markup, PageError> {
        Switches::apply(cx, "main").await?;
        let id = page.id;
        let found = self.db.run(move |db| {
            let Some(product) = queries::product(db, id)? else { return Ok(None) };
            Ok(Some((product, queries::weekly(db, id, 13)?)))
        });
        let (product, weeks) = found.await?.ok_or_else(PageError::missing)?;
        cx.set_title(product.name.clone());
        Ok(products::product(&product, &weeks))
    }
}

impl catalogue::Stock for App {
    type Error = PaneError;

    fn loading(&self, _: &Cx, _: &stock::At) -> Markup {
        products::stock_card(&pieces::loading("the stock", "stock-loading", 7))
    }

    fn error(&self, _: &Cx, _: &stock::At, failure: &Failure<PaneError>) -> Markup {
        products::stock_card(&pieces::failed("The stock", failure))
    }

    async fn scarce(&self, cx: &Cx, _: &stock::At, _: &stock::Scarce) -> Result<Markup, PaneError> {
        Switches::apply(cx, "stock").await?;
        let scarce = self.db.run(|db| queries::scarce(db, 7)).await?;
        Ok(views::products::scarce(cx, &scarce))
    }

    async fn level(&self, cx: &Cx, _: &stock::At, page: &stock::Level) -> Result<Markup, PaneError> {
        Switches::apply(cx, "stock").await?;
        let id = page.id;
        let product = self.db.run(move |db| queries::product(db, id)).await?;
        Ok(product
            .map_or_else(|| products::stock_card(&Markup::default()), |product| products::level(&product)))
    }
}
