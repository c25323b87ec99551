//! Soft requests against a whole application made by the macro: steps, links, forms, and that what is
//! sent is what a reload shows.

mod app;
mod browser;
mod dialogs;
mod htmx;
mod links;
mod steps;
