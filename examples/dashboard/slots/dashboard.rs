//! The shell, and the pages of its main slot.

use super::PageError;
use crate::app::App;
use crate::queries::{orders, sales};
use crate::role::Playing;
use crate::routes::{self, dashboard, dashboard::slot};
use crate::switches::{PANES, Switches, Upsetting};
use crate::views::orders::ALL_ORDERS;
use crate::views::{self, pieces, shell};
use maud::{Markup, html};
use transom::{Cx, Done, Failure, SlotKey};

impl routes::Dashboard for App {
    type Error = PageError;

    async fn layout(&self, cx: &Cx, _: &dashboard::At, slots: dashboard::Slots) -> Result<Markup, PageError> {
        Ok(shell::shell(cx, slots))
    }

    fn loading(&self, cx: &Cx, _: &dashboard::At) -> Markup {
        let list =
            ["/orders", "/products", "/customers"].iter().any(|path| cx.uri().path().starts_with(path));
        if list {
            pieces::loading("the page", "page-loading card", 9)
        } else {
            views::overview::overview_loading()
        }
    }

    fn error(&self, _: &Cx, _: &dashboard::At, failure: &Failure<PageError>) -> Markup {
        html! { div.card { h1.unseen { "Failed" } (pieces::failed("This page", failure)) } }
    }

    fn not_found(&self, _: &Cx, _: &dashboard::At) -> Markup {
        let text = "There is no such order. Its number may be mistyped.";
        pieces::missing("Nothing here", text, "All orders", &ALL_ORDERS)
    }

    async fn overview(
        &self,
        cx: &Cx,
        _: &dashboard::At,
        _: &dashboard::Overview,
    ) -> Result<Markup, PageError> {
        Switches::apply(cx, "main").await?;
        Ok(views::overview::overview(&self.db.run(sales::overview).await?))
    }

    async fn orders(
        &self,
        cx: &Cx,
        _: &dashboard::At,
        page: &dashboard::Orders,
    ) -> Result<Markup, PageError> {
        Switches::apply(cx, "main").await?;
        let search = orders::Search {
            text: page.q.clone().unwrap_or_default(),
            status: page.status.map(|status| status.to_string()),
            page: page.page,
        };
        let found = self.db.run(move |db| orders::search(db, &search)).await?;
        Ok(views::orders::orders(cx, page, &found))
    }

    async fn order(&self, cx: &Cx, _: &dashboard::At, page: &dashboard::Order) -> Result<Markup, PageError> {
        Switches::apply(cx, "main").await?;
        let id = page.id;
        let detail = self.db.run(move |db| orders::order(db, id)).await?.ok_or_else(PageError::missing)?;
        cx.set_title(format!("Order #{id}"));
        Ok(views::orders::order(cx, &detail))
    }

    async fn play(&self, cx: &Cx, _: &dashboard::At, form: Playing) -> Result<Done, PageError> {
        form.role.keep(cx);
        Ok(Done::refresh([slot::ROLE, slot::BOOKS]))
    }

    async fn upset(&self, cx: &Cx, _: &dashboard::At, form: Upsetting) -> Result<Done, PageError> {
        let chosen =
            PANES.iter().filter(|(pane, _)| form.pane.as_deref().is_none_or(|chosen| chosen == *pane));
        let kept = Switches::kept(cx);
        let switches = chosen.clone().fold(kept, |kept, (pane, _)| kept.with(pane, form.how.upset()));
        switches.keep(cx);
        Ok(Done::refresh(chosen.flat_map(|(pane, _)| slots_of(pane)).chain([slot::SWITCHES])))
    }
}

impl routes::Root for App {
    fn not_found(&self, _: &Cx, _: &routes::At) -> Markup {
        shell::bare("There is no such page", "The address may be mistyped, or the page may have moved.")
    }
}

/// What shows a pane. Slots that are not on the page are left out of the answer.
fn slots_of(pane: &str) -> Vec<SlotKey> {
    match pane {
        "main" => vec![slot::MAIN, dashboard::catalogue::slot::MAIN],
        "analytics" => vec![slot::ANALYTICS],
        "revenue" => vec![slot::REVENUE],
        "activity" => vec![slot::ACTIVITY],
        "books" => vec![slot::BOOKS],
        _ => vec![dashboard::catalogue::slot::STOCK],
    }
}
