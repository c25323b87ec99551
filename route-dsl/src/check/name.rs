//! How names may be written.

use super::{DEEPEST, placement};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::spec::upper_camel;
use crate::syntax::{Block, Kind, Name, Path, SegmentKind, UseLeaf, UseTree};

/// Names that generated code needs for itself.
const RESERVED: [&str; 11] = [
    "main",
    "loading",
    "error",
    "not_found",
    "default",
    "layout",
    "none",
    "inherit",
    "params",
    "at",
    "slots",
];

/// Rust's keywords, those reserved for later included.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// What a name is for, as far as that decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Becomes a module: a layout, slot, scope or include.
    Module,
    /// Becomes a method: a page, guard, `when` or action.
    Method,
    /// Becomes a field: a parameter.
    Field,
}

/// Checks every name declared in a file.
pub(super) fn check_block(block: &Block, out: &mut Vec<Diagnostic>) {
    check_names(block, 0, out);
}

fn check_names(block: &Block, depth: usize, out: &mut Vec<Diagnostic>) {
    if depth > DEEPEST {
        return;
    }
    for statement in &block.statements {
        check_statement(&statement.kind, depth, out);
        if let Some((_, inner)) = placement::inner(&statement.kind) {
            check_names(inner, depth + 1, out);
        }
    }
}

fn check_statement(kind: &Kind, depth: usize, out: &mut Vec<Diagnostic>) {
    match kind {
        Kind::Include { name, at: path, .. } | Kind::Scope { name, path, .. } => {
            check_name(name, Use::Module, depth, out);
            check_path(path, out);
        }
        Kind::Layout { name, path, .. } => {
            check_name(name, Use::Module, depth, out);
            path.iter().for_each(|path| check_path(path, out));
        }
        Kind::Slot { name, .. } if name.text == "main" => out.push(called_main(name)),
        Kind::Slot { name, .. } => check_name(name, Use::Module, depth, out),
        Kind::Page { name, path, .. } | Kind::Action { name, path, .. } => {
            check_name(name, Use::Method, depth, out);
            check_path(path, out);
        }
        Kind::Guard { name, .. } | Kind::When(name) => check_name(name, Use::Method, depth, out),
        Kind::Redirect { path, .. } => check_path(path, out),
        Kind::Set { name, .. } => check_type_name(name, out),
        Kind::Use(tree) => check_use(tree, &[], out),
        _ => {}
    }
}

/// What becomes the name of a type, or already is one.
fn check_type_name(name: &Name, out: &mut Vec<Diagnostic>) {
    let rust = upper_camel(&name.text);
    let is_name = name.text.starts_with(|first: char| first.is_ascii_alphabetic());
    if !is_name || name.text.ends_with('_') || name.text.contains("__") {
        let message = format!("`{}` is no name for a type", name.text);
        let found = Diagnostic::error(Code::NAME_STYLE, name.span, message).label("not a name here");
        out.push(
            found.help("begin it with a letter, with single `_` between letters and digits, as in `Tab`"),
        );
    } else if rust == "Self" || KEYWORDS.contains(&name.text.as_str()) {
        out.push(reserved(name, "is a keyword of Rust"));
    }
}

/// Paths of types are absolute: generated code imports them in a module of its own.
fn check_use(tree: &UseTree, around: &[&Name], out: &mut Vec<Diagnostic>) {
    let path: Vec<&Name> = around.iter().copied().chain(&tree.path).collect();
    match &tree.leaf {
        UseLeaf::Group(trees) => trees.iter().for_each(|tree| check_use(tree, &path, out)),
        UseLeaf::Type { alias } => {
            let Some((first, inner)) = path.split_first() else { return };
            let relative = ["self", "super", "Self"].contains(&first.text.as_str());
            let wrong =
                inner.iter().find(|name| KEYWORDS.contains(&name.text.as_str()) || name.text == "Self");
            if relative || inner.is_empty() {
                out.push(not_absolute(first));
            } else if let Some(wrong) = wrong {
                out.push(reserved(wrong, "is a keyword of Rust"));
            } else if let Some(alias) = alias {
                check_type_alias(alias, out);
            }
        }
    }
}

fn check_type_alias(alias: &Name, out: &mut Vec<Diagnostic>) {
    if alias.text == "_" || alias.text == "Self" || KEYWORDS.contains(&alias.text.as_str()) {
        out.push(reserved(alias, "is a keyword of Rust"));
    }
}

fn not_absolute(first: &Name) -> Diagnostic {
    let message = format!("`{}` is not where the path of a type begins", first.text);
    Diagnostic::error(Code::TYPE_PATH, first.span, message)
        .label("neither `crate` nor the name of a crate with something in it")
        .help("write the whole path: `use crate::model::OrgId;`, or `use some_crate::OrgId;`")
}

fn check_path(path: &Path, out: &mut Vec<Diagnostic>) {
    let params = path.segments.iter().filter_map(|segment| match &segment.kind {
        SegmentKind::Param { name, .. } | SegmentKind::Tail { name: Some(name), .. } => Some(name),
        _ => None,
    });
    for name in params.chain(path.query.iter().map(|item| &item.name)) {
        check_name(name, Use::Field, 1, out);
    }
}

fn check_name(name: &Name, used: Use, depth: usize, out: &mut Vec<Diagnostic>) {
    if !is_snake_case(&name.text) {
        out.push(style(name));
    } else if KEYWORDS.contains(&name.text.as_str()) {
        out.push(reserved(name, "is a keyword of Rust"));
    } else if used != Use::Field && is_reserved(&name.text, used, depth) {
        out.push(reserved(name, "means something else in generated code"));
    }
}

fn is_reserved(name: &str, used: Use, depth: usize) -> bool {
    RESERVED.contains(&name)
        || (name == "slot" && used == Use::Module)
        || (depth == 0 && ["root", "document_error"].contains(&name))
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('_').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

fn style(name: &Name) -> Diagnostic {
    let snake = snake_case(&name.text);
    let message = format!("`{}` is not in `snake_case`", name.text);
    let found = Diagnostic::error(Code::NAME_STYLE, name.span, message).label("not a name here");
    if is_snake_case(&snake) {
        found.help(format!("write `{snake}`")).fix(format!("write `{snake}`"), name.span, snake)
    } else {
        found.help("names are made of `a` to `z`, `0` to `9` and single `_` between these, a letter first")
    }
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        let starts_word = c.is_uppercase() || c == '_' || c == '-';
        if starts_word && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        if c.is_alphanumeric() {
            snake.extend(c.to_lowercase());
        }
    }
    snake.trim_matches('_').to_owned()
}

/// Who writes `slot main { … }` wants a main slot.
fn called_main(name: &Name) -> Diagnostic {
    Diagnostic::error(
        Code::NAME_RESERVED,
        name.span,
        "a slot becomes the main one by `main;`, not by its name",
    )
    .label("`main` can't be a name")
    .help("give it another name and write `main;` in it: `slot content { main; … }`")
    .help("or write its pages directly in the layout: these show in its main slot")
}

fn reserved(name: &Name, why: &str) -> Diagnostic {
    let suggestion = match name.text.as_str() {
        "type" => "kind".to_owned(),
        "main" => "home".to_owned(),
        "_" | "self" | "Self" => "Item".to_owned(),
        text => format!("{text}_view"),
    };
    Diagnostic::error(Code::NAME_RESERVED, name.span, format!("`{}` can't be a name: it {why}", name.text))
        .label("reserved")
        .help(format!("choose another one, such as `{suggestion}`"))
}
