//! How the run time calls a user's handlers: tables of plain functions, erased once per app.
//!
//! Generated code has one small function per handler, generic over the app type `A`, and lists them
//! in one [`Handlers`]. [`App`] hides `A`; below it nothing is generic.

use crate::action::{ActionWork, Sent};
use crate::captures::Erased;
use crate::cx::Cx;
use crate::failure::{RawFailure, Trouble};
use crate::slot::SlotViews;
use crate::view::Html;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A view being made.
pub type Work = Pin<Box<dyn Future<Output = Result<Html, Trouble>> + Send>>;

/// What a guard yields, its type hidden, being made.
pub type GuardWork = Pin<Box<dyn Future<Output = Result<Erased, Trouble>> + Send>>;
/// A `when` being asked.
pub type WhenWork = Pin<Box<dyn Future<Output = Result<bool, Trouble>> + Send>>;

/// `guard(app, cx, before)`
pub type GuardFn<A> = fn(Arc<A>, Cx, Erased) -> GuardWork;
/// `when(app, cx, at)`
pub type WhenFn<A> = fn(Arc<A>, Cx, Erased) -> WhenWork;
/// `page(app, cx, at, page)`
pub type PageFn<A> = fn(Arc<A>, Cx, Erased, Erased) -> Work;
/// `layout(app, cx, at, slots)`
pub type LayoutFn<A> = fn(Arc<A>, Cx, Erased, SlotViews) -> Work;
/// `default(app, cx, at)`
pub type DefaultFn<A> = fn(Arc<A>, Cx, Erased) -> Work;
/// `loading` and `not_found`
pub type PlainFn<A> = fn(&A, &Cx, &Erased) -> Html;
/// `error`
pub type ErrorFn<A> = fn(&A, &Cx, &Erased, RawFailure) -> Html;
/// `document_error`
pub type DocumentErrorFn<A> = fn(&A, &Cx, RawFailure) -> Html;

/// `action(app, cx, at, action, sent)`
pub type ActionFn<A> = fn(Arc<A>, Cx, Erased, Erased, Sent) -> ActionWork;

/// Every handler of a spec for one app type.
pub struct Handlers<A: 'static> {
    /// By [`NodeId`](crate::table::NodeId).
    pub nodes: &'static [NodeHandlers<A>],
    /// By [`PageId`](crate::table::PageId).
    pub pages: &'static [PageFn<A>],
    /// By [`ActionId`](crate::table::ActionId).
    pub actions: &'static [ActionFn<A>],
    /// By [`GuardId`](crate::table::GuardId).
    pub guards: &'static [GuardFn<A>],
    /// The file's, where the app has one.
    pub document_error: Option<DocumentErrorFn<A>>,
}

/// The handlers a node declares.
pub struct NodeHandlers<A: 'static> {
    /// For a layout.
    pub layout: Option<LayoutFn<A>>,
    /// For `default;`.
    pub default: Option<DefaultFn<A>>,
    /// For `loading;`.
    pub loading: Option<PlainFn<A>>,
    /// For `not_found;`.
    pub not_found: Option<PlainFn<A>>,
    /// For `error;`.
    pub error: Option<ErrorFn<A>>,
    /// For a slot with a `when`.
    pub when: Option<WhenFn<A>>,
    /// For a slot: by position in its [`intercepts`](crate::table::Slot::intercepts). Handed the slot's
    /// `At` and the page's struct.
    pub intercepts: &'static [PageFn<A>],
}
