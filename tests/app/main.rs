//! A whole application made by the macro: what matches, what shows, what links say.

mod handlers;
mod model;

/// What the tests below are about.
mod routes {
    transom::include_routes!("app.routes");
}

/// The same application under a prefix.
mod mounted {
    transom::include_routes!("mounted.routes", mount = "/app");
}

use handlers::App;
use model::Slug;
use routes::board;
use transom::Cx;
use transom::testing::{Reply, get, send};

async fn reply(path: &str) -> Reply {
    get(&routes::service(App), path).await
}

/// The status, and what each slot of `board` says.
async fn panes(path: &str) -> (u16, [String; 3]) {
    let reply = reply(path).await;
    let pane = |name| strip(reply.find_slot(name).unwrap_or("(none)"));
    (reply.status.as_u16(), [pane("main"), pane("activity"), pane("ranking")])
}

fn strip(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.trim().to_owned()
}

fn says(main: &str, activity: &str, ranking: &str) -> (u16, [String; 3]) {
    (200, [main, activity, ranking].map(str::to_owned))
}

#[tokio::test]
async fn each_slot_shows_its_match_or_its_default() {
    let default = "by_month /boards/a/ranking";
    assert_eq!(panes("/boards/a").await, says("overview /boards/a", "activity default a", default));
    assert_eq!(
        panes("/boards/a/visitors/7").await,
        says("overview /boards/a", "visitor /boards/a/visitors/7", default)
    );
    let settings = "settings /boards/a/settings?tab=api-keys";
    assert_eq!(panes("/boards/a/settings?tab=api-keys").await, says(settings, "activity default a", default));
    let (status, [main, _, ranking]) = panes("/boards/a/ladder/7d").await;
    assert_eq!((status, main.as_str()), (200, "overview /boards/a"));
    assert!(ranking.contains("ladder") && ranking.contains("top /boards/a/ladder/7d"), "{ranking}");
}

#[tokio::test]
async fn types_and_sets_decide_what_matches() {
    for path in ["/boards/UPPER", "/boards/a/visitors/007", "/boards/a/visitors/x", "/boards/a/ladder/month"]
    {
        assert_eq!(reply(path).await.status, 404, "{path}");
    }
    assert_eq!(reply("/boards/a/settings?tab=nothing").await.status, 404, "a query item that does not parse");
}

#[tokio::test]
async fn a_scope_has_its_parameters_and_its_tail() {
    let (_, [main, ..]) = panes("/boards/a/reports/2026").await;
    assert_eq!(main, "report /boards/a/reports/2026 of 2026");
    let (_, [main, ..]) = panes("/boards/a/reports/2026/files/x/y%2Fz").await;
    assert_eq!(main, "files /boards/a/reports/2026/files/x/y%2Fz");
}

#[tokio::test]
async fn redirects_lead_to_pages_with_their_parameters() {
    let start = reply("/start").await;
    assert_eq!((start.status.as_u16(), start.header("location")), (307, Some("/")));
    let moved = reply("/boards/a/preferences").await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (308, Some("/boards/a/settings")));
}

#[tokio::test]
async fn a_failure_stays_in_its_slot_and_shows_the_typed_error() {
    let (status, [main, activity, _]) = panes("/boards/a/visitors/13").await;
    assert_eq!((status, main.as_str()), (200, "overview /boards/a"));
    assert!(activity.starts_with("activity failed: unlucky 13"), "{activity}");
    let (_, [_, activity, _]) = panes("/boards/a/visitors/50").await;
    assert!(activity.starts_with("activity failed: "), "past its deadline: {activity}");
    let (_, [main, ..]) = panes("/boards/a/reports/1999").await;
    assert!(main.starts_with("reports failed: too old"), "the scope's own boundary: {main}");
}

