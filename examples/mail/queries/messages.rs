//! Messages and folders. Every function is told whose: nobody reaches another's mail.

use crate::model::{Letter, Place, User};
use crate::routes::Folder;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// How much is in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) folder: Folder,
    pub(crate) unread: u32,
    pub(crate) total: u32,
}

/// A message, whole.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) folder: Folder,
    pub(crate) unread: bool,
    /// Of whom it is from.
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    /// `2026-05-12 09:14`
    pub(crate) at: String,
}

const MESSAGE: &str =
    "SELECT id, folder, unread, name, address, to_all, subject, body, at FROM messages WHERE owner = ?1";

/// Every folder, those that are empty too.
pub(crate) fn count(db: &Connection, user: &User) -> rusqlite::Result<Vec<Count>> {
    let sql =
        "SELECT count(*) FILTER (WHERE unread), count(*) FROM messages WHERE owner = ?1 AND folder = ?2";
    let one = |folder: &Folder| {
        db.query_row(sql, [&user.login, &folder.to_string()], |row| {
            Ok(Count { folder: *folder, unread: row.get(0)?, total: row.get(1)? })
        })
    };
    Folder::ALL.iter().map(one).collect()
}

/// What is in a folder, the newest first; with a text, only what it stands in.
pub(crate) fn list(
    db: &Connection,
    user: &User,
    folder: Folder,
    text: &str,
) -> rusqlite::Result<Vec<Message>> {
    let sql = format!(
        "{MESSAGE} AND folder = ?2 AND (name || ' ' || address || ' ' || to_all || ' ' || subject || ' ' || body)
            LIKE ?3 ESCAPE '\\' ORDER BY at DESC, id DESC"
    );
    let params = params![user.login, folder.to_string(), containing(text)];
    db.prepare(&sql)?.query_map(params, read)?.collect()
}

/// The message with this number.
pub(crate) fn find(db: &Connection, user: &User, id: u64) -> rusqlite::Result<Option<Message>> {
    db.query_row(&format!("{MESSAGE} AND id = ?2"), params![user.login, stored(id)], read).optional()
}

/// Puts a message into a folder, and says whether it was a draft until then. None: there is none.
pub(crate) fn put(db: &Connection, user: &User, id: u64, place: Place) -> rusqlite::Result<Option<bool>> {
    let folder = match place {
        Place::Inbox => Folder::Inbox,
        Place::Archive => Folder::Archive,
        Place::Trash => Folder::Trash,
    };
    let was = "SELECT folder = ?3 FROM messages WHERE owner = ?1 AND id = ?2";
    let drafts = Folder::Drafts.to_string();
    let was_draft =
        db.query_row(was, params![user.login, stored(id), drafts], |row| row.get(0)).optional()?;
    let sql = "UPDATE messages SET folder = ?3 WHERE owner = ?1 AND id = ?2";
    db.execute(sql, params![user.login, stored(id), folder.to_string()])?;
    Ok(was_draft)
}

/// Marks a message as unread, or as read. False: there is none.
pub(crate) fn mark(db: &Connection, user: &User, id: u64, unread: bool) -> rusqlite::Result<bool> {
    let sql = "UPDATE messages SET unread = ?3 WHERE owner = ?1 AND id = ?2";
    Ok(db.execute(sql, params![user.login, stored(id), unread])? == 1)
}

/// Sends a letter: one copy for whom it is from, and one for whom it is for, if that is somebody here.
pub(crate) fn send(db: &Connection, user: &User, letter: &Letter) -> rusqlite::Result<()> {
    let at = next_minute(db)?;
    forget_draft(db, user, letter)?;
    insert(db, &user.login, Folder::Sent, (user, &at), letter)?;
    let to = letter.to.trim();
    let sql = "SELECT login FROM users WHERE address = ?1 COLLATE NOCASE";
    let reader: Option<String> = db.query_row(sql, [to], |row| row.get(0)).optional()?;
    reader.map_or(Ok(()), |reader| insert(db, &reader, Folder::Inbox, (user, &at), letter))
}

/// Keeps a letter as a draft, instead of the one that it was.
pub(crate) fn keep(db: &Connection, user: &User, letter: &Letter) -> rusqlite::Result<()> {
    let at = next_minute(db)?;
    forget_draft(db, user, letter)?;
    insert(db, &user.login, Folder::Drafts, (user, &at), letter)
}

fn forget_draft(db: &Connection, user: &User, letter: &Letter) -> rusqlite::Result<()> {
    let Some(draft) = letter.draft else { return Ok(()) };
    let sql = "DELETE FROM messages WHERE owner = ?1 AND id = ?2 AND folder = 'drafts'";
    db.execute(sql, params![user.login, stored(draft)]).map(drop)
}

