//! What the handlers show: functions from plain data to markup.

pub(crate) mod activity;
pub(crate) mod analytics;
pub(crate) mod books;
pub(crate) mod customers;
pub(crate) mod orders;
pub(crate) mod overview;
pub(crate) mod pieces;
pub(crate) mod products;
pub(crate) mod revenue;
pub(crate) mod shell;
pub(crate) mod switches;
