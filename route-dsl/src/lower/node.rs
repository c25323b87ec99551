//! Files, layouts, slots and scopes: what becomes a node, and what slots it has.

use super::names::{ALWAYS_THERE, Named, Sharing};
use super::path::PathOwner;
use super::refer::Pending;
use super::{HandlerFact, Lowering, MOST_INCLUDES, Place, Said, lower_docs};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::spec::{self, Boundary, Entry, Leave, Name, Node, NodeId, NodeKind, Segment, Slot, SlotId};
use crate::syntax::{Block, DefaultTo, Duration, Handler, Kind, Statement, Unit};

/// The statements of a block that say something of its own node or slot; the first of each counts.
#[derive(Default)]
struct Settings<'a> {
    handlers: [Option<Said>; 3],
    default: Option<(&'a DefaultTo, Span)>,
    timeout: Option<&'a Duration>,
    refresh: Option<&'a Duration>,
    leave: Option<(Leave, Span)>,
    title: Option<&'a Name>,
    main: Option<Span>,
    /// Whether there is a guard, so that a scope needs a node.
    guarded: bool,
    /// Of each kind of statement about a main slot the first.
    of_slot: Vec<(Span, &'static str)>,
}

impl Lowering<'_> {
    /// The file's own node, with the document as its slot.
    pub(super) fn lower_root(&mut self, main: SourceId) -> Place {
        let block = &self.loaded.files[0].syntax.block;
        let settings = Settings::of(block);
        let name = Name { text: "root".to_owned(), span: Span::new(main, 0, 0) };
        let mut node = empty_node(NodeKind::Root, name.clone(), None, name.span);
        node.error = settings.boundary(Handler::Error, Boundary::Absent, NodeId(0));
        node.not_found = settings.boundary(Handler::NotFound, Boundary::Absent, NodeId(0));
        self.spec.nodes.push(node);
        let slot = self.add_slot(NodeId(0), None, "", name.span);
        self.claim_own_types(NodeId(0));
        let names = self.names.open(None, Sharing::Own);
        let types = self.lower_types(block, NodeId(0), None);
        Place {
            node: NodeId(0),
            slot: Some(slot),
            layout: None,
            block: names,
            prefix: Vec::new(),
            guards: Vec::new(),
            file: main,
            types,
            depth: 0,
        }
    }

    /// Another file's items, as a scope with a node of its own, so that two files can use one name.
    pub(super) fn lower_include(&mut self, statement: &Statement, place: &Place) {
        let Kind::Include { name, file, at } = &statement.kind else { return };
        let loaded = self.loaded;
        let included = loaded.files[place.file.0 as usize].includes.get(&file.span);
        self.includes += 1;
        if self.includes == MOST_INCLUDES {
            let message = format!("files are included more than {MOST_INCLUDES} times in all");
            let found = Diagnostic::error(Code::INCLUDE_REFUSED, statement.span, message);
            self.out
                .push(found.help("a file that is included twice counts twice, with all that it includes"));
        }
        let empty = Block::default();
        let block = included
            .filter(|_| self.includes < MOST_INCLUDES)
            .map_or(&empty, |id| &loaded.files[id.0 as usize].syntax.block);
        let node = self.add_node(NodeKind::Scope, statement, name, block, place);
        let mut inner = self.open(place, name, "included file", Some(node), Sharing::Own);
        inner.prefix.extend(self.lower_prefix(at, place, node, "include", Owned::ByNode));
        if included.is_none() {
            self.names.leave_unread(inner.block);
        }
        inner.file = included.copied().unwrap_or(place.file);
        inner.types = self.lower_types(block, node, Some(place.types));
        self.lower_block(block, &inner);
    }

    pub(super) fn lower_layout(&mut self, statement: &Statement, place: &Place) {
        let Kind::Layout { name, path, block } = &statement.kind else { return };
        let node = self.add_node(NodeKind::Layout, statement, name, block, place);
        self.add_entry(place, Entry::Layout(node));
        let mut inner = self.open(place, name, "layout", Some(node), Sharing::Own);
        if let Some(path) = path {
            inner.prefix.extend(self.lower_prefix(path, place, node, "layout", Owned::ByNode));
        }
        inner.layout = Some(node);
        inner.slot = None;
        let settings = Settings::of(block);
        self.spec.nodes[node.0].title = settings.title.cloned();
        self.remember_handlers(
            node,
            &settings,
            block,
            &[Handler::Loading, Handler::Error, Handler::NotFound],
        );
        if has_entries(block, 0) {
            let slot = self.add_slot(node, Some(node), "main", self.spec.node(node).span);
            self.spec.nodes[node.0].main = Some(slot);
            inner.slot = Some(slot);
            self.lower_slot_settings(slot, &settings, &inner);
        } else if !self.facts.unsure.contains(&node) {
            let about_none = |&(span, keyword): &_| no_main_slot(span, keyword, name);
            self.out.extend(settings.of_slot.iter().map(about_none));
        }
        self.lower_block(block, &inner);
        self.put_main_slot_first(node);
    }

    pub(super) fn lower_slot(&mut self, statement: &Statement, place: &Place) {
        let Kind::Slot { name, block } = &statement.kind else { return };
        // A slot in a slot has been reported; it is taken as one of the layout around.
        let Some(layout) = place.layout else { return };
        let around = Place { node: layout, ..place.clone() };
        let node = self.add_node(NodeKind::Slot, statement, name, block, &around);
        if place.node != layout || self.names.is_shared(place.block) {
            self.facts.unsure.insert(node);
        }
        let slot = self.add_slot(node, Some(layout), &name.text, self.spec.node(node).span);
        let mut inner = self.open(&around, name, "slot", Some(node), Sharing::Own);
        inner.prefix = self.spec.node(layout).prefix.clone();
        self.spec.nodes[node.0].prefix.clone_from(&inner.prefix);
        inner.slot = Some(slot);
        let settings = Settings::of(block);
        self.remember_handlers(
            node,
            &settings,
            block,
            &[Handler::Loading, Handler::Error, Handler::NotFound],
        );
        self.lower_slot_settings(slot, &settings, &inner);
        if let Some(span) = settings.main {
            self.name_main_slot(layout, slot, span);
        }
        self.lower_block(block, &inner);
    }

    pub(super) fn lower_scope(&mut self, statement: &Statement, place: &Place) {
        let Kind::Scope { name, path, block } = &statement.kind else { return };
        let settings = Settings::of(block);
        let needs_node = settings.guarded || settings.handlers.contains(&Some(Said::Own));
        let mut inner = if needs_node {
            let node = self.add_node(NodeKind::Scope, statement, name, block, place);
            self.remember_handlers(
                node,
                &settings,
                block,
                &[Handler::Loading, Handler::Error, Handler::NotFound],
            );
            self.open(place, name, "scope", Some(node), Sharing::Own)
        } else {
            self.open(place, name, "scope", None, Sharing::WithAround)
        };
        let owned = if needs_node { Owned::ByNode } else { Owned::ByPlace };
        inner.prefix.extend(self.lower_prefix(path, place, inner.node, "scope", owned));
        self.lower_block(block, &inner);
    }

    fn add_node(
        &mut self,
        kind: NodeKind,
        statement: &Statement,
        name: &Name,
        block: &Block,
        place: &Place,
    ) -> NodeId {
        let settings = Settings::of(block);
        let span = Span { end: name.span.end, ..statement.span };
        let mut node = empty_node(kind, name.clone(), Some(place.node), span);
        let around = self.spec.node(place.node);
        node.loading = settings.boundary(Handler::Loading, around.loading, place.node);
        node.error = settings.boundary(Handler::Error, around.error, place.node);
        node.not_found = settings.boundary(Handler::NotFound, around.not_found, place.node);
        node.prefix.clone_from(&place.prefix);
        node.docs = lower_docs(statement);
        self.spec.nodes.push(node);
        let id = NodeId(self.spec.nodes.len() - 1);
        self.claim_own_types(id);
        if block.statements.iter().any(|statement| statement.kind == Kind::Bad) {
            self.facts.unsure.insert(id);
        }
        id
    }

    /// Every module has an `At`, a layout's also `Slots`; beside the file's stands its trait.
    fn claim_own_types(&mut self, id: NodeId) {
        let node = self.spec.node(id);
        let (span, kind) = (node.name.span, node.kind);
        let taken: &[&str] = match kind {
            NodeKind::Root => &["At", "Root"],
            NodeKind::Layout => &["At", "Slots"],
            NodeKind::Slot | NodeKind::Scope => &["At"],
        };
        for taken in taken {
            let name = Name { text: (*taken).to_owned(), span };
            self.names.claim(id, taken, &name, ALWAYS_THERE);
        }
    }

    /// Declares a block's name and opens it.
    fn open(
        &mut self,
        place: &Place,
        name: &Name,
        called: &'static str,
        node: Option<NodeId>,
        sharing: Sharing,
    ) -> Place {
        let block = self.names.open(Some(place.block), sharing);
        self.declare(place, name, Named::Block(called, node, block));
        Place { node: node.unwrap_or(place.node), block, depth: place.depth + 1, ..place.clone() }
    }

    /// The segments that a prefix adds; they become part of the node's own prefix.
    fn lower_prefix(
        &mut self,
        path: &crate::syntax::Path,
        place: &Place,
        node: NodeId,
        called: &'static str,
        owned: Owned,
    ) -> Vec<Segment> {
        let (segments, _) = self.lower_path(path, place, PathOwner::Prefix(node, called));
        if owned == Owned::ByNode {
            let node = &mut self.spec.nodes[node.0];
            node.own_prefix = segments.len();
            node.prefix = [place.prefix.clone(), segments.clone()].concat();
        }
        segments
    }

    fn add_slot(&mut self, node: NodeId, layout: Option<NodeId>, name: &str, span: Span) -> SlotId {
        self.spec.slots.push(Slot {
            node,
            layout,
            name: name.to_owned(),
            entries: Vec::new(),
            default: spec::Default::Missing,
            default_span: span,
            timeout: None,
            refresh: None,
            leave: Leave::Keep,
            when: None,
            intercepts: Vec::new(),
        });
        let id = SlotId(self.spec.slots.len() - 1);
        if let Some(layout) = layout {
            self.spec.nodes[layout.0].slots.push(id);
        }
        id
    }

    fn lower_slot_settings(&mut self, id: SlotId, settings: &Settings<'_>, place: &Place) {
        let timeout = settings.timeout.and_then(|time| self.lower_time(time));
        let refresh = settings.refresh.and_then(|time| self.lower_refresh(time));
        let slot = &mut self.spec.slots[id.0];
        slot.timeout = timeout;
        slot.refresh = refresh;
        if let Some((leave, span)) = settings.leave {
            slot.leave = leave;
            self.facts.leaves.push((id, span));
        }
        let Some((to, span)) = settings.default else { return };
        slot.default_span = span;
        slot.default = match to {
            DefaultTo::Own => spec::Default::Own,
            DefaultTo::None => spec::Default::None,
            DefaultTo::NotFound => spec::Default::NotFound,
            DefaultTo::Page(page) => {
                self.pending.push(Pending::default(page, id, place));
                spec::Default::Missing
            }
        };
    }

    fn lower_time(&mut self, time: &Duration) -> Option<std::time::Duration> {
        if time.amount == 0 {
            let found = Diagnostic::error(Code::TIME_ZERO, time.span, "this time is over before it begins");
            self.out.push(found.label("zero").help("write a time above zero, such as `2s` or `500ms`"));
            return None;
        }
        let milliseconds = match time.unit {
            Unit::Milliseconds => 1,
            Unit::Seconds => 1000,
            Unit::Minutes => 60_000,
            Unit::Hours => 3_600_000,
        };
        Some(std::time::Duration::from_millis(time.amount.saturating_mul(milliseconds)))
    }

    /// Asking more than once a second is hardly meant, and keeps a server busy.
    fn lower_refresh(&mut self, time: &Duration) -> Option<std::time::Duration> {
        let refresh = self.lower_time(time)?;
        if refresh < std::time::Duration::from_secs(1) {
            let message =
                format!("every browser asks for this slot each {} milliseconds", refresh.as_millis());
            let found = Diagnostic::warning(Code::REFRESH_SHORT, time.span, message);
            let found =
                found.label("less than a second").help("write a second or more, such as `refresh 5s;`");
            self.out.push(found.fix("ask once a second", time.span, "1s"));
        }
        Some(refresh)
    }

    /// `main;` in a named slot makes it the layout's main slot.
    fn name_main_slot(&mut self, layout: NodeId, slot: SlotId, span: Span) {
        let Some(other) = self.spec.node(layout).main else {
            self.spec.nodes[layout.0].main = Some(slot);
            return;
        };
        let other_slot = self.spec.slot(other);
        let head = self.spec.node(other_slot.node).span;
        let (text, help) = if other_slot.node == layout {
            (
                "its own pages are its main slot",
                "move the layout's own pages into this slot, or leave `main;` out",
            )
        } else {
            ("this slot says `main;` too", "leave one `main;` out")
        };
        let name = &self.spec.node(layout).name.text;
        let found =
            Diagnostic::error(Code::MAIN_TWICE, span, format!("layout `{name}` has a main slot already"));
        self.out.push(found.label("a second one").also(head, text).help(help));
    }

    fn put_main_slot_first(&mut self, layout: NodeId) {
        let node = &mut self.spec.nodes[layout.0];
        let main = node.main;
        node.slots.sort_by_key(|slot| Some(*slot) != main);
    }

    fn remember_handlers(
        &mut self,
        node: NodeId,
        settings: &Settings<'_>,
        block: &Block,
        handlers: &[Handler],
    ) {
        for handler in handlers {
            let said = settings.handlers[*handler as usize].unwrap_or(Said::Nothing);
            self.facts.handlers.push(HandlerFact { node, handler: *handler, said, block: block.span });
        }
    }
}

