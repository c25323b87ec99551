//! The checked spec: the one model that the formatter's siblings (code generator, tables, resolver) read.
//!
//! Everything is in flat lists and refers to each other by index, in file order, included files in
//! place. A [`Spec`] without errors in its diagnostics upholds what the fields below say.

mod guard;

pub use guard::{Guard, GuardId, When};

use crate::source::Span;
pub use crate::syntax::{Duration, Leave, Name};

/// A whole checked spec.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// Rust types that parameters, guards and actions may name.
    pub types: Vec<UserType>,
    /// Closed sets, those written in place included.
    pub sets: Vec<Set>,
    /// What owns handlers: the file first (`NodeId(0)`), then parents before children.
    pub nodes: Vec<Node>,
    /// The places that show one view each: the document first (`SlotId(0)`), then outer before inner.
    pub slots: Vec<Slot>,
    /// All pages.
    pub pages: Vec<Page>,
    /// All redirects.
    pub redirects: Vec<Redirect>,
    /// All actions.
    pub actions: Vec<Action>,
    /// All guards, in file order and so outer before inner.
    pub guards: Vec<Guard>,
}

/// Index into [`Spec::nodes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);
/// Index into [`Spec::slots`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub usize);
/// Index into [`Spec::pages`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);
/// Index into [`Spec::redirects`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RedirectId(pub usize);
/// Index into [`Spec::actions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionId(pub usize);
/// Index into [`Spec::sets`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(pub usize);
/// Index into [`Spec::types`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// One type brought in by `use`.
#[derive(Clone, Debug)]
pub struct UserType {
    /// What the spec calls it.
    pub name: Name,
    /// Its path in Rust, segment by segment: `["crate", "model", "OrgId"]`; a first segment that is
    /// not `crate` names a crate.
    pub path: Vec<Name>,
}

/// A closed set of segment texts, an enum in generated code.
#[derive(Clone, Debug)]
pub struct Set {
    /// `tab` gives `enum Tab`; `UpperCamelCase` as the enum is called.
    pub enum_name: String,
    /// Where it is declared: the name for `set`, the whole `a|b` for one written in place.
    pub span: Span,
    /// The node in whose module the enum stands (the file for `set`).
    pub node: NodeId,
    /// Texts in order, with the variant each becomes.
    pub values: Vec<SetValue>,
    /// Its `///` lines.
    pub docs: Vec<String>,
}

/// One value of a [`Set`].
#[derive(Clone, Debug)]
pub struct SetValue {
    /// The text in the URL.
    pub text: Name,
    /// The enum's variant, `UpperCamelCase`; distinct within the set.
    pub variant: String,
}

/// What owns handlers: a trait and a module in generated code.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// `snake_case`; the module's name, in `UpperCamelCase` the trait's. `root` for the file.
    pub name: Name,
    /// The node whose module this one's stands in; none for the file.
    pub parent: Option<NodeId>,
    /// Its whole prefix from the root of the URL, ancestors' first; literals and parameters only.
    pub prefix: Vec<Segment>,
    /// How many of `prefix` are its own.
    pub own_prefix: usize,
    /// Who handles what shows while something in it is pending.
    pub loading: Boundary,
    /// Who handles its failures. `Own` means that the trait has a `type Error`.
    pub error: Boundary,
    /// Who handles what is not there.
    pub not_found: Boundary,
    /// For a layout: its slots, the main one first where it has one.
    pub slots: Vec<SlotId>,
    /// For a layout: which of `slots` is its main one: that of its own pages, or the named one that
    /// says `main;`.
    pub main: Option<SlotId>,
    /// For a layout: the title of pages that have none.
    pub title: Option<Name>,
    /// What must be passed before anything below it runs, in file order.
    pub guards: Vec<GuardId>,
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The head of its declaration, keyword to name.
    pub span: Span,
}

/// The kinds of [`Node`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The file.
    Root,
    /// A shell around slots.
    Layout,
    /// A named slot.
    Slot,
    /// A scope that declares boundaries or guards (one that does not has no node; its pages belong
    /// to the node around it), or an included file, whether it declares any or not.
    Scope,
}

/// Who answers for one kind of boundary at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// The node itself declares it.
    Own,
    /// This ancestor does.
    Inherited(NodeId),
    /// Nobody; the run time's built-in view shows.
    Absent,
}

