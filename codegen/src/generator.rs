//! What every part of the generator looks things up in.

use crate::names::ident;
use crate::{Extent, Options, Places};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use route_dsl::Compiled;
use route_dsl::code::Code;
use route_dsl::source;
use route_dsl::spec::{
    Action, ActionId, Boundary, Builtin, Default, Guard, GuardId, Intercept, Node, NodeId, NodeKind, Page,
    PageId, ParamType, SetId, Spec, When, upper_camel,
};
use std::collections::BTreeSet;

/// The spec with what generating code from it needs again and again.
pub(crate) struct Generator<'a> {
    pub(crate) compiled: &'a Compiled,
    pub(crate) spec: &'a Spec,
    pub(crate) options: &'a Options<'a>,
    /// The run time's hidden module.
    pub(crate) rt: TokenStream,
    /// The same as the hidden module of generated code calls it.
    pub(crate) short: TokenStream,
    /// What handlers return.
    pub(crate) view: TokenStream,
    pages: Vec<Vec<PageId>>,
    actions: Vec<Vec<ActionId>>,
    children: Vec<Vec<NodeId>>,
    sets: Vec<Vec<SetId>>,
    intercepts: Vec<Vec<&'a Intercept>>,
}

/// A generated module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// A node's; the file's is the module that the user names.
    Node(NodeId),
    /// The hidden one with tables and functions.
    App,
}

/// The file.
pub(crate) const FILE: NodeId = NodeId(0);

