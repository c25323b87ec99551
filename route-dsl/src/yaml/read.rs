//! YAML values as a syntax tree.

use super::leaf::{Holds, Leaf, whole};
use super::node::{Node, Value};
use super::shape::{Piece, SHAPES, Shape};
use super::write::{self, is_large};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};
use crate::suggest::nearest;
use crate::syntax::{Block, Doc, File, Kind, Statement};

/// Nobody reads on after so many mistakes.
const ENOUGH: usize = 100;

/// The keys and values of a map.
type Entries = [(Node, Node)];

/// Reads a document whose places are known.
pub(super) fn read_document(sources: &Sources, id: SourceId, document: &Node) -> (File, Vec<Diagnostic>) {
    let mut reader = Reader { sources, path: String::new(), diagnostics: Vec::new() };
    let mut block = Block { span: whole(sources, id), ..Block::default() };
    match &document.value {
        Value::Null => {}
        Value::Map(entries) => {
            reader.check_keys(entries, &["items"], "a spec");
            if let Some((_, items)) = entries.iter().find(|(key, _)| key.text() == Some("items")) {
                block.statements = reader.read_items(items);
            }
        }
        _ => {
            let found = document.describe();
            reader.error(Code::YAML_WRONG_KIND, document.span, "a spec is a map with the key `items`", |d| {
                d.label(format!("this is {found}")).help("begin with `items:` and indent the list below it")
            });
        }
    }
    (File { block }, reader.diagnostics)
}

