//! The database: `SQLite` in memory, made anew at every start, asked on threads that may block.

use rusqlite::Connection;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub(crate) struct Db(Arc<Mutex<Connection>>);

impl Db {
    /// A database with everybody's mail in it.
    pub(crate) fn new() -> Result<Self, DbError> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(include_str!("seed/schema.sql"))?;
        connection.execute_batch(include_str!("seed/messages.sql"))?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Runs `query` on a thread where it may block.
    pub(crate) async fn run<T, Q>(&self, query: Q) -> Result<T, DbError>
    where
        T: Send + 'static,
        Q: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let connection = Arc::clone(&self.0);
        // A query that panicked left the database as it was: every change is one statement.
        let work = move || query(&connection.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(tokio::task::spawn_blocking(work).await.map_err(DbError::Thread)??)
    }
}

/// The database could not answer.
#[derive(Debug)]
pub(crate) enum DbError {
    Sqlite(rusqlite::Error),
    Thread(tokio::task::JoinError),
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite(_) => "the database could not answer",
            Self::Thread(_) => "the query did not finish",
        })
    }
}

impl std::error::Error for DbError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sqlite(error) => Some(error),
            Self::Thread(error) => Some(error),
        }
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}
