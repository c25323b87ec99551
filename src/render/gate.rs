//! The guards and `when`s of one request (M13): each runs at most once, when everything around it has been
//! passed, in a task of its own, so that it delays nobody who does not stand behind it.
//!
//! A slot's gate is what stands between the layout around it and the view in it: the guards of the slot, of
//! scopes and included files in it, of the layout or page that it shows.

mod action;
mod passed;
mod refusal;
mod stands;
mod turn;

pub(crate) use action::pass_to_action;
pub(crate) use passed::Passed;
pub(crate) use refusal::Refusal;
pub(crate) use turn::Passage;

use super::catch::{Caught, catch};
use super::plan::{Request, Struck};
use crate::app::App;
use crate::captures::Erased;
use crate::cx::{Cx, Shared, TitleOwner};
use crate::failure::{RawFailure, Trouble};
use crate::fault::Stop;
use crate::guards::Values;
use crate::here::Here;
use crate::location::Location;
use crate::resolve::{Shown, View};
use crate::segments::SlotLocation;
use crate::table::{GuardId, Guarded, NodeId, SlotId, Tables};
use crate::view_key;
use passed::lock;
use stands::{add_gates, add_keys, asks_anything};
use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, OnceLock};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;
use turn::{Ending, Turn};

/// All gates of a request. Cheap to clone; what they run is aborted with the last clone.
#[derive(Clone)]
pub(crate) struct Gates {
    core: Arc<Core>,
    tasks: Arc<Mutex<JoinSet<()>>>,
}

/// A request whose guards have let in whom they had to, with what it shows.
pub(crate) struct Entered {
    pub(crate) app: Arc<dyn App>,
    pub(crate) tables: &'static Tables,
    pub(crate) shared: Arc<Shared>,
    pub(crate) gates: Gates,
    pub(crate) shown: Shown,
    pub(crate) struck: Option<Struck>,
}

impl Request {
    /// Decides what must be known before anything is sent: the guards of the main chain and every `when`.
    /// Slots that turn out to be off show nothing from here on.
    pub(crate) async fn enter(self, mut shown: Shown) -> Entered {
        let Self { app, tables, mut parts, state, struck } = self;
        let passed = parts.extensions.remove::<Passed>().unwrap_or_default();
        let shared = Arc::new(Shared::new(parts, Here::new(tables, state, &shown)));
        let gates = Gates::new(app.clone(), tables, shared.clone(), &shown, passed);
        gates.decide().await;
        let mut off = Vec::new();
        gates.turn_off(&mut shown, &mut off);
        shared.turn_off(off);
        Entered { app, tables, shared, gates, shown, struck }
    }
}

struct Core {
    app: Arc<dyn App>,
    tables: &'static Tables,
    shared: Arc<Shared>,
    passed: Passed,
    gates: HashMap<SlotId, Arc<Gate>>,
}

/// What stands before the view of one slot.
struct Gate {
    slot: SlotId,
    /// The slot that the layout around stands in.
    outer: Option<SlotId>,
    location: SlotLocation,
    guards: Vec<(&'static Guarded, SlotLocation)>,
    has_when: bool,
    is_main: bool,
    answer: Turn,
    passage: Turn,
    refusal: Mutex<Option<Refusal>>,
    opened: OnceLock<Instant>,
}

impl Gates {
    fn new(
        app: Arc<dyn App>,
        tables: &'static Tables,
        shared: Arc<Shared>,
        shown: &Shown,
        passed: Passed,
    ) -> Self {
        let mut gates = HashMap::new();
        if asks_anything(tables, shown) {
            add_gates(tables, shown, None, true, &mut gates);
        }
        let core = Core { app, tables, shared, passed, gates };
        Self { core: Arc::new(core), tasks: Arc::default() }
    }

    /// Begins what is asked before a slot, without waiting for it.
    pub(crate) fn begin(&self, slot: SlotId) {
        if let Some(gate) = self.core.nearest(slot) {
            self.start(gate);
        }
    }

