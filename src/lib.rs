//! The run time of Transom: a declarative route spec becomes a typed, streaming axum application.
//!
//! A spec describes layouts, parallel slots and pages; [`include_routes!`] and [`routes!`] turn it into
//! traits whose handlers must exist. The slots of a layout render side by side, stream in as they
//! finish and fail alone.
//!
//! ```text
//! pub mod routes { transom::include_routes!("app.routes"); }
//!
//! let app = axum::Router::new().fallback_service(routes::service(App { db }));
//! ```
//!
//! Handlers see a [`Cx`], return a view ([`Html`], or maud's and askama's behind the features of that
//! name) or an error of their slot's own type (a [`Fault`]).
#![forbid(unsafe_code)]

#[macro_use]
mod macros;

mod action;
mod app;
mod captures;
mod choose;
mod client;
mod cookies;
mod cx;
mod debug;
mod error;
mod failure;
mod fault;
mod guards;
mod handlers;
mod here;
mod link;
mod location;
mod navigate;
mod page;
mod param;
mod render;
mod resolve;
mod segments;
mod service;
mod slot;
mod slot_form;
#[doc(hidden)]
pub mod table;
pub mod testing;
mod url;
mod view;
mod view_key;

pub use ::cookie::{self, Cookie};
pub use action::{Done, Errors, Form, NoFields, Refused, SlotKey, Upload};
pub use cx::Cx;
pub use error::Error;
pub use failure::Failure;
pub use fault::{Fault, Response, Stop};
pub use link::Link;
pub use location::{InvalidLocation, Location};
pub use param::Param;
pub use service::Service;
pub use slot::Slot;
pub use slot_form::SlotForm;
pub use view::{Html, View};

/// What generated code calls. Not for people: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::action::{Action, ActionWork, FormType, Sent, act, fmt_action_url};
    pub use crate::captures::{Captures, Erased, Mismatch, erase, get, takes, takes_canonical};
    pub use crate::choose::choose;
    pub use crate::failure::{RawFailure, Trouble, done};
    pub use crate::guards::{GuardValue, Values, answered, copied, yielded};
    pub use crate::handlers::{
        ActionFn, DefaultFn, DocumentErrorFn, ErrorFn, GuardFn, GuardWork, Handlers, LayoutFn, NodeHandlers,
        PageFn, PlainFn, WhenFn, WhenWork, Work,
    };
    pub use crate::navigate::step;
    pub use crate::page::{Page, SlotName, fmt_url};
    pub use crate::param::NotInSet;
    pub use crate::service::{document_error, router, service};
    pub use crate::slot::SlotViews;
    // The tables' own `Page` stands behind the trait of that name: `table::Page`.
    pub use crate::table::{self, Action as ActionTable, Page as PageTable, Slot as SlotTable, *};
    pub use crate::url::UrlWriter;
    pub use crate::view::View;
    pub use ::axum::Router;
    pub use ::transom_route_macros::{include_routes, routes};
}
