//! A parameter's type that panics while a URL is read: a failure like that of any handler, wherever that URL
//! stands.

use crate::forms::Note;
use axum::body::Body;
use http::Request;
use http::request::Builder;
use std::fmt::{self, Debug, Display};
use std::str::FromStr;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use transom::testing::{Reply, get, send_request};
use transom::{Cx, Done, Error, Failure, Html};

mod routes {
    transom::include_routes!("matching.routes");
}
use routes::shop;

/// A word of which one is too much.
#[derive(Clone, PartialEq)]
pub(crate) struct Word(String);

impl FromStr for Word {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        assert_ne!(text, "boom", "a word goes off");
        Ok(Self(text.to_owned()))
    }
}

impl Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Default)]
struct App(Arc<Mutex<Vec<String>>>);

impl routes::Root for App {
    async fn about(&self, _: &Cx, _: &routes::At, page: &routes::About) -> Result<Html, Error> {
        Ok(format!("about {}", page.word).into())
    }

    fn document_error(&self, cx: &Cx, failure: &Failure<Error>) -> Html {
        let who = cx.headers().get("x-who").and_then(|who| who.to_str().ok()).unwrap_or_default();
        Html::raw(format!(
            "<title>Oh</title><p>Sorry, {who}: {} at {}",
            Html::from(failure.to_string()),
            cx.uri()
        ))
    }
}

impl routes::Shop for App {
    type Error = Error;

    async fn layout(
        &self,
        _: &Cx,
        _: &shop::At,
        shop::Slots { main, side }: shop::Slots,
    ) -> Result<Html, Error> {
        Ok(Html::raw(format!("{main}{side}")))
    }

    fn loading(&self, _: &Cx, _: &shop::At) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &shop::At, failure: &Failure<Error>) -> Html {
        format!("shop failed: {failure}").into()
    }

    async fn front(&self, _: &Cx, _: &shop::At, _: &shop::Front) -> Result<Html, Error> {
        Ok("front".into())
    }

    async fn item(&self, _: &Cx, _: &shop::At, page: &shop::Item) -> Result<Html, Error> {
        Ok(format!("item {}", page.word).into())
    }

    async fn buy(&self, cx: &Cx, _: &shop::At, action: &shop::Buy, form: Note) -> Result<Done, Error> {
        cx.set_header(http::HeaderName::from_static("x-bought"), http::HeaderValue::from_static("yes"));
        self.0.lock().unwrap().push(format!("{} {}", action.word, form.text));
        Ok(Done::refresh([shop::slot::SIDE]))
    }
}

impl shop::Side for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &shop::side::At) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &shop::side::At, failure: &Failure<Error>) -> Html {
        format!("side failed: {failure}").into()
    }

    async fn tip(&self, _: &Cx, _: &shop::side::At, page: &shop::side::Tip) -> Result<Html, Error> {
        Ok(format!("tip {}", page.word).into())
    }
}

async fn send(app: &App, request: Builder, body: &str) -> Reply {
    let request = request.header("host", "app.example").header("x-who", "Ada");
    send_request(&routes::service(app.clone()), request.body(Body::from(body.to_owned())).unwrap()).await
}

/// That it is answered as a document that failed, with the URL that was asked for.
fn is_told(reply: &Reply, url: &str) {
    assert_eq!(reply.status, 500, "{url}");
    let body = reply.body();
    assert!(body.contains("Sorry, Ada: panicked: ") && body.contains("a word goes off"), "{url}: {body}");
    assert!(body.contains(&format!("at {url}")), "{url}: {body}");
    assert_eq!(reply.header("transom-slots"), None, "no part of a page");
}

#[tokio::test(start_paused = true)]
async fn a_panic_while_a_url_is_read_is_a_failed_document() {
    let app = App::default();
    let urls = ["/about/boom", "/go/boom", "/shop/items/boom", "/shop/items/a?other=boom", "/shop/buy/boom"];
    for url in urls.into_iter().chain(["/shop?@side=/tips/boom", "/shop/items/boom/"]) {
        is_told(&send(&app, Request::get(url), "").await, url);
    }
    let behind = axum::Router::new().fallback(async || "behind");
    let service = routes::service(app).or(behind);
    assert_eq!(get(&service, "/shop/items/boom").await.status, 500);
    assert!(get(&service, "/about/a").await.body().contains("about a"), "all else goes on");
}

#[tokio::test(start_paused = true)]
async fn so_it_is_for_what_a_browser_with_scripts_says_that_it_shows() {
    let app = App::default();
    let ask = |url, from: &'static str| {
        let request = Request::get(url).header("transom-have", "shop@main=x,shop@side=-");
        request.header("transom-from", from)
    };
    is_told(&send(&app, ask("/shop/items/boom", "/shop"), "").await, "/shop/items/boom");
    is_told(&send(&app, ask("/shop", "/shop/items/boom"), "").await, "/shop");
    is_told(&send(&app, ask("/shop", "/shop?@side=/tips/boom"), "").await, "/shop");
    let open = ask("/shop", "/shop/items/a").header("transom-background", "/shop/items/boom");
    is_told(&send(&app, open, "").await, "/shop");
    assert_eq!(send(&app, ask("/shop/items/a", "/shop"), "").await.status, 200, "all else goes on");
}

#[tokio::test(start_paused = true)]
async fn an_action_is_not_done_where_the_panic_comes_before_it() {
    let app = App::default();
    let post = |url| Request::post(url).header("content-type", "application/x-www-form-urlencoded");
    is_told(&send(&app, post("/shop/buy/boom"), "text=a").await, "/shop/buy/boom");
    let soft =
        post("/shop/buy/a").header("transom-have", "shop@main=x").header("transom-from", "/shop/items/boom");
    is_told(&send(&app, soft, "text=a").await, "/shop/buy/a");
    assert!(app.0.lock().unwrap().is_empty());
    // Where the form stands is asked afterwards.
    let after = post("/shop/buy/a").header("referer", "https://app.example/shop/items/boom");
    let reply = send(&app, after, "text=b").await;
    is_told(&reply, "/shop/buy/a");
    assert_eq!(
        (app.0.lock().unwrap().as_slice(), reply.header("x-bought")),
        (&["a b".to_owned()][..], Some("yes"))
    );
}

/// The errors that were told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Told {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        struct Fields(String);
        impl Visit for Fields {
            fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
                self.0.push_str(&format!("{}={value:?} ", field.name()));
            }
        }
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }
}

#[tokio::test(start_paused = true)]
async fn it_is_told_like_any_failure() {
    let told = Told::default();
    // For the whole process, as other tests' threads may come to an event first.
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(told.clone())).unwrap();
    tracing::callsite::rebuild_interest_cache();
    send(&App::default(), Request::get("/about/boom?told"), "").await;
    let told = told.0.lock().unwrap().clone();
    let is_it =
        |text: &&String| text.contains("url.full=\"/about/boom?told\"") && text.contains("a word goes off");
    assert!(told.iter().any(|text| is_it(&text)), "{told:#?}");
}
