//! Steps from text to text, for benches, which stand outside of the crate.

use super::{Ask, Next, State, Url, navigate};
use crate::table::{SlotId, Tables};

/// What the address bar shows after a step; none where the target is an error or leads elsewhere, or a
/// text is no URL. `from`: what is shown, with what is beneath it; none: a hard load. `slot`: the target is
/// a link for that slot.
#[must_use]
pub fn step(
    tables: &'static Tables,
    from: Option<(&str, Option<&str>)>,
    slot: Option<SlotId>,
    to: &str,
) -> Option<String> {
    let parse = |text| Url::parse(tables.mount, text).ok();
    let from = match from {
        None => None,
        Some((url, None)) => Some(State { url: parse(url)?, background: None }),
        Some((url, Some(background))) => {
            Some(State { url: parse(url)?, background: Some(parse(background)?) })
        }
    };
    let ask = match (&from, slot) {
        (None, _) => Ask::Hard,
        (Some(_), None) => Ask::Soft,
        (Some(_), Some(slot)) => Ask::Link(slot),
    };
    let Next { state, .. } = navigate(tables, from.as_ref(), &parse(to)?, ask).ok()?;
    Some(state.url.to_text(tables.mount))
}
