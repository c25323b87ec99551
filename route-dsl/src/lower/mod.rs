//! Lowering: the syntax tree becomes a [`Spec`], whatever is wrong with it.
//!
//! One walk in file order makes nodes, slots and entries and collects the references in it; a second
//! step resolves these, when all names are known. What the checks need beyond the spec is in [`Facts`].

mod action;
mod guard;
mod names;
mod node;
mod path;
mod refer;
mod types;
mod unread;

use crate::diagnostic::Diagnostic;
use crate::include::Loaded;
use crate::source::{SourceId, Span};
use crate::spec::{Entry, Name, NodeId, NodeKind, Page, PageId, Segment, SlotId, Spec};
use crate::syntax::{Block, Handler, Kind, Statement};
use names::{BlockId, Named, Names};
use path::PathOwner;
use refer::Pending;
use std::collections::{HashMap, HashSet};
use types::{Types, TypesId};

/// How many times files may be included in all; what is included twice counts twice.
const MOST_INCLUDES: usize = 1000;

/// What lowering gives.
pub(crate) struct Lowered {
    pub(crate) spec: Spec,
    pub(crate) facts: Facts,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// What was written and is checked, but is no part of the spec.
#[derive(Default)]
pub(crate) struct Facts {
    /// What each layout and named slot says of its handlers.
    pub(crate) handlers: Vec<HandlerFact>,
    /// Where each `intercept`, by its statement, names what.
    pub(crate) intercepts: HashMap<Span, InterceptFact>,
    /// Slots with an `intercept`, known pages in it or not, and so with something to show.
    pub(crate) hosts: HashSet<SlotId>,
    /// Slots that say `leave`, and where.
    pub(crate) leaves: Vec<(SlotId, Span)>,
    /// Guards and `when`s with the number of things they stand over.
    pub(crate) guards: Vec<GuardFact>,
    /// Nodes that have been reported for standing where they cannot, or for something in them that is no
    /// statement: that they lack something may follow from that, and is not said.
    pub(crate) unsure: HashSet<NodeId>,
}

/// The references of an `intercept`.
pub(crate) struct InterceptFact {
    /// To the page.
    pub(crate) page: Span,
    /// To its sources, one for one as the spec has them.
    pub(crate) from: Vec<Span>,
}

/// What a node says of one of its handlers.
pub(crate) struct HandlerFact {
    pub(crate) node: NodeId,
    pub(crate) handler: Handler,
    pub(crate) said: Said,
    /// The braces and what is between them.
    pub(crate) block: Span,
}

/// How a node declares a handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// `loading;`
    Own,
    /// `loading inherit;`
    Inherit(Span),
    /// Not at all.
    Nothing,
}

/// A guard or `when`.
pub(crate) struct GuardFact {
    pub(crate) keyword: &'static str,
    pub(crate) name: Name,
    /// Whether anything stands below it.
    pub(crate) over_something: bool,
}

/// Lowers the main file and what it includes.
pub(crate) fn lower(loaded: &Loaded) -> Lowered {
    let main = SourceId(0);
    let mut lowering = Lowering {
        loaded,
        spec: Spec::default(),
        names: Names::default(),
        types: Types::default(),
        pending: Vec::new(),
        facts: Facts::default(),
        out: Vec::new(),
        includes: 0,
        unread: unread::words(loaded),
        unknown: HashMap::new(),
    };
    let place = lowering.lower_root(main);
    lowering.lower_block(&loaded.files[0].syntax.block, &place);
    lowering.resolve_all();
    Lowered { spec: lowering.spec, facts: lowering.facts, diagnostics: lowering.out }
}

struct Lowering<'a> {
    loaded: &'a Loaded,
    spec: Spec,
    names: Names,
    types: Types,
    pending: Vec<Pending>,
    facts: Facts,
    out: Vec<Diagnostic>,
    includes: usize,
    /// The words of all text that is no statement: one of them may be the name that is missing.
    unread: HashSet<String>,
    /// How many names have been reported as unknown in each file.
    unknown: HashMap<SourceId, usize>,
}

/// Where the statements of a block go.
#[derive(Clone)]
struct Place {
    /// Whose trait has the handlers.
    node: NodeId,
    /// The slot that its pages show in; none in a layout without pages of its own.
    slot: Option<SlotId>,
    /// The layout around.
    layout: Option<NodeId>,
    block: BlockId,
    prefix: Vec<Segment>,
    guards: Vec<Name>,
    file: SourceId,
    types: TypesId,
    depth: usize,
}

impl Lowering<'_> {
    fn lower_block(&mut self, block: &Block, place: &Place) {
        if place.depth > crate::check::DEEPEST {
            return;
        }
        let place = self.lower_guards(block, place);
        for statement in &block.statements {
            self.lower_statement(statement, &place);
        }
    }

    fn lower_statement(&mut self, statement: &Statement, place: &Place) {
        match &statement.kind {
            Kind::Include { .. } => self.lower_include(statement, place),
            Kind::Layout { .. } => self.lower_layout(statement, place),
            Kind::Slot { .. } => self.lower_slot(statement, place),
            Kind::Scope { .. } => self.lower_scope(statement, place),
            Kind::Page { .. } => self.lower_page(statement, place),
            Kind::Redirect { .. } => self.lower_redirect(statement, place),
            Kind::Action { .. } => self.lower_action(statement, place),
            Kind::When(_) => self.lower_when(statement, place),
            // Elsewhere it has been reported.
            Kind::Intercept { page, from } if self.spec.node(place.node).kind == NodeKind::Slot => {
                self.pending.extend(Pending::intercept(page, from, statement.span, place));
                self.facts.hosts.extend(place.slot);
            }
            _ => {}
        }
    }

    fn lower_page(&mut self, statement: &Statement, place: &Place) {
        let Kind::Page { name, path, block } = &statement.kind else { return };
        let id = PageId(self.spec.pages.len());
        self.declare(place, name, Named::Page(id));
        let path_span = path.span;
        let (own, query) = self.lower_path(path, place, PathOwner::Page(name));
        let statements = || block.iter().flat_map(|block| &block.statements);
        let title = statements().find_map(|inner| match &inner.kind {
            Kind::Title(text) => Some(text.clone()),
            _ => None,
        });
        self.spec.pages.push(Page {
            name: name.clone(),
            node: place.node,
            slot: place.slot.unwrap_or_default(),
            path: [place.prefix.clone(), own].concat(),
            query,
            title,
            blocking: statements().any(|inner| matches!(inner.kind, Kind::Blocking)),
            guards: Vec::new(),
            docs: lower_docs(statement),
            span: Span { end: path_span.end, ..statement.span },
        });
        self.add_entry(place, Entry::Page(id));
        self.lower_page_guards(id, name, statements(), place);
    }

    fn add_entry(&mut self, place: &Place, entry: Entry) {
        if let Some(slot) = place.slot {
            self.spec.slots[slot.0].entries.push(entry);
        }
    }

    /// Makes `name` known in the block, and reports what it collides with.
    fn declare(&mut self, place: &Place, name: &Name, named: Named) {
        self.out.extend(self.names.declare(place.block, place.node, name, named));
    }
}

fn lower_docs(statement: &Statement) -> Vec<String> {
    statement.docs.iter().map(|doc| doc.text.clone()).collect()
}