/// Whether a prefix is that of the node, or of a scope without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owned {
    ByNode,
    ByPlace,
}

impl<'a> Settings<'a> {
    fn of(block: &'a Block) -> Self {
        let mut settings = Settings::default();
        for statement in &block.statements {
            settings.take(statement);
        }
        settings
    }

    fn take(&mut self, statement: &'a Statement) {
        let span = statement.span;
        match &statement.kind {
            Kind::Handler { handler, inherit } => {
                let said = if *inherit { Said::Inherit(span) } else { Said::Own };
                self.handlers[*handler as usize].get_or_insert(said);
            }
            Kind::Default(to) => {
                self.default.get_or_insert((to, span));
                self.take_of_slot(span, "default");
            }
            Kind::Timeout(time) => {
                self.timeout.get_or_insert(time);
                self.take_of_slot(span, "timeout");
            }
            Kind::Refresh(time) => {
                self.refresh.get_or_insert(time);
                self.take_of_slot(span, "refresh");
            }
            Kind::Leave(leave) => {
                self.leave.get_or_insert((*leave, span));
                self.take_of_slot(span, "leave");
            }
            Kind::Title(title) => {
                self.title.get_or_insert(title);
            }
            Kind::Main => {
                self.main.get_or_insert(span);
            }
            Kind::Guard { .. } => self.guarded = true,
            _ => {}
        }
    }

