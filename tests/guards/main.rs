//! Guards and `when`s (M13): what runs, how often, in which order, and what shows where one refuses.
//!
//! Clocks stand still while anybody has something to do, so that nothing hangs on how fast a machine is.

mod app;
mod club;
mod posting;
mod soft;

mod routes {
    transom::include_routes!("app.routes");
}

use app::{Act, App};
use axum::body::Body;
use http::Request;
use std::sync::Arc;
use std::time::Duration;
use transom::testing::{Reply, send_request};

/// As Ann, in order, with the handlers that ran.
async fn get(app: &App, path: &str) -> Reply {
    get_with(app, path, &[("x-user", "ann")]).await
}

async fn get_with(app: &App, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send_request(&routes::service(app.clone()), request.body(Body::empty()).unwrap()).await
}

fn count(ran: &[String], name: &str) -> usize {
    ran.iter().filter(|other| *other == name).count()
}

fn at(ran: &[String], name: &str) -> usize {
    ran.iter().position(|other| other == name).unwrap_or_else(|| panic!("{name} did not run: {ran:?}"))
}

#[tokio::test(start_paused = true)]
async fn what_guards_yield_is_in_the_at_of_everything_below() {
    let app = App::new([]);
    let reply = get(&app, "/desk/7").await;
    assert_eq!(reply.status, 200);
    assert!(reply.body().contains("<p>7 ann key of 7</p>"), "{}", reply.body());
    assert_eq!(reply.slot("main"), "home: ann");
    assert_eq!(reply.slot("side"), "side.default: 7");
    assert_eq!(reply.slot("news"), "news.default: 5");
}

#[tokio::test(start_paused = true)]
async fn every_guard_runs_once_and_outer_ones_first() {
    let app = App::new([]);
    assert_eq!(get(&app, "/desk/7/inner").await.status, 200);
    let ran = app.ran();
    for name in ["session", "user", "key", "pass", "deep", "has_detail", "wanted", "feed"] {
        assert_eq!(count(&ran, name), 1, "{name} in {ran:?}");
    }
    for way in [
        &["session", "user", "key", "desk"][..],
        &["key", "home"],
        &["key", "pass", "deep", "has_detail", "inner"],
        &["key", "wanted", "feed", "news.default"],
        &["deep", "list"],
        &["has_detail", "detail.default"],
    ] {
        let order: Vec<_> = way.iter().map(|name| at(&ran, name)).collect();
        assert!(order.is_sorted(), "{way:?} in {ran:?}");
    }
}