    /// Waits until one may go in, or must not.
    pub(crate) async fn open(&self, slot: SlotId) -> Passage {
        let Some(gate) = self.core.nearest(slot) else { return Passage::Open };
        self.start(gate);
        gate.passage.wait().await
    }

    /// When the slot's time began: its deadline counts from when the layout around it was open.
    pub(crate) async fn began(&self, slot: SlotId) -> Instant {
        let outer = self.core.gates.get(&slot).and_then(|gate| gate.outer);
        let Some(outer) = outer.and_then(|outer| self.core.nearest(outer)) else {
            return self.core.shared.began();
        };
        self.start(outer);
        match outer.passage.wait().await {
            Passage::Open => outer.opened.get().copied().unwrap_or_else(Instant::now),
            // Nothing in it will run, and so nothing be late.
            Passage::Waiting | Passage::Off | Passage::Shut => std::future::pending().await,
        }
    }

    /// Whether the slot's own gate is shut.
    pub(crate) fn is_refused(&self, slot: SlotId) -> bool {
        self.core.gates.get(&slot).is_some_and(|gate| lock(&gate.refusal).is_some())
    }

    /// Whether it is known that the slot's view will not be shown, so that nothing of it may be told.
    pub(crate) fn is_shut(&self, slot: SlotId) -> bool {
        self.core.nearest(slot).is_some_and(|gate| gate.passage.now() == Passage::Shut)
    }

    /// Whether anything of the main chain refused; with where it leads instead, if it does.
    pub(crate) fn main_refusal(&self) -> Option<Option<Location>> {
        let mut main = self.core.gates.values().filter(|gate| gate.is_main);
        main.find_map(|gate| {
            let refusal = lock(&gate.refusal);
            let Refusal::Trouble(trouble) = refusal.as_ref()? else { return Some(None) };
            let stop = catch(|| match trouble.fault().stop() {
                Some(Stop::Redirect(to)) => Some(to.clone()),
                _ => None,
            });
            Some(stop.unwrap_or(None))
        })
    }

    /// Why the slot's own gate is shut, once; none if it is one further out.
    pub(crate) fn refusal(&self, slot: SlotId) -> Option<Refusal> {
        lock(&self.core.gates.get(&slot)?.refusal).take()
    }

    /// A view's whole `At`, once its gate is open: `at` itself where no guard has a part in it.
    pub(crate) fn fill(
        &self,
        guarded: Option<&Guarded>,
        location: &SlotLocation,
        at: Erased,
    ) -> Option<Erased> {
        let Some(guarded) = guarded else { return Some(at) };
        let values = self.core.values(location);
        (guarded.at)(&location.captures(), &Values::new(&values)).ok()
    }

    /// What a node's `loading`, `error` or `not_found` is handed; none while a guard has not been passed whose
    /// value it has. A layout's show inside it, others also when the node's own guards refuse.
    pub(crate) fn boundary(&self, node: NodeId, location: &SlotLocation) -> Option<Erased> {
        let node = &self.core.tables.nodes[node as usize];
        let captures = location.captures();
        let Some(guarded) = &node.guarded else { return (node.at)(&captures).ok() };
        let fill = match guarded.before {
            Some(before) if node.stands_in.is_none() => before,
            _ => guarded.at,
        };
        let values = self.core.values(location);
        fill(&captures, &Values::new(&values)).ok()
    }

    async fn decide(&self) {
        let main = || self.core.gates.values().filter(|gate| gate.is_main);
        let asked = || self.core.gates.values().filter(|gate| gate.has_when);
        main().for_each(|gate| self.start(gate));
        asked().for_each(|gate| self.ask(gate));
        for gate in main() {
            gate.passage.wait().await;
        }
        for gate in asked() {
            gate.answer.wait().await;
        }
    }

    fn turn_off(&self, shown: &mut Shown, off: &mut Vec<&'static str>) {
        let is_off = |gate: &Arc<Gate>| gate.has_when && gate.answer.now() == Passage::Off;
        if self.core.gates.get(&shown.slot).is_some_and(is_off) {
            add_keys(self.core.tables, shown, off);
            shown.view = View::Nothing;
            view_key::OFF.clone_into(&mut shown.key);
        } else if let View::Layout { slots, .. } = &mut shown.view {
            slots.iter_mut().for_each(|inner| self.turn_off(inner, off));
        }
    }