    fn take_of_slot(&mut self, span: Span, keyword: &'static str) {
        if self.of_slot.iter().all(|(_, known)| *known != keyword) {
            self.of_slot.push((span, keyword));
        }
    }

    /// Who answers: the node itself, or whoever does for the node around it.
    fn boundary(&self, handler: Handler, around: Boundary, parent: NodeId) -> Boundary {
        match (self.handlers[handler as usize], around) {
            (Some(Said::Own), _) => Boundary::Own,
            (_, Boundary::Own) => Boundary::Inherited(parent),
            (_, around) => around,
        }
    }
}

fn empty_node(kind: NodeKind, name: Name, parent: Option<NodeId>, span: Span) -> Node {
    Node {
        kind,
        name,
        parent,
        prefix: Vec::new(),
        own_prefix: 0,
        loading: Boundary::Absent,
        error: Boundary::Absent,
        not_found: Boundary::Absent,
        slots: Vec::new(),
        main: None,
        title: None,
        guards: Vec::new(),
        docs: Vec::new(),
        span,
    }
}

/// Whether a layout's block has anything that shows in its main slot.
fn has_entries(block: &Block, depth: usize) -> bool {
    depth <= crate::check::DEEPEST
        && block.statements.iter().any(|statement| match &statement.kind {
            Kind::Page { .. } | Kind::Layout { .. } | Kind::Redirect { .. } | Kind::Include { .. } => true,
            Kind::Scope { block, .. } => has_entries(block, depth + 1),
            _ => false,
        })
}

fn no_main_slot(span: Span, keyword: &str, layout: &Name) -> Diagnostic {
    let message = format!("`{keyword}` is about the main slot, and layout `{}` has none", layout.text);
    Diagnostic::error(Code::NO_MAIN_SLOT, span, message)
        .label("about no slot")
        .also(layout.span, "this layout has no pages of its own")
        .help("give the layout a page, or move the statement into one of its slots")
}
