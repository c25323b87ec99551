//! Ordinary requests against a small service whose tables are written by hand: no generator involved.

mod app;
mod browser;
mod failing;
mod hosting;
mod in_order;
mod partial;
mod streaming;
mod tables;
mod telling;
