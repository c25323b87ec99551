//! URLs that nothing matches: who shows what (M4).

use transom::testing::{get, send_request};
use transom::{Cx, Error, Failure, Html, Service, Stop};

mod routes {
    transom::routes! {
        layout shop "/" {
            loading; error; not_found;
            page front "/";
            page locked "/locked";

            layout product "/products/{id: u64}" {
                page show "/";
            }

            slot basket { loading; error; default; }
        }
    }
}
use routes::shop::{self, basket, product};

struct App;

impl routes::Shop for App {
    type Error = Error;
    async fn layout(&self, _: &Cx, _: &shop::At, slots: shop::Slots) -> Result<Html, Error> {
        let shop::Slots { main, basket } = slots;
        Ok(Html::raw(format!("<nav>Shop</nav>{main}{basket}")))
    }
    fn loading(&self, _: &Cx, _: &shop::At) -> Html {
        "…".into()
    }
    fn error(&self, _: &Cx, _: &shop::At, failure: &Failure<Error>) -> Html {
        failure.to_string().into()
    }
    fn not_found(&self, _: &Cx, _: &shop::At) -> Html {
        "not in this shop".into()
    }
    async fn front(&self, _: &Cx, _: &shop::At, _: &shop::Front) -> Result<Html, Error> {
        Ok("front".into())
    }
    async fn locked(&self, _: &Cx, _: &shop::At, _: &shop::Locked) -> Result<Html, Error> {
        Err(Stop::Forbidden.into())
    }
}

impl shop::Product for App {
    async fn layout(&self, _: &Cx, _: &product::At, slots: product::Slots) -> Result<Html, Error> {
        let product::Slots { main } = slots;
        Ok(Html::raw(main.to_string()))
    }
    async fn show(&self, _: &Cx, _: &product::At, _: &product::Show) -> Result<Html, Error> {
        Ok("product".into())
    }
}

impl shop::Basket for App {
    type Error = Error;
    fn loading(&self, _: &Cx, _: &basket::At) -> Html {
        "…".into()
    }
    fn error(&self, _: &Cx, _: &basket::At, failure: &Failure<Error>) -> Html {
        failure.to_string().into()
    }
    async fn default(&self, cx: &Cx, _: &basket::At) -> Result<Html, Error> {
        if cx.uri().query() == Some("torn") {
            return Err(Error::msg("the basket is torn"));
        }
        Ok("empty".into())
    }
}

fn service() -> Service {
    routes::service(App)
}

#[tokio::test]
async fn a_layout_at_the_root_answers_when_nobody_else_does() {
    for path in ["/nope", "/products/bad", "/products/7/nope"] {
        let reply = get(&service(), path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.body().contains("<nav>Shop</nav>"), "{path}: {}", reply.body());
        assert_eq!([reply.slot("main"), reply.slot("basket")], ["not in this shop", "empty"], "{path}");
    }
}

#[tokio::test]
async fn to_try_again_leads_to_no_other_site() {
    for (path, again) in [
        ("/nope?torn", "/nope?torn"),
        ("//evil.example?torn", "/.//evil.example?torn"),
        ("/\\evil.example?torn", "/%5Cevil.example?torn"),
    ] {
        let reply = get(&service(), path).await;
        let link = format!("<a href=\"{again}\" data-retry>");
        assert!(reply.slot("basket").contains(&link), "{path}: {}", reply.slot("basket"));
    }
}

#[tokio::test]
async fn what_comes_after_or_is_asked_first() {
    let next = axum::Router::new().route("/nope", axum::routing::get(|| async { "next" }));
    assert_eq!(get(&service().or(next), "/nope").await.body(), "next");
}

#[tokio::test]
async fn a_built_in_404_is_a_whole_document() {
    mod bare {
        transom::routes! { page only "/only"; }
    }
    struct Bare;
    impl bare::Root for Bare {
        async fn only(&self, _: &Cx, _: &bare::At, _: &bare::Only) -> Result<Html, Error> {
            Ok("only".into())
        }
    }
    let reply = get(&bare::service(Bare), "/nope").await;
    assert_eq!(reply.status, 404);
    let head = reply.body().split("</head>").next().unwrap_or_default();
    assert!(head.contains("<title>Not found</title>"), "{}", reply.body());
}

#[tokio::test]
async fn who_may_not_see_a_page_is_told_so_and_nothing_has_failed() {
    let reply = get(&service(), "/locked").await;
    assert_eq!(reply.status, 403);
    assert!(!reply.body().contains("transom-debug"), "{}", reply.body());
}

/// A favicon, for example, that nobody has: no slot runs for it.
#[tokio::test]
async fn a_missing_part_of_a_page_is_no_page() {
    let service = routes::service(App);
    for path in ["/favicon.ico", "/products/x.png"] {
        for (asked, is_page) in [("image", false), ("script", false), ("document", true), ("empty", true)] {
            let request = http::Request::get(path).header("sec-fetch-dest", asked);
            let reply = send_request(&service, request.body(axum::body::Body::empty()).unwrap()).await;
            let shown = (reply.status.as_u16(), reply.body().contains("Shop"));
            assert_eq!(shown, (404, is_page), "{path} as {asked}: {}", reply.body());
        }
    }
}
