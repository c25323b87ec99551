//! The revenue pane: by month, by region, by product, and one month.

use super::analytics::{as_table, euros};
use super::pieces::{capital, card, delta, link, tabs};
use crate::calendar::Month;
use crate::chart::{Column, Kind, Name, columns, meter};
use crate::money::Euros;
use crate::queries::revenue::Share;
use crate::routes::dashboard::revenue;
use maud::{Markup, html};
use transom::Cx;

pub(crate) fn by_month(cx: &Cx, months: &[(Month, Euros)]) -> Markup {
    let last = months.len().saturating_sub(1);
    let columns_of: Vec<Column> = months
        .iter()
        .enumerate()
        .map(|(index, (month, revenue))| Column {
            label: month.short().to_owned(),
            value: revenue.0,
            tip: format!("{}: {revenue:#}{}", month.long(), if index == last { " so far" } else { "" }),
            kind: if index == last { Kind::SoFar } else { Kind::Whole },
            ..Column::default()
        })
        .collect();
    let description = format!("{} columns, one a month; the last month is not over.", months.len());
    let name = Name { id: "months", title: "Revenue by month", description: &description };
    pane(
        cx,
        &html! {
            (columns(name, &columns_of, euros))
            (as_table("Month", months.iter().map(|(month, revenue)| (month.long(), *revenue))))
            @if let Some((month, _)) = months.iter().rev().nth(1) {
                p.more { (month_link(cx, *month, " in detail")) }
            }
        },
    )
}

pub(crate) fn by_region(cx: &Cx, regions: &[Share]) -> Markup {
    pane(cx, &html! { p.quiet { "the last 30 days, against the 30 before" } (shares(regions)) })
}

pub(crate) fn by_product(cx: &Cx, products: &[Share]) -> Markup {
    pane(cx, &html! { p.quiet { "the last 30 days, against the 30 before" } (shares(products)) })
}

pub(crate) fn month(cx: &Cx, month: Month, regions: &[Share]) -> Markup {
    let total: i64 = regions.iter().map(|share| share.revenue.0).sum();
    pane(
        cx,
        &html! {
            p.sum {
                strong { (format!("{:#}", Euros(total))) } " "
                span.key { "in " (month.long()) ", by region" }
            }
            (shares(regions))
            p.more {
                (month_link(cx, month.previous(), ""))
                " · "
                (month_link(cx, month.next(), ""))
            }
        },
    )
}

fn month_link(cx: &Cx, month: Month, more: &str) -> Markup {
    link(&cx.link(&revenue::Month { month }).in_slot(), &(month.long() + more))
}

/// The pane's frame, whatever it shows.
pub(crate) fn pane(cx: &Cx, content: &Markup) -> Markup {
    let links = vec![
        ("Months".to_owned(), cx.link(&revenue::ByMonth)),
        ("Regions".to_owned(), cx.link(&revenue::ByRegion)),
        ("Products".to_owned(), cx.link(&revenue::ByProduct)),
    ];
    card("Revenue", &tabs("Revenue views", links), content)
}

fn shares(shares: &[Share]) -> Markup {
    let most = shares.iter().map(|share| share.revenue.0).max().unwrap_or(0);
    html! {
        @if shares.is_empty() { p.nothing { "Nothing was sold." } }
        ol.shares {
            @for share in shares {
                li {
                    div.pair {
                        span { (capital(&share.name)) }
                        span.number { (format!("{:#}", share.revenue)) }
                    }
                    (meter(share.revenue.0, most))
                    (delta(share.revenue.0, share.before.0))
                }
            }
        }
    }
}
