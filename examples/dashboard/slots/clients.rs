//! The pages below `/customers`, which have a not-found view of their own.

use super::PageError;
use crate::app::App;
use crate::queries::{customers, orders};
use crate::routes::dashboard::{self, clients};
use crate::switches::Switches;
use crate::views::customers::ALL_CUSTOMERS;
use crate::views::{self, pieces};
use maud::Markup;
use transom::Cx;

impl dashboard::Clients for App {
    fn not_found(&self, _: &Cx, _: &clients::At) -> Markup {
        pieces::missing("Nobody here", "There is no such customer.", "All customers", &ALL_CUSTOMERS)
    }

    async fn customers(
        &self,
        cx: &Cx,
        _: &clients::At,
        page: &clients::Customers,
    ) -> Result<Markup, PageError> {
        Switches::apply(cx, "main").await?;
        let text = page.q.clone().unwrap_or_default();
        let all = self.db.run(move |db| customers::customers(db, &text, 16)).await?;
        Ok(views::customers::customers(cx, page, &all))
    }

    async fn customer(
        &self,
        cx: &Cx,
        _: &clients::At,
        page: &clients::Customer,
    ) -> Result<Markup, PageError> {
        Switches::apply(cx, "main").await?;
        let id = page.id;
        let found = self.db.run(move |db| {
            let Some(customer) = customers::customer(db, id)? else { return Ok(None) };
            Ok(Some((customer, orders::of_customer(db, id, 8)?)))
        });
        let (customer, orders) = found.await?.ok_or_else(PageError::missing)?;
        cx.set_title(customer.name.clone());
        Ok(views::customers::customer(cx, &customer, &orders))
    }
}
