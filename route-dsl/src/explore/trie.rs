//! All patterns of a spec in one trie.

use super::pattern::{Pattern, PatternId};
use crate::builtin;
use crate::spec::{Builtin, ParamType, Segment, SegmentKind, Spec, TypeId};
use std::collections::HashMap;

/// Index of a node of a [`Trie`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

/// Where every path begins.
pub(super) const ROOT: NodeId = NodeId(0);

/// The patterns of a spec by their segments.
pub(super) struct Trie<'a> {
    nodes: Vec<Node<'a>>,
}

/// What may come after some segments.
#[derive(Default)]
pub(super) struct Node<'a> {
    pub(super) literals: HashMap<&'a str, NodeId>,
    /// Values, sorted.
    pub(super) sets: Vec<(Vec<&'a str>, NodeId)>,
    pub(super) builtins: Vec<(Builtin, NodeId)>,
    pub(super) users: Vec<(TypeId, NodeId)>,
    pub(super) plain: Option<NodeId>,
    /// The node of the tails that begin here; from there it leads back to itself.
    pub(super) tail: Option<NodeId>,
    /// What ends here.
    ends: Vec<PatternId>,
}

impl<'a> Trie<'a> {
    pub(super) fn of(spec: &'a Spec, patterns: &[Pattern<'a>]) -> Self {
        let mut trie = Trie { nodes: vec![Node::default()] };
        for (at, pattern) in patterns.iter().enumerate() {
            trie.insert(spec, pattern.path, PatternId(at));
        }
        trie
    }

    pub(super) fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.0 as usize]
    }

    /// The nodes of `nodes` from which something leads on.
    pub(super) fn with_edges(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        nodes.iter().copied().filter(|id| self.node(*id).has_edges()).collect()
    }

    /// The patterns that end at one of `nodes`, in file order.
    pub(super) fn ends(&self, nodes: &[NodeId]) -> Vec<PatternId> {
        let mut ends: Vec<PatternId> =
            nodes.iter().flat_map(|id| self.node(*id).ends.iter().copied()).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// Where one more segment leads, sorted; `takes` says whether a user's type takes it.
    pub(super) fn step(&self, from: &[NodeId], segment: &str, takes: &dyn Fn(TypeId) -> bool) -> Vec<NodeId> {
        let mut next = Vec::new();
        for node in from.iter().map(|id| self.node(*id)) {
            next.extend(node.literals.get(segment));
            next.extend(node.sets.iter().filter(|(values, _)| has(values, segment)).map(|(_, to)| *to));
            next.extend(
                node.builtins.iter().filter(|(ty, _)| builtin::takes(*ty, segment)).map(|(_, to)| *to),
            );
            next.extend(node.users.iter().filter(|(ty, _)| takes(*ty)).map(|(_, to)| *to));
            next.extend(node.plain);
            next.extend(node.tail);
        }
        next.sort_unstable();
        next.dedup();
        next
    }

    fn insert(&mut self, spec: &'a Spec, path: &'a [Segment], pattern: PatternId) {
        let mut at = ROOT;
        for segment in path {
            if let SegmentKind::Tail { optional: true, .. } = segment.kind {
                self.nodes[at.0 as usize].ends.push(pattern);
            }
            at = self.child(spec, at, segment);
        }
        self.nodes[at.0 as usize].ends.push(pattern);
    }

    fn child(&mut self, spec: &'a Spec, at: NodeId, segment: &'a Segment) -> NodeId {
        let fresh = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let node = &mut self.nodes[at.0 as usize];
        let child = match &segment.kind {
            SegmentKind::Literal(text) => *node.literals.entry(text).or_insert(fresh),
            SegmentKind::Param { ty: ParamType::Text, .. } => *node.plain.get_or_insert(fresh),
            SegmentKind::Param { ty: ParamType::Builtin(ty), .. } => edge(&mut node.builtins, *ty, fresh),
            SegmentKind::Param { ty: ParamType::User(ty), .. } => edge(&mut node.users, *ty, fresh),
            SegmentKind::Param { ty: ParamType::Set(set), .. } => {
                let values = spec.sets[set.0].values.iter();
                let mut values: Vec<&str> = values.map(|value| value.text.text.as_str()).collect();
                values.sort_unstable();
                edge(&mut node.sets, values, fresh)
            }
            SegmentKind::Tail { .. } => *node.tail.get_or_insert(fresh),
        };
        if child == fresh {
            let tail = matches!(segment.kind, SegmentKind::Tail { .. }).then_some(fresh);
            self.nodes.push(Node { tail, ..Node::default() });
        }
        child
    }
}

impl Node<'_> {
    fn has_edges(&self) -> bool {
        !self.literals.is_empty()
            || !self.sets.is_empty()
            || !self.builtins.is_empty()
            || self.takes_anything()
    }

    /// Whether a text that is nothing special may come next.
    pub(super) fn takes_anything(&self) -> bool {
        !self.users.is_empty() || self.plain.is_some() || self.tail.is_some()
    }
}

fn edge<T: PartialEq>(edges: &mut Vec<(T, NodeId)>, by: T, fresh: NodeId) -> NodeId {
    if let Some((_, to)) = edges.iter().find(|(other, _)| *other == by) {
        return *to;
    }
    edges.push((by, fresh));
    fresh
}

fn has(sorted: &[&str], text: &str) -> bool {
    sorted.binary_search(&text).is_ok()
}
