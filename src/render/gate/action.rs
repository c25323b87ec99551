//! What an action stands behind.

use super::super::job::Ended;
use super::{Core, Passed, Refusal, lost, unbroken};
use crate::app::App;
use crate::captures::Erased;
use crate::cx::Shared;
use crate::error::Error;
use crate::failure::{RawFailure, Trouble};
use crate::fault::Stop;
use crate::guards::Values;
use crate::segments::SlotLocation;
use crate::table::{Action, Tables};
use std::collections::HashMap;
use std::sync::Arc;

/// Runs what an action stands behind: the guards of its node and of everything around it, and the `when`s of slots
/// there. Gives its `At`, and what they have come to, for the page that may be shown in answer.
pub(crate) async fn pass_to_action(
    app: Arc<dyn App>,
    tables: &'static Tables,
    shared: Arc<Shared>,
    action: &'static Action,
    location: &SlotLocation,
) -> (Result<Erased, Ended>, Passed) {
    let passed = Passed::default();
    let core = Core { app, tables, shared, passed: passed.clone(), gates: HashMap::new() };
    let way = unbroken(core.walk_to(action, location));
    let result = match tables.slots[action.slot as usize].timeout {
        None => way.await,
        Some(deadline) => tokio::time::timeout(deadline, way)
            .await
            .unwrap_or(Err(Refusal::Failure(RawFailure::TimedOut(deadline)))),
    };
    let result = result.map_err(|refusal| match refusal {
        Refusal::Trouble(trouble) => Ended::Stopped(trouble),
        Refusal::Failure(failure) => Ended::Failed(failure),
    });
    (result, passed)
}

impl Core {
    async fn walk_to(&self, action: &Action, location: &SlotLocation) -> Result<Erased, Refusal> {
        let mut way = Vec::new();
        let mut around = Some(action.node);
        while let Some(node) = around {
            way.push(node);
            around = self.tables.nodes[node as usize].parent;
        }
        for node in way.into_iter().rev() {
            let slots = self.tables.slots.iter().zip(0..);
            let asked = slots.filter(|(slot, _)| slot.when && slot.node == node).map(|(_, id)| id);
            for slot in asked {
                if !self.run_when(slot, location).await? {
                    return Err(Refusal::Trouble(Trouble::new(Error::from(Stop::NotFound))));
                }
            }
            if let Some(guarded) = &self.tables.nodes[node as usize].guarded {
                self.run_own(action.slot, guarded, location).await?;
            }
        }
        let node = &self.tables.nodes[action.node as usize];
        let at = match &node.guarded {
            Some(guarded) => (guarded.at)(&location.captures(), &Values::new(&self.values(location))),
            None => (node.at)(&location.captures()),
        };
        at.map_err(|_| lost())
    }
}
