//! A year of plausible orders, the same ones for the same last day.
//!
//! Weekdays, seasons, growth, regions and customers' habits shape them; the chance comes from a small
//! generator with a fixed seed.

mod catalogue;

use crate::calendar::Day;
use catalogue::{CITIES, PRODUCTS, Product, company};
use rusqlite::{Connection, params};
use std::fs;
use std::io;
use std::path::Path;

/// Raised when the tables or what fills them change, so that an older file is made anew.
const VERSION: i64 = 1;
const DAYS: i64 = 365;
const CUSTOMERS: u64 = 180;

/// Whether the file was there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seeded {
    Kept,
    Made,
}

/// Makes sure that `file` holds a year of orders up to `last`. A file that is there is kept as it is.
pub(crate) fn ensure(file: &Path, last: Day) -> Result<Seeded, Box<dyn std::error::Error>> {
    if file.exists() && version(file).is_ok_and(|version| version == VERSION) {
        return Ok(Seeded::Kept);
    }
    // Filled under another name first, so that an interrupted start leaves no half-filled database.
    let unfinished = file.with_extension("unfinished");
    remove(&unfinished)?;
    let mut connection = Connection::open(&unfinished)?;
    fill(&mut connection, last)?;
    connection.close().map_err(|(_, error)| error)?;
    fs::rename(&unfinished, file)?;
    Ok(Seeded::Made)
}

/// Removes `file` if it is there.
pub(crate) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Creates the tables and fills them.
pub(crate) fn fill(connection: &mut Connection, last: Day) -> rusqlite::Result<()> {
    let all = connection.transaction()?;
    all.execute_batch(include_str!("seed/schema.sql"))?;
    all.pragma_update(None, "user_version", VERSION)?;
    let mut chance = Chance(0x7261_6e73_6f6d);
    let first = last.plus(1 - DAYS);
    insert_products(&all)?;
    let customers = insert_customers(&all, &mut chance, first)?;
    insert_orders(&all, &mut chance, &customers, first)?;
    all.execute_batch(include_str!("seed/events.sql"))?;
    all.commit()
}

fn version(file: &Path) -> rusqlite::Result<i64> {
    Connection::open(file)?.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn insert_products(db: &Connection) -> rusqlite::Result<()> {
    let mut insert = db.prepare("INSERT INTO products VALUES (?, ?, ?, ?, ?)")?;
    for (product, id) in PRODUCTS.iter().zip(1..) {
        insert.execute(params![id, product.name, product.category, product.price, product.stock])?;
    }
    Ok(())
}

struct Customer {
    id: i64,
    /// How much of the whole demand is this customer's, in no unit.
    weight: u64,
    since: Day,
}

fn insert_customers(db: &Connection, chance: &mut Chance, first: Day) -> rusqlite::Result<Vec<Customer>> {
    let mut insert = db.prepare("INSERT INTO customers VALUES (?, ?, ?, ?, ?)")?;
    let mut customers = Vec::new();
    for index in 0..CUSTOMERS {
        let (city, region) = CITIES[chance.below_len(CITIES.len())];
        // Two in three were customers before the year began.
        let since = first.plus(chance.between(-DAYS * 2, DAYS));
        let id = 1 + i64::try_from(index).unwrap_or(0);
        insert.execute(params![id, company(index), city, region, since.to_string()])?;
        customers.push(Customer { id, weight: 12_000 / (chance.below(100) + 12), since });
    }
    Ok(customers)
}

fn insert_orders(
    db: &Connection,
    chance: &mut Chance,
    customers: &[Customer],
    first: Day,
) -> rusqlite::Result<()> {
    let mut order = db.prepare("INSERT INTO orders VALUES (?, ?, ?, ?, ?, 0)")?;
    let mut line = db.prepare("INSERT INTO order_lines VALUES (?, ?, ?, ?)")?;
    let mut id = 20_000;
    for number in 0..DAYS {
        let day = first.plus(number);
        let known: Vec<&Customer> = customers.iter().filter(|customer| customer.since <= day).collect();
        for time in times(chance, demand(day, number)) {
            id += 1;
            let customer = chance.weighted(&known, |customer| customer.weight);
            let status = status(chance, DAYS - 1 - number);
            order.execute(params![id, customer.id, day.to_string(), time, status])?;
            for (product, quantity) in basket(chance, day) {
                let (product_id, price) = (product as i64 + 1, PRODUCTS[product].price);
                line.execute(params![id, product_id, quantity, price])?;
            }
        }
    }
    db.execute_batch(
        "UPDATE orders SET total =
            (SELECT sum(quantity * price) FROM order_lines WHERE order_id = orders.id)",
    )
}

/// Orders expected on a day, in thousandths: busy before Christmas, quiet in August, growing all year.
fn demand(day: Day, number: i64) -> i64 {
    const BY_MONTH: [i64; 12] = [88, 94, 99, 101, 104, 98, 90, 79, 97, 108, 121, 134];
    const BY_WEEKDAY: [i64; 7] = [128, 119, 114, 110, 117, 66, 46];
    let (_, month, _) = day.parts();
    let pick = |table: &[i64], index: i64| {
        usize::try_from(index).ok().and_then(|i| table.get(i)).copied().unwrap_or(100)
    };
    let growth = 860 + 280 * number / DAYS;
    13 * growth * pick(&BY_MONTH, month - 1) * pick(&BY_WEEKDAY, day.weekday()) / 10_000
}

/// The times of a day's orders, in order.
fn times(chance: &mut Chance, demand: i64) -> Vec<String> {
    let count = demand * chance.between(72, 128) / 100_000 + chance.between(0, 1);
    let mut minutes: Vec<i64> =
        (0..count).map(|_| (chance.between(390, 1_230) + chance.between(390, 1_230)) / 2).collect();
    minutes.sort_unstable();
    minutes.into_iter().map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)).collect()
}

