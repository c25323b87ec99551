//! Every question asked of the database: plain functions from a connection to plain data.

pub(crate) mod activity;
pub(crate) mod books;
pub(crate) mod catalogue;
pub(crate) mod customers;
pub(crate) mod orders;
pub(crate) mod revenue;
pub(crate) mod sales;

use crate::calendar::Day;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::money::Euros;

/// The last day there are orders of: the dashboard's today.
pub(crate) fn last_day(db: &Connection) -> rusqlite::Result<Day> {
    db.query_row("SELECT max(day) FROM orders", [], |row| row.get(0))
}

/// The first day there are orders of.
pub(crate) fn first_day(db: &Connection) -> rusqlite::Result<Day> {
    db.query_row("SELECT min(day) FROM orders", [], |row| row.get(0))
}

fn rows<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    db.prepare(sql)?.query_map(params, read)?.collect()
}

fn row<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    db.query_row(sql, params, read).optional()
}

/// `100%` and `_` in what people type stand for themselves.
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.trim().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern + "%"
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Euros {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A year up to 7 March 2026, in memory.
    pub(crate) fn year() -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        crate::seed::fill(&mut db, Day::new(2026, 3, 7)).unwrap();
        db
    }

    #[test]
    fn the_last_day_is_the_seeds() {
        assert_eq!(last_day(&year()).unwrap(), Day::new(2026, 3, 7));
    }

    #[test]
    fn wildcards_are_text() {
        assert_eq!(containing(" 5%_\\ "), "%5\\%\\_\\\\%");
    }
}
