//! The whole application, asked as a robot would ask it.

use crate::app::App;
use crate::db::Db;
use crate::routes;
use transom::testing::{Reply, get, post};

async fn page(path: &str) -> Reply {
    get(&routes::service(App { db: Db::new().unwrap() }), path).await
}

#[tokio::test]
async fn every_page_shows() {
    for (path, slot, expected) in [
        ("/", "main", "36 photos"),
        ("/", "favourites", "Waiting for the lights"),
        ("/?tag=sea", "main", "The ferry is late"),
        ("/?tag=sea", "main", "/photos/35?tag=sea"),
        ("/?page=3", "main", "Page 3 of 3"),
        ("/?page=9", "main", "There are no photos here"),
        ("/people/1", "main", "/photos/36?by=1"),
        ("/photos/35?tag=sea", "main", "/photos/29?tag=sea"),
        ("/photos/35", "favourites", "Waiting for the lights"),
    ] {
        let reply = page(path).await;
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.slot(slot).contains(expected), "{path}: {slot} is {}", reply.slot(slot));
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    for path in
        ["/photos/99", "/photos/18446744073709551615", "/photos/x", "/people/99", "/?tag=fog", "/nowhere"]
    {
        assert_eq!(page(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn titles_name_the_page() {
    for (path, title) in [("/", "Photos"), ("/photos/36", "First light"), ("/people/3", "Maija Koskela")] {
        let reply = page(path).await;
        assert!(reply.body().contains(&format!("<title>{title}</title>")), "{path}: {}", reply.body());
    }
}

#[tokio::test]
async fn a_like_counts_and_leads_back() {
    let service = routes::service(App { db: Db::new().unwrap() });
    let before = get(&service, "/photos/36").await;
    assert!(before.slot("main").contains("</span>48<span"), "{}", before.slot("main"));
    let reply = post(&service, "/photos/36/like", "").await;
    assert_eq!(reply.status, 303);
    assert!(get(&service, "/photos/36").await.slot("main").contains("</span>49<span"));
    assert_eq!(post(&service, "/photos/99/like", "").await.status, 404);
}