impl<'a> Generator<'a> {
    pub(crate) fn new(compiled: &'a Compiled, options: &'a Options<'a>) -> Self {
        let spec = &compiled.spec;
        let krate = &options.krate;
        let view = options.view.as_ref().map_or_else(|| quote!(#krate::Html), |view| quote!(#view));
        let mut g = Generator {
            compiled,
            spec,
            options,
            rt: quote!(#krate::__private),
            short: quote!(__rt),
            view,
            pages: vec![Vec::new(); spec.nodes.len()],
            actions: vec![Vec::new(); spec.nodes.len()],
            children: vec![Vec::new(); spec.nodes.len()],
            sets: vec![Vec::new(); spec.nodes.len()],
            intercepts: vec![Vec::new(); spec.nodes.len()],
        };
        g.index();
        g.index_intercepts();
        g
    }

    /// Sorts everything by the node it belongs to. Of two that a spec with errors gives one name, the first.
    fn index(&mut self) {
        let mut taken = BTreeSet::new();
        let mut is_new = |node: NodeId, name: &str| taken.insert((node, upper_camel(name)));
        for (at, node) in self.spec.nodes.iter().enumerate() {
            let id = NodeId(at);
            is_new(id, "At");
            if !node.guards.is_empty() {
                is_new(id, "Before");
            }
            if node.kind == NodeKind::Layout {
                is_new(id, "Slots");
            }
            if id == FILE {
                is_new(id, "Root");
            }
            if let Some(parent) = node.parent.filter(|parent| is_new(*parent, &node.name.text)) {
                self.children[parent.0].push(id);
            }
        }
        for (at, set) in self.spec.sets.iter().enumerate() {
            if is_new(set.node, &set.enum_name) {
                self.sets[set.node.0].push(SetId(at));
            }
        }
        for (at, page) in self.spec.pages.iter().enumerate() {
            if is_new(page.node, &page.name.text) {
                self.pages[page.node.0].push(PageId(at));
            }
        }
        for (at, action) in self.spec.actions.iter().enumerate() {
            if is_new(action.node, &action.name.text) {
                self.actions[action.node.0].push(ActionId(at));
            }
        }
    }

    /// A host's methods are called like the pages they show; the first of each name has it.
    fn index_intercepts(&mut self) {
        for slot in &self.spec.slots {
            let own = self.pages[slot.node.0].iter().map(|page| &self.spec.page(*page).name.text);
            let mut taken: BTreeSet<_> = own.collect();
            let is_new = |intercept: &&Intercept| taken.insert(&self.spec.page(intercept.page).name.text);
            self.intercepts[slot.node.0].extend(slot.intercepts.iter().filter(is_new));
        }
    }

    /// What the node's slot shows over what is there, each by a method of its trait.
    pub(crate) fn intercepts(&self, node: NodeId) -> &[&'a Intercept] {
        &self.intercepts[node.0]
    }

    /// The pages whose methods stand in the node's trait, and whose structs in its module.
    pub(crate) fn pages(&self, node: NodeId) -> &[PageId] {
        &self.pages[node.0]
    }

    /// The actions whose methods stand in the node's trait, and whose structs in its module.
    pub(crate) fn actions(&self, node: NodeId) -> &[ActionId] {
        &self.actions[node.0]
    }

    /// The action of that id.
    pub(crate) fn action(&self, ActionId(at): ActionId) -> &'a Action {
        &self.spec.actions[at]
    }

    /// The nodes whose modules stand in this one's.
    pub(crate) fn children(&self, node: NodeId) -> &[NodeId] {
        &self.children[node.0]
    }

    /// The sets whose enums stand in the node's module.
    pub(crate) fn sets(&self, node: NodeId) -> &[SetId] {
        &self.sets[node.0]
    }

    /// All nodes with their ids.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (NodeId, &'a Node)> {
        self.spec.nodes.iter().enumerate().map(|(at, node)| (NodeId(at), node))
    }

    /// Where rustc points for a place in the spec.
    pub(crate) fn span(&self, span: source::Span) -> Span {
        (self.options.span)(span)
    }

    /// How a node's place is said: `app.routes:18:5` or `dashboard.analytics`.
    pub(crate) fn node_place(&self, id: NodeId) -> String {
        match self.options.places {
            Places::Lines => self.compiled.sources.place(self.spec.node(id).span),
            Places::Paths => self.spec.node_path(id),
        }
    }

    /// How a guard's place is said.
    pub(crate) fn guard_place(&self, guard: &Guard) -> String {
        match (self.options.places, guard.node) {
            (Places::Lines, _) => self.compiled.sources.place(guard.span),
            (Places::Paths, FILE) => guard.name.text.clone(),
            (Places::Paths, node) => format!("{}.{}", self.spec.node_path(node), guard.name.text),
        }
    }

    /// How a page's place is said.
    pub(crate) fn page_place(&self, id: PageId) -> String {
        match self.options.places {
            Places::Lines => self.compiled.sources.place(self.spec.page(id).span),
            Places::Paths => self.spec.page_path(id),
        }
    }

    /// How an interception's place is said.
    pub(crate) fn intercept_place(&self, host: NodeId, intercept: &Intercept) -> String {
        match self.options.places {
            Places::Lines => self.compiled.sources.place(intercept.span),
            Places::Paths => self.spec.node_path(host),
        }
    }

    /// How an action's place is said.
    pub(crate) fn action_place(&self, id: ActionId) -> String {
        match self.options.places {
            Places::Lines => self.compiled.sources.place(self.action(id).span),
            Places::Paths => self.spec.action_path(id),
        }
    }

    /// ` at app.routes:18:5`, or nothing where lines are not to be told.
    pub(crate) fn at_line(&self, span: source::Span) -> String {
        match self.options.places {
            Places::Lines => format!(" at `{}`", self.compiled.sources.place(span)),
            Places::Paths => format!(" in `{}`", self.source_name()),
        }
    }

    /// The main file's name.
    pub(crate) fn source_name(&self) -> &str {
        self.compiled.sources.iter().next().map_or("", |(_, source)| source.name.as_str())
    }

    /// What a node is called in messages: "slot `analytics` of layout `dashboard`".
    pub(crate) fn node_title(&self, id: NodeId) -> String {
        let node = self.spec.node(id);
        let name = &node.name.text;
        match (node.kind, node.parent) {
            (NodeKind::Root, _) => format!("the file `{}`", self.source_name()),
            (NodeKind::Layout, _) => format!("layout `{name}`"),
            (NodeKind::Slot, Some(parent)) => {
                format!("slot `{name}` of layout `{}`", self.spec.node(parent).name.text)
            }
            (NodeKind::Slot, None) => format!("slot `{name}`"),
            (NodeKind::Scope, _) => format!("scope `{name}`"),
        }
    }

    /// Whether a node has handlers, and so a trait that an app must implement.
    pub(crate) fn has_trait(&self, id: NodeId) -> bool {
        let node = self.spec.node(id);
        let own = |boundary| boundary == Boundary::Own;
        node.kind == NodeKind::Layout
            || self.options.extent == Extent::Skeleton
            || own(node.loading)
            || own(node.error)
            || own(node.not_found)
            || self.has_default(id)
            || !self.pages(id).is_empty()
            || !self.intercepts(id).is_empty()
            || !self.actions(id).is_empty()
            || self.when(id).is_some()
            || self.spec.guards.iter().any(|guard| guard.node == id)
    }

    /// The guards whose methods stand in the node's trait, those of its pages included.
    pub(crate) fn guards(&self, id: NodeId) -> Vec<GuardId> {
        let all = self.spec.guards.iter().enumerate();
        let own: Vec<_> = all.filter(|(_, guard)| guard.node == id).map(|(at, _)| GuardId(at)).collect();
        let name = |id: &GuardId| &self.spec.guard(*id).name.text;
        // Of two that a spec with errors gives one name, the first.
        let is_first = |id: &GuardId| own.iter().find(|other| name(other) == name(id)) == Some(id);
        own.iter().copied().filter(is_first).collect()
    }

    /// A named slot's `when`, by the slot's node.
    pub(crate) fn when(&self, id: NodeId) -> Option<&When> {
        self.spec.slots.iter().find(|slot| slot.node == id).and_then(|slot| slot.when.as_ref())
    }

    /// Whether a node's trait has `default`.
    pub(crate) fn has_default(&self, id: NodeId) -> bool {
        self.spec.slots.iter().any(|slot| slot.node == id && slot.default == Default::Own)
    }

    /// The node whose `type Error` a node's handlers fail with, itself or an ancestor.
    pub(crate) fn error_owner(&self, id: NodeId) -> Option<NodeId> {
        match self.spec.node(id).error {
            Boundary::Own => Some(id),
            Boundary::Inherited(owner) => Some(owner),
            Boundary::Absent => None,
        }
    }

    /// A node's trait, as written in the module `from`.
    pub(crate) fn trait_path(&self, from: Home, id: NodeId) -> TokenStream {
        let home = self.spec.node(id).parent.unwrap_or(FILE);
        self.item(from, Home::Node(home), &self.trait_name(id))
    }

    /// The bare name of a node's trait.
    pub(crate) fn trait_name(&self, id: NodeId) -> Ident {
        let name = &self.spec.node(id).name;
        match id {
            FILE => Ident::new("Root", Span::call_site()),
            _ => ident(&upper_camel(&name.text), self.span(name.span)),
        }
    }

    /// Whether the spec has forgotten to declare a handler, as this code says. Skeletons have it all the same.
    pub(crate) fn forgets(&self, id: NodeId, code: Code) -> bool {
        let span = self.spec.node(id).span;
        self.compiled.diagnostics.iter().any(|found| found.code == code && found.span() == span)
    }

    /// The bare name of a page's struct.
    pub(crate) fn page_name(&self, page: &Page) -> Ident {
        ident(&upper_camel(&page.name.text), self.span(page.name.span))
    }

    /// An item of the module `to`, as written in the module `from`.
    pub(crate) fn item(&self, from: Home, to: Home, name: &Ident) -> TokenStream {
        let (from, to) = (self.module(from), self.module(to));
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let supers = from[common..].iter().map(|_| quote!(super::));
        let rest = &to[common..];
        quote!(#(#supers)* #(#rest::)* #name)
    }

    /// The way from the file's module to another.
    fn module(&self, home: Home) -> Vec<Ident> {
        let Home::Node(id) = home else { return vec![Ident::new("__app", Span::call_site())] };
        let node = self.spec.node(id);
        let Some(parent) = node.parent else { return Vec::new() };
        let mut path = self.module(Home::Node(parent));
        path.push(ident(&node.name.text, self.span(node.name.span)));
        path
    }

    /// The Rust type of a parameter, as written in the module `from`.
    pub(crate) fn param_type(&self, from: Home, ty: ParamType) -> TokenStream {
        match ty {
            ParamType::Text => quote!(::std::string::String),
            ParamType::Builtin(builtin) => expand_builtin(builtin),
            ParamType::Set(id) => {
                let set = &self.spec.sets[id.0];
                self.item(from, Home::Node(set.node), &ident(&set.enum_name, Span::call_site()))
            }
            ParamType::User(id) => {
                let name = &self.spec.types[id.0].name;
                let name = ident(&name.text, self.span(name.span));
                let types = Ident::new("__types", Span::call_site());
                let types = self.item(from, Home::Node(FILE), &types);
                quote!(#types::#name)
            }
        }
    }
}

/// A primitive type under a name that no module can hide.
fn expand_builtin(builtin: Builtin) -> TokenStream {
    let name = Ident::new(builtin_name(builtin), Span::call_site());
    quote!(::core::primitive::#name)
}

fn builtin_name(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::U8 => "u8",
        Builtin::U16 => "u16",
        Builtin::U32 => "u32",
        Builtin::U64 => "u64",
        Builtin::U128 => "u128",
        Builtin::Usize => "usize",
        Builtin::I8 => "i8",
        Builtin::I16 => "i16",
        Builtin::I32 => "i32",
        Builtin::I64 => "i64",
        Builtin::I128 => "i128",
        Builtin::Isize => "isize",
        Builtin::Bool => "bool",
        Builtin::Char => "char",
    }
}
