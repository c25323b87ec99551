//! A layout's markup, cut where its slots stand.

use std::hash::{BuildHasher, RandomState};

/// One stretch of a layout's markup.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    /// The inside of a slot's element, by unit.
    Slot(usize),
}

/// Makes markers that no content can forge: each request has a secret of its own.
pub(crate) struct Markers {
    lead: String,
}

impl Markers {
    pub(crate) fn new() -> Self {
        // Each state is keyed from the system's randomness, so its output cannot be foretold.
        let secret = || RandomState::new().hash_one(0);
        Self { lead: format!("<!--transom-{:016x}{:016x}-", secret(), secret()) }
    }

    /// The marker of a unit.
    pub(crate) fn of(&self, unit: usize) -> String {
        format!("{}{unit}-->", self.lead)
    }

    /// Cuts a layout's markup at the markers of its slots, each of which is to stand there once.
    pub(crate) fn split(&self, markup: &str, slots: &[usize]) -> Split {
        let mut pieces = Vec::new();
        let mut left = slots.to_vec();
        let mut twice = Vec::new();
        let mut stretches = markup.split(&self.lead);
        pieces.push(Piece::Text(stretches.next().unwrap_or_default().to_owned()));
        for stretch in stretches {
            let (unit, text) = stretch.split_once("-->").unwrap_or_default();
            if let Ok(unit) = unit.parse() {
                match left.iter().position(|slot| *slot == unit) {
                    Some(at) => pieces.push(Piece::Slot(left.swap_remove(at))),
                    None => twice.push(unit),
                }
            }
            pieces.push(Piece::Text(text.to_owned()));
        }
        Split { pieces, missing: left, twice }
    }
}

/// What [`Markers::split`] found.
pub(crate) struct Split {
    pub(crate) pieces: Vec<Piece>,
    /// Slots that stand nowhere.
    pub(crate) missing: Vec<usize>,
    /// Slots that stand once more than they may.
    pub(crate) twice: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_slots_and_finds_what_is_missing_or_there_twice() {
        let markers = Markers::new();
        let markup = format!("a{}b{0}c<!--transom-0-3-->", markers.of(7));
        let split = markers.split(&markup, &[3, 7]);
        let text = |text: &str| Piece::Text(text.to_owned());
        assert_eq!(split.pieces, [text("a"), Piece::Slot(7), text("b"), text("c<!--transom-0-3-->")]);
        assert_eq!((split.missing, split.twice), (vec![3], vec![7]));
    }

    #[test]
    fn no_two_requests_have_the_same_secret() {
        assert_ne!(Markers::new().of(0), Markers::new().of(0));
    }
}
