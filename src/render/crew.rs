//! The views of a request at work: a task each from the start, aborted when this is dropped (M16). Only
//! a page in no layout, which delays no other view, runs in place.

use super::first_poll::FirstPolls;
use super::job::{Job, Kind, Outcome, Start};
use super::pieces::{Markers, Piece};
use super::plan::{Plan, Planned, TitlePlan};
use crate::cx::Shared;
use crate::debug;
use crate::failure::RawFailure;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{AbortHandle, JoinSet};
use tracing::{Instrument, Span};

/// All views of a request, by position; outer ones before inner ones.
pub(crate) struct Crew {
    pub(crate) views: Vec<Member>,
    pub(crate) title: TitlePlan,
    /// The views that stand in no other one of these.
    pub(crate) roots: Vec<usize>,
    pub(crate) shared: Arc<Shared>,
    markers: Arc<Markers>,
    root: Option<Root>,
    tasks: JoinSet<()>,
    first_polls: FirstPolls,
    inbox: UnboundedReceiver<(usize, Outcome)>,
    /// Views that are done, by when.
    done: VecDeque<usize>,
}

type Root = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// One view at work.
pub(crate) struct Member {
    pub(crate) job: Arc<Job>,
    /// The view's key.
    pub(crate) key: String,
    pub(crate) children: Vec<usize>,
    pub(crate) parent: Option<usize>,
    pub(crate) is_main: bool,
    pub(crate) is_awaited: bool,
    state: State,
    tasks: Vec<AbortHandle>,
}

enum State {
    Running,
    Done(Outcome),
    /// Written, or not wanted any more.
    Gone,
}

impl Crew {
    /// Starts every view.
    pub(crate) fn start(plan: Plan) -> Self {
        let (outbox, inbox) = unbounded_channel();
        let mut crew = Self {
            views: Vec::with_capacity(plan.views.len()),
            title: plan.title,
            roots: plan.roots,
            shared: plan.shared,
            markers: plan.markers,
            root: None,
            tasks: JoinSet::new(),
            first_polls: FirstPolls::new(),
            inbox,
            done: VecDeque::new(),
        };
        for view in plan.views {
            crew.add(view, &outbox);
        }
        crew
    }

    /// Runs the root view to its end.
    pub(crate) async fn settle_root(&mut self) {
        if let Some(root) = self.root.take() {
            let outcome = root.await;
            self.finish(0, outcome);
        }
        self.settle(0).await;
    }

    /// Waits until every task was polled once, or for too long; then takes in what is ready.
    pub(crate) async fn first_polls(&mut self) {
        self.first_polls.wait().await;
        self.take_in();
    }

    /// Waits until that view is done or not wanted any more.
    pub(crate) async fn settle(&mut self, view: usize) {
        while self.is_running(view) {
            self.receive().await;
        }
    }

    /// Waits for the next view to be done.
    pub(crate) async fn receive(&mut self) {
        match self.inbox.recv().await {
            Some((view, outcome)) => self.finish(view, outcome),
            // No task is left to send: what still runs was lost with its runtime.
            None => self.give_up(),
        }
    }

    /// Takes in what is done already.
    pub(crate) fn take_in(&mut self) {
        while let Ok((view, outcome)) = self.inbox.try_recv() {
            self.finish(view, outcome);
        }
    }

    /// The outcome of a view that is done, once.
    pub(crate) fn take(&mut self, view: usize) -> Option<Outcome> {
        if !matches!(self.views[view].state, State::Done(_)) {
            return None;
        }
        match std::mem::replace(&mut self.views[view].state, State::Gone) {
            State::Done(outcome) => Some(outcome),
            State::Running | State::Gone => None,
        }
    }

    pub(crate) fn is_running(&self, view: usize) -> bool {
        matches!(self.views[view].state, State::Running)
    }

    /// Whether anything still runs.
    pub(crate) fn is_busy(&self) -> bool {
        (0..self.views.len()).any(|view| self.is_running(view))
    }

    pub(crate) fn peek(&self, view: usize) -> Option<&Kind> {
        match &self.views[view].state {
            State::Done(outcome) => Some(&outcome.kind),
            State::Running | State::Gone => None,
        }
    }

    /// The first view done among those `wanted`.
    pub(crate) fn next_done(&mut self, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let at = self.done.iter().position(|view| wanted(*view))?;
        self.done.remove(at)
    }

    /// Ends a view. Only the first end counts; a layout that has no view takes its slots along.
    pub(crate) fn finish(&mut self, view: usize, outcome: Outcome) {
        if !self.is_running(view) {
            return;
        }
        self.stop_tasks(view);
        if !matches!(outcome.kind, Kind::Content) {
            self.drop_children(view);
        }
        self.views[view].state = State::Done(outcome);
        self.done.push_back(view);
    }

