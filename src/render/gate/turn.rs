//! Something that is done once and waited for by many.

use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// Something that is done once and waited for by many.
pub(super) struct Turn {
    is_begun: AtomicBool,
    passage: watch::Sender<Passage>,
}

/// How far one has come at a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passage {
    /// Not decided yet.
    Waiting,
    /// All guards have yielded.
    Open,
    /// The slot's `when` is false.
    Off,
    /// Something here refused, or something around it.
    Shut,
}

impl Turn {
    pub(super) fn new() -> Self {
        Self { is_begun: AtomicBool::new(false), passage: watch::Sender::new(Passage::Waiting) }
    }

    /// Whether the caller is the one to do it.
    pub(super) fn begin(&self) -> bool {
        !self.is_begun.swap(true, Ordering::AcqRel)
    }

    pub(super) fn end(&self, passage: Passage) {
        self.passage.send_replace(passage);
    }

    pub(super) fn now(&self) -> Passage {
        *self.passage.borrow()
    }

    pub(super) async fn wait(&self) -> Passage {
        let mut passage = self.passage.subscribe();
        // The sender is borrowed, so it is there.
        passage
            .wait_for(|passage| *passage != Passage::Waiting)
            .await
            .map_or(Passage::Shut, |passage| *passage)
    }
}

/// Ends a turn that nobody else will: the guard refused, or its task was dropped.
pub(super) struct Ending<'a>(pub(super) &'a Turn);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        if self.0.now() == Passage::Waiting {
            self.0.end(Passage::Shut);
        }
    }
}
