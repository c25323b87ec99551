//! Customers: the best first, and one of them.

use super::orders::{signed, unsigned};
use super::{containing, row, rows};
use crate::calendar::Day;
use crate::money::Euros;
use rusqlite::{Connection, Row, params};

/// A customer with a year's orders.
#[derive(Debug)]
pub(crate) struct Customer {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) city: String,
    pub(crate) region: String,
    pub(crate) since: Day,
    pub(crate) orders: i64,
    pub(crate) revenue: Euros,
    pub(crate) last: Option<Day>,
}

const ALL: &str =
    "SELECT customers.id, name, city, region, since, count(orders.id), coalesce(sum(total), 0), max(day)
    FROM customers LEFT JOIN orders ON customer_id = customers.id AND status <> 'refunded'";

/// The best customers whose name or city contains `text`.
pub(crate) fn customers(db: &Connection, text: &str, most: u32) -> rusqlite::Result<Vec<Customer>> {
    let sql = format!(
        "{ALL} WHERE name LIKE ?1 ESCAPE '\\' OR city LIKE ?1 ESCAPE '\\'
        GROUP BY customers.id ORDER BY sum(total) DESC, name LIMIT ?2"
    );
    rows(db, &sql, params![containing(text), most], read)
}

/// None if there is no such customer.
pub(crate) fn customer(db: &Connection, id: u64) -> rusqlite::Result<Option<Customer>> {
    row(db, &format!("{ALL} WHERE customers.id = ?1 GROUP BY customers.id"), [signed(id)], read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer {
        id: unsigned(row, 0)?,
        name: row.get(1)?,
        city: row.get(2)?,
        region: row.get(3)?,
        since: row.get(4)?,
        orders: row.get(5)?,
        revenue: row.get(6)?,
        last: row.get(7)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::year;
    use super::*;

    #[test]
    fn the_best_come_first() {
        let db = year();
        let all = customers(&db, "", 20).unwrap();
        assert_eq!(all.len(), 20);
        assert!(all.is_sorted_by(|a, b| a.revenue >= b.revenue));
        let best = customer(&db, all[0].id).unwrap().unwrap();
        assert_eq!((best.name, best.revenue), (all[0].name.clone(), all[0].revenue));
        assert!(customers(&db, "malmö", 9).unwrap().iter().all(|customer| customer.city == "Malmö"));
        assert!(customer(&db, 0).unwrap().is_none());
    }
}
