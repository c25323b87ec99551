//! Guards and `when`s: what is asked before anything below it runs (M13).

use super::{Name, NodeId, ParamType, Spec};
use crate::source::Span;

/// Index into [`Spec::guards`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuardId(pub usize);
/// A handler that must yield a value before anything below it runs (M13).
#[derive(Clone, Debug)]
pub struct Guard {
    /// `snake_case`; the method's name, and the field's that holds its value.
    pub name: Name,
    /// The node whose trait has its method.
    pub node: NodeId,
    /// What it yields.
    pub ty: ParamType,
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The whole statement.
    pub span: Span,
}

/// A handler that decides whether a slot is there at all.
#[derive(Clone, Debug)]
pub struct When {
    /// `snake_case`; the method's name.
    pub name: Name,
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The whole statement.
    pub span: Span,
}

impl Spec {
    /// The guard of that id.
    #[must_use]
    pub fn guard(&self, id: GuardId) -> &Guard {
        &self.guards[id.0]
    }

    /// The guards of everything around a node, outermost first, and then its own.
    #[must_use]
    pub fn guards_of(&self, id: NodeId) -> Vec<GuardId> {
        let node = self.node(id);
        let around = node.parent.map(|parent| self.guards_of(parent)).unwrap_or_default();
        [around, node.guards.clone()].concat()
    }
}
