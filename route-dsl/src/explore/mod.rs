//! Every distinguishable class of URLs, and what matches there.
//!
//! The patterns of all pages and redirects of a spec stand in one trie. A URL that is walked down
//! it is at a *set* of its nodes at once. What a segment can do there depends only on which literals,
//! sets and types take it, so each such combination is tried once, with one text that stands for all
//! alike (`class`). What a user's type takes is not known: every possibility is tried. The sets
//! that come up are the states; there are hardly more of them than there are patterns, as long as
//! few patterns overlap. States are found breadth first, so that the witness of each is a shortest one.

mod class;
mod pattern;
mod trie;
mod witness;

pub use pattern::{Pattern, PatternId};
pub use witness::Witness;

use crate::spec::Spec;
use class::{Class, Classes};
use std::collections::{HashSet, VecDeque};
use trie::{NodeId, Trie};

/// How many states are looked at before giving up; a spec of 10 000 lines has about as many.
const MOST_STATES: usize = 200_000;

/// A state of the exploration: a class of URLs that match the same patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(usize);

/// The walk over all classes of URLs of a spec.
pub struct Exploration<'a> {
    /// All pages and redirects in file order.
    pub patterns: Vec<Pattern<'a>>,
    spec: &'a Spec,
    trie: Trie<'a>,
    /// How each state was first reached.
    states: Vec<Option<(StateId, Class<'a>)>>,
    /// Whether `MOST_STATES` was too few, so that some states were not looked at.
    pub is_cut: bool,
}

impl<'a> Exploration<'a> {
    /// Walks all of `spec` and calls `visit` with each state in which a URL may end and the patterns
    /// that match there, in file order.
    pub fn of(spec: &'a Spec, mut visit: impl FnMut(&[Pattern<'a>], StateId, &[PatternId])) -> Self {
        let patterns = pattern::patterns(spec);
        let trie = Trie::of(spec, &patterns);
        let mut exploration = Exploration { patterns, spec, trie, states: Vec::new(), is_cut: false };
        exploration.walk(&mut visit);
        exploration
    }

    /// A URL of that class.
    #[must_use]
    pub fn witness(&self, state: StateId) -> Witness {
        let mut classes = Vec::new();
        let mut at = state;
        while let Some((before, class)) = &self.states[at.0] {
            classes.push(class);
            at = *before;
        }
        classes.reverse();
        Witness::of(self.spec, &classes)
    }

    /// The patterns that match one path, where `of_users` says what every user's type takes.
    #[must_use]
    pub fn matches(&self, path: &[&str], of_users: Users) -> Vec<PatternId> {
        let mut nodes = vec![trie::ROOT];
        for segment in path {
            nodes = self.trie.step(&nodes, segment, &|_| of_users == Users::TakeAll);
        }
        self.trie.ends(&nodes)
    }

    fn walk(&mut self, visit: &mut impl FnMut(&[Pattern<'a>], StateId, &[PatternId])) {
        let start = vec![trie::ROOT];
        let mut seen: HashSet<Vec<NodeId>> = HashSet::from([start.clone()]);
        let mut expanded: HashSet<Vec<NodeId>> = HashSet::new();
        let mut open = VecDeque::from([(StateId(0), start)]);
        self.states.push(None);
        while let Some((state, nodes)) = open.pop_front() {
            let matched = self.trie.ends(&nodes);
            if !matched.is_empty() {
                visit(&self.patterns, state, &matched);
            }
            // What can follow depends only on the nodes that something follows.
            let inner = self.trie.with_edges(&nodes);
            if inner.is_empty() || !expanded.insert(inner.clone()) {
                continue;
            }
            let classes = Classes::of(&self.trie, &inner);
            self.is_cut |= classes.is_cut;
            for class in classes.list {
                let next = self.trie.step(&inner, class.text(), &|user| class.takes(user));
                if next.is_empty() || seen.contains(&next) {
                    continue;
                }
                if self.states.len() == MOST_STATES {
                    self.is_cut = true;
                    return;
                }
                seen.insert(next.clone());
                self.states.push(Some((state, class)));
                open.push_back((StateId(self.states.len() - 1), next));
            }
        }
    }
}

/// What users' types are taken to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Users {
    /// Every text.
    TakeAll,
    /// No text.
    TakeNone,
}