/// A place that shows one view at a time.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The node with its handlers and `At`: a named slot's own, a main slot's layout, the file's.
    pub node: NodeId,
    /// The layout it stands in; none for the document.
    pub layout: Option<NodeId>,
    /// `main`, or the declared name.
    pub name: String,
    /// What can show in it by matching, in file order, scopes taken apart.
    pub entries: Vec<Entry>,
    /// What shows where nothing matches.
    pub default: Default,
    /// Where the default (or what should have one) is declared.
    pub default_span: Span,
    /// Past this its error handler gets `TimedOut`.
    pub timeout: Option<std::time::Duration>,
    /// How often the client asks again.
    pub refresh: Option<std::time::Duration>,
    /// What it does on a soft navigation that it does not match.
    pub leave: Leave,
    /// Which of its handlers is asked before anything of it runs; false: it shows nothing. Only named
    /// slots have one.
    pub when: Option<When>,
    /// Which pages it shows over what is there when one navigates to them from within (M9), in file
    /// order. Only named slots have any.
    pub intercepts: Vec<Intercept>,
}

/// A page that a slot shows in its stead when one navigates to it from certain places (M9).
#[derive(Clone, Debug)]
pub struct Intercept {
    /// The page.
    pub page: PageId,
    /// Where one must be for it, in the order written; never empty.
    pub from: Vec<Source>,
    /// The whole statement.
    pub span: Span,
}

/// What must be on screen for an [`Intercept`] to apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// This page.
    Page(PageId),
    /// This layout, with any page.
    Layout(NodeId),
}

/// What a slot shows where no entry of it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// None declared; proven unneeded (M10).
    Missing,
    /// The node's `default` handler.
    Own,
    /// What it shows at this page's own URL; the page has no parameters beyond the layout's.
    Page(PageId),
    /// Nothing.
    None,
    /// The URL is a 404.
    NotFound,
}

/// One thing that a slot can show by matching a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// A page.
    Page(PageId),
    /// A nested layout, wherever one of its slots matches.
    Layout(NodeId),
    /// A redirect.
    Redirect(RedirectId),
}

/// A view at a path: a method and a struct in generated code.
#[derive(Clone, Debug)]
pub struct Page {
    /// `snake_case`; the method's name, in `UpperCamelCase` the struct's.
    pub name: Name,
    /// The node whose trait has its method.
    pub node: NodeId,
    /// The slot it shows in.
    pub slot: SlotId,
    /// Its whole path from the root of the URL, prefixes included.
    pub path: Vec<Segment>,
    /// Its query items in order.
    pub query: Vec<QueryItem>,
    /// Its title.
    pub title: Option<Name>,
    /// Whether it is awaited before the first byte.
    pub blocking: bool,
    /// What must be passed before it runs, after those of its node, in file order.
    pub guards: Vec<GuardId>,
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The head of its declaration, keyword to path.
    pub span: Span,
}

/// A redirect by path.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// 308 rather than 307.
    pub permanent: bool,
    /// The slot whose entry it is.
    pub slot: SlotId,
    /// Its whole path from the root of the URL.
    pub path: Vec<Segment>,
    /// Where it leads.
    pub to: Target,
    /// The whole statement.
    pub span: Span,
}

/// What a POST to a path does: a method and a struct in generated code. Actions are matched apart from
/// pages, so that both may have one path.
#[derive(Clone, Debug)]
pub struct Action {
    /// `snake_case`; the method's name, in `UpperCamelCase` the struct's.
    pub name: Name,
    /// The node whose trait has its method.
    pub node: NodeId,
    /// The slot that shows its failure: the one its pages would show in; in a layout without a main slot
    /// the one that the layout stands in.
    pub slot: SlotId,
    /// Its whole path from the root of the URL, prefixes included.
    pub path: Vec<Segment>,
    /// What its form is read into.
    pub form: TypeId,
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The head of its declaration, keyword to path.
    pub span: Span,
}

/// Where a redirect leads.
#[derive(Clone, Debug)]
pub enum Target {
    /// A page; all its path parameters are among the redirect's, of the same name and type.
    Page(PageId),
    /// A URL, as written.
    Url(Name),
}

/// One segment of a checked path.
#[derive(Clone, Debug)]
pub struct Segment {
    /// What it matches.
    pub kind: SegmentKind,
    /// Where it is written.
    pub span: Span,
}

/// What one segment of a checked path matches.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "fields are explained by their variant")]
pub enum SegmentKind {
    /// Exactly this text.
    Literal(String),
    /// One segment that is one of the type's texts.
    Param { name: String, ty: ParamType },
    /// The rest: one or more segments, or with `optional` zero or more.
    Tail { name: Option<String>, optional: bool },
}

