//! Every question asked of the database, and every change: plain functions over a connection.

pub(crate) mod messages;
pub(crate) mod users;

#[cfg(test)]
pub(crate) fn filled() -> rusqlite::Connection {
    let db = rusqlite::Connection::open_in_memory().unwrap();
    db.execute_batch(include_str!("seed/schema.sql")).unwrap();
    db.execute_batch(include_str!("seed/messages.sql")).unwrap();
    db
}
