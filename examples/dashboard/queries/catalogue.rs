//! Products: how they sell and what is left of them.

use super::orders::{signed, unsigned};
use super::{last_day, row, rows};
use crate::calendar::Day;
use crate::money::Euros;
use rusqlite::{Connection, Row, params};

/// A product and its last thirty days.
#[derive(Debug)]
pub(crate) struct Product {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) category: String,
    pub(crate) price: Euros,
    pub(crate) stock: i64,
    pub(crate) sold: i64,
    pub(crate) revenue: Euros,
}

impl Product {
    /// For how many days the stock lasts if it sells on as in the last thirty; none if it does not sell.
    pub(crate) fn lasts(&self) -> Option<i64> {
        (self.sold > 0).then(|| self.stock * 30 / self.sold)
    }
}

/// What a list of products is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Revenue,
    Sold,
    Name,
}

const RECENT: &str = "SELECT products.id, name, category, products.price, stock,
        coalesce(sum(quantity), 0) AS sold, coalesce(sum(quantity * recent.price), 0) AS revenue
    FROM products LEFT JOIN (
        SELECT product_id, quantity, order_lines.price FROM order_lines JOIN orders ON orders.id = order_id
        WHERE status <> 'refunded' AND day > date(?1, '-30 days')
    ) AS recent ON product_id = products.id";

pub(crate) fn products(db: &Connection, order: Order) -> rusqlite::Result<Vec<Product>> {
    let column = match order {
        Order::Revenue => "revenue DESC",
        Order::Sold => "sold DESC",
        Order::Name => "name",
    };
    let sql = format!("{RECENT} GROUP BY products.id ORDER BY {column}");
    rows(db, &sql, [last_day(db)?], read)
}

/// None if there is no such product.
pub(crate) fn product(db: &Connection, id: u64) -> rusqlite::Result<Option<Product>> {
    let sql = format!("{RECENT} WHERE products.id = ?2 GROUP BY products.id");
    row(db, &sql, params![last_day(db)?, signed(id)], read)
}

/// What is used up soonest.
pub(crate) fn scarce(db: &Connection, most: usize) -> rusqlite::Result<Vec<Product>> {
    let mut all = products(db, Order::Name)?;
    all.retain(|product| product.sold > 0);
    all.sort_by_key(Product::lasts);
    all.truncate(most);
    Ok(all)
}

/// How many were sold in each of the last `weeks` weeks, oldest first.
pub(crate) fn weekly(db: &Connection, id: u64, weeks: u32) -> rusqlite::Result<Vec<(Day, i64)>> {
    let sql = "WITH RECURSIVE weeks (back) AS (
            VALUES (?3 - 1) UNION ALL SELECT back - 1 FROM weeks WHERE back > 0
        )
        SELECT date(?1, printf('-%d days', back * 7 + 6)) AS first, coalesce((
            SELECT sum(quantity) FROM order_lines JOIN orders ON orders.id = order_id
            WHERE product_id = ?2 AND status <> 'refunded'
                AND day BETWEEN date(?1, printf('-%d days', back * 7 + 6))
                    AND date(?1, printf('-%d days', back * 7))
        ), 0)
        FROM weeks ORDER BY first";
    rows(db, sql, params![last_day(db)?, signed(id), weeks], |row| Ok((row.get(0)?, row.get(1)?)))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Product> {
    Ok(Product {
        id: unsigned(row, 0)?,
        name: row.get(1)?,
        category: row.get(2)?,
        price: row.get(3)?,
        stock: row.get(4)?,
        sold: row.get(5)?,
        revenue: row.get(6)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::year;
    use super::*;

    #[test]
    fn products_are_sorted() {
        let db = year();
        let by = |order| products(&db, order).unwrap();
        assert_eq!(by(Order::Name).len(), 16);
        assert!(by(Order::Revenue).is_sorted_by(|a, b| a.revenue >= b.revenue));
        assert!(by(Order::Sold).is_sorted_by(|a, b| a.sold >= b.sold));
        assert!(by(Order::Name).is_sorted_by(|a, b| a.name <= b.name));
    }

    #[test]
    fn weeks_cover_the_last_ones() {
        let db = year();
        let weeks = weekly(&db, 1, 13).unwrap();
        assert_eq!((weeks.len(), weeks[12].0), (13, Day::new(2026, 3, 1)));
        let sold: i64 = weeks.iter().map(|(_, sold)| sold).sum();
        assert!(sold > product(&db, 1).unwrap().unwrap().sold);
        assert!(product(&db, 99).unwrap().is_none());
    }

    #[test]
    fn the_scarcest_come_first() {
        let scarce = scarce(&year(), 5).unwrap();
        assert_eq!(scarce.len(), 5);
        assert!(scarce.is_sorted_by_key(Product::lasts));
    }
}