    /// Begins everything up to this gate's own guards, unless others have.
    fn start(&self, gate: &Arc<Gate>) {
        self.ask(gate);
        if gate.passage.begin() {
            self.spawn(pass(self.core.clone(), gate.clone()));
        }
    }

    /// Begins everything up to whether the slot is there at all.
    fn ask(&self, gate: &Arc<Gate>) {
        if let Some(outer) = gate.outer.and_then(|outer| self.core.nearest(outer)) {
            self.start(outer);
        }
        if gate.has_when && gate.answer.begin() {
            self.spawn(answer(self.core.clone(), gate.clone()));
        }
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        lock(&self.tasks).spawn(task.in_current_span());
    }
}

impl Core {
    /// The innermost gate around a slot, its own included, at which anything is asked.
    fn nearest(&self, slot: SlotId) -> Option<&Arc<Gate>> {
        let mut gate = self.gates.get(&slot)?;
        while gate.guards.is_empty() && !gate.has_when {
            gate = self.gates.get(&gate.outer?)?;
        }
        Some(gate)
    }

    fn cx(&self, slot: SlotId) -> Cx {
        Cx::new(self.shared.clone(), self.tables.slots[slot as usize].key, TitleOwner::No)
    }

    async fn outside(&self, gate: &Gate) -> Option<Instant> {
        let Some(outer) = gate.outer.and_then(|outer| self.nearest(outer)) else {
            return Some(self.shared.began());
        };
        let passage = outer.passage.wait().await;
        (passage == Passage::Open).then(|| outer.opened.get().copied().unwrap_or_else(Instant::now))
    }

    /// Runs something within the slot's deadline.
    async fn in_time<T>(
        &self,
        gate: &Gate,
        began: Instant,
        work: impl Future<Output = Result<T, Refusal>> + Send,
    ) -> Result<T, Refusal> {
        let work = unbroken(work);
        let Some(deadline) = self.tables.slots[gate.slot as usize].timeout else { return work.await };
        let late = |_| Err(Refusal::Failure(RawFailure::TimedOut(deadline)));
        timeout_at(began + deadline, work).await.unwrap_or_else(late)
    }

    async fn run_guards(&self, gate: &Gate) -> Result<(), Refusal> {
        for (guarded, location) in &gate.guards {
            self.run_own(gate.slot, guarded, location).await?;
        }
        Ok(())
    }

    /// Runs the guards of one node or page.
    async fn run_own(&self, slot: SlotId, guarded: &Guarded, location: &SlotLocation) -> Result<(), Refusal> {
        let Some(before) = guarded.before else { return Ok(()) };
        let values = self.values(location);
        let before = before(&location.captures(), &Values::new(&values)).map_err(|_| lost())?;
        for guard in guarded.own {
            self.pass(slot, *guard, location, before.clone()).await?;
        }
        Ok(())
    }

    /// Runs a guard, or waits for whoever does: two views may stand behind one, where a page is shown over
    /// another.
    async fn pass(
        &self,
        slot: SlotId,
        id: GuardId,
        location: &SlotLocation,
        before: Erased,
    ) -> Result<(), Refusal> {
        let visit = self.passed.visit(self.tables, id, location);
        if !visit.turn.begin() {
            return match visit.turn.wait().await {
                Passage::Open => Ok(()),
                _ => Err(lock(&visit.refusal).as_ref().map_or_else(given_up, Refusal::again)),
            };
        }
        let ending = Ending(&visit.turn);
        match self.run_guard(slot, id, before).await {
            Ok(value) => {
                *lock(&visit.value) = Some(value);
                ending.0.end(Passage::Open);
                Ok(())
            }
            Err(refusal) => {
                *lock(&visit.refusal) = Some(refusal.again());
                Err(refusal)
            }
        }
    }

