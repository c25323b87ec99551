//! The service in an app: other services behind it, a router around it, layers over it.

use crate::app::{Act, mounted, service};
use crate::browser::{native, request};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get as on_get;
use flate2::read::GzDecoder;
use http::{HeaderValue, Method};
use http_body_util::BodyExt;
use std::io::Read;
use std::time::{Duration, Instant};
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use transom::testing::{get, send};

fn is_shared<T: Clone + Send + Sync>(value: T) -> T {
    value
}

#[tokio::test(start_paused = true)]
async fn a_service_goes_behind_routes_with_state_and_layers_and_beside_files() {
    let router = Router::new()
        .route("/api", on_get(|State(state): State<u32>| async move { state.to_string() }))
        .with_state(7)
        .nest_service("/src", ServeDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")))
        .fallback_service(is_shared(service([])))
        .layer(SetResponseHeaderLayer::overriding(
            http::HeaderName::from_static("x-layer"),
            HeaderValue::from_static("yes"),
        ));
    assert_eq!(get(&router, "/api").await.body(), "7");
    assert!(get(&router, "/src/table.rs").await.body().contains("pub struct Tables"));
    let page = get(&router, "/orgs/1").await;
    assert_eq!((page.slot("main"), page.header("x-layer")), ("overview", Some("yes")));
    assert_eq!(get(&router, "/nope").await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn what_no_page_matches_goes_on_in_order() {
    let api = Router::new()
        .route("/api", on_get(async || "api").post(async || "posted"))
        .fallback(async || (http::StatusCode::NOT_FOUND, "api's own"));
    let service = service([]).or(mounted([])).or(api);
    assert_eq!(get(&service, "/orgs/1").await.slot("main"), "overview");
    assert_eq!(get(&service, "/app/orgs/1").await.slot("main"), "overview");
    assert_eq!(get(&service, "/api").await.body(), "api");
    assert_eq!(send(&service, Method::POST, "/api").await.body(), "posted");
    assert_eq!(get(&service, "/nope").await.body(), "api's own");
    let files = crate::app::service([]).or(ServeDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    assert!(get(&files, "/table.rs").await.body().contains("pub struct Tables"));
    assert!(get(&service, "/orgs/1/nope").await.body().contains("dash.not_found"));
}

#[tokio::test(start_paused = true)]
async fn below_a_mount_it_can_be_nested_or_a_fallback() {
    let nested = Router::new().nest_service("/app", mounted([]));
    let fallback = Router::new().fallback_service(mounted([]));
    for router in [nested, fallback] {
        let page = get(&router, "/app/orgs/1").await;
        assert_eq!(page.slot("main"), "overview");
        let (_, rest) = page.body().split_once("<script async src=\"").unwrap();
        let script = rest.split('"').next().unwrap();
        assert!(script.starts_with("/app/_transom/client."), "{script}");
        assert_eq!(get(&router, script).await.status, 200);
        assert_eq!(get(&router, "/app/old").await.header("location"), Some("/app/about"));
        assert_eq!(get(&router, "/app/orgs/1/").await.header("location"), Some("/app/orgs/1"));
        assert_eq!(get(&router, "/orgs/1").await.status, 404);
        assert_eq!(get(&router, "/apple").await.status, 404);
    }
}

#[tokio::test(start_paused = true)]
async fn the_build_can_be_replaced() {
    let page = get(&service([]).build_id("v2-\"x\""), "/orgs/1").await;
    assert_eq!(page.header("transom-build"), Some("v2-\"x\""));
    assert!(page.body().contains("data-build=\"v2-&quot;x&quot;\""));
}

#[tokio::test(start_paused = true)]
async fn compression_sends_each_frame_when_it_is_ready_and_loses_none() {
    let acts = [("overview", Act::Later(150, "slow")), ("side.default", Act::Later(50, "fast"))];
    let router = Router::new().fallback_service(service(acts)).layer(CompressionLayer::new());
    let mut request = native("/orgs/1");
    request.headers_mut().insert("accept-encoding", HeaderValue::from_static("gzip"));
    let response: Response = router.oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let mut body = response.into_body();
    let (mut packed, mut alone, mut text) = (Vec::new(), false, String::new());
    while let Some(frame) = body.frame().await {
        packed.extend(frame.unwrap().into_data().unwrap());
        text.clear();
        // The stream has no end yet, so only what was flushed can be read.
        let _ = GzDecoder::new(&packed[..]).read_to_string(&mut text);
        alone |= text.contains("fast") && !text.contains("slow");
    }
    assert!(alone, "the first frame came with the second: {text}");
    assert!(text.contains("<template for=\"dash@main\"><title>Dash</title>slow</template><?e>"), "{text}");
    assert!(text.ends_with("</body></html>"), "{text}");
}

#[tokio::test]
async fn over_a_socket_it_streams_and_sees_the_client_go() {
    let app = crate::app::App::new([("overview", Act::Never)]);
    let dropped = app.dropped.clone();
    let router = Router::new().fallback_service(crate::app::service_of(app));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = "GET /orgs/1 HTTP/1.1\r\nHost: x\r\nSec-Fetch-Dest: document\r\n\r\n";
    tokio::io::AsyncWriteExt::write_all(&mut socket, head.as_bytes()).await.unwrap();
    let mut received = vec![0; 1 << 16];
    let mut text = String::new();
    while !text.contains("transom-probe") {
        let read = tokio::io::AsyncReadExt::read(&mut socket, &mut received).await.unwrap();
        assert!(read > 0, "{text}");
        text += &String::from_utf8_lossy(&received[..read]);
    }
    assert!(dropped.lock().unwrap().is_empty());
    drop(socket);
    let deadline = Instant::now() + Duration::from_secs(5);
    while dropped.lock().unwrap().is_empty() && Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(*dropped.lock().unwrap(), ["overview"]);
    server.abort();
}

#[tokio::test(start_paused = true)]
async fn a_request_of_another_kind_of_destination_is_answered_in_order() {
    let mut other = request("/orgs/1");
    other.headers_mut().insert("sec-fetch-dest", HeaderValue::from_static("empty"));
    let reply = transom::testing::send_request(&service([("overview", Act::Later(20, "x"))]), other).await;
    assert!(!reply.body().contains("<template"), "{}", reply.body());
}
