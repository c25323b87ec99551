//! Over a real connection: what a browser sends, too much of it, and too little.

use crate::app::App;
use crate::routes;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Serves the application with a limit of 10 000 bytes.
async fn serve(app: App) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().fallback_service(routes::service(app).body_limit(10_000));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn connect(app: &App) -> TcpStream {
    TcpStream::connect(serve(app.clone()).await).await.unwrap()
}

fn head(length: &str) -> String {
    format!(
        "POST /desk/7/notes HTTP/1.1\r\nHost: app.example\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n{length}\r\n\r\n"
    )
}

/// The answer's head.
async fn answer(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // The server may hang up on who goes on sending; what it said before counts.
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).split("\r\n\r\n").next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_form_in_chunks_is_read_whole() {
    let app = App::default();
    let mut stream = connect(&app).await;
    let body = "5\r\ntext=\r\n3\r\na+b\r\n0\r\n\r\n";
    stream.write_all((head("Transfer-Encoding: chunked") + body).as_bytes()).await.unwrap();
    assert!(answer(stream).await.starts_with("HTTP/1.1 303"));
    assert_eq!(app.done(), ["add a b"]);
}

#[tokio::test]
async fn too_much_is_refused_whether_it_is_announced_or_not() {
    let app = App::default();
    let mut announced = connect(&app).await;
    announced.write_all(head("Content-Length: 10001").as_bytes()).await.unwrap();
    assert!(answer(announced).await.starts_with("HTTP/1.1 413"), "before a byte of it is sent");
    let mut endless = connect(&app).await;
    endless.write_all(head("Transfer-Encoding: chunked").as_bytes()).await.unwrap();
    let chunk = format!("1000\r\n{}\r\n", "a".repeat(4096));
    for _ in 0..3 {
        endless.write_all(chunk.as_bytes()).await.unwrap();
    }
    assert!(answer(endless).await.starts_with("HTTP/1.1 413"));
    assert!(app.done().is_empty());
}

#[tokio::test]
async fn what_breaks_off_is_not_done() {
    let app = App::default();
    let mut stream = connect(&app).await;
    stream.write_all((head("Content-Length: 20") + "text=half").as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let said = answer(stream).await;
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 400"), "{said}");
    assert!(app.done().is_empty());
}