/// The type of a path parameter, a query item, or what a guard yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParamType {
    /// `String`: any text (in a path: any but the empty one).
    Text,
    /// A built-in type; matches its canonical text only.
    Builtin(Builtin),
    /// A closed set.
    Set(SetId),
    /// A user's type; which texts it takes is not known.
    User(TypeId),
}

/// The built-in types of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is the Rust type of that name")]
pub enum Builtin {
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    Bool,
    Char,
}

/// One query item of a page.
#[derive(Clone, Debug)]
pub struct QueryItem {
    /// Its key, and the struct's field.
    pub name: Name,
    /// The type of one value.
    pub ty: ParamType,
    /// How often it may stand in a URL.
    pub kind: QueryKind,
}

impl QueryItem {
    /// Whether it counts as absent where a form sent its field empty: it is optional, or its type takes no
    /// empty text and there is a default. A type of the user's may take one.
    #[must_use]
    pub fn is_absent_if_blank(&self) -> bool {
        match self.kind {
            QueryKind::Optional => true,
            QueryKind::Default(_) => matches!(self.ty, ParamType::Builtin(_) | ParamType::Set(_)),
            QueryKind::Required | QueryKind::Repeated => false,
        }
    }
}

/// How often a query item may stand in a URL.
#[derive(Clone, Debug)]
pub enum QueryKind {
    /// Once: `T`.
    Required,
    /// At most once: `T`, else this text parsed.
    Default(Name),
    /// At most once: `Option<T>`.
    Optional,
    /// Any number of times: `Vec<T>`.
    Repeated,
}

/// A `snake_case` name as a trait, struct or enum is called: `by_month` gives `ByMonth`.
#[must_use]
pub fn upper_camel(name: &str) -> String {
    name.split('_').map(capitalise).collect()
}

/// The variant a set's value becomes: `next-month` gives `NextMonth`, `7d` gives `V7d`.
#[must_use]
pub fn variant(value: &str) -> String {
    let name: String = value.split(|c: char| !c.is_alphanumeric()).map(capitalise).collect();
    // `ALL` is the list of all of them.
    let is_legal =
        name.starts_with(|c: char| !c.is_ascii_digit()) && !["Self", "ALL"].contains(&name.as_str());
    if is_legal { name } else { format!("V{name}") }
}

fn capitalise(part: &str) -> String {
    let mut chars = part.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Spec {
    /// The node of that id.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The slot of that id.
    #[must_use]
    pub fn slot(&self, id: SlotId) -> &Slot {
        &self.slots[id.0]
    }

    /// The page of that id.
    #[must_use]
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    /// `dashboard.analytics`: the names from below the file down to the node; empty for the file.
    #[must_use]
    pub fn node_path(&self, id: NodeId) -> String {
        let node = self.node(id);
        match node.parent {
            None => String::new(),
            Some(NodeId(0)) => node.name.text.clone(),
            Some(parent) => format!("{}.{}", self.node_path(parent), node.name.text),
        }
    }

    /// `dashboard.analytics.views`: a page's full dotted name.
    #[must_use]
    pub fn page_path(&self, id: PageId) -> String {
        let page = self.page(id);
        match page.node {
            NodeId(0) => page.name.text.clone(),
            node => format!("{}.{}", self.node_path(node), page.name.text),
        }
    }

    /// What names a slot in an override, `@analytics=/views` (M5): its name, or for the main slot of a
    /// layout's own pages the layout's. Empty for the document, which the path of the URL itself locates.
    #[must_use]
    pub fn address(&self, id: SlotId) -> &str {
        let slot = self.slot(id);
        match slot.layout {
            None => "",
            Some(layout) if layout == slot.node => &self.node(layout).name.text,
            Some(_) => &slot.name,
        }
    }

    /// `dashboard.save`: an action's full dotted name.
    #[must_use]
    pub fn action_path(&self, ActionId(at): ActionId) -> String {
        let action = &self.actions[at];
        match action.node {
            NodeId(0) => action.name.text.clone(),
            node => format!("{}.{}", self.node_path(node), action.name.text),
        }
    }

    /// `dashboard@analytics`: the key of a slot on the wire; empty for the document. Unique in a page,
    /// as names that can be active together are distinct (M5).
    #[must_use]
    pub fn slot_key(&self, id: SlotId) -> String {
        let slot = self.slot(id);
        slot.layout
            .map_or_else(String::new, |layout| format!("{}@{}", self.node(layout).name.text, slot.name))
    }
}
