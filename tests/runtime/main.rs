//! Ordinary requests against a small service whose tables are written by hand: no generator involved.
//!
//! Clocks stand still while anybody has something to do, so that nothing hangs on how fast a machine is.

mod app;
mod browser;
mod failing;
mod hosting;
mod in_order;
mod partial;
mod streaming;
mod tables;
mod telling;
