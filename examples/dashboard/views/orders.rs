//! The list of orders with its search, and one order.

use super::customers::customer_link;
use super::pieces::{self, badge, capital, icon, when};
use super::products::product_link;
use crate::money::{Euros, thousands};
use crate::queries::orders::{Detail, Found, Order};
use crate::routes::{Status, dashboard};
use maud::{Markup, html};
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
                    option value=(status) selected[asked.status == Some(*status)] {
                        (capital(&status.to_string()))
                    }
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
                thead {
                    tr {
                        th { "Order" } th { "Customer" } th.wide { "City" } th.wide { "When" }
                        th { "Status" } th.number { "Total" }
                    }
                }
                tbody {
                    @for order in orders {
                        tr {
                            td { (order_link(cx, order.id)) }
                            td { (customer_link(cx, order.customer, &order.name)) }
                            td.wide { (order.city) }
                            td.wide { (when(order.day, &order.time)) }
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
    let turn = |page, rel, text| {
        let link = cx.link(&dashboard::Orders { page, ..asked.clone() });
        pieces::link(&link.class("button").attr("rel", rel), text)
    };
    html! {
        nav.pager aria-label="Pages" {
            @if found.page > 1 { (turn(found.page - 1, "prev", "Newer")) }
            span.quiet { "Page " (found.page) " of " (found.pages) }
            @if found.page < found.pages { (turn(found.page + 1, "next", "Older")) }
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
                    thead {
                        tr {
                            th { "Product" } th.number.wide { "Price" } th.number { "Quantity" }
                            th.number { "Amount" }
                        }
                    }
                    tbody {
                        @for line in lines {
                            tr {
                                td { (product_link(cx, line.product, &line.name)) }
                                td.number.wide { (line.price) }
                                td.number { (line.quantity) }
                                td.number { (Euros(line.price.0 * line.quantity)) }
                            }
                        }
                    }
                    tfoot { tr { th { "Total" } td.wide {} td {} td.number { (order.total) } } }
                }
            }
            div.card.facts {
                h2 { (customer_link(cx, order.customer, &order.name)) }
                p.quiet { (order.city) }
                ol {
                    @for (kind, day, time) in history {
                        li { (badge(kind)) " " (when(*day, time)) }
                    }
                }
            }
        }
    }
}

pub(crate) fn order_link(cx: &Cx, id: u64) -> Markup {
    pieces::link(&cx.link(&dashboard::Order { id }), &format!("#{id}"))
}
