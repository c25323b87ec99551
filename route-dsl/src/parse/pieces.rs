//! Taking a pair of the generated parser apart, piece by piece.

use pest::iterators::{Pair, Pairs};

use crate::grammar::Rule;

/// The pieces of one pair in order, comments left out.
pub(super) struct Pieces<'a>(Pairs<'a, Rule>);

impl<'a> Pieces<'a> {
    /// The pieces of `pair`.
    pub(super) fn of(pair: Pair<'a, Rule>) -> Self {
        Pieces(pair.into_inner())
    }

    /// The next piece made by `rule`; those before it (keywords, punctuation) are passed over.
    pub(super) fn first_of(&mut self, rule: Rule) -> Option<Pair<'a, Rule>> {
        self.0.find(|pair| pair.as_rule() == rule)
    }

    /// The next piece, if `rule` made it. Nothing is taken otherwise.
    pub(super) fn next_if(&mut self, rule: Rule) -> Option<Pair<'a, Rule>> {
        let mut ahead = self.0.clone();
        let pair = ahead.find(|pair| pair.as_rule() != Rule::COMMENT)?;
        (pair.as_rule() == rule).then(|| {
            self.0 = ahead;
            pair
        })
    }

    /// Whether a piece made by `rule` is among those that follow.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.0.clone().any(|pair| pair.as_rule() == rule)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Pair<'a, Rule>;

    fn next(&mut self) -> Option<Pair<'a, Rule>> {
        self.0.find(|pair| pair.as_rule() != Rule::COMMENT)
    }
}
