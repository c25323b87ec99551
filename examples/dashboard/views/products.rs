//! The catalogue: its layout with the stock pane beside, the list, and one product.

use super::pieces::{card, icon, link};
use crate::calendar::Day;
use crate::chart::{Column, Name, columns, meter};
use crate::money::thousands;
use crate::queries::catalogue::Product;
use crate::routes::Sorting;
use crate::routes::dashboard::catalogue;
use maud::{Markup, html};
use transom::Cx;

/// The list as it is first seen.
pub(crate) const BEST_PRODUCTS: catalogue::Products = catalogue::Products { sort: Sorting::Revenue };

/// A layout within the layout: what is looked at, and beside it what is left in stock.
pub(crate) fn catalogue(catalogue::Slots { main, stock }: catalogue::Slots) -> Markup {
    html! {
        div.two {
            (main)
            (stock.tag("section").class("stock").attr("aria-label", "Stock"))
        }
    }
}

pub(crate) fn products(cx: &Cx, asked: &catalogue::Products, all: &[Product]) -> Markup {
    let most = all.iter().map(|product| product.revenue.0).max().unwrap_or(0);
    let sorted = |sort, text: &str| link(&cx.link(&catalogue::Products { sort }), text);
    let order =
        |sort| (asked.sort == sort).then_some(if sort == Sorting::Name { "ascending" } else { "descending" });
    html! {
        div.page-head { h1 { "Products" } p.quiet { "the last 30 days" } }
        div.card.table tabindex="0" role="region" aria-label="Products" {
            table {
                caption.unseen { "Products and how they sold in the last 30 days" }
                thead {
                    tr {
                        th aria-sort=[order(Sorting::Name)] { (sorted(Sorting::Name, "Product")) }
                        th.wide { "Category" }
                        th.number aria-sort=[order(Sorting::Sold)] { (sorted(Sorting::Sold, "Sold")) }
                        th.number aria-sort=[order(Sorting::Revenue)] {
                            (sorted(Sorting::Revenue, "Revenue"))
                        }
                        th.wide.bar-column { span.unseen { "Share" } }
                    }
                }
                tbody {
                    @for product in all {
                        tr {
                            td { (product_link(cx, product.id, &product.name)) }
                            td.wide { (product.category) }
                            td.number { (thousands(product.sold.unsigned_abs())) }
                            td.number { (format!("{:#}", product.revenue)) }
                            td.wide.bar-column { (meter(product.revenue.0, most)) }
                        }
                    }
                }
            }
        }
    }
}

pub(crate) fn product_link(cx: &Cx, id: u64, name: &str) -> Markup {
    link(&cx.link(&catalogue::Product { id }), name)
}

pub(crate) fn product(product: &Product, weeks: &[(Day, i64)]) -> Markup {
    let weekly: Vec<Column> = weeks
        .iter()
        .map(|(first, sold)| Column {
            label: first.short(),
            value: *sold,
            tip: format!("Week of {}: {sold} sold", first.short()),
            ..Column::default()
        })
        .collect();
    let description = format!("How many were sold in each of the last {} weeks", weeks.len());
    let name = Name { id: "weekly", title: "Sold per week", description: &description };
    html! {
        div.page-head {
            p.back { a href=(BEST_PRODUCTS) { (icon("M15 5 8 12l7 7")) "Products" } }
            h1 { (product.name) }
            p.quiet { (product.category) " · " (product.price) }
        }
        div.card {
            header.card-head { h2 { "Sold per week" } }
            (columns(name, &weekly, |tick| tick.to_string()))
        }
    }
}

pub(crate) fn scarce(cx: &Cx, products: &[Product]) -> Markup {
    stock_card(&html! {
        ol.stock-list {
            @for product in products {
                @let days = product.lasts().unwrap_or(0);
                li {
                    div.pair {
                        (product_link(cx, product.id, &product.name))
                        span.number { (product.stock) " left" }
                    }
                    (meter(days.min(90), 90))
                    p.quiet { "lasts " (days) @if days == 1 { " day" } @else { " days" } }
                }
            }
        }
    })
}

pub(crate) fn level(product: &Product) -> Markup {
    let most = (product.sold * 2).max(product.stock);
    stock_card(&html! {
        p.value { (thousands(product.stock.unsigned_abs())) " left" }
        (meter(product.stock, most))
        @match product.lasts() {
            Some(days) => p.quiet {
                "lasts " (days) " days if it sells on as in the last 30: " (product.sold) " were sold"
            },
            None => p.quiet { "none were sold in the last 30 days" },
        }
    })
}

pub(crate) fn stock_card(content: &Markup) -> Markup {
    card("Stock", &html! {}, content)
}
