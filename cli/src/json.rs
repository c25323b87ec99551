//! Diagnostics as JSON, one object a line; the schema is stable, and new keys may come.
//!
//! ```json
//! {"code":"T0401","severity":"error","message":"…","file":"app.routes",
//!  "range":{"start":{"byte":32,"line":2,"column":10},"end":{"byte":41,"line":2,"column":19}},
//!  "item":"items[0].items[1]",
//!  "labels":[{"file":"app.routes","range":{…},"text":"…"}],
//!  "notes":["…"],"help":["…"],
//!  "fix":{"title":"add `loading;`","edits":[{"file":"app.routes","range":{…},"text":"…"}]},
//!  "rendered":"error[T0401]: …"}
//! ```
//!
//! Bytes count from 0, lines and columns from 1, columns in characters; ends are exclusive. `item` is
//! null but in YAML, `fix` is null where there is none. The first label is the place itself. Edits
//! do not overlap; all of one fix belong together.

use serde::Serialize;
use transom_route_dsl::diagnostic::{Diagnostic, Severity};
use transom_route_dsl::render;
use transom_route_dsl::source::{Sources, Span};

/// One diagnostic.
#[derive(Serialize)]
pub(crate) struct Line<'a> {
    code: String,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    item: Option<&'a str>,
    labels: Vec<Labelled<'a>>,
    notes: &'a [String],
    help: &'a [String],
    fix: Option<Fix<'a>>,
    rendered: String,
}

/// A file and a range in it.
#[derive(Serialize)]
pub(crate) struct Place<'a> {
    /// The file's name as the user gave it.
    pub(crate) file: &'a str,
    /// Where in it.
    pub(crate) range: Range,
}

#[derive(Serialize)]
struct Labelled<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Labelled<'a>>,
}

/// From where to where.
#[derive(Serialize)]
pub(crate) struct Range {
    /// First byte.
    pub(crate) start: Position,
    /// One past the last.
    pub(crate) end: Position,
}

/// A place between two bytes.
#[derive(Serialize)]
pub(crate) struct Position {
    /// From 0.
    pub(crate) byte: u32,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
}

/// The line for one diagnostic, with its line break.
pub(crate) fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let labelled = |span: Span, text| Labelled { place: place(span, sources), text };
    let line = Line {
        code: diagnostic.code.to_string(),
        severity: severity(diagnostic.severity),
        message: &diagnostic.message,
        place: place(diagnostic.span(), sources),
        item: Some(diagnostic.path.as_str()).filter(|path| !path.is_empty()),
        labels: diagnostic.labels.iter().map(|label| labelled(label.span, label.text.as_str())).collect(),
        notes: &diagnostic.notes,
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            edits: fix.edits.iter().map(|edit| labelled(edit.span, edit.text.as_str())).collect(),
        }),
        rendered: render::plain(diagnostic, sources),
    };
    // Strings and numbers only: nothing in it can fail to be written.
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}

/// `error` or `warning`.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Where a span lies.
pub(crate) fn place(span: Span, sources: &Sources) -> Place<'_> {
    let source = sources.get(span.source);
    let position = |byte: u32| {
        let (line, column) = source.position(byte);
        Position { byte, line, column }
    };
    Place { file: &source.name, range: Range { start: position(span.start), end: position(span.end) } }
}
