//! One view: runs its handler and turns whatever comes of it into markup.

use super::catch::{Caught, catch};
use super::dialog::in_dialog;
use super::gate::{Gates, Passage, Refusal};
use crate::app::App;
use crate::captures::Erased;
use crate::cx::Cx;
use crate::debug;
use crate::failure::{RawFailure, Trouble};
use crate::fault::Stop;
use crate::handlers::Work;
use crate::location::Location;
use crate::segments::SlotLocation;
use crate::slot::SlotViews;
use crate::table::{Boundaries, Guarded, NodeId, PageId, Slot, SlotId, Tables};
use crate::view::{Html, escape};
use http::StatusCode;
use std::sync::Arc;

/// What is needed to show one slot, whatever becomes of its handler.
pub(crate) struct Job {
    pub(crate) app: Arc<dyn App>,
    pub(crate) tables: &'static Tables,
    pub(crate) gates: Gates,
    pub(crate) slot_id: SlotId,
    pub(crate) slot: &'static Slot,
    pub(crate) boundaries: Boundaries,
    pub(crate) location: SlotLocation,
    pub(crate) cx: Cx,
    pub(crate) stands: Stands,
    /// Dotted name of the page or node, and where it is declared.
    pub(crate) name: &'static str,
    pub(crate) place: &'static str,
}

/// Where a view stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// In a slot's element.
    InSlot,
    /// In a slot's element, in a dialog over what is there.
    InDialog,
    /// As the whole document: a page of the file.
    AsDocument,
    /// As the whole document around slots: a root layout.
    AsRootLayout,
}

impl Stands {
    pub(crate) fn is_in_slot(self) -> bool {
        matches!(self, Self::InSlot | Self::InDialog)
    }
}

/// What to run.
pub(crate) enum Start {
    Page {
        page: PageId,
        at: Erased,
        data: Erased,
    },
    Layout {
        node: NodeId,
        at: Erased,
        slots: SlotViews,
    },
    Default {
        at: Erased,
    },
    /// A page over what is there, by its host's handler.
    Intercepted {
        index: usize,
        at: Erased,
        data: Erased,
    },
    NotFound,
    /// Nothing: an action, or what comes before any view, has come to this.
    Ended(Ended),
}

/// How an action, or what comes before any view, came to an end other than by an answer.
pub(crate) enum Ended {
    Failed(RawFailure),
    /// Its handler returned an error, which may mean something else than a failure.
    Stopped(Trouble),
}

/// What became of a view.
pub(crate) struct Outcome {
    pub(crate) kind: Kind,
    pub(crate) markup: String,
}

/// The kinds of [`Outcome`].
pub(crate) enum Kind {
    Content,
    NotFound,
    Failed(StatusCode),
    Redirect(Location),
    /// A whole response, inside the trouble; too late once the shell is sent.
    Response(Trouble),
}

impl Job {
    /// Runs to the end. Whatever the handlers do, there is an outcome.
    pub(crate) async fn run(&self, start: Start) -> Outcome {
        match self.gates.open(self.slot_id).await {
            Passage::Open => {}
            Passage::Waiting | Passage::Off | Passage::Shut => return self.refused(),
        }
        let work = match start {
            Start::NotFound => return self.not_found(),
            Start::Ended(Ended::Failed(failure)) => return self.fail(failure),
            Start::Ended(Ended::Stopped(trouble)) => return self.stop_or_fail(trouble),
            start => catch(|| self.begin(start)),
        };
        let work = match work {
            Ok(Some(work)) => work,
            Ok(None) => return self.fail(RawFailure::Panicked("the tables lack a handler".to_owned())),
            Err(failure) => return self.fail(failure),
        };
        match Caught(work).await {
            Ok(Ok(html)) => Outcome { kind: Kind::Content, markup: self.dressed(html.into_string(), "") },
            Ok(Err(trouble)) => self.stop_or_fail(trouble),
            Err(failure) => self.fail(failure),
        }
    }