/// The clock of this example stands still, but for a minute at each message.
fn next_minute(db: &Connection) -> rusqlite::Result<String> {
    db.query_row("SELECT strftime('%Y-%m-%d %H:%M', max(at), '+1 minute') FROM messages", [], |row| {
        row.get(0)
    })
}

fn insert(
    db: &Connection,
    owner: &str,
    folder: Folder,
    (user, at): (&User, &str),
    letter: &Letter,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO messages (owner, folder, unread, name, address, to_all, subject, body, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let unread = folder == Folder::Inbox;
    let (folder, to, subject) = (folder.to_string(), letter.to.trim(), letter.subject.trim());
    db.execute(sql, params![owner, folder, unread, user.name, user.address, to, subject, letter.body, at])
        .map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default(),
        folder: row.get(1)?,
        unread: row.get(2)?,
        name: row.get(3)?,
        address: row.get(4)?,
        to: row.get(5)?,
        subject: row.get(6)?,
        body: row.get(7)?,
        at: row.get(8)?,
    })
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

/// A number as the database can hold it: none of its rows has a larger one.
fn stored(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(i64::MAX)
}

impl FromSql for Folder {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::{filled, users};

    fn user(db: &Connection, login: &str) -> User {
        users::find(db, login).unwrap().unwrap()
    }

    fn count_of(db: &Connection, user: &User, folder: Folder) -> (u32, u32) {
        let counts = count(db, user).unwrap();
        let one = counts.iter().find(|count| count.folder == folder).unwrap();
        (one.unread, one.total)
    }

    #[test]
    fn nobody_reaches_anothers_mail() {
        let db = filled();
        let (ada, grace) = (user(&db, "ada"), user(&db, "grace"));
        let mine = list(&db, &ada, Folder::Inbox, "").unwrap()[0].id;
        assert!(find(&db, &ada, mine).unwrap().is_some());
        assert!(find(&db, &grace, mine).unwrap().is_none());
        assert_eq!(put(&db, &grace, mine, Place::Trash).unwrap(), None);
        assert!(!mark(&db, &grace, mine, false).unwrap());
        assert!(find(&db, &ada, u64::MAX).unwrap().is_none());
    }

    #[test]
    fn a_search_looks_into_all_of_a_message_and_takes_text_as_text() {
        let db = filled();
        let ada = user(&db, "ada");
        let subjects = |text: &str| {
            let found = list(&db, &ada, Folder::Inbox, text).unwrap();
            found.into_iter().map(|message| message.subject).collect::<Vec<_>>()
        };
        assert_eq!(subjects("grace@"), ["Lunch on Thursday?"]);
        assert_eq!(subjects(" uncoated "), ["Proofs for the spring catalogue"]);
        assert_eq!(subjects("%"), Vec::<String>::new());
        assert_eq!(subjects("").len(), 9);
    }

    #[test]
    fn moving_and_marking_change_the_counts() {
        let db = filled();
        let ada = user(&db, "ada");
        let newest = list(&db, &ada, Folder::Inbox, "").unwrap().remove(0);
        assert_eq!((newest.unread, count_of(&db, &ada, Folder::Inbox)), (true, (3, 9)));
        assert!(mark(&db, &ada, newest.id, false).unwrap());
        assert_eq!(count_of(&db, &ada, Folder::Inbox), (2, 9));
        assert_eq!(put(&db, &ada, newest.id, Place::Archive).unwrap(), Some(false));
        assert_eq!(count_of(&db, &ada, Folder::Inbox), (2, 8));
        assert_eq!(list(&db, &ada, Folder::Archive, "").unwrap()[0].subject, newest.subject);
    }

    #[test]
    fn what_is_sent_arrives_and_is_no_draft_any_more() {
        let db = filled();
        let (ada, grace) = (user(&db, "ada"), user(&db, "grace"));
        let draft = list(&db, &ada, Folder::Drafts, "").unwrap().remove(0);
        let letter = Letter {
            to: " Grace@harbour.example".into(),
            subject: "Hello".into(),
            body: "Yes.".into(),
            draft: Some(draft.id),
            ..Letter::default()
        };
        send(&db, &ada, &letter).unwrap();
        assert_eq!(count_of(&db, &ada, Folder::Drafts), (0, 0));
        assert_eq!(list(&db, &ada, Folder::Sent, "").unwrap()[0].subject, "Hello");
        let arrived = list(&db, &grace, Folder::Inbox, "").unwrap().remove(0);
        assert_eq!((arrived.subject.as_str(), arrived.unread), ("Hello", true));
        assert_eq!((arrived.name.as_str(), arrived.at.as_str()), ("Ada Brandt", "2026-05-12 09:41"));
        keep(&db, &ada, &Letter { draft: None, ..letter }).unwrap();
        assert_eq!(count_of(&db, &ada, Folder::Drafts), (0, 1));
    }
}