struct Reader<'a> {
    sources: &'a Sources,
    /// The path of what is being read.
    path: String,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn read_items(&mut self, items: &Node) -> Vec<Statement> {
        self.within(
            |path| path.push_str(if path.is_empty() { "items" } else { ".items" }),
            |reader| {
                let Value::List(items) = &items.value else {
                    if !matches!(items.value, Value::Null) {
                        reader.wrong_kind(items, "items", "a list of statements");
                    }
                    return Vec::new();
                };
                let mut statements: Vec<Statement> = Vec::new();
                for (at, item) in items.iter().enumerate() {
                    if reader.diagnostics.len() >= ENOUGH {
                        break;
                    }
                    let read = reader
                        .within(|path| path.push_str(&format!("[{at}]")), |reader| reader.read_item(item));
                    let mut statement = read.unwrap_or_else(|| bad(item));
                    statement.blank_before =
                        statements.last().is_some_and(|before| is_large(before) || is_large(&statement));
                    statements.push(statement);
                }
                statements
            },
        )
    }

    fn read_item(&mut self, item: &Node) -> Option<Statement> {
        match &item.value {
            Value::Text(_) => {
                let value = Node { value: Value::Null, span: item.span };
                self.read_statement(item, &[(item.clone(), value)])
            }
            Value::Map(entries) => self.read_statement(item, entries),
            _ => {
                self.wrong_kind(
                    item,
                    "",
                    "a statement: a word such as `loading`, or a map such as `page: overview`",
                );
                None
            }
        }
    }

    fn read_statement(&mut self, item: &Node, entries: &Entries) -> Option<Statement> {
        let shape = self.find_shape(item, entries)?;
        let keys: Vec<&str> = shape.keys().collect();
        self.check_keys(entries, &keys, &format!("`{}`", shape.word));
        let leaf = self.write_leaf(shape, item, entries);
        let docs = self.read_docs(entries);
        let items = find(entries, "items").filter(|_| keys.contains(&"items"));
        let block = items.map(|(_, node)| Block {
            statements: self.read_items(node),
            span: node.span,
            ..Block::default()
        });
        let (mut statements, mut said) = leaf?.parse();
        let fits = statements.len() == 1 && write::word(&statements[0].kind) == shape.word;
        if !fits && said.iter().all(|diagnostic| SYNTAX.contains(&diagnostic.code.0)) {
            said = vec![no_such_value(shape, item, entries)];
        }
        let path = &self.path;
        self.diagnostics.extend(said.into_iter().map(|one| Diagnostic { path: path.clone(), ..one }));
        if !fits {
            return None;
        }
        let mut statement = statements.pop()?;
        put_block(&mut statement.kind, block);
        statement.docs = docs;
        statement.span = item.span;
        Some(statement)
    }

    /// Which statement a map is: the one key that is a statement's word.
    fn find_shape(&mut self, item: &Node, entries: &Entries) -> Option<&'static Shape> {
        let words: Vec<(&Node, &Shape)> =
            entries.iter().filter_map(|(key, _)| Some((key, Shape::of(key.text()?)?))).collect();
        if let [(_, shape), ..] = words[..] {
            return Some(shape);
        }
        let meant = entries.iter().find_map(|(key, _)| {
            let word = key.text()?;
            Some((key, word, nearest(word, SHAPES.iter().map(|shape| shape.word))?))
        });
        let (span, message) = match (meant, entries.first()) {
            (Some((key, word, _)), _) => (key.span, format!("`{word}` is no statement")),
            (None, Some((key, _))) => {
                (key.span, format!("`{}` is no statement", key.text().unwrap_or("this")))
            }
            (None, None) => (item.span, "an empty map is no statement".to_owned()),
        };
        self.error(Code::YAML_KEY_UNKNOWN, span, &message, |d| match meant {
            Some((_, _, word)) => d.help(format!("did you mean `{word}`?")),
            None => d.help(format!("the statements are {}", list(SHAPES.iter().map(|shape| shape.word)))),
        });
        None
    }

    /// Reports keys that stand twice, are no texts, or mean nothing beside `owner`.
    fn check_keys(&mut self, entries: &Entries, known: &[&'static str], owner: &str) {
        for (at, (key, _)) in entries.iter().enumerate() {
            let Some(name) = key.text() else {
                self.wrong_kind(key, "", "a key, which is a text");
                continue;
            };
            if let Some((first, _)) = entries[..at].iter().find(|(before, _)| before.text() == Some(name)) {
                let first = first.span;
                self.error(
                    Code::YAML_KEY_TWICE,
                    key.span,
                    &format!("the key `{name}` stands twice in one map"),
                    |d| d.label("repeated here").also(first, "first here").help("leave one of them out"),
                );
            } else if !known.contains(&name) {
                self.unknown_key(key, name, known, owner);
            }
        }
    }

    fn unknown_key(&mut self, key: &Node, name: &str, known: &[&'static str], owner: &str) {
        let message = format!("the key `{name}` means nothing beside {owner}");
        let is_word = Shape::of(name).is_some();
        let has_items = known.contains(&"items");
        self.error(Code::YAML_KEY_UNKNOWN, key.span, &message, |d| {
            match nearest(name, known.iter().copied()) {
                Some(meant) if !is_word => d.help(format!("did you mean `{meant}`?")),
                _ if is_word && has_items => d.help(format!(
                    "`{name}` is a statement: make it `- {name}: …` in the list under `items:`"
                )),
                _ if is_word => d.help(format!("`{name}` is a statement: make it an item of its own")),
                _ => d.help(format!("what may stand here is {}", list(known.iter().copied()))),
            }
        });
    }

    fn write_leaf(&mut self, shape: &Shape, item: &Node, entries: &Entries) -> Option<Leaf<'a>> {
        let sources = self.sources;
        let mut leaf = Leaf::new(sources, item.span);
        let word = find(entries, shape.word).map_or(item.span, |(key, _)| key.span);
        let mut whole = true;
        for piece in shape.pieces {
            whole &= self.write_piece(&mut leaf, piece, entries, word).is_some();
        }
        whole.then_some(leaf)
    }

    /// Adds one piece of a statement's text; nothing if it could not be made, which is then reported.
    fn write_piece(
        &mut self,
        leaf: &mut Leaf<'_>,
        piece: &Piece,
        entries: &Entries,
        word: Span,
    ) -> Option<()> {
        let given = |key: &str| find(entries, key).filter(|(_, node)| !matches!(node.value, Value::Null));
        match *piece {
            Piece::Lit(text) => leaf.push(text, word),
            Piece::Block => {}
            Piece::Given(key) => {
                if let Some((_, node)) = given(key) {
                    self.wrong_kind(node, key, "nothing: the word stands alone");
                    return None;
                }
            }
            Piece::MaybeWord(key) => {
                return given(key)
                    .map_or(Some(()), |(_, node)| self.write_value(leaf, key, node, Holds::Word));
            }
            Piece::MaybeQuoted(key) => {
                return find(entries, key)
                    .map_or(Some(()), |(_, node)| self.write_value(leaf, key, node, Holds::Quoted));
            }
            Piece::Word(key) => {
                let node = self.required(entries, key, word)?;
                let holds = if key == "use" { Holds::Use } else { Holds::Word };
                self.write_value(leaf, key, node, holds)?;
            }
            Piece::Quoted(key) => {
                let node = self.required(entries, key, word)?;
                self.write_value(leaf, key, node, Holds::Quoted)?;
            }
            Piece::List(key, between) => {
                let node = self.required(entries, key, word)?;
                return self.write_list(leaf, key, between, node);
            }
            Piece::To => return self.write_target(leaf, entries, word),
        }
        Some(())
    }

    fn write_list(&mut self, leaf: &mut Leaf<'_>, key: &str, between: &str, node: &Node) -> Option<()> {
        let values = match &node.value {
            Value::List(values) if !values.is_empty() => values.as_slice(),
            Value::Text(_) => std::slice::from_ref(node),
            _ => {
                self.wrong_kind(node, key, "a list with at least one text");
                return None;
            }
        };
        let mut whole = Some(());
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                leaf.push(between, node.span);
            }
            let written = self.write_value(leaf, &format!("{key}[{at}]"), value, Holds::Word);
            whole = whole.and(written);
        }
        whole
    }

    fn write_target(&mut self, leaf: &mut Leaf<'_>, entries: &Entries, word: Span) -> Option<()> {
        if let (Some((page, _)), Some((url, _))) = (find(entries, "to"), find(entries, "url")) {
            let page = page.span;
            self.error(
                Code::YAML_KEY_UNKNOWN,
                url.span,
                "a redirect leads to a page or to a URL, not both",
                |d| d.also(page, "the page").help("leave `to` or `url` out"),
            );
            return None;
        }
        match find(entries, "url") {
            Some((_, node)) => self.write_value(leaf, "url", node, Holds::Quoted),
            None => {
                let node = self.required(entries, "to", word)?;
                self.write_value(leaf, "to", node, Holds::Word)
            }
        }
    }

    fn write_value(&mut self, leaf: &mut Leaf<'_>, key: &str, node: &Node, holds: Holds) -> Option<()> {
        let Some(text) = node.text() else {
            self.wrong_kind(node, key, "a text");
            return None;
        };
        let said = match leaf.push_value(text, node, holds) {
            Ok(()) if !text.is_empty() || holds == Holds::Quoted => return Some(()),
            Ok(()) => format!("`{key}` is empty"),
            Err(' ') => format!("`{key}` can't hold a blank"),
            Err(bad) => format!("`{key}` can't hold {bad:?}"),
        };
        let help = match holds {
            Holds::Quoted => "strings in a spec have no quotes, backslashes or control characters",
            Holds::Word | Holds::Use => takes(key),
        };
        self.error(Code::YAML_VALUE, node.span, &said, |d| d.help(help));
        None
    }

    fn required<'n>(&mut self, entries: &'n Entries, key: &str, word: Span) -> Option<&'n Node> {
        match find(entries, key) {
            Some((at, node)) if matches!(node.value, Value::Null) => {
                self.error(Code::YAML_KEY_MISSING, at.span, &format!("`{key}` has no value"), |d| {
                    d.help(format!("write it as `{key}: …`"))
                });
                None
            }
            Some((_, node)) => Some(node),
            None => {
                let owner = self.sources.text(word).to_owned();
                self.error(Code::YAML_KEY_MISSING, word, &format!("`{owner}` lacks the key `{key}`"), |d| {
                    d.help(format!("add `{key}: …` below it"))
                });
                None
            }
        }
    }

    fn read_docs(&mut self, entries: &Entries) -> Vec<Doc> {
        let Some((_, node)) = find(entries, "doc") else { return Vec::new() };
        let Some(text) = node.text() else {
            self.wrong_kind(node, "doc", "a text");
            return Vec::new();
        };
        let line = |line: &str| Doc {
            text: if line.trim_end().is_empty() { String::new() } else { format!(" {}", line.trim_end()) },
            span: node.span,
        };
        text.split('\n').map(line).collect()
    }

    fn wrong_kind(&mut self, node: &Node, key: &str, wanted: &str) {
        let found = node.describe();
        let message =
            if key.is_empty() { format!("expected {wanted}") } else { format!("`{key}` takes {wanted}") };
        let quotes = wanted == "a text" && matches!(node.value, Value::Other(_));
        self.error(Code::YAML_WRONG_KIND, node.span, &message, |d| {
            let d = d.label(format!("this is {found}"));
            if quotes {
                d.help("put it in quotes to make it a text")
            } else {
                d.help(format!("`transom explain {}` shows the form", Code::YAML_WRONG_KIND))
            }
        });
    }

    fn error(&mut self, code: Code, span: Span, message: &str, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let mut diagnostic = more(Diagnostic::error(code, span, message));
        diagnostic.path.clone_from(&self.path);
        self.diagnostics.push(diagnostic);
    }

    fn within<T>(&mut self, enter: impl FnOnce(&mut String), work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.path.len();
        enter(&mut self.path);
        let result = work(self);
        self.path.truncate(before);
        result
    }
}

