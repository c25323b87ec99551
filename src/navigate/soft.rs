//! Soft navigation: what stays, what is kept, what is entered (M7).

use super::canonical::canonical;
use super::identity::same_view;
use super::url::{Override, Url};
use super::{Loads, Next, State, follow, is_not_found};
use crate::resolve::{Halt, MOST_OVERRIDES, Shown, is_address_below, resolve};
use crate::table::{SlotId, Tables};

/// To a target, with nothing intercepted; an interception that is open closes.
pub(super) fn opt_out(tables: &'static Tables, from: &State, target: &Url) -> Result<Next, Halt> {
    let (target, tree) = follow(tables, target)?;
    let beneath = beneath(tables, from);
    let stays = beneath.filter(|beneath| same_view(tables, beneath, &tree) && !is_not_found(tables, &tree));
    let soft = stays.and_then(|beneath| over(tables, &beneath, &target));
    Ok(match soft {
        Some((url, tree)) => Next { state: State { url, background: None }, tree, loads: Loads::Partial },
        None => Next { state: State { url: target, background: None }, tree, loads: Loads::Hard },
    })
}

/// To a sub-URL of one slot, which stands in the target's override for it; all else stays.
pub(super) fn link(tables: &'static Tables, from: &State, slot: SlotId, target: &Url) -> Result<Next, Halt> {
    match find_override(tables, target, slot) {
        Some(to) => opt_out(tables, from, &merge(tables, &from.url, slot, to)),
        None => opt_out(tables, from, target),
    }
}

/// What a soft navigation starts from: what is there beneath an open interception. None where that is an
/// error, as whatever is on screen then, it is no state.
fn beneath(tables: &'static Tables, from: &State) -> Option<Shown> {
    let (_, tree) = follow(tables, from.background.as_ref().unwrap_or(&from.url)).ok()?;
    (!is_not_found(tables, &tree)).then_some(tree)
}

/// The target over what is on screen, with the URL of that; none if it takes more overrides than a URL
/// may have.
fn over(tables: &'static Tables, beneath: &Shown, target: &Url) -> Option<(Url, Shown)> {
    let tree = resolve(tables, target, Some(beneath)).ok()?;
    let url = canonical(tables, target, &tree);
    (url.overrides.len() <= MOST_OVERRIDES).then_some((url, tree))
}

/// The URL with that override in place of what it has for the slot and for slots below it.
fn merge(tables: &'static Tables, url: &Url, slot: SlotId, to: Override) -> Url {
    let mut url = url.clone();
    url.overrides.retain(|one| one.address != to.address && !is_address_below(tables, &one.address, slot));
    url.overrides.push(to);
    url
}

fn find_override(tables: &'static Tables, url: &Url, slot: SlotId) -> Option<Override> {
    let address = tables.slots[slot as usize].address;
    url.overrides.iter().find(|one| one.address == address).cloned()
}
