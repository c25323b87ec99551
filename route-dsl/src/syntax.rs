//! The syntax tree: a spec as it was written, with comments and byte spans, before any meaning.
//!
//! The parser and the YAML reader make it, the formatter prints it, the checker lowers it to a
//! [`Spec`](crate::spec::Spec). Any statement may stand in any block here; what may stand where is a check.

#![allow(missing_docs, reason = "fields of enum variants are explained by the example of each variant")]

use crate::source::Span;

/// One whole file, or the body of `routes! { … }`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// Everything in it.
    pub block: Block,
}

/// The statements between two braces, or of a whole file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The statements in order.
    pub statements: Vec<Statement>,
    /// Comments after the last statement.
    pub comments: Vec<Comment>,
    /// A `// …` on the line its closing brace stands on.
    pub closing: Option<Comment>,
    /// From the opening brace to the closing one, both included.
    pub span: Span,
}

/// One statement with what is written around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Whole-line comments before it, and those within it.
    pub comments: Vec<Comment>,
    /// Whether a blank line stands right before it, after its comments. Never at the top of a block.
    pub blank_before: bool,
    /// `///` lines.
    pub docs: Vec<Doc>,
    /// What it says.
    pub kind: Kind,
    /// A `// …` on the line it ends on (for a block: on the line its brace opens on).
    pub trailing: Option<Comment>,
    /// From its first keyword to its `;` or `}`.
    pub span: Span,
}

/// A `// …` comment, without the slashes.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// What follows the slashes, trailing blanks cut.
    pub text: String,
    /// Whether a blank line stands before it. Never at the top of a block.
    pub blank_before: bool,
    /// Slashes included.
    pub span: Span,
}

/// A `/// …` line, without the slashes.
#[derive(Clone, Debug, PartialEq)]
pub struct Doc {
    /// What follows the slashes, trailing blanks cut.
    pub text: String,
    /// Slashes included.
    pub span: Span,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `use crate::model::{OrgId, Region};`
    Use(UseTree),
    /// `set Tab = profile | billing;`
    Set { name: Name, values: Vec<Text> },
    /// `include admin "admin.routes" at "/admin";`
    Include { name: Name, file: Text, at: Path },
    /// `layout dashboard "/orgs/{org}" { … }`
    Layout { name: Name, path: Option<Path>, block: Block },
    /// `slot analytics { … }`
    Slot { name: Name, block: Block },
    /// `scope reports "/reports" { … }`
    Scope { name: Name, path: Path, block: Block },
    /// `page overview "/";` or with a block
    Page { name: Name, path: Path, block: Option<Block> },
    /// `loading;` and `loading inherit;`
    Handler { handler: Handler, inherit: bool },
    /// `default;` `default PAGE;` `default none;` `default not_found;`
    Default(DefaultTo),
    /// `main;`
    Main,
    /// `timeout 2s;`
    Timeout(Duration),
    /// `refresh 30s;`
    Refresh(Duration),
    /// `leave keep;` and `leave reset;`
    Leave(Leave),
    /// `title "Settings";`
    Title(Text),
    /// `blocking;`
    Blocking,
    /// `guard user: User;`
    Guard { name: Name, ty: TypeName },
    /// `when is_admin;`
    When(Name),
    /// `intercept settings from overview;`
    Intercept { page: Reference, from: Vec<Reference> },
    /// `action save "/save" (SaveForm);`
    Action { name: Name, path: Path, form: TypeName },
    /// `redirect "/old" to overview;` (307) and `moved … ;` (308)
    Redirect { permanent: bool, path: Path, to: RedirectTo },
    /// Text that is no statement; a diagnostic has been given for it.
    Bad,
}

/// One `use`, as in Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct UseTree {
    /// A leading `::`.
    pub leading_colons: bool,
    /// The segments before the leaf.
    pub path: Vec<Name>,
    /// What is taken from there.
    pub leaf: UseLeaf,
}

