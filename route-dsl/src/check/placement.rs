//! What may stand where (the table of the language reference), once or often, and how deep.

use super::DEEPEST;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::syntax::{Block, Handler, Kind, Statement};
use std::collections::HashMap;

/// The kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    File,
    Layout,
    Slot,
    Scope,
    Page,
}

/// Checks a block and everything in it.
pub(super) fn check_block(block: &Block, place: Place, sources: &Sources, out: &mut Vec<Diagnostic>) {
    let mut checker = Checker { sources, around: vec![place], out };
    checker.check_block(block);
}

struct Checker<'a> {
    sources: &'a Sources,
    /// The blocks that are open, outermost first.
    around: Vec<Place>,
    out: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn check_block(&mut self, block: &Block) {
        let mut first: HashMap<&'static str, Span> = HashMap::new();
        for statement in &block.statements {
            self.check_place(statement);
            if let Some(word) = keyword(&statement.kind).filter(|_| stands_once(&statement.kind)) {
                match first.get(word) {
                    Some(other) => self.out.push(twice(word, statement.span, *other)),
                    None => {
                        first.insert(word, statement.span);
                    }
                }
            }
            if let Some((place, inner)) = inner(&statement.kind) {
                self.enter(statement, place, inner);
            }
        }
    }

    fn enter(&mut self, statement: &Statement, place: Place, block: &Block) {
        if self.around.len() > DEEPEST {
            let message = format!("blocks are nested more than {DEEPEST} deep");
            let found = Diagnostic::error(Code::NESTED_TOO_DEEP, head(statement), message);
            self.out.push(
                found.label("too deep").help("move some of them to a file of their own and include it"),
            );
            return;
        }
        self.around.push(place);
        self.check_block(block);
        self.around.pop();
    }

    fn check_place(&mut self, statement: &Statement) {
        let Some(word) = keyword(&statement.kind) else { return };
        let here = self.around[self.around.len() - 1];
        if may_stand(&statement.kind, here) {
            return;
        }
        let span = head(statement);
        let message = format!("{} cannot stand in {}", with_article(word), here.called());
        let mut found = Diagnostic::error(Code::MISPLACED, span, message).label("not here");
        let fits_outside = self.around.iter().rev().skip(1).any(|place| may_stand(&statement.kind, *place));
        if inner(&statement.kind).is_some() && here != Place::File && fits_outside {
            let (line, _) = self.sources.get(span.source).position(span.start);
            found = found.help(format!("is a `}}` missing before line {line}?"));
        }
        self.out.push(found.help(where_it_stands(word, &statement.kind)));
    }
}

impl Place {
    const ALL: [Place; 5] = [Place::File, Place::Layout, Place::Slot, Place::Scope, Place::Page];

    fn called(self) -> &'static str {
        match self {
            Place::File => "the file, outside of all blocks",
            Place::Layout => "a layout",
            Place::Slot => "a slot",
            Place::Scope => "a scope",
            Place::Page => "a page",
        }
    }

    fn short(self) -> &'static str {
        match self {
            Place::File => "the file itself",
            place => place.called(),
        }
    }
}

/// The table: whether a statement may stand in a block of this kind.
fn may_stand(kind: &Kind, place: Place) -> bool {
    use Place::{File, Layout, Page, Scope, Slot};
    let places: &[Place] = match kind {
        Kind::Use(_) | Kind::Set { .. } => &[File],
        Kind::Include { .. }
        | Kind::Layout { .. }
        | Kind::Page { .. }
        | Kind::Redirect { .. }
        | Kind::Scope { .. }
        | Kind::Action { .. } => &[File, Layout, Slot, Scope],
        Kind::Slot { .. } => &[Layout],
        Kind::Handler { handler: Handler::Error | Handler::NotFound, inherit: false } => {
            &[File, Layout, Slot, Scope]
        }
        Kind::Handler { .. } => &[Layout, Slot, Scope],
        Kind::Default(_) | Kind::Leave(_) | Kind::Refresh(_) | Kind::Timeout(_) => &[Layout, Slot],
        Kind::Guard { .. } => &[File, Layout, Slot, Scope, Page],
        Kind::Main | Kind::When(_) | Kind::Intercept { .. } => &[Slot],
        Kind::Title(_) => &[Layout, Page],
        Kind::Blocking => &[Page],
        Kind::Bad => return true,
    };
    places.contains(&place)
}

/// The word a statement begins with; none for text that is no statement.
pub(super) fn keyword(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Use(_) => "use",
        Kind::Set { .. } => "set",
        Kind::Include { .. } => "include",
        Kind::Layout { .. } => "layout",
        Kind::Slot { .. } => "slot",
        Kind::Scope { .. } => "scope",
        Kind::Page { .. } => "page",
        Kind::Handler { handler: Handler::Loading, .. } => "loading",
        Kind::Handler { handler: Handler::Error, .. } => "error",
        Kind::Handler { handler: Handler::NotFound, .. } => "not_found",
        Kind::Default(_) => "default",
        Kind::Main => "main",
        Kind::Timeout(_) => "timeout",
        Kind::Refresh(_) => "refresh",
        Kind::Leave(_) => "leave",
        Kind::Title(_) => "title",
        Kind::Blocking => "blocking",
        Kind::Guard { .. } => "guard",
        Kind::When(_) => "when",
        Kind::Intercept { .. } => "intercept",
        Kind::Action { .. } => "action",
        Kind::Redirect { permanent: false, .. } => "redirect",
        Kind::Redirect { permanent: true, .. } => "moved",
        Kind::Bad => return None,
    })
}

/// Whether a statement may stand only once in a block.
fn stands_once(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Handler { .. }
            | Kind::Default(_)
            | Kind::Main
            | Kind::Timeout(_)
            | Kind::Refresh(_)
            | Kind::Leave(_)
            | Kind::Title(_)
            | Kind::Blocking
            | Kind::When(_)
    )
}

/// The block of a statement that has one.
pub(super) fn inner(kind: &Kind) -> Option<(Place, &Block)> {
    match kind {
        Kind::Layout { block, .. } => Some((Place::Layout, block)),
        Kind::Slot { block, .. } => Some((Place::Slot, block)),
        Kind::Scope { block, .. } => Some((Place::Scope, block)),
        Kind::Page { block: Some(block), .. } => Some((Place::Page, block)),
        _ => None,
    }
}

/// A statement without its block.
fn head(statement: &Statement) -> Span {
    match &statement.kind {
        Kind::Layout { name, .. } | Kind::Slot { name, .. } | Kind::Scope { name, .. } => {
            Span { end: name.span.end, ..statement.span }
        }
        Kind::Page { path, .. } => Span { end: path.span.end, ..statement.span },
        _ => statement.span,
    }
}

fn with_article(word: &str) -> String {
    match word {
        "include" | "action" => format!("an {word}"),
        "set" | "layout" | "slot" | "scope" | "page" | "guard" | "redirect" | "title" => format!("a {word}"),
        word => format!("`{word}`"),
    }
}

fn where_it_stands(word: &str, kind: &Kind) -> String {
    let places: Vec<&str> =
        Place::ALL.iter().filter(|place| may_stand(kind, **place)).map(|place| place.short()).collect();
    let places = match places.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => places.join(""),
    };
    format!("{} stands in {places}", with_article(word))
}

fn twice(word: &str, span: Span, other: Span) -> Diagnostic {
    Diagnostic::error(Code::STATEMENT_TWICE, span, format!("`{word}` stands twice in one block"))
        .label("again")
        .also(other, "first here")
        .help("leave one of them out")
        .fix("take it out", span, "")
}
