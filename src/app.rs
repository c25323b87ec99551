//! The app with its type hidden: one object-safe trait, below which nothing is generic.

use crate::action::{ActionWork, Sent};
use crate::captures::Erased;
use crate::cx::Cx;
use crate::failure::RawFailure;
use crate::handlers::{GuardWork, Handlers, WhenWork, Work};
use crate::slot::SlotViews;
use crate::table::{ActionId, GuardId, NodeId, PageId};
use crate::view::Html;
use std::sync::Arc;

/// Calls handlers. `None`: the node declares no such handler.
pub(crate) trait App: Send + Sync + 'static {
    fn page(&self, page: PageId, cx: Cx, at: Erased, data: Erased) -> Work;
    fn action(&self, action: ActionId, cx: Cx, at: Erased, data: Erased, sent: Sent) -> ActionWork;
    fn guard(&self, guard: GuardId, cx: Cx, before: Erased) -> GuardWork;
    fn when(&self, node: NodeId, cx: Cx, at: Erased) -> Option<WhenWork>;
    fn layout(&self, node: NodeId, cx: Cx, at: Erased, slots: SlotViews) -> Option<Work>;
    fn default(&self, node: NodeId, cx: Cx, at: Erased) -> Option<Work>;
    /// A page that a host shows over what is there: the one at `index` of its list.
    fn intercepted(&self, host: NodeId, index: usize, cx: Cx, at: Erased, data: Erased) -> Option<Work>;
    fn loading(&self, node: NodeId, cx: &Cx, at: &Erased) -> Option<Html>;
    fn not_found(&self, node: NodeId, cx: &Cx, at: &Erased) -> Option<Html>;
    fn has_not_found(&self, node: NodeId) -> bool;
    fn has_error(&self, node: NodeId) -> bool;
    fn error(&self, node: NodeId, cx: &Cx, at: &Erased, failure: RawFailure) -> Option<Html>;
    fn document_error(&self, cx: &Cx, failure: RawFailure) -> Option<Html>;
}

/// An app with the table of its handlers.
pub(crate) struct Hosted<A: 'static> {
    pub(crate) app: Arc<A>,
    pub(crate) handlers: &'static Handlers<A>,
}

impl<A: Send + Sync + 'static> App for Hosted<A> {
    fn page(&self, page: PageId, cx: Cx, at: Erased, data: Erased) -> Work {
        self.handlers.pages[page as usize](self.app.clone(), cx, at, data)
    }

    fn action(&self, action: ActionId, cx: Cx, at: Erased, data: Erased, sent: Sent) -> ActionWork {
        self.handlers.actions[action as usize](self.app.clone(), cx, at, data, sent)
    }

    fn guard(&self, guard: GuardId, cx: Cx, before: Erased) -> GuardWork {
        self.handlers.guards[guard as usize](self.app.clone(), cx, before)
    }

    fn when(&self, node: NodeId, cx: Cx, at: Erased) -> Option<WhenWork> {
        let call = self.handlers.nodes[node as usize].when?;
        Some(call(self.app.clone(), cx, at))
    }

    fn layout(&self, node: NodeId, cx: Cx, at: Erased, slots: SlotViews) -> Option<Work> {
        let call = self.handlers.nodes[node as usize].layout?;
        Some(call(self.app.clone(), cx, at, slots))
    }

    fn default(&self, node: NodeId, cx: Cx, at: Erased) -> Option<Work> {
        let call = self.handlers.nodes[node as usize].default?;
        Some(call(self.app.clone(), cx, at))
    }

    fn intercepted(&self, host: NodeId, index: usize, cx: Cx, at: Erased, data: Erased) -> Option<Work> {
        let call = self.handlers.nodes[host as usize].intercepts.get(index)?;
        Some(call(self.app.clone(), cx, at, data))
    }

    fn loading(&self, node: NodeId, cx: &Cx, at: &Erased) -> Option<Html> {
        let call = self.handlers.nodes[node as usize].loading?;
        Some(call(&self.app, cx, at))
    }

    fn not_found(&self, node: NodeId, cx: &Cx, at: &Erased) -> Option<Html> {
        let call = self.handlers.nodes[node as usize].not_found?;
        Some(call(&self.app, cx, at))
    }

    fn has_not_found(&self, node: NodeId) -> bool {
        self.handlers.nodes[node as usize].not_found.is_some()
    }

    fn has_error(&self, node: NodeId) -> bool {
        self.handlers.nodes[node as usize].error.is_some()
    }

    fn error(&self, node: NodeId, cx: &Cx, at: &Erased, failure: RawFailure) -> Option<Html> {
        let call = self.handlers.nodes[node as usize].error?;
        Some(call(&self.app, cx, at, failure))
    }

    fn document_error(&self, cx: &Cx, failure: RawFailure) -> Option<Html> {
        let call = self.handlers.document_error?;
        Some(call(&self.app, cx, failure))
    }
}
