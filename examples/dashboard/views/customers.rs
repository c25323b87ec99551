//! The best customers, and one customer.

use super::orders::table;
use super::pieces::{capital, icon, link};
use crate::calendar::Day;
use crate::chart::meter;
use crate::queries::customers::Customer;
use crate::queries::orders::Order;
use crate::routes::dashboard::clients;
use maud::{Markup, html};
use transom::Cx;

/// The list without a search.
pub(crate) const ALL_CUSTOMERS: clients::Customers = clients::Customers { q: None };

pub(crate) fn customers(cx: &Cx, asked: &clients::Customers, all: &[Customer]) -> Markup {
    let text = asked.q.as_deref().unwrap_or_default();
    let most = all.first().map_or(0, |best| best.revenue.0);
    html! {
        div.page-head { h1 { "Customers" } p.quiet { "the best of the year" } }
        form.search role="search" action=(ALL_CUSTOMERS) {
            label.unseen for="q" { "Name or city" }
            input #q name="q" type="search" value=(text) placeholder="Name or city";
            button { "Search" }
        }
        @if all.is_empty() {
            p.card.nothing { "No customer matches. " a href=(ALL_CUSTOMERS) { "Show all customers" } }
        } @else {
            div.card.table tabindex="0" role="region" aria-label="Customers" {
                table {
                    caption.unseen { "The best customers of the year" }
                    thead {
                        tr {
                            th { "Customer" } th.wide { "City" } th.number { "Orders" } th.number { "Revenue" }
                            th.wide.bar-column { span.unseen { "Share" } }
                        }
                    }
                    tbody {
                        @for customer in all {
                            tr {
                                td { (customer_link(cx, customer.id, &customer.name)) }
                                td.wide { (customer.city) }
                                td.number { (customer.orders) }
                                td.number { (format!("{:#}", customer.revenue)) }
                                td.wide.bar-column { (meter(customer.revenue.0, most)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(crate) fn customer_link(cx: &Cx, id: u64, name: &str) -> Markup {
    link(&cx.link(&clients::Customer { id }), name)
}

pub(crate) fn customer(cx: &Cx, customer: &Customer, orders: &[Order]) -> Markup {
    let last = customer.last.map_or_else(|| "none".to_owned(), Day::short);
    html! {
        div.page-head {
            p.back { a href=(ALL_CUSTOMERS) { (icon("M15 5 8 12l7 7")) "Customers" } }
            h1 { (customer.name) }
            p.quiet {
                (customer.city) ", " (capital(&customer.region)) " · "
                "customer since " (customer.since.month().long())
            }
        }
        ul.figures.three {
            li.card.figure { h2 { "Revenue in a year" } p.value { (format!("{:#}", customer.revenue)) } }
            li.card.figure { h2 { "Orders" } p.value { (customer.orders) } }
            li.card.figure { h2 { "Last order" } p.value { (last) } }
        }
        @if !orders.is_empty() { (table(cx, orders, "The customer's last orders")) }
    }
}