    /// Shows the nearest `error` (M12), or `document_error` where no layout is around.
    pub(crate) fn fail(&self, failure: RawFailure) -> Outcome {
        // What the view has said of itself; `error` may set another.
        self.cx.forget_title();
        let status = match &failure {
            RawFailure::Denied(status) => *status,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let chain = catch(|| failure.chain());
        let chain = chain.unwrap_or_else(|_| vec!["an error whose text could not be printed".to_owned()]);
        let details = match failure {
            // An answer, not a fault of anybody's.
            RawFailure::Denied(status) => {
                tracing::debug!(transom.slot = self.slot.key, transom.view = self.name, %status, "denied");
                String::new()
            }
            _ => {
                self.log(&chain);
                debug::failure(self.name, self.place, &chain)
            }
        };
        let shown = catch(|| self.error_view(failure)).unwrap_or_else(|second| {
            self.log(&second.chain());
            self.cx.forget_title();
            None
        });
        let view = shown.map_or_else(|| self.plain_error(status), Html::into_string);
        let markup = match self.stands {
            Stands::InSlot | Stands::InDialog => {
                let url = escape(&on_this_site(self.cx.url()));
                let retry = format!(r#"{details}<a href="{url}" data-retry>Try again</a>"#);
                let view = self.dressed(view, &retry);
                format!(r#"<div data-error="{}" role="alert">{view}</div>"#, status.as_u16())
            }
            Stands::AsDocument | Stands::AsRootLayout => with_details(view, &details),
        };
        Outcome { kind: Kind::Failed(status), markup }
    }

    /// Shows the nearest `not_found`.
    pub(crate) fn not_found(&self) -> Outcome {
        self.cx.forget_title();
        let own = || {
            let (node, at) = self.answering(|boundaries| boundaries.not_found)?;
            self.app.not_found(node, &self.cx, &at)
        };
        match catch(own) {
            Ok(view) => {
                let view = view.map_or_else(|| self.plain_not_found(), Html::into_string);
                Outcome { kind: Kind::NotFound, markup: self.dressed(view, "") }
            }
            Err(failure) => self.fail(failure),
        }
    }

    /// What shows while the view is pending.
    pub(crate) fn loading(&self) -> Result<String, RawFailure> {
        let own = || {
            let (node, at) = self.answering(|boundaries| boundaries.loading)?;
            self.app.loading(node, &self.cx, &at)
        };
        let view = catch(own)?;
        let view = view.map_or_else(|| r#"<p role="status">Loading…</p>"#.to_owned(), Html::into_string);
        Ok(self.dressed(view, ""))
    }

    /// A view, and what is added to it, in the dialog that it may have to stand in. Whatever becomes of an
    /// intercepted page, it can be closed.
    fn dressed(&self, view: String, added: &str) -> String {
        match self.stands {
            Stands::InDialog => in_dialog(&view, added, &self.cx.beneath()),
            Stands::InSlot | Stands::AsDocument | Stands::AsRootLayout => view + added,
        }
    }

    fn begin(&self, start: Start) -> Option<Work> {
        let cx = self.cx.clone();
        let fill = |guarded: Option<&Guarded>, at| self.gates.fill(guarded, &self.location, at);
        match start {
            Start::Page { page, at, data } => {
                let table = &self.tables.pages[page as usize];
                let guarded = table.guarded.as_ref().or(self.node(table.node));
                Some(self.app.page(page, cx, fill(guarded, at)?, data))
            }
            Start::Layout { node, at, slots } => self.app.layout(node, cx, fill(self.node(node), at)?, slots),
            Start::Default { at } => {
                self.app.default(self.slot.node, cx, fill(self.node(self.slot.node), at)?)
            }
            Start::Intercepted { index, at, data } => {
                let at = fill(self.node(self.slot.node), at)?;
                self.app.intercepted(self.slot.node, index, cx, at, data)
            }
            Start::NotFound | Start::Ended(_) => None,
        }
    }

    fn node(&self, node: NodeId) -> Option<&'static Guarded> {
        self.tables.nodes[node as usize].guarded.as_ref()
    }

    /// A guard of this view refused, and it shows as if the view itself had; or one further out did, and
    /// nothing of this one will be seen.
    fn refused(&self) -> Outcome {
        match self.gates.refusal(self.slot_id) {
            Some(Refusal::Trouble(trouble)) => self.stop_or_fail(trouble),
            Some(Refusal::Failure(failure)) => self.fail(failure),
            None => {
                let status = StatusCode::FORBIDDEN;
                Outcome { kind: Kind::Failed(status), markup: self.plain_error(status) }
            }
        }
    }

    /// An error may mean something other than a failure.
    fn stop_or_fail(&self, trouble: Trouble) -> Outcome {
        let meant = catch(|| match trouble.fault().stop() {
            None => Meant::Failure,
            Some(Stop::NotFound) => Meant::NotFound,
            Some(Stop::Unauthorized) => Meant::Denied(StatusCode::UNAUTHORIZED),
            Some(Stop::Forbidden) => Meant::Denied(StatusCode::FORBIDDEN),
            Some(Stop::Redirect(to)) => Meant::Redirect(to.clone()),
            Some(Stop::Response(_)) => Meant::Response,
        });
        match meant {
            Ok(Meant::Failure) => self.fail(RawFailure::Failed(trouble)),
            Ok(Meant::NotFound) => self.not_found(),
            Ok(Meant::Denied(status)) => self.fail(RawFailure::Denied(status)),
            Ok(Meant::Redirect(to)) => {
                self.cx.forget_title();
                let href = escape(to.as_str());
                let markup = format!(
                    r#"<meta http-equiv="refresh" content="0;url={href}"><p><a href="{href}">Continue</a></p>"#
                );
                Outcome { kind: Kind::Redirect(to), markup }
            }
            Ok(Meant::Response) => {
                self.cx.forget_title();
                Outcome { kind: Kind::Response(trouble), markup: String::new() }
            }
            Err(failure) => self.fail(failure),
        }
    }

    fn error_view(&self, failure: RawFailure) -> Option<Html> {
        let own = match self.stands {
            Stands::AsRootLayout => None,
            Stands::InSlot | Stands::InDialog | Stands::AsDocument => self.boundaries.error,
        };
        match own.and_then(|_| self.answering(|boundaries| boundaries.error)) {
            Some((node, at)) if self.app.has_error(node) => self.app.error(node, &self.cx, &at, failure),
            _ if self.stands.is_in_slot() => None,
            _ => self.app.document_error(&self.cx, failure),
        }
    }

    fn plain_error(&self, status: StatusCode) -> String {
        match self.stands {
            Stands::InSlot | Stands::InDialog => {
                "<p>This part of the page could not be shown.</p>".to_owned()
            }
            Stands::AsDocument | Stands::AsRootLayout => plain_document_error(status),
        }
    }

    fn plain_not_found(&self) -> String {
        match self.stands {
            Stands::InSlot | Stands::InDialog => "<p>Not found.</p>".to_owned(),
            Stands::AsDocument | Stands::AsRootLayout => {
                plain_document("Not found", "<h1>404 Not Found</h1>")
            }
        }
    }

    /// The nearest node that has such a handler and can be asked: not one whose `At` has the value of a guard
    /// that has not been passed.
    fn answering(&self, handler: impl Fn(&Boundaries) -> Option<NodeId>) -> Option<(NodeId, Erased)> {
        let mut node = handler(&self.boundaries);
        while let Some(id) = node {
            if let Some(at) = self.gates.boundary(id, &self.location) {
                return Some((id, at));
            }
            node = self.node(id).and_then(|guarded| handler(&guarded.outside));
        }
        None
    }

    fn log(&self, chain: &[String]) {
        tracing::error!(
            transom.slot = self.slot.key,
            transom.view = self.name,
            url.full = self.cx.url(),
            declared = self.place,
            error = chain.join(": caused by: "),
            "a view failed"
        );
    }
}

/// A URL of ours as a link: browsers read a backslash as a slash, and `//host` as another site.
fn on_this_site(url: &str) -> String {
    let url = url.replace('\\', "%5C");
    if url.starts_with("//") { format!("/.{url}") } else { url }
}

/// The built-in view of a document that could not be shown.
pub(crate) fn plain_document_error(status: StatusCode) -> String {
    let body = format!("<h1>{status}</h1><p>This page could not be shown.</p>");
    plain_document(&status.to_string(), &body)
}

fn plain_document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title></head><body>{body}</body></html>"
    )
}

/// What debug builds add stands in the body, also where the view is a whole document.
fn with_details(mut view: String, details: &str) -> String {
    let end = view.rfind("</body>").unwrap_or(view.len());
    view.insert_str(end, details);
    view
}

enum Meant {
    Failure,
    NotFound,
    Denied(StatusCode),
    Redirect(Location),
    Response,
}