/// Where one handler does something else: the status, the reply, and what ran.
async fn refused(act: (&'static str, Act), path: &str) -> (u16, Reply, Vec<String>) {
    let app = App::new([act]);
    let reply = get(&app, path).await;
    (reply.status.as_u16(), reply, app.ran())
}

#[tokio::test(start_paused = true)]
async fn nothing_below_a_guard_that_refuses_runs() {
    for (guard, path, below) in [
        ("session", "/desk/7", &["user", "key", "desk", "home", "pass", "wanted", "side.default"][..]),
        ("user", "/desk/7", &["key", "desk", "home", "pass", "wanted", "side.default", "news.default"]),
        ("key", "/desk/7/inner", &["desk", "home", "pass", "deep", "inner", "wanted"]),
        ("reader", "/desk/7/secret", &["secret"]),
        ("role", "/desk/7/admin/users", &["users"]),
        ("combination", "/desk/7/vault/1/gold", &["vault", "gold"]),
        ("pass", "/desk/7/inner", &["side.default", "deep", "inner", "list", "has_detail", "detail.default"]),
        ("deep", "/desk/7/inner", &["inner", "list", "has_detail", "detail.default"]),
        ("feed", "/desk/7/article", &["article", "news.default"]),
        ("wanted", "/desk/7/article", &["feed", "article", "news.default"]),
    ] {
        for act in [Act::Fail, Act::Panic, Act::Unauthorized, Act::Forbidden, Act::NotFound, Act::Redirect] {
            let (_, _, ran) = refused((guard, act), path).await;
            assert_eq!(count(&ran, guard), 1, "{guard} {act:?}: {ran:?}");
            for name in below {
                assert_eq!(count(&ran, name), 0, "{guard} {act:?} did not keep {name} from running: {ran:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_guard_of_the_main_chain_decides_the_status() {
    for (guard, path) in [
        ("session", "/about"),
        ("session", "/desk/7"),
        ("user", "/desk/7"),
        ("reader", "/desk/7/secret"),
        ("role", "/desk/7/admin/users"),
        ("combination", "/desk/7/vault/1/gold"),
    ] {
        for (act, status) in [
            (Act::Fail, 500),
            (Act::Panic, 500),
            (Act::Unauthorized, 401),
            (Act::Forbidden, 403),
            (Act::NotFound, 404),
            (Act::Redirect, 303),
        ] {
            let (got, reply, _) = refused((guard, act), path).await;
            assert_eq!(got, status, "{guard} {act:?} {}", reply.body());
            assert_eq!(reply.header("location"), (status == 303).then_some("/login"));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn it_shows_in_the_boundary_around_what_it_stands_before() {
    for (guard, path, shown) in [
        // The document's own: no layout is around.
        ("session", "/about", "root.error"),
        ("session", "/desk/7", "document_error"),
        ("user", "/desk/7", "document_error"),
        // In the slot that the page or layout stands in.
        ("reader", "/desk/7/secret", "desk.error: ann"),
        ("role", "/desk/7/admin/users", "admin.error: ann"),
        ("combination", "/desk/7/vault/1/gold", "desk.error: ann"),
        ("pass", "/desk/7/inner", "side.error: ann"),
        ("deep", "/desk/7/inner", "side.error: ann"),
        ("feed", "/desk/7/article", "news.error"),
        ("wanted", "/desk/7/article", "news.error"),
        ("has_detail", "/desk/7/inner", "detail.error"),
    ] {
        let (_, reply, ran) = refused((guard, Act::Forbidden), path).await;
        let expected = format!("{shown} 403").replace("error 403", "error: 403");
        assert!(reply.body().contains(&expected), "{guard}: {ran:?} {}", reply.body());
    }
}

#[tokio::test(start_paused = true)]
async fn where_nobody_is_signed_in_the_layouts_guard_says_so() {
    let app = App::new([]);
    let reply = get_with(&app, "/desk/7", &[]).await;
    assert_eq!(reply.status, 401);
    assert!(reply.body().contains("document_error: 401"), "{}", reply.body());
    assert_eq!(get_with(&app, "/login", &[]).await.slots(), Vec::<&str>::new());
}

#[tokio::test(start_paused = true)]
async fn a_refusal_in_one_slot_leaves_the_others_alone() {
    for (guard, path, slot) in
        [("pass", "/desk/7", "side"), ("feed", "/desk/7", "news"), ("reader", "/desk/7/secret", "main")]
    {
        let (_, reply, _) = refused((guard, Act::Fail), path).await;
        for other in ["main", "side", "news"] {
            assert_eq!(reply.slot(other).contains("data-error"), other == slot, "{guard} {other}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_title_of_what_is_behind_a_refusal_is_told() {
    for (guard, path, title) in [
        ("reader", "/desk/7/secret", "The secret"),
        ("role", "/desk/7/admin/users", "Users"),
        ("combination", "/desk/7/vault/1/gold", "Gold"),
        ("combination", "/desk/7/vault/1/gold", "Vault"),
        ("user", "/desk/7/secret", "The secret"),
        ("user", "/desk/7", "Desk"),
    ] {
        assert!(get(&App::new([]), path).await.body().contains("<title>"), "{path}");
        for act in [Act::Fail, Act::Forbidden, Act::NotFound] {
            let (_, reply, _) = refused((guard, act), path).await;
            assert!(!reply.body().contains(&format!("<title>{title}")), "{guard} {act:?} {}", reply.body());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn of_a_slot_that_is_off_nothing_runs() {
    for path in ["/desk/7", "/desk/7/article"] {
        let (status, reply, ran) = refused(("wanted", Act::No), path).await;
        assert_eq!((status, reply.slot("main"), reply.slot("news")), (200, "home: ann", ""), "{path}");
        assert!(!ran.iter().any(|name| name.starts_with("news") || name == "feed" || name == "article"));
        assert!(!reply.body().contains("<h2>News</h2>"), "`cx.shows` is false");
        assert!(reply.body().contains(r#"data-slot="desk@news" data-key="off""#), "{}", reply.body());
    }
    let (_, reply, ran) = refused(("has_detail", Act::No), "/desk/7/inner").await;
    assert_eq!((reply.slot("detail"), count(&ran, "detail.default")), ("", 0));
}

#[tokio::test(start_paused = true)]
async fn an_override_for_a_slot_that_is_off_is_valid() {
    let (status, reply, ran) = refused(("wanted", Act::No), "/desk/7?@news=/article").await;
    assert_eq!((status, reply.slot("news"), count(&ran, "article")), (200, "", 0));
    let (_, reply, _) = refused(("x", Act::No), "/desk/7?@news=/article").await;
    assert_eq!(reply.slot("news"), "article: 5");
}

#[tokio::test(start_paused = true)]
async fn a_guard_may_set_cookies_and_headers() {
    for guard in ["session", "user", "reader", "wanted"] {
        let app = App::new([(guard, Act::Cookie)]);
        assert_eq!(get(&app, "/desk/7/secret").await.header("set-cookie"), Some("seen=1"), "{guard}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_guard_in_a_slot_past_its_deadline_times_out() {
    let (status, reply, ran) = refused(("pass", Act::Never), "/desk/7").await;
    assert_eq!(status, 200);
    assert!(reply.slot("side").contains("side.error: ann not done within 200ms"), "{}", reply.slot("side"));
    assert_eq!((reply.slot("main"), count(&ran, "side.default")), ("home: ann", 0));
}

#[tokio::test(start_paused = true)]
async fn for_who_has_gone_no_guard_goes_on() {
    for guard in ["session", "user", "key", "reader", "wanted", "feed"] {
        let app = App::new([(guard, Act::Never)]);
        let path = if guard == "reader" { "/desk/7/secret" } else { "/desk/7" };
        let reply = tokio::time::timeout(Duration::from_millis(50), get(&app, path)).await;
        assert!(reply.is_err() && app.ran().iter().any(|name| name == guard), "{guard}");
        tokio::time::sleep(Duration::from_millis(10)).await;
        assert_eq!(Arc::strong_count(&app.ran), 1, "something still has the app: {guard}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_value_that_panics_when_it_is_copied_is_a_failure() {
    let user = [("x-user", "nobody's copy")];
    let app = App::new([]);
    let reply = tokio::time::timeout(Duration::from_secs(5), get_with(&app, "/desk/7", &user)).await;
    let reply = reply.expect("an answer");
    assert_eq!((reply.status.as_u16(), count(&app.ran(), "user")), (500, 0), "{}", reply.body());
}

#[tokio::test(start_paused = true)]
async fn what_guards_yield_is_of_one_request() {
    let app = App::new([("user", Act::Later(20)), ("pass", Act::Later(10))]);
    let requests = (0..50).map(|at| {
        let app = app.clone();
        tokio::spawn(async move {
            let name = format!("user-{at}");
            let reply = get_with(&app, &format!("/desk/{at}/item/1"), &[("x-user", &name)]).await;
            assert_eq!(reply.slot("main"), format!("home: {name}"));
            assert_eq!(reply.slot("side"), format!("item: {at} 1"));
        })
    });
    for request in requests.collect::<Vec<_>>() {
        request.await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn htmx_gets_a_slot_only_past_the_guards_of_its_page() {
    let htmx = [("x-user", "ann"), ("hx-request", "true"), ("hx-target", "slot-desk-side")];
    let app = App::new([]);
    let reply = get_with(&app, "/desk/7", &htmx).await;
    assert_eq!((reply.status.as_u16(), reply.body()), (200, "side.default: 7"));
    assert_eq!(count(&app.ran(), "key"), 1);
    for act in [Act::Forbidden, Act::Fail, Act::Redirect] {
        let app = App::new([("key", act)]);
        let reply = get_with(&app, "/desk/7", &htmx).await;
        let page = get(&App::new([("key", act)]), "/desk/7").await;
        assert_eq!((reply.status, reply.body()), (page.status, page.body()), "as the page");
        assert!(reply.status.as_u16() >= 300 && !app.ran().contains(&"side.default".to_owned()));
    }
}

/// A browser's own load: what the first bytes hold, and all of it.
async fn load(app: &App, path: &str) -> (String, String) {
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    let request = Request::get(path).header("x-user", "ann").header("sec-fetch-dest", "document");
    let service = routes::service(app.clone());
    let mut body = service.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_body();
    let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
    let rest = body.collect().await.unwrap().to_bytes();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&first), text(&[first.clone(), rest].concat()))
}

#[tokio::test(start_paused = true)]
async fn a_slow_guard_of_one_slot_delays_no_other() {
    let (first, all) = load(&App::new([("pass", Act::Later(100))]), "/desk/7").await;
    for ready in ["home: ann", "news.default: 5", "side.loading: ann"] {
        assert!(first.contains(ready), "{ready} is not in {first}");
    }
    assert!(!first.contains("side.default") && all.contains("side.default: 7"), "{all}");
}
