//! Who has a mailbox.

use crate::model::User;
use rusqlite::{Connection, OptionalExtension, Row};

/// Everybody, by name.
pub(crate) fn all(db: &Connection) -> rusqlite::Result<Vec<User>> {
    db.prepare("SELECT login, name, address FROM users ORDER BY name")?.query_map([], read)?.collect()
}

/// The user of that login.
pub(crate) fn find(db: &Connection, login: &str) -> rusqlite::Result<Option<User>> {
    let sql = "SELECT login, name, address FROM users WHERE login = ?1";
    db.query_row(sql, [login], read).optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User { login: row.get(0)?, name: row.get(1)?, address: row.get(2)? })
}
