//! The overview: four figures of the last thirty days.

use super::pieces::{delta, loading};
use crate::chart::sparkline;
use crate::money::{Euros, thousands};
use crate::queries::sales::{Figure, Overview};
use maud::{Markup, html};

pub(crate) fn overview(data: &Overview) -> Markup {
    let euros = |cents| format!("{:#}", Euros(cents));
    let count = |number: i64| thousands(number.unsigned_abs());
    html! {
        div.page-head {
            h1 { "Overview" }
            p.quiet {
                "30 days to " time datetime=(data.until) { (data.until.long()) } " against the 30 before"
            }
        }
        ul.figures {
            (figure("Revenue", &euros(data.revenue.now), &data.revenue))
            (figure("Orders", &count(data.orders.now), &data.orders))
            (figure("Average order", &Euros(data.average.now).to_string(), &data.average))
            (figure("Active customers", &count(data.customers.now), &data.customers))
        }
    }
}

/// As high as the overview, and not much less than the other pages.
pub(crate) fn overview_loading() -> Markup {
    html! {
        div.page-head { h1 { "Overview" } p.quiet { "the last 30 days" } }
        ul.figures { @for _ in 0..4 { li.card.figure { (loading("figures", "figure-loading", 3)) } } }
    }
}

fn figure(name: &str, value: &str, figure: &Figure) -> Markup {
    html! {
        li.card.figure {
            h2 { (name) }
            p.value { (value) }
            (delta(figure.now, figure.before))
            (sparkline(&figure.course))
        }
    }
}
