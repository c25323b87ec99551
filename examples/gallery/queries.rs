//! Every question asked of the database: plain functions from a connection to plain data.

use crate::pictures::Shape;
use crate::routes::Subject;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// As many photos are on one page of the feed.
pub(crate) const PAGE: u32 = 12;

/// What a picture is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Picture {
    pub(crate) id: u64,
    pub(crate) subject: Subject,
    pub(crate) shape: Shape,
}

/// A photo as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Photo {
    pub(crate) picture: Picture,
    pub(crate) title: String,
    pub(crate) place: String,
    pub(crate) taken: String,
    pub(crate) seen: String,
    pub(crate) likes: u32,
    pub(crate) person: Person,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) town: String,
}

/// Which photos are meant: of one subject, by one person, or both; the newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Among {
    pub(crate) subject: Option<Subject>,
    pub(crate) person: Option<u64>,
}

/// One page of photos, and how many there are.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) photos: Vec<Photo>,
    pub(crate) total: u32,
}

/// A photo with what stands before and after it.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) photo: Photo,
    pub(crate) newer: Option<u64>,
    pub(crate) older: Option<u64>,
}

const PHOTO: &str =
    "SELECT photos.id, subject, shape, title, place, taken, seen, likes, people.id, name, town
    FROM photos JOIN people ON people.id = person";
const AMONG: &str = "(?1 IS NULL OR subject = ?1) AND (?2 IS NULL OR person = ?2)";

/// The page with this number, counted from 1.
pub(crate) fn page(db: &Connection, among: Among, page: u32) -> rusqlite::Result<Found> {
    let (subject, person) = among.params();
    let sql = format!("SELECT count(*) FROM photos WHERE {AMONG}");
    let total = db.query_row(&sql, params![subject, person], |row| row.get(0))?;
    let sql = format!("{PHOTO} WHERE {AMONG} ORDER BY photos.id DESC LIMIT ?3 OFFSET ?4");
    let skipped = u64::from(page.saturating_sub(1)) * u64::from(PAGE);
    let params = params![subject, person, PAGE, i64::try_from(skipped).unwrap_or(i64::MAX)];
    let photos = db.prepare(&sql)?.query_map(params, read_photo)?.collect::<Result<_, _>>()?;
    Ok(Found { photos, total })
}

/// The photo, and its neighbours among those that are meant.
pub(crate) fn open(db: &Connection, id: u64, among: Among) -> rusqlite::Result<Option<Opened>> {
    let Some(photo) = photo(db, id)? else { return Ok(None) };
    let (subject, person) = among.params();
    let neighbour = |which: &str| {
        let sql = format!("SELECT {which} FROM photos WHERE {AMONG}").replace("ID", "photos.id");
        db.query_row(&sql, params![subject, person, stored(id)], |row| unsigned_or_none(row, 0))
    };
    let newer = neighbour("min(ID) FILTER (WHERE ID > ?3)")?;
    let older = neighbour("max(ID) FILTER (WHERE ID < ?3)")?;
    Ok(Some(Opened { photo, newer, older }))
}

/// The photo with this number.
pub(crate) fn photo(db: &Connection, id: u64) -> rusqlite::Result<Option<Photo>> {
    db.query_row(&format!("{PHOTO} WHERE photos.id = ?1"), [stored(id)], read_photo).optional()
}

/// The photos with the most likes.
pub(crate) fn favourites(db: &Connection, most: u32) -> rusqlite::Result<Vec<Photo>> {
    let sql = format!("{PHOTO} ORDER BY likes DESC, photos.id DESC LIMIT ?1");
    db.prepare(&sql)?.query_map([most], read_photo)?.collect()
}

/// Counts one more like. False: there is no such photo.
pub(crate) fn like(db: &Connection, id: u64) -> rusqlite::Result<bool> {
    Ok(db.execute("UPDATE photos SET likes = likes + 1 WHERE id = ?1", [stored(id)])? == 1)
}

