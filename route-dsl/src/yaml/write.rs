//! A syntax tree as YAML text.

use std::fmt::Write as _;

use crate::syntax::{
    Block, DefaultTo, Doc, Duration, File, Handler, Kind, Leave, Name, ParamType, Path, QueryItem, QueryKind,
    RedirectTo, Reference, SegmentKind, Statement, Unit, UseLeaf, UseTree,
};

/// A list longer than this is written one value a line.
const LONGEST_LIST: usize = 90;

/// The tree as YAML; comments and bad statements are left out.
pub(super) fn write_file(file: &File) -> String {
    let mut out = String::new();
    write_items(&mut out, &file.block, 0);
    out
}

fn write_items(out: &mut String, block: &Block, indent: usize) {
    let statements: Vec<_> = block.statements.iter().filter(|one| !matches!(one.kind, Kind::Bad)).collect();
    let _ = writeln!(out, "{:indent$}items:{}", "", if statements.is_empty() { " []" } else { "" });
    for (at, statement) in statements.iter().enumerate() {
        if at > 0 && is_large(statement) | is_large(statements[at - 1]) {
            out.push('\n');
        }
        write_statement(out, statement, indent + 2);
    }
}

/// Whether a blank line sets it apart.
pub(super) fn is_large(statement: &Statement) -> bool {
    let block = matches!(
        statement.kind,
        Kind::Layout { .. } | Kind::Slot { .. } | Kind::Scope { .. } | Kind::Page { block: Some(_), .. }
    );
    block || !statement.docs.is_empty()
}

fn write_statement(out: &mut String, statement: &Statement, indent: usize) {
    let (word, value, keys) = parts(&statement.kind);
    let bare = value.is_none() && statement.docs.is_empty();
    let _ = write!(out, "{:indent$}- {word}{}", "", if bare { "" } else { ":" });
    let indent = indent + 2;
    if let Some(value) = value {
        write_scalar(out, &value, indent);
    }
    out.push('\n');
    if !statement.docs.is_empty() {
        let _ = write!(out, "{:indent$}doc:", "");
        write_scalar(out, &doc_text(&statement.docs), indent);
        out.push('\n');
    }
    for (key, value) in keys {
        let _ = write!(out, "{:indent$}{key}:", "");
        match value {
            Value::One(text) => write_scalar(out, &text, indent),
            Value::Many(texts) => write_list(out, &texts, indent),
        }
        out.push('\n');
    }
    match &statement.kind {
        Kind::Layout { block, .. }
        | Kind::Slot { block, .. }
        | Kind::Scope { block, .. }
        | Kind::Page { block: Some(block), .. } => write_items(out, block, indent),
        _ => {}
    }
}

/// The word a statement begins with.
pub(super) fn word(kind: &Kind) -> &'static str {
    parts(kind).0
}

/// The value of a key beside a statement's word.
enum Value {
    One(String),
    Many(Vec<String>),
}

/// A statement's word, the word's value, and what stands beside it.
fn parts(kind: &Kind) -> (&'static str, Option<String>, Vec<(&'static str, Value)>) {
    let text = |name: &Name| Some(name.text.clone());
    let path = |path: &Path| ("path", Value::One(path_text(path)));
    match kind {
        Kind::Use(tree) => ("use", Some(use_text(tree)), vec![]),
        Kind::Set { name, values } => ("set", text(name), vec![("values", many(values))]),
        Kind::Include { name, file, at } => {
            let keys = vec![("file", Value::One(file.text.clone())), ("at", Value::One(path_text(at)))];
            ("include", text(name), keys)
        }
        Kind::Layout { name, path: at, .. } => ("layout", text(name), at.iter().map(path).collect()),
        Kind::Slot { name, .. } => ("slot", text(name), vec![]),
        Kind::Scope { name, path: at, .. } => ("scope", text(name), vec![path(at)]),
        Kind::Page { name, path: at, .. } => ("page", text(name), vec![path(at)]),
        Kind::Handler { handler, inherit } => {
            (handler_word(*handler), inherit.then(|| "inherit".to_owned()), vec![])
        }
        Kind::Default(to) => ("default", default_text(to), vec![]),
        Kind::Main => ("main", None, vec![]),
        Kind::Timeout(time) => ("timeout", Some(duration_text(time)), vec![]),
        Kind::Refresh(time) => ("refresh", Some(duration_text(time)), vec![]),
        Kind::Leave(Leave::Keep) => ("leave", Some("keep".to_owned()), vec![]),
        Kind::Leave(Leave::Reset) => ("leave", Some("reset".to_owned()), vec![]),
        Kind::Title(title) => ("title", text(title), vec![]),
        Kind::Blocking => ("blocking", None, vec![]),
        Kind::Guard { name, ty } => ("guard", text(name), vec![("type", Value::One(ty.text.clone()))]),
        Kind::When(name) => ("when", text(name), vec![]),
        Kind::Intercept { page, from } => {
            let from = from.iter().map(reference_text).collect();
            ("intercept", Some(reference_text(page)), vec![("from", Value::Many(from))])
        }
        Kind::Action { name, path: at, form } => {
            ("action", text(name), vec![path(at), ("form", Value::One(form.text.clone()))])
        }
        Kind::Redirect { permanent, path, to } => {
            let to = match to {
                RedirectTo::Page(page) => ("to", Value::One(reference_text(page))),
                RedirectTo::Url(url) => ("url", Value::One(url.text.clone())),
            };
            (if *permanent { "moved" } else { "redirect" }, Some(path_text(path)), vec![to])
        }
        Kind::Bad => ("bad", None, vec![]),
    }
}

