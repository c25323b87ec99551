//! Sales by day, week and weekday, and the figures of the overview.

use super::{first_day, last_day, row, rows};
use crate::calendar::Day;
use crate::money::Euros;
use rusqlite::{Connection, params};

/// What one day, or several in a row, brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) revenue: Euros,
    pub(crate) orders: i64,
}

/// Periods up to the last day, oldest first, and as many before them.
#[derive(Debug)]
pub(crate) struct Sales {
    pub(crate) periods: Vec<Period>,
    pub(crate) before: Vec<Period>,
}

/// The last `count` periods of `days` days each.
pub(crate) fn sales(db: &Connection, count: usize, days: usize) -> rusqlite::Result<Sales> {
    let all = i64::try_from(count * days).unwrap_or(i64::MAX);
    let last = last_day(db)?;
    let by_day = daily(db, last.plus(1 - all * 2), last)?;
    let mut periods: Vec<Period> = by_day.chunks(days).map(sum).collect();
    let now = periods.split_off(periods.len().saturating_sub(count));
    Ok(Sales { periods: now, before: periods })
}

/// A range of days in which there may be orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) first: Day,
    pub(crate) last: Day,
}

/// From one day to another, at most what there are orders of; the last thirty days where none is given.
/// Short ranges come by day, longer ones by week. Nothing, if the days are the wrong way round.
pub(crate) fn range(db: &Connection, from: Option<Day>, to: Option<Day>) -> rusqlite::Result<(Range, Sales)> {
    let (oldest, newest) = (first_day(db)?, last_day(db)?);
    let last = to.map_or(newest, |to| to.min(newest));
    let first = from.unwrap_or_else(|| last.plus(-29)).max(oldest);
    let by_day = if first > last { Vec::new() } else { daily(db, first, last)? };
    let days = if by_day.len() > 31 { 7 } else { 1 };
    let sales = Sales { periods: by_day.chunks(days).map(sum).collect(), before: Vec::new() };
    Ok((Range { first, last }, sales))
}

/// One period for each day, those without orders too. Refunded orders do not count.
fn daily(db: &Connection, first: Day, last: Day) -> rusqlite::Result<Vec<Period>> {
    let sql = "WITH RECURSIVE days (day) AS (
            VALUES (?1) UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < ?2
        )
        SELECT days.day, coalesce(sum(total), 0), count(id)
        FROM days LEFT JOIN orders ON orders.day = days.day AND status <> 'refunded'
        GROUP BY days.day ORDER BY days.day";
    rows(db, sql, params![first, last], |row| {
        let day = row.get(0)?;
        Ok(Period { first: day, last: day, revenue: row.get(1)?, orders: row.get(2)? })
    })
}

fn sum(periods: &[Period]) -> Period {
    Period {
        first: periods[0].first,
        last: periods[periods.len() - 1].last,
        revenue: Euros(periods.iter().map(|period| period.revenue.0).sum()),
        orders: periods.iter().map(|period| period.orders).sum(),
    }
}

/// What an average Monday, Tuesday, … of the last thirteen weeks brought.
pub(crate) fn weekdays(db: &Connection) -> rusqlite::Result<Vec<Euros>> {
    let sql = "SELECT sum(total) / 13 FROM orders
        WHERE status <> 'refunded' AND day > date(?1, '-91 days')
        GROUP BY (strftime('%w', day) + 6) % 7 ORDER BY (strftime('%w', day) + 6) % 7";
    rows(db, sql, [last_day(db)?], |row| row.get(0))
}

/// A figure, what it was in the period before, and its course.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) now: i64,
    pub(crate) before: i64,
    pub(crate) course: Vec<i64>,
}

/// The figures of the last thirty days.
#[derive(Debug)]
pub(crate) struct Overview {
    pub(crate) until: Day,
    pub(crate) revenue: Figure,
    pub(crate) orders: Figure,
    pub(crate) average: Figure,
    pub(crate) customers: Figure,
}

/// The last thirty days against the thirty before.
pub(crate) fn overview(db: &Connection) -> rusqlite::Result<Overview> {
    let until = last_day(db)?;
    let Sales { periods, before } = sales(db, 10, 3)?;
    let figure = |of: fn(&Period) -> i64| {
        let total = |periods: &[Period]| periods.iter().map(of).sum();
        Figure { now: total(&periods), before: total(&before), course: periods.iter().map(of).collect() }
    };
    let revenue = figure(|period| period.revenue.0);
    let orders = figure(|period| period.orders);
    let average = Figure {
        now: revenue.now / orders.now.max(1),
        before: revenue.before / orders.before.max(1),
        course: periods.iter().map(|period| period.revenue.0 / period.orders.max(1)).collect(),
    };
    Ok(Overview { until, revenue, orders, average, customers: buyers(db, until, &periods)? })
}

/// Customers who bought: each counted once in a period.
fn buyers(db: &Connection, until: Day, periods: &[Period]) -> rusqlite::Result<Figure> {
    let count = |first: Day, last: Day| {
        let sql = "SELECT count(DISTINCT customer_id) FROM orders
            WHERE day BETWEEN ?1 AND ?2 AND status <> 'refunded'";
        Ok(row(db, sql, params![first, last], |row| row.get(0))?.unwrap_or(0))
    };
    let course = periods.iter().map(|period| count(period.first, period.last));
    Ok(Figure {
        now: count(until.plus(-29), until)?,
        before: count(until.plus(-59), until.plus(-30))?,
        course: course.collect::<rusqlite::Result<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::year;
    use super::*;

    #[test]
    fn weeks_add_up_to_days() {
        let db = year();
        let (weeks, days) = (sales(&db, 4, 7).unwrap(), sales(&db, 28, 1).unwrap());
        let total = |periods: &[Period]| periods.iter().map(|period| period.revenue.0).sum::<i64>();
        assert_eq!((weeks.periods.len(), days.periods.len(), days.before.len()), (4, 28, 28));
        assert_eq!(total(&weeks.periods), total(&days.periods));
        assert_eq!(total(&weeks.before), total(&days.before));
        assert_eq!(weeks.periods[3].last, Day::new(2026, 3, 7));
        assert_eq!(weeks.before[3].last.plus(1), weeks.periods[0].first);
    }

    #[test]
    fn ranges_end_where_the_orders_do() {
        let db = year();
        let (first, last) = (Day::new(2025, 3, 8), Day::new(2026, 3, 7));
        let days = |from, to| {
            let (range, sales) = range(&db, from, to).unwrap();
            (range, sales.periods.len())
        };
        assert_eq!(days(None, None), (Range { first: last.plus(-29), last }, 30));
        assert_eq!(days(Some(first.plus(-99)), Some(last.plus(99))), (Range { first, last }, 53));
        assert_eq!(days(Some(last), Some(last)).1, 1);
        assert_eq!(days(Some(last), Some(last.plus(-1))).1, 0);
    }

    #[test]
    fn figures_agree_with_the_table() {
        let db = year();
        let overview = overview(&db).unwrap();
        let sql = "SELECT count(*) FROM orders WHERE status <> 'refunded' AND day > '2026-02-05'";
        let orders: i64 = db.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(overview.orders.now, orders);
        assert_eq!(overview.orders.course.iter().sum::<i64>(), orders);
        assert!(overview.customers.now > 50 && overview.average.now > 5_000);
    }

    #[test]
    fn mondays_are_better_than_sundays() {
        let week = weekdays(&year()).unwrap();
        assert_eq!(week.len(), 7);
        assert!(week[0] > week[6]);
    }
}
