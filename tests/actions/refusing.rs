//! What never reaches a handler: other sites' posts, other methods, bodies that are too large or of another
//! type.

use crate::app::App;
use crate::post::send;
use crate::routes;
use axum::body::{Body, Bytes};
use http::Request;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use transom::testing::send_request;

/// A body of many pieces that counts how many of them are asked for.
struct Counted {
    left: usize,
    asked: Arc<AtomicUsize>,
}

impl http_body::Body for Counted {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(&[b'a'; 1024])))))
    }
}

fn counted(pieces: usize) -> (Body, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    (Body::new(Counted { left: pieces, asked: asked.clone() }), asked)
}

#[tokio::test(start_paused = true)]
async fn another_sites_post_is_refused_before_its_body_is_read() {
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let app = App::default();
        let (body, asked) = counted(10);
        let request = Request::post("/sign-out").header("host", "app.example").header(name, value);
        let reply = send(&app, request.body(body).unwrap()).await;
        assert_eq!(reply.status, 403, "{name}: {value}");
        assert_eq!(asked.load(Ordering::Relaxed), 0, "{name}: {value}");
        assert!(app.done().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_over_the_limit_is_refused_and_read_no_further() {
    let form = || Request::post("/desk/7/notes").header("content-type", "application/x-www-form-urlencoded");
    let small = routes::service(App::default()).body_limit(5000);
    let (body, asked) = counted(100);
    let reply = send_request(&small, form().body(body).unwrap()).await;
    assert_eq!(reply.status, 413);
    assert!(asked.load(Ordering::Relaxed) < 8, "{asked:?}");
    let (body, asked) = counted(100);
    let reply = send_request(&small, form().header("content-length", "102400").body(body).unwrap()).await;
    assert_eq!((reply.status.as_u16(), asked.load(Ordering::Relaxed)), (413, 0), "it says so itself");
    let (body, _) = counted(3 * 1024);
    assert_eq!(send(&App::default(), form().body(body).unwrap()).await.status, 413, "2 MiB unless set");
    let fits = Body::from(format!("text={}", "a".repeat(4995)));
    assert_eq!(send_request(&small, form().body(fits).unwrap()).await.status, 303);
}

#[tokio::test(start_paused = true)]
async fn other_types_of_bodies_are_refused() {
    for kind in ["text/plain", "application/xml", "\u{e4}", "application/x-www-form-urlencoded-not"] {
        let app = App::default();
        let request = Request::post("/desk/7/notes").header("content-type", kind).body(Body::from("text=a"));
        assert_eq!(send(&app, request.unwrap()).await.status, 415, "{kind}");
        assert!(app.done().is_empty());
    }
    let untyped = Request::post("/desk/7/notes").body(Body::from("text=a")).unwrap();
    assert_eq!(send(&App::default(), untyped).await.status, 415, "a body without a type");
    let with_charset = Request::post("/desk/7/notes")
        .header("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8")
        .body(Body::from("text=a"));
    assert_eq!(send(&App::default(), with_charset.unwrap()).await.status, 303);
}

#[tokio::test(start_paused = true)]
async fn a_method_that_nothing_answers_is_told_which_do() {
    for (method, path, allowed) in [
        ("PUT", "/desk/7/profile", "GET, HEAD, POST"),
        ("POST", "/desk/7/admin/members", "GET, HEAD"),
        ("GET", "/desk/7/admin/forget", "POST"),
        ("DELETE", "/sign-out", "POST"),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let reply = send(&App::default(), request).await;
        assert_eq!((reply.status.as_u16(), reply.header("allow")), (405, Some(allowed)), "{method} {path}");
    }
    let typed = Request::get("/desk/7/admin/forget").body(Body::empty()).unwrap();
    assert_eq!(send(&App::default(), typed).await.slot("main"), "no such desk", "a person sees where he is");
    for path in ["/desk/x/profile", "/desk/7/nothing", "/desk/7/notes/x/rename"] {
        let request = Request::post(path).body(Body::empty()).unwrap();
        assert_eq!(send(&App::default(), request).await.status, 404, "{path}");
    }
    let slash = Request::post("/sign-out/").body(Body::empty()).unwrap();
    let reply = send(&App::default(), slash).await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (308, Some("/sign-out")));
}