fn many(names: &[Name]) -> Value {
    Value::Many(names.iter().map(|name| name.text.clone()).collect())
}

fn handler_word(handler: Handler) -> &'static str {
    match handler {
        Handler::Loading => "loading",
        Handler::Error => "error",
        Handler::NotFound => "not_found",
    }
}

fn default_text(to: &DefaultTo) -> Option<String> {
    match to {
        DefaultTo::Own => None,
        DefaultTo::Page(page) => Some(reference_text(page)),
        DefaultTo::None => Some("none".to_owned()),
        DefaultTo::NotFound => Some("not_found".to_owned()),
    }
}

fn reference_text(reference: &Reference) -> String {
    join(reference.names.iter().map(|name| name.text.clone()), ".")
}

fn duration_text(time: &Duration) -> String {
    let unit = match time.unit {
        Unit::Milliseconds => "ms",
        Unit::Seconds => "s",
        Unit::Minutes => "m",
        Unit::Hours => "h",
    };
    format!("{}{unit}", time.amount)
}

fn use_text(tree: &UseTree) -> String {
    let path = join(tree.path.iter().map(|name| name.text.clone()), "::");
    let colons = if tree.leading_colons { "::" } else { "" };
    match &tree.leaf {
        UseLeaf::Type { alias: None } => format!("{colons}{path}"),
        UseLeaf::Type { alias: Some(alias) } => format!("{colons}{path} as {}", alias.text),
        UseLeaf::Group(trees) => {
            let between = if tree.path.is_empty() { "" } else { "::" };
            format!("{colons}{path}{between}{{{}}}", join(trees.iter().map(use_text), ", "))
        }
    }
}

/// A path as it stands between the quotes.
fn path_text(path: &Path) -> String {
    let mut out = String::new();
    for segment in &path.segments {
        out.push('/');
        match &segment.kind {
            SegmentKind::Literal(text) => out.push_str(text),
            SegmentKind::Param { name, ty } => {
                let _ = write!(out, "{{{}{}}}", name.text, type_text(ty.as_ref()));
            }
            SegmentKind::Tail { name, optional } => {
                let name = name.as_ref().map_or("", |name| &name.text);
                let _ = write!(out, "{{*{name}{}}}", if *optional { "?" } else { "" });
            }
            SegmentKind::Bad => {}
        }
    }
    if path.segments.is_empty() {
        out.push('/');
    }
    if !path.query.is_empty() {
        let _ = write!(out, "?{}", join(path.query.iter().map(query_text), "&"));
    }
    out
}

fn query_text(item: &QueryItem) -> String {
    let name = &item.name.text;
    let ty = type_text(item.ty.as_ref());
    match &item.kind {
        QueryKind::Required => format!("{{{name}{ty}}}"),
        QueryKind::Default(text) => format!("{{{name}{ty} = {}}}", text.text),
        QueryKind::Optional => format!("{{{name}{ty}?}}"),
        QueryKind::Repeated => format!("{{*{name}{ty}}}"),
    }
}

fn type_text(ty: Option<&ParamType>) -> String {
    match ty {
        None => String::new(),
        Some(ParamType::Named(name)) => format!(": {}", name.text),
        Some(ParamType::Inline(values)) => {
            format!(": {}", join(values.iter().map(|value| value.text.clone()), "|"))
        }
    }
}

/// Doc lines as one text, without the blank that follows the slashes.
fn doc_text(docs: &[Doc]) -> String {
    join(docs.iter().map(|doc| doc.text.strip_prefix(' ').unwrap_or(&doc.text).to_owned()), "\n")
}

fn join(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}

/// Writes ` text`, in quotes or as a block where it must be.
fn write_scalar(out: &mut String, text: &str, indent: usize) {
    let scalar = scalar(text);
    for (at, line) in scalar.split('\n').enumerate() {
        match (at, line) {
            (0, _) => {
                let _ = write!(out, " {line}");
            }
            (_, "") => out.push('\n'),
            _ => {
                let _ = write!(out, "\n{:indent$}{line}", "");
            }
        }
    }
}

fn write_list(out: &mut String, texts: &[String], indent: usize) {
    let line = join(texts.iter().map(|text| scalar_in_line(text)), ", ");
    if line.len() <= LONGEST_LIST {
        let _ = write!(out, " [{line}]");
        return;
    }
    for text in texts {
        let _ = write!(out, "\n{:indent$}  - {}", "", scalar_in_line(text));
    }
}

/// A text as a YAML scalar.
fn scalar(text: &str) -> String {
    // A block of lines would swallow the blank lines that set items apart.
    if text.ends_with('\n') {
        return format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"));
    }
    // A string can always be written; nothing here fails but a broken writer.
    let text = serde_yaml::to_string(text).unwrap_or_default();
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

/// The same in one line, also between brackets.
fn scalar_in_line(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}', '\n']) {
        return format!("'{}'", text.replace('\'', "''").replace('\n', " "));
    }
    scalar(text)
}