/// Who took photos under this number.
pub(crate) fn person(db: &Connection, id: u64) -> rusqlite::Result<Option<Person>> {
    let sql = "SELECT id, name, town FROM people WHERE id = ?1";
    db.query_row(sql, [stored(id)], |row| read_person(row, 0)).optional()
}

impl Among {
    fn params(self) -> (Option<String>, Option<i64>) {
        (self.subject.map(|subject| subject.to_string()), self.person.map(stored))
    }
}

fn read_photo(row: &Row<'_>) -> rusqlite::Result<Photo> {
    let picture = Picture { id: unsigned(row, 0)?, subject: row.get(1)?, shape: row.get(2)? };
    Ok(Photo {
        picture,
        title: row.get(3)?,
        place: row.get(4)?,
        taken: row.get(5)?,
        seen: row.get(6)?,
        likes: row.get(7)?,
        person: read_person(row, 8)?,
    })
}

fn read_person(row: &Row<'_>, first: usize) -> rusqlite::Result<Person> {
    Ok(Person { id: unsigned(row, first)?, name: row.get(first + 1)?, town: row.get(first + 2)? })
}

fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(unsigned_or_none(row, column)?.unwrap_or_default())
}

fn unsigned_or_none(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<u64>> {
    Ok(row.get::<_, Option<i64>>(column)?.and_then(|number| u64::try_from(number).ok()))
}

/// A number as the database can hold it: none of its rows has a larger one.
fn stored(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(i64::MAX)
}

impl FromSql for Subject {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

impl FromSql for Shape {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "wide" => Ok(Self::Wide),
            "square" => Ok(Self::Square),
            "tall" => Ok(Self::Tall),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("seed/schema.sql")).unwrap();
        db.execute_batch(include_str!("seed/photos.sql")).unwrap();
        db
    }

    fn numbers(found: &Found) -> Vec<u64> {
        found.photos.iter().map(|photo| photo.picture.id).collect()
    }

    #[test]
    fn pages_go_on_where_the_last_ended() {
        let db = filled();
        let of = |number| page(&db, Among::default(), number).unwrap();
        assert_eq!(of(1).total, 36);
        let all: Vec<u64> = (1..=4).flat_map(|number| numbers(&of(number))).collect();
        assert_eq!(all, (1..=36).rev().collect::<Vec<_>>());
        assert!(of(u32::MAX).photos.is_empty());
    }

    #[test]
    fn neighbours_are_among_those_meant() {
        let db = filled();
        for among in [
            Among::default(),
            Among { subject: Some(Subject::Sea), person: None },
            Among { subject: None, person: Some(1) },
        ] {
            let found = page(&db, among, 1).unwrap();
            let first = open(&db, found.photos[0].picture.id, among).unwrap().unwrap();
            assert_eq!(first.newer, None, "{among:?}");
            assert_eq!(first.older, Some(found.photos[1].picture.id), "{among:?}");
            let second = open(&db, found.photos[1].picture.id, among).unwrap().unwrap();
            assert_eq!(second.newer, Some(found.photos[0].picture.id), "{among:?}");
        }
        assert!(open(&db, 99, Among::default()).unwrap().is_none());
        assert!(open(&db, u64::MAX, Among::default()).unwrap().is_none());
    }

    #[test]
    fn favourites_are_those_with_the_most_likes() {
        let likes: Vec<u32> = favourites(&filled(), 5).unwrap().iter().map(|photo| photo.likes).collect();
        assert_eq!(likes, [71, 63, 57, 52, 49]);
    }

    #[test]
    fn likes_are_counted_where_there_is_a_photo() {
        let db = filled();
        let before = photo(&db, 36).unwrap().unwrap().likes;
        assert!(like(&db, 36).unwrap());
        assert_eq!(photo(&db, 36).unwrap().unwrap().likes, before + 1);
        assert!(!like(&db, 99).unwrap());
    }
}
