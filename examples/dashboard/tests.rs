//! The whole application, asked as a robot would ask it.

use crate::app::App;
use crate::calendar::Day;
use crate::db::Db;
use crate::{routes, seed};
use axum::body::Body;
use axum::http::Request;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use transom::Service;
use transom::testing::{Reply, get, post, send_request};

/// A service over a database that is gone with it.
struct Site {
    service: Service,
    folder: PathBuf,
}

impl Site {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("dashboard-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("sales.db");
        seed::remove(&file).unwrap();
        seed::ensure(&file, Day::new(2026, 3, 7)).unwrap();
        Self { service: routes::service(App { db: Db::new(&file) }), folder }
    }

    async fn get(&self, path: &str) -> Reply {
        get(&self.service, path).await
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

#[tokio::test]
async fn every_slot_shows_its_page_or_its_default() {
    let site = Site::new("pages");
    for (path, slot, expected) in [
        ("/", "dashboard@main", "30 days to"),
        ("/", "analytics", "per week"),
        ("/", "revenue", "Revenue by month"),
        ("/", "activity", "placed"),
        ("/orders", "dashboard@main", "Page 1 of"),
        ("/orders?q=porto&status=shipped&page=2", "dashboard@main", "Page 2 of"),
        ("/orders?q=porto&status=", "dashboard@main", "Page 1 of"),
        ("/orders?q=%3Cb%3E", "dashboard@main", "No order matches"),
        ("/orders/20001", "dashboard@main", "Order #20001"),
        ("/orders/20001", "analytics", "per week"),
        ("/customers", "dashboard@main", "the best of the year"),
        ("/customers/1", "dashboard@main", "customer since"),
        ("/products?sort=name", "catalogue@main", "aria-sort=\"ascending\""),
        ("/products", "stock", "left"),
        ("/products/1", "catalogue@main", "House Espresso, 1 kg"),
        ("/products/1", "stock", "were sold"),
        ("/analytics?span=month", "analytics", "per day"),
        ("/analytics?span=year", "analytics", "52 columns"),
        ("/analytics/weekdays", "analytics", "an average day"),
        ("/analytics/weekdays", "dashboard@main", "30 days to"),
        ("/analytics/range", "analytics", "30 columns, one a day"),
        ("/analytics/range?from=2026-01-01&to=2026-03-07", "analytics", "10 columns, one a week"),
        ("/analytics/range?from=&to=2026-02-01", "analytics", "value=\"2026-02-01\""),
        ("/analytics/range?from=2026-03-02&to=2026-03-01", "analytics", "There are no days"),
        ("/orders?@analytics=/analytics/range?to=2026-02-01", "analytics", "value=\"2026-02-01\""),
        ("/orders?@analytics=/analytics/range?to=2026-02-01", "dashboard@main", "Page 1 of"),
        ("/revenue", "revenue", "Feb 2026 in detail"),
        ("/revenue/regions", "revenue", "Nordics"),
        ("/revenue/products", "revenue", "House Espresso"),
        ("/revenue/months/2026-02", "revenue", "in Feb 2026, by region"),
        ("/revenue/months/1999-01", "revenue", "Nothing was sold"),
        ("/activity/iberia", "activity", "Iberia"),
    ] {
        let reply = site.get(path).await;
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.slot(slot).contains(expected), "{path}: {slot} is {}", reply.slot(slot));
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let site = Site::new("missing");
    for (path, expected) in [
        ("/nowhere", "There is no such page"),
        ("/orders/1", "There is no such order"),
        ("/orders/018", "There is no such page"),
        ("/customers/999", "There is no such customer"),
        ("/products/999", "There is no such product"),
        ("/products/kettle", "There is no such product"),
        ("/revenue/months/2026-13", "There is no such page"),
        ("/activity/atlantis", "There is no such page"),
    ] {
        let reply = site.get(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.text().contains(expected), "{path}: {}", reply.text());
    }
}

#[tokio::test]
async fn old_addresses_lead_on() {
    let site = Site::new("moved");
    for (path, status, to) in [
        ("/home", 307, "/"),
        ("/invoices", 308, "/orders"),
        ("/invoices/20001", 308, "/orders/20001"),
        ("/orders/", 308, "/orders"),
    ] {
        let reply = site.get(path).await;
        assert_eq!(
            (reply.status.as_u16(), reply.headers["location"].to_str().unwrap()),
            (status, to),
            "{path}"
        );
    }
}

#[tokio::test]
async fn titles_name_the_page() {
    let site = Site::new("titles");
    for (path, title) in [
        ("/", "Overview"),
        ("/orders", "Orders"),
        ("/orders/20001", "Order #20001"),
        ("/products/1", "House Espresso, 1 kg"),
    ] {
        let reply = site.get(path).await;
        assert!(reply.body().contains(&format!("<title>{title}</title>")), "{path}: {}", reply.body());
    }
}

#[tokio::test]
async fn one_failing_pane_leaves_the_others() {
    let site = Site::new("failing");
    const PANES: [(&str, &str); 4] = [
        ("main", "dashboard@main"),
        ("analytics", "analytics"),
        ("revenue", "revenue"),
        ("activity", "activity"),
    ];
    for (pane, failing) in PANES {
        for how in [pane.to_owned(), format!("{pane}:panic")] {
            let reply = site.get(&format!("/?fail={how}")).await;
            for (_, slot) in PANES {
                let failed = reply.slot(slot).contains("data-error");
                assert_eq!(failed, slot == failing, "?fail={how}: {slot} is {}", reply.slot(slot));
            }
            assert!(reply.slot(failing).contains("could not be shown"), "?fail={how}");
        }
    }
    let stock = site.get("/products?fail=stock").await;
    assert!(stock.slot("stock").contains("could not be shown"));
    assert!(!stock.slot("catalogue@main").contains("could not be shown"));
}

#[tokio::test]
async fn delays_run_side_by_side_and_end_at_the_deadline() {
    let site = Site::new("delays");
    site.get("/").await;
    let start = Instant::now();
    let reply = site.get("/?delay=main:1000,analytics:1000,revenue:1000,activity:1000").await;
    assert!(reply.slot("analytics").contains("per week"));
    assert!(start.elapsed() >= Duration::from_millis(1_000));
    assert!(start.elapsed() < Duration::from_millis(3_000), "one after the other: {:?}", start.elapsed());
    let late = site.get("/?delay=revenue:30000").await;
    assert!(late.slot("revenue").contains("It took longer than the 3s"));
    assert!(late.slot("analytics").contains("per week"));
}

#[tokio::test]
async fn buttons_upset_a_pane_from_page_to_page() {
    let site = Site::new("switches");
    let reply = post(&site.service, "/upset", "pane=activity&how=fails").await;
    assert_eq!(reply.status, 303);
    assert_eq!(reply.headers["set-cookie"], "dashboard-upset=fail=activity; HttpOnly; SameSite=Lax; Path=/");
    let with_cookie = || Request::get("/orders").header("cookie", "dashboard-upset=fail=activity");
    let reply = send_request(&site.service, with_cookie().body(Body::empty()).unwrap()).await;
    assert!(reply.slot("activity").contains("could not be shown"));
    assert!(reply.slot("switches").contains(r#"aria-label="Activity failing" aria-pressed="true""#));
    assert!(reply.slot("switches").contains("All on time"));
    assert_eq!(post(&site.service, "/upset", "pane=activity&how=softly").await.status, 422);
}

#[tokio::test]
async fn books_are_for_administrators() {
    let site = Site::new("books");
    let books = async |cookie: &str| {
        let request = Request::get("/").header("cookie", cookie).body(Body::empty()).unwrap();
        send_request(&site.service, request).await.slot("books").to_owned()
    };
    for cookie in ["", "dashboard-role=guest", "other-role=admin", "admin"] {
        assert_eq!(books(cookie).await, "", "{cookie}");
    }
    assert!(books("dashboard-role=admin").await.contains("Given back"));
    let reply = post(&site.service, "/role", "role=admin").await;
    assert_eq!(reply.status, 303);
    assert!(reply.headers["set-cookie"].to_str().unwrap().starts_with("dashboard-role=admin;"));
}
