//! Counts what is allocated: nothing while choosing, and at most one frame a slot while nobody reads.
#![allow(unsafe_code, reason = "an allocator that counts has to be one")]

use http::Request;
use http_body_util::BodyExt;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tower::ServiceExt;
use transom::__private::{Branch, choose, step, takes_canonical};
use transom::{Cx, Failure, Html};

struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        CALLS.with(|calls| calls.set(calls.get() + 1));
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `dealloc`, and `pointer` is the system's.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const BRANCH: Branch =
    Branch { literals: &[], sets: &[], typed: &[], plain: None, end: None, tail: None, optional_tail: None };

/// `/a/b`, `/a/{u32}/x`, `/a/{plain}/y`, `/{x|y}/…`, `/{*rest}`; two sets hold `both`.
static TRIE: &[Branch] = &[
    Branch {
        literals: &[("a", 1)],
        sets: &[(&["both", "x"], 6), (&["both", "y"], 7)],
        tail: Some(9),
        ..BRANCH
    },
    Branch { literals: &[("b", 2)], typed: &[(takes_canonical::<u32>, 3)], plain: Some(4), ..BRANCH },
    Branch { end: Some(0), ..BRANCH },
    Branch { literals: &[("x", 5)], ..BRANCH },
    Branch { literals: &[("y", 8)], ..BRANCH },
    Branch { end: Some(1), ..BRANCH },
    Branch { end: Some(3), ..BRANCH },
    Branch { end: Some(2), optional_tail: Some(5), ..BRANCH },
    Branch { end: Some(4), ..BRANCH },
];

#[test]
fn choosing_follows_the_order_of_kinds_backtracks_and_allocates_nothing() {
    let cases = [
        ("a/b", Some(0)),
        ("a/7/x", Some(1)),
        ("a/7/y", Some(4)),
        ("a/007/x", Some(9)),
        ("a/z/y", Some(4)),
        ("x", Some(3)),
        ("y", Some(2)),
        ("both", Some(2)),
        ("both/more", Some(5)),
        ("a", Some(9)),
        ("what/ever", Some(9)),
        ("a//b", None),
        ("", None),
    ];
    for (path, expected) in cases {
        let segments: Vec<String> = path.split('/').map(str::to_owned).collect();
        let before = CALLS.with(Cell::get);
        let chosen = choose(TRIE, &segments);
        let calls = CALLS.with(Cell::get) - before;
        assert_eq!((chosen, calls), (expected, 0), "{path}");
    }
    assert_eq!(choose(TRIE, &[]), None);
}

mod routes {
    transom::routes! {
        layout board "/" {
            loading;
            error;
            page home "/";
            slot one { loading inherit; error inherit; default; }
            slot two { loading inherit; error inherit; default; }
            slot three { loading inherit; error inherit; default; }
            slot four { loading inherit; error inherit; default; }
        }
    }
    pub(crate) static TABLES: &transom::__private::Tables = &__app::TABLES;
}
use routes::board;

/// Two for each of six views (its key, and what its handler is handed), the page's own data, the list of slots,
/// and four for the URL as text.
#[test]
fn deciding_a_plain_load_allocates_for_its_views_and_hardly_more() {
    let before = CALLS.with(Cell::get);
    let url = step(routes::TABLES, None, None, "/");
    let calls = CALLS.with(Cell::get) - before;
    assert_eq!(url.as_deref(), Some("/"));
    assert!(calls <= 12 + 2 + 4, "{calls} allocations");
}

struct App;
const MEGABYTE: usize = 1 << 20;

async fn big() -> Result<Html, transom::Error> {
    tokio::time::sleep(Duration::from_millis(20)).await;
    Ok(Html::raw("x".repeat(MEGABYTE)))
}

impl routes::Board for App {
    type Error = transom::Error;
    async fn layout(&self, _: &Cx, _: &board::At, slots: board::Slots) -> Result<Html, transom::Error> {
        let board::Slots { main, one, two, three, four } = slots;
        Ok(Html::raw(format!("{main}{one}{two}{three}{four}")))
    }
    fn loading(&self, _: &Cx, _: &board::At) -> Html {
        Html::from("…")
    }
    fn error(&self, _: &Cx, _: &board::At, failure: &Failure<transom::Error>) -> Html {
        Html::from(failure.to_string())
    }
    async fn home(&self, _: &Cx, _: &board::At, _: &board::Home) -> Result<Html, transom::Error> {
        big().await
    }
}

macro_rules! big_slots {
    ($($slot:ident $module:ident),*) => {$(
        impl board::$slot for App {
            async fn default(&self, _: &Cx, _: &board::$module::At) -> Result<Html, transom::Error> {
                big().await
            }
        }
    )*};
}
big_slots!(One one, Two two, Three three, Four four);

#[test]
fn a_reader_that_stops_costs_one_frame_a_slot() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let service = routes::service(App);
    runtime.block_on(async {
        let request = || {
            let request = Request::builder().uri("/").header("sec-fetch-dest", "document");
            request.body(axum::body::Body::empty()).unwrap()
        };
        let before = LIVE.load(Ordering::Relaxed);
        let held = || LIVE.load(Ordering::Relaxed).saturating_sub(before);
        let mut body = service.clone().oneshot(request()).await.unwrap().into_body();
        let shell = body.frame().await.unwrap().unwrap();
        assert!(held() < MEGABYTE, "{} with nothing ready", held());
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(held() < 5 * MEGABYTE + MEGABYTE / 2, "{} with five frames ready", held());
        let mut frames = 0;
        while let Some(frame) = body.frame().await {
            frames += usize::from(frame.unwrap().into_data().unwrap().len() > MEGABYTE);
            let left = 5 - frames + 1;
            assert!(held() < left * MEGABYTE + MEGABYTE / 2, "{} after {frames} frames", held());
        }
        drop((shell, body));
        assert_eq!(frames, 5);
        assert!(held() < MEGABYTE / 2, "{} afterwards", held());
    });
}
