//! Slots by readiness: in place what is ready when the shell is sent, the rest in frames.

use super::crew::Crew;
use super::job::{Kind, Outcome};
use super::pieces::Piece;
use super::respond::Assets;
use crate::failure::RawFailure;
use crate::view::escape;
use std::collections::HashSet;
use std::fmt::Write;

/// Writes the shell and then a frame at a time, each only when it is asked for.
pub(crate) struct Frames {
    crew: Crew,
    /// Views whose loading view was sent.
    waiting: HashSet<usize>,
    title: LateTitle,
    /// What is to stand first in the next frame.
    lead: String,
    phase: Phase,
    extent: Extent,
    tail: String,
}

#[derive(PartialEq, Eq)]
enum Extent {
    Page,
    Part,
}

/// The title, if it is not in the head.
pub(crate) enum LateTitle {
    Sent,
    /// Comes with the page; else this one, which is markup.
    Awaited(Option<String>),
}

#[derive(PartialEq, Eq)]
enum Phase {
    Shell,
    Frames,
    Ended,
}

impl Frames {
    /// Of a whole page, whose last bytes are `tail`.
    pub(crate) fn new(crew: Crew, title: LateTitle, tail: String) -> Self {
        let (waiting, lead) = (HashSet::new(), String::new());
        Self { crew, waiting, title, lead, phase: Phase::Shell, extent: Extent::Page, tail }
    }

    /// Of a part of a page.
    pub(crate) fn of_part(crew: Crew, title: LateTitle) -> Self {
        let tail = "<?transom end>".to_owned();
        Self { extent: Extent::Part, ..Self::new(crew, title, tail) }
    }

    /// The shell: everything that is ready in place.
    pub(crate) fn shell(&mut self, pieces: Vec<Piece>) -> String {
        let mut markup = String::new();
        self.write_pieces(&mut markup, pieces);
        markup.push_str(&std::mem::take(&mut self.lead));
        self.phase = Phase::Frames;
        markup
    }

    /// The beginning of a partial: a frame for every root, with its loading view if it is not ready.
    pub(crate) fn opening(&mut self, mut markup: String) -> String {
        for root in self.crew.roots.clone() {
            let mut content = String::new();
            self.write_slot(&mut content, root);
            self.write_frame(&mut markup, root, &content);
        }
        self.phase = Phase::Frames;
        markup
    }

    /// Whether frames will follow the shell.
    pub(crate) fn has_pending(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// What erases the probe of the safety net, the first frame (wire format, Full response 10).
    pub(crate) fn probe(assets: &Assets) -> String {
        format!(
            "<div data-slot=\"transom-probe\"><?start name=\"transom-probe\"><p class=\"transom-probe\">\
             Parts of this page have not loaded. <a href=\"{}\">Plain version</a></p><?end></div>\
             <script src=\"{}\"></script><template for=\"transom-probe\"></template><?e>",
            escape(&assets.plain),
            assets.script
        )
    }

    /// The next frame, or the document's end.
    pub(crate) async fn next(&mut self) -> Option<String> {
        while self.phase == Phase::Frames {
            self.crew.take_in();
            let waiting = &self.waiting;
            if let Some(view) = self.crew.next_done(|view| waiting.contains(&view)) {
                return Some(self.frame(view));
            }
            if self.waiting.is_empty() {
                self.phase = Phase::Ended;
                return Some(std::mem::take(&mut self.tail));
            }
            self.crew.receive().await;
        }
        None
    }

    fn frame(&mut self, view: usize) -> String {
        self.waiting.remove(&view);
        let mut content = String::new();
        self.write_view(&mut content, view);
        let mut markup = String::new();
        self.write_frame(&mut markup, view, &content);
        markup
    }

    fn write_frame(&mut self, markup: &mut String, view: usize, content: &str) {
        let (key, lead) = (self.crew.views[view].job.slot.key, std::mem::take(&mut self.lead));
        // Writing to a string does not fail.
        let _ = write!(markup, "<template for=\"{key}\">{lead}{content}</template><?e>");
    }

    fn write_view(&mut self, markup: &mut String, view: usize) {
        let Some(outcome) = self.crew.take(view) else { return };
        let outcome = self.not_too_late(view, outcome);
        self.write_title(view, &outcome.kind);
        self.write_title_beneath(view, &outcome.kind);
        let is_late = self.phase == Phase::Frames && self.extent == Extent::Page;
        if is_late && self.crew.views[view].is_main && !matches!(outcome.kind, Kind::Content) {
            markup.push_str("<meta name=\"robots\" content=\"noindex\">");
        }
        match outcome.kind {
            Kind::Content => {
                let pieces = self.crew.split(view, outcome.markup);
                self.write_pieces(markup, pieces);
            }
            _ => markup.push_str(&outcome.markup),
        }
    }

    fn write_pieces(&mut self, markup: &mut String, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => markup.push_str(&text),
                Piece::Slot(view) => self.write_slot(markup, view),
            }
        }
    }

    fn write_slot(&mut self, markup: &mut String, view: usize) {
        if self.crew.is_running(view) {
            match self.crew.views[view].job.loading() {
                Ok(loading) => {
                    let key = self.crew.views[view].job.slot.key;
                    // Writing to a string does not fail.
                    let _ = write!(markup, "<?start name=\"{key}\">{loading}<?end>");
                    self.waiting.insert(view);
                    return;
                }
                Err(failure) => {
                    let outcome = self.crew.views[view].job.fail(failure);
                    self.crew.finish(view, outcome);
                }
            }
        }
        self.write_view(markup, view);
    }

    /// A whole response cannot be sent any more, or not from this slot.
    fn not_too_late(&self, view: usize, outcome: Outcome) -> Outcome {
        match outcome.kind {
            Kind::Response(trouble) => self.crew.views[view].job.fail(RawFailure::Failed(trouble)),
            _ => outcome,
        }
    }

    /// With the view whose title it is, or with the layout around it that failed in its stead.
    fn write_title(&mut self, view: usize, kind: &Kind) {
        let plan = &self.crew.title;
        let is_failed =
            plan.beneath.is_none() && self.crew.views[view].is_main && !matches!(kind, Kind::Content);
        if plan.owner != Some(view) && !is_failed {
            return;
        }
        let own = self.crew.views[view].job.cx.title();
        match std::mem::replace(&mut self.title, LateTitle::Sent) {
            LateTitle::Awaited(fallback) => {
                if let Some(title) = own.as_deref().map(escape).or(fallback) {
                    let _ = write!(self.lead, "<title>{title}</title>");
                }
            }
            LateTitle::Sent if self.phase == Phase::Frames && own.is_some() => tracing::warn!(
                view = self.crew.views[view].job.name,
                "a title was set after the spec's had been sent in the head"
            ),
            LateTitle::Sent => {}
        }
    }

    /// With the page whose title comes back when the one over it is closed.
    fn write_title_beneath(&mut self, view: usize, kind: &Kind) {
        let Some(beneath) = self.crew.title.beneath.filter(|beneath| beneath.page == Some(view)) else {
            return;
        };
        let own = self.crew.views[view].job.cx.title();
        let declared = beneath.declared.filter(|_| matches!(kind, Kind::Content));
        let title = own.or_else(|| Some(declared.or(self.crew.title.fallback)?.to_owned()));
        let _ = write!(
            self.lead,
            "<meta name=\"transom-title\" content=\"{}\">",
            escape(&title.unwrap_or_default())
        );
    }
}
