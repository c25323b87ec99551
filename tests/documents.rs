//! Whole documents of authors, and URLs that only a hand-made request has.

use axum::body::Body;
use axum::response::Response;
use http::Request;
use http_body_util::BodyExt;
use std::time::Duration;
use tower::ServiceExt;
use transom::testing::get;
use transom::{Cx, Error, Failure, Html, Service, Stop};

mod routes {
    transom::routes! {
        error;
        page anything "/{name}";
        layout site "/site" {
            loading; error;
            page home "/";
            page locked "/locked" { title "Locked"; }
            layout inner "/inner" {
                title "Inner";
                page deep "/" { title "Deep"; }
                page late "/late";
            }
        }
    }
}
use routes::site::{self, inner};

struct App;

async fn soon() {
    tokio::time::sleep(Duration::from_millis(30)).await;
}

impl routes::Root for App {
    type Error = Error;
    async fn anything(&self, _: &Cx, _: &routes::At, page: &routes::Anything) -> Result<Html, Error> {
        Ok(Html::from(page.name.as_str()))
    }
    fn error(&self, _: &Cx, _: &routes::At, failure: &Failure<Error>) -> Html {
        Html::from(failure.to_string())
    }
}

impl routes::Site for App {
    type Error = Error;
    async fn layout(&self, cx: &Cx, _: &site::At, site::Slots { main }: site::Slots) -> Result<Html, Error> {
        if cx.uri().path().ends_with("/locked") {
            return Err(Stop::Forbidden.into());
        }
        Ok(Html::raw(format!(
            "<!doctype html><html><head><title>Own &amp; only</title></head><body>{main}</body></html>"
        )))
    }
    fn loading(&self, _: &Cx, _: &site::At) -> Html {
        Html::from("…")
    }
    fn error(&self, _: &Cx, _: &site::At, failure: &Failure<Error>) -> Html {
        Html::from(failure.to_string())
    }
    async fn home(&self, _: &Cx, _: &site::At, _: &site::Home) -> Result<Html, Error> {
        soon().await;
        Ok(Html::from("home"))
    }
    async fn locked(&self, cx: &Cx, _: &site::At, _: &site::Locked) -> Result<Html, Error> {
        cx.set_title("Locked and more");
        Ok(Html::from("locked"))
    }
}

impl site::Inner for App {
    async fn layout(&self, _: &Cx, _: &inner::At, _: inner::Slots) -> Result<Html, Error> {
        soon().await;
        Err(Error::msg("inner fails"))
    }
    async fn deep(&self, _: &Cx, _: &inner::At, _: &inner::Deep) -> Result<Html, Error> {
        Ok(Html::from("deep"))
    }
    async fn late(&self, _: &Cx, _: &inner::At, _: &inner::Late) -> Result<Html, Error> {
        std::future::pending().await
    }
}

fn service() -> Service {
    routes::service(App)
}

/// What a browser that patches documents itself gets.
async fn load(path: &str) -> String {
    let request = Request::builder().uri(path).header("sec-fetch-dest", "document");
    let request = request.header("sec-ch-ua", r#""Chromium";v="156""#).body(Body::empty()).unwrap();
    let response: Response = service().oneshot(request).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn an_authors_own_title_comes_as_it_was_written() {
    let page = load("/site").await;
    assert!(
        page.contains("<template for=\"site@main\"><title>Own &amp; only</title>home</template>"),
        "{page}"
    );
    assert_eq!(page.matches("<title>").count(), 1, "{page}");
}

#[tokio::test]
async fn a_page_whose_layout_failed_late_still_has_a_title() {
    let page = load("/site/inner/late").await;
    assert!(page.contains("<template for=\"site@main\"><title>Inner</title><meta name=\"robots\""), "{page}");
}

#[tokio::test]
async fn the_title_of_a_page_that_its_layout_withholds_is_not_shown() {
    let reply = get(&service(), "/site/locked").await;
    assert_eq!((reply.status.as_u16(), reply.body().contains("Locked")), (403, false), "{}", reply.body());
    let reply = get(&service(), "/site/inner").await;
    assert!(reply.status == 500 && reply.body().contains("<title>Inner</title>"), "{}", reply.body());
}

#[tokio::test]
async fn a_canonical_form_is_on_this_site_and_fits_a_header() {
    let location = async |path: &str| {
        let reply = get(&service(), path).await;
        (reply.status.as_u16(), reply.header("location").map(str::to_owned))
    };
    assert_eq!(location("/\\evil.example/").await, (308, Some("/%5Cevil.example".to_owned())));
    assert_eq!(location("//evil.example/").await, (404, None));
    assert_eq!(location("/a/?q=\u{e9}\u{7684}").await, (308, Some("/a?q=%C3%A9%E7%9A%84".to_owned())));
    assert_eq!(location("/a/?q=%zz'").await, (308, Some("/a?q=%zz'".to_owned())));
}
