//! The database: a few `SQLite` connections, used from blocking threads so that no slot holds up another.

use rusqlite::{Connection, OpenFlags};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// As many idle connections are kept.
const KEPT: usize = 8;

/// A handle to the database file; cheap to clone.
#[derive(Clone)]
pub(crate) struct Db(Arc<Pool>);

struct Pool {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Db {
    /// A pool for `file`, which must exist.
    pub(crate) fn new(file: impl Into<PathBuf>) -> Self {
        Self(Arc::new(Pool { file: file.into(), idle: Mutex::default() }))
    }

    /// Runs `query` on a thread where it may block.
    pub(crate) async fn run<T, Q>(&self, query: Q) -> Result<T, DbError>
    where
        T: Send + 'static,
        Q: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let pool = Arc::clone(&self.0);
        let work = move || {
            let connection = pool.take()?;
            let answer = query(&connection)?;
            pool.give_back(connection);
            Ok(answer)
        };
        tokio::task::spawn_blocking(work).await.map_err(DbError::Thread)?
    }
}

impl Pool {
    fn take(&self) -> Result<Connection, DbError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| open(&self.file), Ok)
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
    }
}

fn open(file: &Path) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
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
