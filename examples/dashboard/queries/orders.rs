//! The list of orders, and one of them.

use super::{containing, row, rows};
use crate::calendar::Day;
use crate::money::Euros;
use rusqlite::{Connection, Row, params};

const PER_PAGE: u32 = 12;

/// An order as a line of a list.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) id: u64,
    pub(crate) day: Day,
    pub(crate) time: String,
    pub(crate) status: String,
    pub(crate) total: Euros,
    pub(crate) customer: u64,
    pub(crate) name: String,
    pub(crate) city: String,
}

/// What is looked for; nothing set finds all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    /// Part of a customer's name or city, or of an order's number.
    pub(crate) text: String,
    pub(crate) status: Option<String>,
    /// From 1.
    pub(crate) page: u32,
}

/// One page of what was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) orders: Vec<Order>,
    pub(crate) total: u32,
    pub(crate) page: u32,
    pub(crate) pages: u32,
}

const COLUMNS: &str = "orders.id, day, time, status, total, customers.id, name, city";
const MATCHING: &str = "FROM orders JOIN customers ON customers.id = customer_id
    WHERE (name LIKE ?1 ESCAPE '\\' OR city LIKE ?1 ESCAPE '\\' OR orders.id LIKE ?1 ESCAPE '\\')
        AND (?2 IS NULL OR status = ?2)";

/// The newest first. A page past the last is the last.
pub(crate) fn search(db: &Connection, search: &Search) -> rusqlite::Result<Found> {
    let text = containing(search.text.trim_start_matches('#'));
    let count = format!("SELECT count(*) {MATCHING}");
    let total: u32 = row(db, &count, params![text, search.status], |row| row.get(0))?.unwrap_or(0);
    let pages = total.div_ceil(PER_PAGE).max(1);
    let page = search.page.clamp(1, pages);
    let sql = format!(
        "SELECT {COLUMNS} {MATCHING} ORDER BY day DESC, time DESC, orders.id DESC LIMIT ?3 OFFSET ?4"
    );
    let orders = rows(db, &sql, params![text, search.status, PER_PAGE, (page - 1) * PER_PAGE], read)?;
    Ok(Found { orders, total, page, pages })
}

/// The last orders of one customer.
pub(crate) fn of_customer(db: &Connection, customer: u64, most: u32) -> rusqlite::Result<Vec<Order>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM orders JOIN customers ON customers.id = customer_id
        WHERE customer_id = ?1 ORDER BY day DESC, time DESC LIMIT ?2"
    );
    rows(db, &sql, params![signed(customer), most], read)
}

/// An order with what was bought.
#[derive(Debug)]
pub(crate) struct Detail {
    pub(crate) order: Order,
    pub(crate) lines: Vec<Line>,
    pub(crate) history: Vec<(String, Day, String)>,
}

/// So many of one product.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) product: u64,
    pub(crate) name: String,
    pub(crate) quantity: i64,
    pub(crate) price: Euros,
}

/// None if there is no such order.
pub(crate) fn order(db: &Connection, id: u64) -> rusqlite::Result<Option<Detail>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM orders JOIN customers ON customers.id = customer_id WHERE orders.id = ?1"
    );
    let Some(order) = row(db, &sql, [signed(id)], read)? else { return Ok(None) };
    let lines = "SELECT product_id, name, quantity, order_lines.price FROM order_lines
        JOIN products ON products.id = product_id WHERE order_id = ?1";
    let lines = rows(db, lines, [signed(id)], |row| {
        Ok(Line { product: unsigned(row, 0)?, name: row.get(1)?, quantity: row.get(2)?, price: row.get(3)? })
    })?;
    let history = "SELECT kind, day, time FROM events WHERE order_id = ?1 ORDER BY day, time";
    let history = rows(db, history, [signed(id)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(Some(Detail { order, lines, history }))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Order> {
    Ok(Order {
        id: unsigned(row, 0)?,
        day: row.get(1)?,
        time: row.get(2)?,
        status: row.get(3)?,
        total: row.get(4)?,
        customer: unsigned(row, 5)?,
        name: row.get(6)?,
        city: row.get(7)?,
    })
}

/// The database's numbers have a sign; a number too large for one is the id of nothing.
pub(super) fn signed(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(-1)
}

pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::unsigned_abs)
}

#[cfg(test)]
mod tests {
    use super::super::tests::year;
    use super::*;

    fn found(text: &str, status: Option<&str>, page: u32) -> Found {
        search(&year(), &Search { text: text.into(), status: status.map(Into::into), page }).unwrap()
    }

    #[test]
    fn the_newest_orders_come_first() {
        let all = found("", None, 1);
        assert_eq!((all.orders.len(), all.page), (12, 1));
        assert!(all.orders.is_sorted_by(|a, b| (a.day, &a.time) >= (b.day, &b.time)));
        assert_eq!(found("", None, u32::MAX).page, all.pages);
        assert_eq!(found("", None, 0).page, 1);
    }

    #[test]
    fn a_search_narrows() {
        let all = found("", None, 1).total;
        let porto = found("porto", None, 1);
        assert!(porto.total > 0 && porto.total < all);
        assert!(porto.orders.iter().all(|order| order.city == "Porto"));
        let refunded = found("porto", Some("refunded"), 1);
        assert!(refunded.orders.iter().all(|order| order.status == "refunded"));
        assert_eq!(found("#20001", None, 1).total, 1);
        for nothing in ["%", "_", "'; DROP TABLE orders; --"] {
            assert_eq!(found(nothing, None, 1).total, 0, "{nothing}");
        }
    }

    #[test]
    fn an_order_adds_up() {
        let db = year();
        let detail = order(&db, 20_001).unwrap().unwrap();
        let sum: i64 = detail.lines.iter().map(|line| line.quantity * line.price.0).sum();
        assert_eq!(detail.order.total, Euros(sum));
        assert_eq!(detail.history[0].0, "placed");
        assert!(order(&db, 1).unwrap().is_none());
        assert!(order(&db, u64::MAX).unwrap().is_none());
        assert!(!of_customer(&db, detail.order.customer, 5).unwrap().is_empty());
    }
}
