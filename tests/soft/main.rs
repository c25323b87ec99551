//! Soft requests against a whole application made by the macro: steps, links, forms, and that what is
//! sent is what a reload shows.
//!
//! Clocks stand still while anybody has something to do, so that nothing hangs on how fast a machine is.

mod app;
mod browser;
mod dialogs;
mod htmx;
mod links;
mod steps;