#[tokio::test]
async fn queries_are_parsed_by_kind() {
    let text = |path| async move { strip(reply(path).await.body()) };
    assert!(text("/search?q=a+b").await.contains("q=a b limit=10 lang=None tag=[]"));
    let all = text("/search?q=&limit=3&lang=de&tag=x&tag=y").await;
    assert!(
        all.contains(r#"q= limit=3 lang=Some("de") tag=["x", "y"]"#) || all.contains("tag=[&quot;x"),
        "{all}"
    );
    assert_eq!(reply("/search").await.status, 404, "a required item is missing");
}

#[tokio::test]
async fn titles_stand_in_the_head() {
    for (path, title) in [("/boards/a", "Board"), ("/boards/a/settings", "Settings")] {
        assert!(reply(path).await.body().contains(&format!("<title>{title}</title>")), "{path}");
    }
}

#[test]
fn a_page_prints_as_its_url_and_links_to_it() {
    let board = Slug::new("a b/ü");
    let page = board::Settings { board: board.clone(), tab: routes::Tab::ApiKeys };
    assert_eq!(page.to_string(), "/boards/a%20b%2F%C3%BC/settings?tab=api-keys");
    assert_eq!(format!("{page:?}"), "Settings(/boards/a%20b%2F%C3%BC/settings?tab=api-keys)");
    let default = board::Settings { tab: routes::Tab::Profile, ..page };
    assert_eq!(default.to_string(), "/boards/a%20b%2F%C3%BC/settings", "a default is left out");
    assert_eq!(Cx::test("/").link(&default).href(), default.to_string());
    let nowhere = board::reports::Files { board, year: 1, path: Vec::new() };
    assert_eq!(nowhere.to_string(), "#", "an empty tail is no URL");
    assert_eq!(routes::Home.to_string(), "/");
}

#[tokio::test]
async fn a_url_and_its_page_are_each_others_inverse() {
    let search = routes::Search {
        q: "ä&=?/".to_owned(),
        limit: 9,
        lang: Some("x y".to_owned()),
        tag: vec!["+".to_owned()],
    };
    assert!(
        reply(&search.to_string()).await.body().contains(&format!("<q>{}</q>", escape(&search.to_string())))
    );
    let visitor = board::activity::Visitor { board: Slug::new("ü"), id: u64::MAX };
    assert_eq!(panes(&visitor.to_string()).await.1[1], format!("visitor {visitor}"));
    for span in board::ranking::ladder::TopSpan::ALL {
        let top = board::ranking::ladder::Top { board: Slug::new("a"), span: *span };
        assert!(panes(&top.to_string()).await.1[2].contains(&top.to_string()));
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
}

#[test]
fn a_set_is_its_texts() {
    let texts: Vec<_> = routes::Tab::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["profile", "billing", "api-keys"]);
    assert_eq!("billing".parse(), Ok(routes::Tab::Billing));
    assert!("Billing".parse::<routes::Tab>().is_err());
}

#[tokio::test]
async fn under_a_mount_links_and_matches_have_the_prefix() {
    assert_eq!(mounted::Hello { name: "x".to_owned() }.to_string(), "/app/hello/x");
    let app = axum::Router::new().nest_service("/app", mounted::service(App));
    assert_eq!(send(&app, http::Method::GET, "/app/hello/x").await.status, 200);
    assert_eq!(send(&app, http::Method::GET, "/hello/x").await.status, 404);
}

#[tokio::test]
async fn as_an_axum_router_beside_other_routes() {
    let own = axum::Router::new().route("/own", axum::routing::get(|| async { "own" }));
    let app = own.merge(routes::router(App));
    assert_eq!(send(&app, http::Method::GET, "/own").await.body(), "own");
    assert_eq!(send(&app, http::Method::GET, "/boards/a").await.status, 200);
    assert_eq!(send(&app, http::Method::HEAD, "/boards/a").await.status, 200);
    assert_eq!(send(&app, http::Method::POST, "/boards/a").await.status, 405);
    let nothing = send(&app, http::Method::GET, "/nothing").await;
    assert_eq!(nothing.status, 404);
    assert!(nothing.body().contains("root not found"));
}

/// Cargo builds a crate anew when a file changes that rustc has noted in the dep-info.
#[test]
fn the_crate_is_built_anew_when_a_spec_changes() {
    let notes = std::env::current_exe().unwrap().with_extension("d");
    let notes =
        std::fs::read_to_string(&notes).unwrap_or_else(|error| panic!("{}: {error}", notes.display()));
    for spec in ["app.routes", "mounted.routes"] {
        assert!(notes.lines().any(|line| line.ends_with(&format!("{spec}:"))), "{spec} is not in\n{notes}");
    }
}
