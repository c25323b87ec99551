//! A sales dashboard: a shell with panes that load, fail and finish on their own.
//!
//! `cargo run --example dashboard`, then open the address it prints. Begin reading at `app.routes`,
//! then `slots/dashboard.rs`.

mod app;
mod args;
mod assets;
mod calendar;
mod chart;
mod db;
mod money;
mod queries;
mod role;
mod seed;
mod slots;
mod switches;
#[cfg(test)]
mod tests;
mod views;

/// Made from `app.routes`: a trait for every layout and slot, a struct for every page.
pub(crate) mod routes {
    transom::include_routes!("app.routes", view = maud::Markup);
}

use app::App;
use args::Wanted;
use calendar::Day;
use db::Db;
use std::error::Error;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use tokio::net::TcpListener;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

const DATABASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/dashboard/sales.db");

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let wanted = args::parse(std::env::args().skip(1))?;
    if wanted == Wanted::Help {
        print!("{}", args::HELP);
        return Ok(());
    }
    start_log();
    let address = args::parse_address(std::env::var("ADDR").ok().as_deref())?;
    let listener = bind(address).await?;
    prepare(Path::new(DATABASE), wanted)?;
    print_what_to_try(listener.local_addr()?);
    let router = app::router(App { db: Db::new(DATABASE) });
    axum::serve(listener, router).with_graceful_shutdown(interrupted()).await?;
    println!("Stopped.");
    Ok(())
}

fn start_log() {
    let wanted = std::env::var("RUST_LOG").ok().and_then(|text| text.parse::<Targets>().ok());
    let targets =
        wanted.unwrap_or_else(|| Targets::new().with_default(tracing_subscriber::filter::LevelFilter::WARN));
    tracing_subscriber::registry()
        .with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr))
        .with(targets)
        .init();
}

async fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| {
        let help = match error.kind() {
            ErrorKind::AddrInUse => "something else is listening there",
            ErrorKind::PermissionDenied => "ports below 1024 are for the administrator",
            ErrorKind::AddrNotAvailable => "this machine has no such address",
            _ => return format!("cannot listen on {address}: {error}"),
        };
        format!(
            "cannot listen on {address}: {help}.\n\
             Choose another address: ADDR=127.0.0.1:0 cargo run --example dashboard (port 0 takes a free one)"
        )
    })
}

fn prepare(file: &Path, wanted: Wanted) -> Result<(), Box<dyn Error>> {
    if wanted == Wanted::ServeFresh {
        seed::remove(file)?;
    }
    let start = Instant::now();
    if seed::ensure(file, Day::today().plus(-1))? == seed::Seeded::Made {
        println!("Made a year of orders in {} ms: {}", start.elapsed().as_millis(), file.display());
    }
    Ok(())
}

fn print_what_to_try(address: SocketAddr) {
    println!(
        "The dashboard is at http://{address}/\n\
         \n\
         Try:\n\
         \x20 http://{address}/?delay=analytics:1500,revenue:600   panes arrive when they are ready\n\
         \x20 http://{address}/?fail=activity                      one pane fails, the others do not\n\
         \x20 http://{address}/?delay=revenue:9000                 a pane past its deadline\n\
         \x20 http://{address}/?fail=analytics:panic               a panic is caught in its pane\n\
         \x20 http://{address}/orders?q=porto                      a search; every URL can be shared\n\
         \x20 http://{address}/products/4                          a layout within the layout\n\
         \n\
         Ctrl-C stops it."
    );
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::error!(%error, "cannot wait for Ctrl-C");
        std::future::pending::<()>().await;
    }
}
