//! What happened last.

use super::orders::unsigned;
use super::rows;
use crate::calendar::Day;
use crate::money::Euros;
use rusqlite::{Connection, params};

/// Something happened to an order.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) day: Day,
    pub(crate) time: String,
    pub(crate) kind: String,
    pub(crate) order: u64,
    pub(crate) name: String,
    pub(crate) city: String,
    pub(crate) total: Euros,
}

/// The newest first, of one region or of all.
pub(crate) fn latest(db: &Connection, region: Option<&str>, most: u32) -> rusqlite::Result<Vec<Event>> {
    let sql = "SELECT events.day, events.time, kind, orders.id, name, city, total FROM events
        JOIN orders ON orders.id = order_id JOIN customers ON customers.id = customer_id
        WHERE ?1 IS NULL OR region = ?1
        ORDER BY events.day DESC, events.time DESC, events.order_id DESC LIMIT ?2";
    rows(db, sql, params![region, most], |row| {
        Ok(Event {
            day: row.get(0)?,
            time: row.get(1)?,
            kind: row.get(2)?,
            order: unsigned(row, 3)?,
            name: row.get(4)?,
            city: row.get(5)?,
            total: row.get(6)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::year;
    use super::*;

    #[test]
    fn the_newest_come_first() {
        let db = year();
        let all = latest(&db, None, 30).unwrap();
        assert!(all.is_sorted_by(|a, b| (a.day, &a.time) >= (b.day, &b.time)));
        assert_eq!(all[0].day, Day::new(2026, 3, 7));
        assert!(all.iter().any(|event| event.kind == "shipped"));
        assert_eq!(latest(&db, Some("iberia"), 5).unwrap().len(), 5);
        assert!(latest(&db, Some("nowhere"), 5).unwrap().is_empty());
    }
}