    /// A view's markup in pieces. Slots that it does not place are dropped, and reported.
    pub(crate) fn split(&mut self, view: usize, markup: String) -> Vec<Piece> {
        let children = self.views[view].children.clone();
        if children.is_empty() {
            return vec![Piece::Text(markup)];
        }
        let mut split = self.markers.split(&markup, &children);
        for slot in split.missing {
            self.drop_view(slot);
            split.pieces.push(Piece::Text(self.report(slot, "is never placed by its layout")));
        }
        for slot in split.twice {
            let known = children.contains(&slot);
            let what = if known { "is placed more than once" } else { "is placed by another layout" };
            if slot < self.views.len() {
                split.pieces.push(Piece::Text(self.report(slot, what)));
            }
        }
        split.pieces
    }

    fn report(&self, view: usize, what: &str) -> String {
        let slot = self.views[view].job.slot;
        tracing::warn!(transom.slot = slot.key, declared = slot.place, "a slot {what}");
        debug::note(&format!("slot `{}` ({}) {what}", slot.key, slot.place))
    }

    fn add(&mut self, view: Planned, outbox: &UnboundedSender<(usize, Outcome)>) {
        let at = self.views.len();
        let Planned { job, key, start, children, parent, is_main, is_awaited } = view;
        let (state, tasks) = (State::Running, Vec::new());
        let mut member = Member { job, key, children, parent, is_main, is_awaited, state, tasks };
        let is_document = !member.job.stands.is_in_slot();
        let is_alone = is_document && member.children.is_empty() && member.job.slot.timeout.is_none();
        match start {
            Some(start) if is_alone => {
                let (job, span) = (member.job.clone(), slot_span(&member.job));
                self.root = Some(Box::pin(async move { job.run(start).await }.instrument(span)));
            }
            Some(start) => member.tasks = self.spawn(at, &member.job, start, outbox),
            None => member.state = State::Done(Outcome { kind: Kind::Content, markup: String::new() }),
        }
        self.views.push(member);
    }

    /// The deadline is a task of its own, so that a view that blocks its thread still times out.
    fn spawn(
        &mut self,
        at: usize,
        job: &Arc<Job>,
        start: Start,
        outbox: &UnboundedSender<(usize, Outcome)>,
    ) -> Vec<AbortHandle> {
        let span = slot_span(job);
        let end = End { at, ended: Arc::default(), outbox: outbox.clone() };
        let (worker, late) = (job.clone(), end.clone());
        let task = async move {
            let outcome = worker.run(start).await;
            end.reach(|| outcome);
        };
        let view = self.tasks.spawn(self.first_polls.watch(task.instrument(span.clone())));
        let Some(deadline) = job.slot.timeout else { return vec![view] };
        let (job, aborted) = (job.clone(), view.clone());
        let task = async move {
            tokio::time::sleep_until(job.gates.began(job.slot_id).await + deadline).await;
            late.reach(|| {
                aborted.abort();
                job.fail(RawFailure::TimedOut(deadline))
            });
        };
        vec![view, self.tasks.spawn(task.instrument(span))]
    }

    fn give_up(&mut self) {
        for view in 0..self.views.len() {
            if self.is_running(view) {
                let outcome = self.views[view].job.fail(RawFailure::Panicked("its task was lost".to_owned()));
                self.finish(view, outcome);
            }
        }
    }

    fn stop_tasks(&mut self, view: usize) {
        self.views[view].tasks.drain(..).for_each(|task| task.abort());
    }

    fn drop_children(&mut self, view: usize) {
        for child in std::mem::take(&mut self.views[view].children) {
            self.drop_view(child);
        }
    }

    fn drop_view(&mut self, view: usize) {
        self.stop_tasks(view);
        self.views[view].state = State::Gone;
        self.drop_children(view);
    }
}

fn slot_span(job: &Job) -> Span {
    tracing::info_span!("slot", transom.slot = job.slot.key, transom.view = job.name)
}

/// Sends a view's outcome; whoever is first, the view or its deadline.
#[derive(Clone)]
struct End {
    at: usize,
    ended: Arc<AtomicBool>,
    outbox: UnboundedSender<(usize, Outcome)>,
}

impl End {
    fn reach(&self, outcome: impl FnOnce() -> Outcome) {
        if !self.ended.swap(true, Ordering::AcqRel) {
            // Nobody listens when the response was dropped.
            drop(self.outbox.send((self.at, outcome())));
        }
    }
}
