//! The list of orders with its search, and one order.

use super::pieces::{badge, capital, icon};
use crate::money::{Euros, thousands};
use crate::queries::orders::{Detail, Found, Order};
use crate::routes::{Status, dashboard};
use maud::{Markup, PreEscaped, html};
use transom::Cx;

/// The list without a search.
pub(crate) const ALL_ORDERS: dashboard::Orders = dashboard::Orders { q: None, status: None, page: 1 };

pub(crate) fn orders(cx: &Cx, asked: &dashboard::Orders, found: &Found) -> Markup {
    let text = asked.q.as_deref().unwrap_or_default();
    html! {
        div.page-head {
            h1 { "Orders" }
            p.quiet { (thousands(found.total.into())) @if found.total == 1 { " order" } @else { " orders" } }
        }
        form.search role="search" action=(ALL_ORDERS) {
            label.unseen for="q" { "Customer, city or order number" }
            input #q name="q" type="search" value=(text) placeholder="Customer, city or order number";
            label.unseen for="status" { "Status" }
            select #status name="status" {
                option value="" selected[asked.status.is_none()] { "Any status" }
                @for status in Status::ALL {
                    option value=(status) selected[asked.status == Some(*status)] { (capital(&status.to_string())) }
                }
            }
            button { "Search" }
        }
        @if found.orders.is_empty() {
            p.card.nothing { "No order matches. " a href=(ALL_ORDERS) { "Show all orders" } }
        } @else {
            (table(cx, &found.orders, "Orders, the newest first"))
            (pager(cx, asked, found))
        }
    }
}

pub(crate) fn table(cx: &Cx, orders: &[Order], caption: &str) -> Markup {
    html! {
        div.card.table tabindex="0" role="region" aria-label=(caption) {
            table {
                caption.unseen { (caption) }
                thead { tr { th { "Order" } th { "Customer" } th.wide { "City" } th.wide { "When" } th { "Status" } th.number { "Total" } } }
                tbody {
                    @for order in orders {
                        tr {
                            td { (link(cx.link(&dashboard::Order { id: order.id }), &format!("#{}", order.id))) }
                            td { (link(cx.link(&dashboard::clients::Customer { id: order.customer }), &order.name)) }
                            td.wide { (order.city) }
                            td.wide { time datetime={ (order.day) "T" (order.time) } { (order.day.short()) " " (order.time) } }
                            td { (badge(&order.status)) }
                            td.number { (order.total) }
                        }
                    }
                }
            }
        }
    }
}

fn pager(cx: &Cx, asked: &dashboard::Orders, found: &Found) -> Markup {
    let at = |page| cx.link(&dashboard::Orders { page, ..asked.clone() }).class("button");
    html! {
        nav.pager aria-label="Pages" {
            @if found.page > 1 { (PreEscaped(at(found.page - 1).attr("rel", "prev").view("Newer").into_string())) }
            span.quiet { "Page " (found.page) " of " (found.pages) }
            @if found.page < found.pages { (PreEscaped(at(found.page + 1).attr("rel", "next").view("Older").into_string())) }
        }
    }
}

pub(crate) fn order(cx: &Cx, Detail { order, lines, history }: &Detail) -> Markup {
    html! {
        div.page-head {
            p.back { a href=(ALL_ORDERS) { (icon("M15 5 8 12l7 7")) "Orders" } }
            h1 { "Order #" (order.id) }
            (badge(&order.status))
        }
        div.two {
            div.card.table {
                table {
                    caption.unseen { "What was ordered" }
                    thead { tr { th { "Product" } th.number { "Price" } th.number { "Quantity" } th.number { "Amount" } } }
                    tbody {
                        @for line in lines {
                            tr {
                                td { (link(cx.link(&dashboard::catalogue::Product { id: line.product }), &line.name)) }
                                td.number { (line.price) }
                                td.number { (line.quantity) }
                                td.number { (Euros(line.price.0 * line.quantity)) }
                            }
                        }
                    }
                    tfoot { tr { th colspan="3" { "Total" } td.number { (order.total) } } }
                }
            }
            div.card.facts {
                h2 { (link(cx.link(&dashboard::clients::Customer { id: order.customer }), &order.name)) }
                p.quiet { (order.city) }
                ol {
                    @for (kind, day, time) in history {
                        li { (badge(kind)) " " time datetime={ (day) "T" (time) } { (day.long()) ", " (time) } }
                    }
                }
            }
        }
    }
}

pub(crate) fn link(link: transom::Link, text: &str) -> Markup {
    PreEscaped(link.view(text).into_string())
}
