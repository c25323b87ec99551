//! A mail client: folders, a list and a message as panes of one page, and a dialog to write in.
//!
//! `cargo run --example mail`, then open the address it prints. Begin reading at `app.routes`, then
//! `handlers.rs`.

mod app;
mod assets;
mod db;
mod handlers;
mod model;
mod queries;
mod session;
#[cfg(test)]
mod tests;
mod views;

/// Made from `app.routes`: a trait for every layout and slot, a struct for every page and action.
pub(crate) mod routes {
    transom::include_routes!("app.routes", view = maud::Markup);
}

use app::App;
use db::Db;
use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr).init();
    let address = read_address(std::env::var("ADDR").ok().as_deref())?;
    let listener = TcpListener::bind(address).await.map_err(|error| {
        format!("cannot listen on {address}: {error}\nChoose another address: ADDR=127.0.0.1:0 cargo run --example mail")
    })?;
    let router = app::router(App { db: Db::new()? });
    println!("The mail is at http://{}/\nCtrl-C stops it.", listener.local_addr()?);
    Ok(axum::serve(listener, router).await?)
}

/// Reads `ADDR`.
fn read_address(text: Option<&str>) -> Result<SocketAddr, String> {
    let text = text.unwrap_or("127.0.0.1:3003");
    text.parse()
        .map_err(|_| format!("ADDR is `{text}`; expected an address with a port, such as 127.0.0.1:3003"))
}
