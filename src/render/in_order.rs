//! Slots in place, by document order: no markers, no frames, no loading views.

use super::crew::Crew;
use super::job::Kind;
use super::pieces::Piece;
use crate::failure::RawFailure;
use std::sync::{Arc, Mutex};

/// Writes a document up to the first slot that is not ready, then to the next.
pub(crate) struct InOrder {
    crew: Crew,
    /// What is still to write, the next last.
    rest: Vec<Item>,
    written: usize,
    recorder: Option<Recorder>,
}

enum Item {
    Text(String),
    Slot(usize),
    /// The end of a slot's contents, which began at this byte.
    End(&'static str, usize),
}

/// Notes where in the document each slot's contents stand, for tests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recorder(pub(crate) Arc<Mutex<Vec<Noted>>>);

/// A slot's key, and where its contents stand.
pub(crate) type Noted = (&'static str, std::ops::Range<usize>);

impl InOrder {
    pub(crate) fn new(crew: Crew, shell: Vec<Piece>, tail: String, recorder: Option<Recorder>) -> Self {
        let mut writer = Self { crew, rest: vec![Item::Text(tail)], written: 0, recorder };
        writer.push(shell);
        writer
    }

    /// The next stretch; it waits only if there is nothing to write.
    pub(crate) async fn next(&mut self) -> Option<String> {
        let mut markup = String::new();
        while let Some(item) = self.rest.pop() {
            match item {
                Item::Text(text) => markup.push_str(&text),
                Item::Slot(view) => {
                    self.crew.take_in();
                    if self.crew.is_running(view) && !markup.is_empty() {
                        self.rest.push(Item::Slot(view));
                        break;
                    }
                    self.crew.settle(view).await;
                    self.enter(view, self.written + markup.len());
                }
                Item::End(key, from) => self.record(key, from, self.written + markup.len()),
            }
        }
        self.written += markup.len();
        Some(markup).filter(|markup| !markup.is_empty())
    }

    fn enter(&mut self, view: usize, at: usize) {
        self.rest.push(Item::End(self.crew.views[view].job.slot.key, at));
        let Some(outcome) = self.crew.take(view) else { return };
        match outcome.kind {
            Kind::Content => {
                let pieces = self.crew.split(view, outcome.markup);
                self.push(pieces);
            }
            Kind::Response(trouble) => {
                let failed = self.crew.views[view].job.fail(RawFailure::Failed(trouble));
                self.rest.push(Item::Text(failed.markup));
            }
            Kind::NotFound | Kind::Failed(_) | Kind::Redirect(_) => {
                self.rest.push(Item::Text(outcome.markup));
            }
        }
    }

    fn push(&mut self, pieces: Vec<Piece>) {
        self.rest.extend(pieces.into_iter().rev().map(|piece| match piece {
            Piece::Text(text) => Item::Text(text),
            Piece::Slot(view) => Item::Slot(view),
        }));
    }

    fn record(&self, key: &'static str, from: usize, to: usize) {
        if let Some(Recorder(noted)) = &self.recorder
            && let Ok(mut noted) = noted.lock()
        {
            noted.push((key, from..to));
        }
    }
}