fn status(chance: &mut Chance, age: i64) -> &'static str {
    match age {
        0 => ["placed", "placed", "packed"][chance.below_len(3)],
        1..=2 => ["packed", "shipped", "shipped"][chance.below_len(3)],
        _ if chance.below(1_000) < 27 => "refunded",
        _ => "shipped",
    }
}

/// One to four different products, each with how many.
fn basket(chance: &mut Chance, day: Day) -> Vec<(usize, i64)> {
    let festive = matches!(day.parts().1, 11 | 12);
    let weight = |product: &&Product| if festive { product.weight + product.gift } else { product.weight };
    let all: Vec<&Product> = PRODUCTS.iter().collect();
    let mut basket: Vec<(usize, i64)> = Vec::new();
    for _ in 0..=[0, 0, 1, 1, 1, 2, 2, 3][chance.below_len(8)] {
        let product = *chance.weighted(&all, |product| weight(product));
        let Some(index) = PRODUCTS.iter().position(|other| other.name == product.name) else { continue };
        if basket.iter().all(|(other, _)| *other != index) {
            basket.push((index, chance.between(1, product.most)));
        }
    }
    basket
}

/// `SplitMix64`: small, and good enough for a made-up year.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn below_len(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// Both ends included.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.below(high.abs_diff(low) + 1)).unwrap_or(0)
    }

    fn weighted<'a, T>(&mut self, from: &'a [T], weight: impl Fn(&T) -> u64) -> &'a T {
        let mut rest = self.below(from.iter().map(&weight).sum());
        for item in from {
            match rest.checked_sub(weight(item)) {
                Some(less) => rest = less,
                None => return item,
            }
        }
        &from[from.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(db: &Connection, sql: &str) -> i64 {
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn filled(last: Day) -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        fill(&mut db, last).unwrap();
        db
    }

    #[test]
    fn a_year_is_plausible() {
        let db = filled(Day::new(2026, 3, 7));
        assert_eq!(count(&db, "SELECT count(DISTINCT day) FROM orders"), DAYS);
        let orders = count(&db, "SELECT count(*) FROM orders");
        assert!((3_000..8_000).contains(&orders), "{orders} orders");
        assert_eq!(count(&db, "SELECT count(*) FROM orders WHERE total IS NULL OR total <= 0"), 0);
        let busy = count(&db, "SELECT count(*) FROM orders WHERE strftime('%w', day) = '1'");
        let quiet = count(&db, "SELECT count(*) FROM orders WHERE strftime('%w', day) = '0'");
        assert!(busy > quiet * 2, "{busy} on Mondays, {quiet} on Sundays");
        assert_eq!(
            count(
                &db,
                "SELECT count(*) FROM orders JOIN customers c ON c.id = customer_id WHERE day < since"
            ),
            0,
            "nobody orders before being a customer"
        );
        assert_eq!(
            count(&db, "SELECT count(*) FROM customers")
                - count(&db, "SELECT count(DISTINCT name) FROM customers"),
            0
        );
    }

    #[test]
    fn the_same_day_gives_the_same_year() {
        let sum = |last| count(&filled(last), "SELECT sum(total * id) FROM orders");
        let day = Day::new(2026, 3, 7);
        assert_eq!(sum(day), sum(day));
        assert_ne!(sum(day), sum(day.plus(1)));
    }

    #[test]
    fn a_file_is_kept_until_it_is_removed() {
        let folder = std::env::temp_dir().join(format!("dashboard-seed-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("sales.db");
        let day = Day::new(2026, 3, 7);
        remove(&file).unwrap();
        assert_eq!(ensure(&file, day).unwrap(), Seeded::Made);
        assert_eq!(ensure(&file, day.plus(9)).unwrap(), Seeded::Kept);
        fs::write(&file, "no database").unwrap();
        assert_eq!(ensure(&file, day).unwrap(), Seeded::Made);
        fs::remove_dir_all(&folder).unwrap();
    }
}