/// What a `use` takes.
#[derive(Clone, Debug, PartialEq)]
pub enum UseLeaf {
    /// The last segment of the path, under another name if `as` says so.
    Type { alias: Option<Name> },
    /// `{ … }`
    Group(Vec<UseTree>),
}

/// The three handlers a node declares with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handler {
    /// What shows while the slot is pending.
    Loading,
    /// What shows when the slot has failed.
    Error,
    /// What shows when what was asked for is not there.
    NotFound,
}

/// What a slot shows where no page of it matches.
#[derive(Clone, Debug, PartialEq)]
pub enum DefaultTo {
    /// `default;`: a handler of its own.
    Own,
    /// `default PAGE;`: one of its pages.
    Page(Reference),
    /// `default none;`: nothing.
    None,
    /// `default not_found;`: the URL is a 404.
    NotFound,
}

/// What a slot does on a soft navigation to a URL it does not match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leave {
    /// Keep what it shows.
    #[default]
    Keep,
    /// Go to its default.
    Reset,
}

/// Where a redirect leads.
#[derive(Clone, Debug, PartialEq)]
pub enum RedirectTo {
    /// A page, by name; parameters of the same name are handed over.
    Page(Reference),
    /// A URL, written out.
    Url(Text),
}

/// A name where it is declared or used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A name of something declared elsewhere, `settings` or `dashboard.settings`.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The names between the dots; at least one.
    pub names: Vec<Name>,
}

impl Reference {
    /// From the first name to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        self.names[0].span.to(self.names[self.names.len() - 1].span)
    }
}

/// A Rust type by its bare name, as brought in by `use`.
pub type TypeName = Name;

/// A text with its place. For strings, `span` includes the quotes and `text` does not.
pub type Text = Name;

/// A time such as `2s` or `150ms`.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// The whole number written.
    pub amount: u64,
    /// The unit written.
    pub unit: Unit,
    /// Where.
    pub span: Span,
}

/// The units of a [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `ms`
    Milliseconds,
    /// `s`
    Seconds,
    /// `m`
    Minutes,
    /// `h`
    Hours,
}

/// A path pattern: what stands in the string of a page, layout, scope, redirect, action or include.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The segments; none for `"/"`.
    pub segments: Vec<Segment>,
    /// The query items in order.
    pub query: Vec<QueryItem>,
    /// The whole string, quotes included.
    pub span: Span,
}

/// One segment of a path pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What it matches.
    pub kind: SegmentKind,
    /// Without the slash.
    pub span: Span,
}

/// What one segment of a path pattern matches.
#[derive(Clone, Debug, PartialEq)]
pub enum SegmentKind {
    /// Exactly this text, written decoded.
    Literal(String),
    /// `{name}` or `{name: Type}`: one segment.
    Param { name: Name, ty: Option<ParamType> },
    /// `{*rest}` and `{*}`: one or more segments; `{*rest?}` and `{*?}`: zero or more.
    Tail { name: Option<Name>, optional: bool },
    /// What could not be read; a diagnostic has been given for it.
    Bad,
}

/// The type of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum ParamType {
    /// A built-in type, a `set`, or a type brought in by `use`.
    Named(TypeName),
    /// `a|b`: a closed set written in place.
    Inline(Vec<Text>),
}

/// One item of a path's query.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryItem {
    /// Its key.
    pub name: Name,
    /// Its type; `String` where none is written.
    pub ty: Option<ParamType>,
    /// How often it may stand in a URL.
    pub kind: QueryKind,
    /// Braces included.
    pub span: Span,
}

/// How often a query item may stand in a URL, and what it is when it does not.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryKind {
    /// `{q}`: once.
    Required,
    /// `{q: T = text}`: at most once, else this text.
    Default(Text),
    /// `{q: T?}`: at most once.
    Optional,
    /// `{*q: T}`: any number of times.
    Repeated,
}
