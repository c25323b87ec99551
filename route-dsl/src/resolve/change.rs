//! What a navigation did to each slot, seen on screen.

use super::Resolver;
use super::tree::{Change, Shown, View};
use crate::spec::Spec;

/// Notes in every slot of `after` what became of what was there before.
pub(super) fn mark(spec: &Spec, before: Option<&Shown>, after: &mut Shown) {
    let before = before.filter(|before| before.identity(spec) == after.identity(spec));
    after.change = match (&after.view, before, after.change) {
        (View::Intercepted(_), ..) => Change::Intercepted,
        (_, None, _) => Change::New,
        (_, Some(_), Change::Kept) => Change::Kept,
        (_, Some(_), _) => Change::Same,
    };
    if let View::Layout(_, slots) = &mut after.view {
        for inner in slots {
            let there =
                before.and_then(|before| before.slots().iter().find(|there| there.slot == inner.slot));
            mark(spec, there, inner);
        }
    }
}

/// After a hard load, nothing is what it was.
pub(super) fn mark_new(after: &mut Shown) {
    after.change = Change::New;
    if let View::Layout(_, slots) = &mut after.view {
        slots.iter_mut().for_each(mark_new);
    }
}

impl Resolver<'_> {
    /// Leaves out what the slots would show whose `when` is false.
    pub(super) fn mask_off(&self, shown: &mut Shown) {
        if self.off.contains(&shown.slot) {
            shown.view = View::Off;
        }
        if let View::Layout(_, slots) = &mut shown.view {
            slots.iter_mut().for_each(|inner| self.mask_off(inner));
        }
    }
}
