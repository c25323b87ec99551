//! What is owed, what was given back, and what lies in store.

use super::{last_day, row};
use crate::money::Euros;
use rusqlite::Connection;

/// The books of the last ninety days.
#[derive(Debug)]
pub(crate) struct Books {
    /// Orders that are placed or packed: paid, not sent.
    pub(crate) owed: Euros,
    pub(crate) refunded: Euros,
    /// What the stock would bring.
    pub(crate) stock: Euros,
}

pub(crate) fn books(db: &Connection) -> rusqlite::Result<Books> {
    let since = last_day(db)?.plus(-89);
    let sum = |statuses: &str| -> rusqlite::Result<Euros> {
        let sql =
            format!("SELECT coalesce(sum(total), 0) FROM orders WHERE day >= ?1 AND status IN ({statuses})");
        Ok(row(db, &sql, [since], |row| row.get(0))?.unwrap_or(Euros(0)))
    };
    let stock = "SELECT coalesce(sum(price * stock), 0) FROM products";
    Ok(Books {
        owed: sum("'placed', 'packed'")?,
        refunded: sum("'refunded'")?,
        stock: row(db, stock, [], |row| row.get(0))?.unwrap_or(Euros(0)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::year;
    use super::*;

    #[test]
    fn the_books_agree_with_the_tables() {
        let db = year();
        let found = books(&db).unwrap();
        let sql = "SELECT sum(total) FROM orders WHERE status = 'refunded' AND day > '2025-12-07'";
        let refunded: i64 = db.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(found.refunded.0, refunded);
        assert!(found.owed.0 > 0 && found.stock.0 > 0);
    }
}
