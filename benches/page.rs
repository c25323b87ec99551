//! What a page with slots costs, next to the same page from a plain axum handler.
//!
//! - `complete`: slots of 50, 200 and 400 ms, one after the other by hand and side by side by Transom.
//! - `first byte`: how long until the shell is there, with all slots pending.
//! - `whole`: the same page with everything ready at once.

use axum::Router;
use axum::body::Body;
use axum::response::{Html as AxumHtml, Response};
use axum::routing::get;
use criterion::{Bencher, Criterion, criterion_group, criterion_main};
use http::Request;
use http_body_util::BodyExt;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tower::ServiceExt;
use transom::{Cx, Error, Failure, Html};

mod routes {
    transom::routes! {
        page alone "/alone";
        layout board "/" {
            loading;
            error;
            page home "/";
            slot quick { loading inherit; error inherit; default; }
            slot slow { loading inherit; error inherit; default; }
        }
    }
}
use routes::board;

/// How long each slot takes, in milliseconds.
struct App([u64; 3]);

const TEXT: &str = "<p>A pane with a little text, as panes have.</p>";

async fn after(ms: u64) -> Html {
    if ms > 0 {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    Html::raw(TEXT)
}

impl routes::Root for App {
    async fn alone(&self, _: &Cx, _: &routes::At, _: &routes::Alone) -> Result<Html, Error> {
        Ok(after(self.0[1]).await)
    }
}

impl routes::Board for App {
    type Error = Error;
    async fn layout(&self, _: &Cx, _: &board::At, slots: board::Slots) -> Result<Html, Error> {
        let board::Slots { main, quick, slow } = slots;
        Ok(Html::raw(format!("<main>{main}</main><aside>{quick}{slow}</aside>")))
    }
    fn loading(&self, _: &Cx, _: &board::At) -> Html {
        Html::from("…")
    }
    fn error(&self, _: &Cx, _: &board::At, failure: &Failure<Error>) -> Html {
        Html::from(failure.to_string())
    }
    async fn home(&self, _: &Cx, _: &board::At, _: &board::Home) -> Result<Html, Error> {
        Ok(after(self.0[1]).await)
    }
}

impl board::Quick for App {
    async fn default(&self, _: &Cx, _: &board::quick::At) -> Result<Html, Error> {
        Ok(after(self.0[0]).await)
    }
}

impl board::Slow for App {
    async fn default(&self, _: &Cx, _: &board::slow::At) -> Result<Html, Error> {
        Ok(after(self.0[2]).await)
    }
}

/// The same page, its panes made one after the other.
fn by_hand(ms: [u64; 3]) -> Router {
    let handler = move || async move {
        let [quick, main, slow] = [after(ms[0]).await, after(ms[1]).await, after(ms[2]).await];
        AxumHtml(format!("<!doctype html><main>{main}</main><aside>{quick}{slow}</aside>"))
    };
    Router::new().route("/", get(handler))
}

fn by_transom(ms: [u64; 3]) -> Router {
    routes::router(App(ms))
}

async fn open(router: &Router, path: &str) -> Response {
    let request = Request::builder().uri(path).header("sec-fetch-dest", "document");
    router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

/// How much of a response is waited for.
#[derive(Clone, Copy)]
enum Part {
    FirstByte,
    Whole,
}

/// Requests are answered on a thread of the runtime, as a server answers them; `block_on` would wake
/// another thread for each slot.
fn on_a_worker(
    bencher: &mut Bencher<'_>,
    runtime: &Runtime,
    router: &Router,
    path: &'static str,
    part: Part,
) {
    bencher.iter_custom(|times| {
        let router = router.clone();
        let requests = async move {
            let start = Instant::now();
            for _ in 0..times {
                let mut body = open(&router, path).await.into_body();
                match part {
                    Part::FirstByte => drop(black_box(body.frame().await)),
                    Part::Whole => drop(black_box(body.collect().await)),
                }
            }
            start.elapsed()
        };
        runtime.block_on(runtime.spawn(requests)).unwrap()
    });
}

fn page(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let mut group = criterion.benchmark_group("complete, slots of 50, 200 and 400 ms");
    group.sample_size(10).measurement_time(Duration::from_secs(7));
    for (name, router) in [("transom", by_transom([50, 200, 400])), ("axum", by_hand([50, 200, 400]))] {
        group.bench_function(name, |bencher| on_a_worker(bencher, &runtime, &router, "/", Part::Whole));
    }
    group.finish();

    let mut group = criterion.benchmark_group("first byte");
    let routers = [
        ("transom, all slots pending", by_transom([1000; 3])),
        ("transom, all ready", by_transom([0; 3])),
        ("axum, all ready", by_hand([0; 3])),
    ];
    for (name, router) in routers {
        group.bench_function(name, |bencher| on_a_worker(bencher, &runtime, &router, "/", Part::FirstByte));
    }
    group.finish();

    let mut group = criterion.benchmark_group("whole, all ready");
    for (name, router) in [("transom", by_transom([0; 3])), ("axum", by_hand([0; 3]))] {
        group.bench_function(name, |bencher| on_a_worker(bencher, &runtime, &router, "/", Part::Whole));
    }
    let router = by_transom([0; 3]);
    group.bench_function("transom, a page without slots", |bencher| {
        on_a_worker(bencher, &runtime, &router, "/alone", Part::Whole);
    });
    group.finish();
}

criterion_group!(benches, page);
criterion_main!(benches);