fn find<'n>(entries: &'n Entries, key: &str) -> Option<&'n (Node, Node)> {
    entries.iter().find(|(name, _)| name.text() == Some(key))
}

/// Codes of what the parser says of text that is no statement; here more is known.
const SYNTAX: std::ops::Range<u16> = 100..200;

/// A statement whose values are each well-formed, but not what its word takes.
fn no_such_value(shape: &Shape, item: &Node, entries: &Entries) -> Diagnostic {
    let value = find(entries, shape.word).map_or(item, |(_, value)| value);
    let message = format!("`{}` can't be `{}`", shape.word, value.text().unwrap_or_default());
    Diagnostic::error(Code::YAML_VALUE, value.span, message).help(takes(shape.word))
}

/// What the value of a word or key is, in words.
fn takes(word: &str) -> &'static str {
    match word {
        "use" => "it takes a path as in Rust, such as `crate::model::{OrgId, Region}`",
        "loading" | "error" | "not_found" => "the word stands alone, or takes `inherit`",
        "timeout" | "refresh" => "a time is a whole number and a unit, such as `150ms`, `2s`, `5m` or `1h`",
        "leave" => "it takes `keep` or `reset`",
        "default" => "it takes the name of a page, `none` or `not_found`, or stands alone",
        _ => "it takes one name, as in the text form",
    }
}

/// What stands in the tree for an item that could not be read, so that the checker knows of it.
fn bad(item: &Node) -> Statement {
    Statement {
        comments: Vec::new(),
        blank_before: false,
        docs: Vec::new(),
        kind: Kind::Bad,
        trailing: None,
        span: item.span,
    }
}

fn put_block(kind: &mut Kind, given: Option<Block>) {
    match kind {
        Kind::Page { block, .. } => *block = given,
        Kind::Layout { block, .. } | Kind::Slot { block, .. } | Kind::Scope { block, .. } => {
            *block = given.unwrap_or(Block { span: block.span, ..Block::default() });
        }
        _ => {}
    }
}

fn list<'t>(words: impl Iterator<Item = &'t str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
