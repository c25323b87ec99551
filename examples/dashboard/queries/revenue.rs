//! Revenue by month, by region and by product.

use super::{last_day, rows};
use crate::calendar::{Day, Month};
use crate::money::Euros;
use rusqlite::{Connection, params};

/// A name and what it brought, now and in the period before.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) name: String,
    pub(crate) revenue: Euros,
    pub(crate) before: Euros,
}

/// The last twelve months, oldest first; the last is not over yet. A first month that the data
/// only has the end of is left out.
pub(crate) fn months(db: &Connection) -> rusqlite::Result<Vec<(Month, Euros)>> {
    let sql = "SELECT min(day), sum(total) FROM orders
        WHERE status <> 'refunded' AND day >= date(?1, 'start of month', '-11 months')
        GROUP BY substr(day, 1, 7) ORDER BY 1";
    rows(db, sql, [last_day(db)?], |row| Ok((row.get::<_, Day>(0)?.month(), row.get(1)?)))
}

/// Regions in the last thirty days against the thirty before, the best first.
pub(crate) fn regions(db: &Connection) -> rusqlite::Result<Vec<Share>> {
    let last = last_day(db)?;
    by_region(db, (last.plus(-29), last), (last.plus(-59), last.plus(-30)))
}

/// Regions in one month against the month before, the best first; empty where nothing was sold.
pub(crate) fn regions_in(db: &Connection, month: Month) -> rusqlite::Result<Vec<Share>> {
    let days = |month: Month| (month.first_day(), month.next().first_day().plus(-1));
    by_region(db, days(month), days(month.previous()))
}

fn by_region(db: &Connection, now: (Day, Day), before: (Day, Day)) -> rusqlite::Result<Vec<Share>> {
    let sql = "SELECT region,
            sum(CASE WHEN day BETWEEN ?1 AND ?2 THEN total ELSE 0 END) AS revenue,
            sum(CASE WHEN day BETWEEN ?3 AND ?4 THEN total ELSE 0 END)
        FROM orders JOIN customers ON customers.id = customer_id
        WHERE status <> 'refunded' AND day BETWEEN ?3 AND ?2
        GROUP BY region HAVING revenue > 0 ORDER BY revenue DESC";
    shares(db, sql, now, before)
}

/// The best products of the last thirty days against the thirty before.
pub(crate) fn products(db: &Connection, most: usize) -> rusqlite::Result<Vec<Share>> {
    let last = last_day(db)?;
    let sql = "SELECT name,
            sum(CASE WHEN day BETWEEN ?1 AND ?2 THEN quantity * order_lines.price ELSE 0 END) AS revenue,
            sum(CASE WHEN day BETWEEN ?3 AND ?4 THEN quantity * order_lines.price ELSE 0 END)
        FROM order_lines JOIN orders ON orders.id = order_id JOIN products ON products.id = product_id
        WHERE status <> 'refunded' AND day BETWEEN ?3 AND ?2
        GROUP BY products.id ORDER BY revenue DESC";
    let mut all = shares(db, sql, (last.plus(-29), last), (last.plus(-59), last.plus(-30)))?;
    all.truncate(most);
    Ok(all)
}

fn shares(db: &Connection, sql: &str, now: (Day, Day), before: (Day, Day)) -> rusqlite::Result<Vec<Share>> {
    rows(db, sql, params![now.0, now.1, before.0, before.1], |row| {
        Ok(Share { name: row.get(0)?, revenue: row.get(1)?, before: row.get(2)? })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::year;
    use super::*;

    #[test]
    fn twelve_months_end_with_the_last() {
        let months = months(&year()).unwrap();
        assert_eq!(months.len(), 12);
        assert_eq!((months[0].0.long(), months[11].0.long()), ("Apr 2025".into(), "Mar 2026".into()));
        assert!(months[8].1 > months[4].1, "more before Christmas than in August");
    }

    #[test]
    fn regions_and_products_cover_all_revenue() {
        let db = year();
        let total = |shares: &[Share]| shares.iter().map(|share| share.revenue.0).sum::<i64>();
        let (regions, products) = (regions(&db).unwrap(), products(&db, 99).unwrap());
        assert_eq!(regions.len(), 5);
        assert_eq!(total(&regions), total(&products));
        let february = "2026-02".parse().unwrap();
        let (_, revenue) = months(&db).unwrap()[10];
        assert_eq!(total(&regions_in(&db, february).unwrap()), revenue.0);
        assert_eq!(regions_in(&db, "1999-12".parse().unwrap()).unwrap(), []);
    }
}