    async fn run_guard(&self, slot: SlotId, id: GuardId, before: Erased) -> Result<Erased, Refusal> {
        let guard = &self.tables.guards[id as usize];
        let span = tracing::info_span!("guard", transom.guard = guard.name, declared = guard.place);
        let work = catch(|| self.app.guard(id, self.cx(slot), before)).map_err(Refusal::Failure)?;
        settled(Caught(work).instrument(span).await)
    }

    /// What has been yielded for what stands at that location, by guard.
    fn values(&self, location: &SlotLocation) -> Vec<Option<Erased>> {
        self.passed.values(self.tables, location)
    }

    async fn run_when(&self, id: SlotId, location: &SlotLocation) -> Result<bool, Refusal> {
        if let Some(answer) = self.passed.answer(self.tables, id, location) {
            return Ok(answer);
        }
        let slot = &self.tables.slots[id as usize];
        let at = self.when_at(slot.node, location).ok_or_else(lost)?;
        let span = tracing::info_span!("when", transom.slot = slot.key, declared = slot.place);
        let work = catch(|| self.app.when(slot.node, self.cx(id), at)).map_err(Refusal::Failure)?;
        let answer = settled(Caught(work.ok_or_else(lost)?).instrument(span).await)?;
        self.passed.note_answer(self.tables, id, location, answer);
        Ok(answer)
    }

    /// A slot's `when` is asked before its guards.
    fn when_at(&self, node: NodeId, location: &SlotLocation) -> Option<Erased> {
        let node = &self.tables.nodes[node as usize];
        let captures = location.captures();
        let Some(guarded) = &node.guarded else { return (node.at)(&captures).ok() };
        let values = self.values(location);
        guarded.before.unwrap_or(guarded.at)(&captures, &Values::new(&values)).ok()
    }
}

/// Asks whether the slot is there.
async fn answer(core: Arc<Core>, gate: Arc<Gate>) {
    let passage = match core.outside(&gate).await {
        None => Passage::Shut,
        Some(began) => match core.in_time(&gate, began, core.run_when(gate.slot, &gate.location)).await {
            Ok(true) => Passage::Open,
            Ok(false) => Passage::Off,
            Err(refusal) => gate.shut(refusal),
        },
    };
    gate.answer.end(passage);
}

/// Runs the guards of a gate.
async fn pass(core: Arc<Core>, gate: Arc<Gate>) {
    let outside = core.outside(&gate).await;
    let answer = if gate.has_when { gate.answer.wait().await } else { Passage::Open };
    let passage = match (outside, answer) {
        (Some(began), Passage::Open) => match core.in_time(&gate, began, core.run_guards(&gate)).await {
            Ok(()) => Passage::Open,
            Err(refusal) => gate.shut(refusal),
        },
        (Some(_), Passage::Off) => Passage::Off,
        _ => Passage::Shut,
    };
    let _ = gate.opened.set(Instant::now());
    gate.passage.end(passage);
}

impl Gate {
    fn shut(&self, refusal: Refusal) -> Passage {
        *lock(&self.refusal) = Some(refusal);
        Passage::Shut
    }
}

/// A panic beside the handlers, where a value is copied for the next one, is a failure as theirs is: else who
/// waits at the gate would wait for ever.
async fn unbroken<T>(work: impl Future<Output = Result<T, Refusal>> + Send) -> Result<T, Refusal> {
    Caught(Box::pin(work)).await.unwrap_or_else(|failure| Err(Refusal::Failure(failure)))
}

fn settled<T>(result: Result<Result<T, Trouble>, RawFailure>) -> Result<T, Refusal> {
    result.map_err(Refusal::Failure)?.map_err(Refusal::Trouble)
}

/// The view that has asked the guard for all did not wait for its end.
fn given_up() -> Refusal {
    Refusal::Failure(RawFailure::Panicked("a guard was given up by another view behind it".to_owned()))
}

fn lost() -> Refusal {
    Refusal::Failure(RawFailure::Panicked("the tables lack what a guard is handed".to_owned()))
}
