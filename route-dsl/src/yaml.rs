//! The YAML form of a spec: the same tree, for programs that write or read specs.
//!
//! A document is a map with the key `items`, a list of statements in the order of the text form.
//! A statement is a map whose first key is the statement's word with its name (or its value), and
//! whose other keys are what stands beside it; what has a block has its own `items`. A word that
//! needs no value stands alone.
//!
//! ```yaml
//! items:
//!   - use: crate::model::{OrgId, Region}
//!   - set: Tab
//!     values: [profile, billing]
//!
//!   - layout: dashboard
//!     doc: The signed-in shell.
//!     path: '/orgs/{org: OrgId}'
//!     items:
//!       - loading
//!       - error: inherit
//!       - default: overview
//!       - page: overview
//!         path: /
//! ```
//!
//! | word | its value | other keys |
//! |---|---|---|
//! | `use` | a path as in Rust | |
//! | `set` | name | `values` |
//! | `include` | name | `file`, `at` |
//! | `layout` | name | `path` if it has one, `items` |
//! | `slot` | name | `items` |
//! | `scope` | name | `path`, `items` |
//! | `page` | name | `path`, `items` if it has a block |
//! | `loading` `error` `not_found` | none or `inherit` | |
//! | `default` | none, a page, `none` or `not_found` | |
//! | `main` `blocking` | none | |
//! | `timeout` `refresh` | a time | |
//! | `leave` | `keep` or `reset` | |
//! | `title` | the title | |
//! | `guard` | name | `type` |
//! | `when` | name | |
//! | `intercept` | a page | `from` |
//! | `action` | name | `path`, `form` |
//! | `redirect` `moved` | a path | `to` (a page) or `url` |
//!
//! Every statement may have `doc`, the text of its `///` lines. Comments and blank lines are not
//! carried over. A value that YAML would read as a number or as true or false stands in quotes.

mod leaf;
mod locate;
mod node;
mod read;
mod shape;
mod spans;
mod write;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::parse::check_length;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::File;
use node::{Node, Value};

/// More open brackets than any spec has, wherever they stand.
const DEEPEST_BRACKET: usize = 1000;

/// Reads a spec in YAML into the tree its text form would give, with spans into the YAML. Never fails:
/// what can't be read is left out and reported (T0901 to T0906, or as in text), with the path of its item.
#[must_use]
pub fn read(sources: &Sources, id: SourceId) -> (File, Vec<Diagnostic>) {
    match load(sources, id) {
        Ok(document) => read::read_document(sources, id, &document.root),
        Err(diagnostic) => {
            let mut file = File::default();
            file.block.span = leaf::whole(sources, id);
            (file, vec![*diagnostic])
        }
    }
}

/// The tree as YAML text. [`read`] gives the same tree again, but for comments, blank lines and spans.
#[must_use]
pub fn write(file: &File) -> String {
    write::write_file(file)
}

/// Whether a file of this name holds a spec in YAML.
#[must_use]
pub fn is_yaml(name: &str) -> bool {
    let extension = std::path::Path::new(name).extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

/// Fits diagnostics of a checker that knows only the tree to sources in YAML: they get the path of
/// the item they are about, and a fix, which is an edit of the text form, becomes a help where there is no other.
pub fn adapt(diagnostics: &mut [Diagnostic], sources: &Sources) {
    for (id, _) in sources.iter().filter(|(_, source)| is_yaml(&source.name)) {
        let mut mine = diagnostics.iter_mut().filter(|d| d.span().source == id).peekable();
        if mine.peek().is_none() {
            continue;
        }
        let Ok(document) = load(sources, id) else { continue };
        for diagnostic in mine {
            if diagnostic.path.is_empty() {
                diagnostic.path = path_at(&document.root, diagnostic.span());
            }
            let fix = diagnostic.fix.take().filter(|_| diagnostic.help.is_empty());
            diagnostic.help.extend(fix.map(|fix| fix.title));
        }
    }
}

/// The first `#` comment of a spec in YAML, which [`write()`] would not write again.
#[must_use]
pub fn first_comment(sources: &Sources, id: SourceId) -> Option<Span> {
    load(sources, id).ok()?.comment
}

/// A document with its values in their places.
struct Document {
    root: Node,
    comment: Option<Span>,
}

fn load(sources: &Sources, id: SourceId) -> Result<Document, Box<Diagnostic>> {
    let text = &sources.get(id).text;
    if let Some(found) = check_length(text, id).or_else(|| check_brackets(text, id)) {
        return Err(Box::new(found));
    }
    let mut root: Node =
        serde_yaml::from_str(text).map_err(|error| Box::new(no_yaml(&error, sources, id)))?;
    let comment = locate::locate(&mut root, text, id);
    Ok(Document { root, comment })
}

/// The YAML reader has a limit of its own, but takes quadratic time to come to it in brackets.
fn check_brackets(text: &str, id: SourceId) -> Option<Diagnostic> {
    let mut depth = 0_usize;
    let open = text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST_BRACKET
    });
    open.map(|at| too_deep(Span::new(id, at, at + 1)))
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(Code::NESTED_TOO_DEEP, span, "this is nested too deep")
        .help("a spec may be nested about 60 deep in YAML; move what is in here to a file of its own with `include`")
}

/// What `serde_yaml` said, at its place.
fn no_yaml(error: &serde_yaml::Error, sources: &Sources, id: SourceId) -> Diagnostic {
    let source = sources.get(id);
    let at = error.location().map_or(0, |place| {
        let line = source.line(place.line());
        let text = &source.text[line.clone()];
        line.start
            + text.char_indices().nth(place.column().saturating_sub(1)).map_or(text.len(), |(at, _)| at)
    });
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    if said.contains("recursion limit") {
        return too_deep(Span::new(id, at, at));
    }
    Diagnostic::error(Code::YAML_SYNTAX, Span::new(id, at, at), format!("this is no YAML: {said}"))
        .help(format!("`transom explain {}` shows the form", Code::YAML_SYNTAX))
}

/// The path of the deepest item or value around a span.
fn path_at(document: &Node, span: Span) -> String {
    let mut path = String::new();
    let mut node = document;
    let holds = |node: &Node| node.span.start <= span.start && span.end <= node.span.end;
    loop {
        match &node.value {
            Value::List(items) => {
                let Some((at, item)) = items.iter().enumerate().find(|(_, item)| holds(item)) else { break };
                path.push_str(&format!("[{at}]"));
                node = item;
            }
            Value::Map(entries) => {
                let Some((key, value)) = entries.iter().find(|(key, value)| holds(value) || holds(key))
                else {
                    break;
                };
                let dot = if path.is_empty() { "" } else { "." };
                path.push_str(dot);
                path.push_str(key.text().unwrap_or("?"));
                node = value;
            }
            Value::Null | Value::Other(_) | Value::Text(_) => break,
        }
    }
    path
}

#[cfg(test)]
mod tests;
