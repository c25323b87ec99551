//! The guards and `when`s of one request (M13): each runs at most once, when everything around it has been
//! passed, in a task of its own, so that it delays nobody who does not stand behind it.
//!
//! A slot's gate is what stands between the layout around it and the view in it: the guards of the slot, of
//! scopes and included files in it, of the layout or page that it shows.

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
use crate::table::{Action, GuardId, Guarded, NodeId, PageId, SlotId, Tables};
use crate::view_key;
use http::StatusCode;
use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

/// All gates of a request. Cheap to clone; what they run is aborted with the last clone.
#[derive(Clone)]
pub(crate) struct Gates {
    core: Arc<Core>,
    tasks: Arc<Mutex<JoinSet<()>>>,
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

/// Why a gate is shut.
pub(crate) enum Refusal {
    /// A guard or `when` returned this.
    Trouble(Trouble),
    /// It panicked or took too long.
    Failure(RawFailure),
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

/// Passes everything that guards an action, outermost first: its `At`, whole.
///
/// # Errors
/// What the first guard that refused said; nothing further in was asked then.
pub(crate) async fn admit(
    app: Arc<dyn App>,
    tables: &'static Tables,
    shared: Arc<Shared>,
    action: &Action,
    location: &SlotLocation,
) -> Result<(Erased, Passed), Refusal> {
    let guards = guards_of_node(tables, action.node, None).into_iter();
    let gate = Gate {
        slot: action.slot,
        outer: None,
        location: location.clone(),
        guards: guards.map(|guarded| (guarded, location.clone())).collect(),
        has_when: false,
        is_main: true,
        answer: Turn::new(),
        passage: Turn::new(),
        refusal: Mutex::default(),
        opened: OnceLock::new(),
    };
    let began = shared.began();
    let core = Core { app, tables, shared, passed: Passed::default(), gates: HashMap::new() };
    core.in_time(&gate, began, core.run_guards(&gate)).await?;
    let node = &tables.nodes[action.node as usize];
    let values = core.values(location);
    let at = match &node.guarded {
        None => (node.at)(&location.captures()),
        Some(guarded) => (guarded.at)(&location.captures(), &Values::new(&values)),
    };
    Ok((at.map_err(|_| lost())?, core.passed))
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

/// Something that is done once and waited for by many.
struct Turn {
    is_begun: AtomicBool,
    passage: watch::Sender<Passage>,
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
        add_gates(tables, shown, None, true, &mut gates);
        let core = Core { app, tables, shared, passed, gates };
        Self { core: Arc::new(core), tasks: Arc::default() }
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

/// Adds a slot's gate and those of all slots in it.
fn add_gates(
    tables: &'static Tables,
    shown: &Shown,
    outer: Option<&Gate>,
    is_main: bool,
    gates: &mut HashMap<SlotId, Arc<Gate>>,
) {
    let slot = &tables.slots[shown.slot as usize];
    let gate = Arc::new(Gate {
        slot: shown.slot,
        outer: outer.map(|outer| outer.slot),
        location: shown.location.clone(),
        guards: guards_before(tables, shown, slot.layout),
        has_when: slot.when,
        // A page over others owns the title, and so is waited for as well.
        is_main: is_main || matches!(shown.view, View::Intercepted { .. }),
        answer: Turn::new(),
        passage: Turn::new(),
        refusal: Mutex::default(),
        opened: OnceLock::new(),
    });
    if let View::Layout { node, slots, .. } = &shown.view {
        let main = tables.nodes[*node as usize].main;
        for inner in slots {
            add_gates(tables, inner, Some(&gate), is_main && main == Some(inner.slot), gates);
        }
    }
    gates.insert(shown.slot, gate);
}

fn add_keys(tables: &'static Tables, shown: &Shown, keys: &mut Vec<&'static str>) {
    keys.push(tables.slots[shown.slot as usize].key);
    shown.slots().iter().for_each(|inner| add_keys(tables, inner, keys));
}

/// What guards a view, outermost first, each with where it stands: everything below the layout around its
/// slot. A page over what is there has all its own, beside those of the slot that shows it.
fn guards_before(
    tables: &'static Tables,
    shown: &Shown,
    layout: Option<NodeId>,
) -> Vec<(&'static Guarded, SlotLocation)> {
    let slot = tables.slots[shown.slot as usize].node;
    let here = |guarded| (guarded, shown.location.clone());
    match &shown.view {
        View::Page { page, .. } => guards_of_page(tables, *page, layout).map(here).collect(),
        View::Layout { node, .. } => guards_of_node(tables, *node, layout).into_iter().map(here).collect(),
        View::Default { .. } => guards_of_node(tables, slot, layout).into_iter().map(here).collect(),
        View::Intercepted { page, host, .. } => {
            let of_host = guards_of_node(tables, slot, layout).into_iter();
            let of_host = of_host.map(|guarded| (guarded, host.clone()));
            of_host.chain(guards_of_page(tables, *page, None).map(here)).collect()
        }
        View::Nothing | View::NotFound => Vec::new(),
    }
}

fn guards_of_page(
    tables: &'static Tables,
    page: PageId,
    layout: Option<NodeId>,
) -> impl Iterator<Item = &'static Guarded> {
    let page = &tables.pages[page as usize];
    guards_of_node(tables, page.node, layout).into_iter().chain(&page.guarded)
}

/// The guards of a node and of everything around it, up to that layout.
fn guards_of_node(tables: &'static Tables, node: NodeId, layout: Option<NodeId>) -> Vec<&'static Guarded> {
    let mut guards = Vec::new();
    let mut around = Some(node).filter(|node| Some(*node) != layout);
    while let Some(node) = around {
        let node = &tables.nodes[node as usize];
        guards.extend(node.guarded.as_ref().filter(|guarded| !guarded.own.is_empty()));
        around = node.parent.filter(|parent| Some(*parent) != layout);
    }
    guards.reverse();
    guards
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

    fn cx(&self, gate: &Gate) -> Cx {
        Cx::new(self.shared.clone(), self.tables.slots[gate.slot as usize].key, TitleOwner::No)
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
        work: impl Future<Output = Result<T, Refusal>>,
    ) -> Result<T, Refusal> {
        let Some(deadline) = self.tables.slots[gate.slot as usize].timeout else { return work.await };
        let late = |_| Err(Refusal::Failure(RawFailure::TimedOut(deadline)));
        timeout_at(began + deadline, work).await.unwrap_or_else(late)
    }

    async fn run_guards(&self, gate: &Gate) -> Result<(), Refusal> {
        for (guarded, location) in &gate.guards {
            let values = self.values(location);
            let before =
                guarded.before.and_then(|before| before(&location.captures(), &Values::new(&values)).ok());
            let before = before.ok_or_else(lost)?;
            for guard in guarded.own {
                self.pass(gate, *guard, location, before.clone()).await?;
            }
        }
        Ok(())
    }

    /// Runs a guard, or waits for whoever does: two views may stand behind one, where a page is shown over
    /// another.
    async fn pass(
        &self,
        gate: &Gate,
        id: GuardId,
        location: &SlotLocation,
        before: Erased,
    ) -> Result<(), Refusal> {
        let visit = self.passed.visit(self.tables, id, location);
        if !visit.turn.begin() {
            return match visit.turn.wait().await {
                Passage::Open => Ok(()),
                // The reason is told where the guard was run.
                _ => Err(Refusal::Failure(RawFailure::Denied(StatusCode::FORBIDDEN))),
            };
        }
        let ending = Ending(&visit.turn);
        let value = self.run_guard(gate, id, before).await?;
        *lock(&visit.value) = Some(value);
        ending.0.end(Passage::Open);
        Ok(())
    }

    async fn run_guard(&self, gate: &Gate, id: GuardId, before: Erased) -> Result<Erased, Refusal> {
        let guard = &self.tables.guards[id as usize];
        let span = tracing::info_span!("guard", transom.guard = guard.name, declared = guard.place);
        let work = catch(|| self.app.guard(id, self.cx(gate), before)).map_err(Refusal::Failure)?;
        settled(Caught(work).instrument(span).await)
    }

    /// What has been yielded for what stands at that location, by guard.
    fn values(&self, location: &SlotLocation) -> Vec<Option<Erased>> {
        self.passed.values(self.tables, location)
    }

    async fn run_when(&self, gate: &Gate) -> Result<bool, Refusal> {
        let slot = &self.tables.slots[gate.slot as usize];
        let at = self.when_at(slot.node, &gate.location).ok_or_else(lost)?;
        let span = tracing::info_span!("when", transom.slot = slot.key, declared = slot.place);
        let work = catch(|| self.app.when(slot.node, self.cx(gate), at)).map_err(Refusal::Failure)?;
        settled(Caught(work.ok_or_else(lost)?).instrument(span).await)
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
        Some(began) => match core.in_time(&gate, began, core.run_when(&gate)).await {
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

impl Turn {
    fn new() -> Self {
        Self { is_begun: AtomicBool::new(false), passage: watch::Sender::new(Passage::Waiting) }
    }

    /// Whether the caller is the one to do it.
    fn begin(&self) -> bool {
        !self.is_begun.swap(true, Ordering::AcqRel)
    }

    fn end(&self, passage: Passage) {
        self.passage.send_replace(passage);
    }

    fn now(&self) -> Passage {
        *self.passage.borrow()
    }

    async fn wait(&self) -> Passage {
        let mut passage = self.passage.subscribe();
        // The sender is borrowed, so it is there.
        passage
            .wait_for(|passage| *passage != Passage::Waiting)
            .await
            .map_or(Passage::Shut, |passage| *passage)
    }
}

/// What the guards of a request have come to: each by itself and by the parameters around it, of which one
/// screen can hold several.
#[derive(Clone, Default)]
pub(crate) struct Passed(Arc<Mutex<Visits>>);

/// Each run by its guard and the parameters around it.
type Visits = HashMap<(GuardId, Vec<String>), Arc<Visit>>;

/// One run of a guard.
struct Visit {
    turn: Turn,
    value: Mutex<Option<Erased>>,
}

impl Passed {
    fn visit(&self, tables: &'static Tables, guard: GuardId, location: &SlotLocation) -> Arc<Visit> {
        let new = || Arc::new(Visit { turn: Turn::new(), value: Mutex::default() });
        lock(&self.0).entry(key(tables, guard, location)).or_insert_with(new).clone()
    }

    fn values(&self, tables: &'static Tables, location: &SlotLocation) -> Vec<Option<Erased>> {
        let visits = lock(&self.0);
        let value = |(_, guard)| lock(&visits.get(&key(tables, guard, location))?.value).clone();
        tables.guards.iter().zip(0..).map(value).collect()
    }
}

fn key(tables: &'static Tables, guard: GuardId, location: &SlotLocation) -> (GuardId, Vec<String>) {
    let node = &tables.nodes[tables.guards[guard as usize].node as usize];
    let params = node.params.iter().filter_map(|at| location.segments.get(*at));
    (guard, params.cloned().collect())
}

/// Ends a turn that nobody else will: the guard refused, or its task was dropped.
struct Ending<'a>(&'a Turn);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        if self.0.now() == Passage::Waiting {
            self.0.end(Passage::Shut);
        }
    }
}

fn settled<T>(result: Result<Result<T, Trouble>, RawFailure>) -> Result<T, Refusal> {
    result.map_err(Refusal::Failure)?.map_err(Refusal::Trouble)
}

fn lost() -> Refusal {
    Refusal::Failure(RawFailure::Panicked("the tables lack what a guard is handed".to_owned()))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
