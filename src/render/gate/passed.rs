//! What the guards and `when`s of one request have come to, for all that stand behind them.

use super::Refusal;
use super::turn::Turn;
use crate::captures::Erased;
use crate::segments::SlotLocation;
use crate::table::{GuardId, NodeId, SlotId, Tables};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// All of a request. Each by itself and by the parameters around it, of which one screen can hold several.
#[derive(Clone, Default)]
pub(crate) struct Passed(Arc<Mutex<Known>>);

#[derive(Default)]
struct Known {
    visits: HashMap<(GuardId, Params), Arc<Visit>>,
    answers: HashMap<(SlotId, Params), bool>,
}

type Params = Vec<String>;

/// One run of a guard.
pub(super) struct Visit {
    pub(super) turn: Turn,
    pub(super) value: Mutex<Option<Erased>>,
    /// Why it refused.
    pub(super) refusal: Mutex<Option<Refusal>>,
}

impl Passed {
    pub(super) fn visit(
        &self,
        tables: &'static Tables,
        guard: GuardId,
        location: &SlotLocation,
    ) -> Arc<Visit> {
        let new =
            || Arc::new(Visit { turn: Turn::new(), value: Mutex::default(), refusal: Mutex::default() });
        let node = tables.guards[guard as usize].node;
        let key = (guard, params(tables, node, location).cloned().collect());
        lock(&self.0).visits.entry(key).or_insert_with(new).clone()
    }

    /// What has been yielded for what stands at that location, by guard.
    pub(super) fn values(&self, tables: &'static Tables, location: &SlotLocation) -> Vec<Option<Erased>> {
        let mut values = vec![None; tables.guards.len()];
        for ((guard, around), visit) in &lock(&self.0).visits {
            let guard = *guard as usize;
            if params(tables, tables.guards[guard].node, location).eq(around) {
                values[guard].clone_from(&lock(&visit.value));
            }
        }
        values
    }

    /// What a slot's `when` has said.
    pub(super) fn answer(
        &self,
        tables: &'static Tables,
        slot: SlotId,
        location: &SlotLocation,
    ) -> Option<bool> {
        let node = tables.slots[slot as usize].node;
        lock(&self.0).answers.get(&(slot, params(tables, node, location).cloned().collect())).copied()
    }

    pub(super) fn note_answer(
        &self,
        tables: &'static Tables,
        slot: SlotId,
        location: &SlotLocation,
        answer: bool,
    ) {
        let node = tables.slots[slot as usize].node;
        lock(&self.0).answers.insert((slot, params(tables, node, location).cloned().collect()), answer);
    }
}

fn params<'a>(
    tables: &'static Tables,
    node: NodeId,
    location: &'a SlotLocation,
) -> impl Iterator<Item = &'a String> {
    let params = tables.nodes[node as usize].params.iter();
    params.filter_map(|at| location.segments.get(*at))
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
