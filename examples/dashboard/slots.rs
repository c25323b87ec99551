//! The handlers: for each layout, slot and scope of `app.routes` one `impl`, and the errors they return.

mod activity;
mod analytics;
mod books;
mod catalogue;
mod clients;
mod dashboard;
mod revenue;

use crate::db::DbError;
use crate::switches::SwitchedOff;
use std::error::Error;
use std::fmt;
use transom::{Fault, Stop};

/// Why a page of the main pane cannot be shown.
#[derive(Debug)]
pub(crate) enum PageError {
    /// There is no such order, product or customer.
    Missing(Stop),
    Pane(PaneError),
}

impl PageError {
    pub(crate) fn missing() -> Self {
        Self::Missing(Stop::NotFound)
    }
}

impl Fault for PageError {
    fn stop(&self) -> Option<&Stop> {
        match self {
            Self::Missing(stop) => Some(stop),
            Self::Pane(_) => None,
        }
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Missing(_) => None,
            Self::Pane(error) => error.source(),
        }
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(stop) => stop.fmt(f),
            Self::Pane(error) => error.fmt(f),
        }
    }
}

impl<E: Into<PaneError>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self::Pane(error.into())
    }
}

/// Why one of the smaller panes cannot be shown.
#[derive(Debug)]
pub(crate) enum PaneError {
    Db(DbError),
    SwitchedOff(SwitchedOff),
}

impl Fault for PaneError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Db(error) => error.source(),
            Self::SwitchedOff(_) => None,
        }
    }
}

impl fmt::Display for PaneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Db(error) => error.fmt(f),
            Self::SwitchedOff(error) => error.fmt(f),
        }
    }
}

impl From<DbError> for PaneError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<SwitchedOff> for PaneError {
    fn from(error: SwitchedOff) -> Self {
        Self::SwitchedOff(error)
    }
}
