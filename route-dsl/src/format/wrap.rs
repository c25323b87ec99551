//! Breaking what is too long for a line.

use crate::syntax::{UseLeaf, UseTree};

/// Columns of a line.
pub(super) const WIDTH: usize = 100;

/// `head` and `pieces` with blanks between them, on as few lines as `width` allows; further lines are
/// indented.
pub(super) fn fill(head: &str, pieces: Vec<String>, width: usize) -> Vec<String> {
    let mut lines = vec![head.to_owned()];
    for piece in pieces {
        let last = lines.len() - 1;
        // The first piece stays with the head: a line of its own would save nothing.
        if columns(&lines[last]) + 1 + columns(&piece) > width && lines[last] != head {
            lines.push(format!("    {piece}"));
        } else {
            lines[last].push(' ');
            lines[last].push_str(&piece);
        }
    }
    lines
}

/// The lines of a `use`, its groups broken up where they are too long.
pub(super) fn use_lines(head: &str, tree: &UseTree, end: &str, width: usize) -> Vec<String> {
    let whole = format!("{head}{}{end}", use_text(tree));
    let UseLeaf::Group(trees) = &tree.leaf else { return vec![whole] };
    if columns(&whole) <= width || trees.is_empty() {
        return vec![whole];
    }
    let mut inner = vec![String::new()];
    for tree in trees {
        let text = format!("{},", use_text(tree));
        let last = inner.len() - 1;
        if inner[last].is_empty() || columns(&inner[last]) + 1 + columns(&text) + 4 > width {
            inner.extend(use_lines("", tree, ",", width.saturating_sub(4)));
        } else {
            inner[last].push(' ');
            inner[last].push_str(&text);
        }
    }
    let mut lines = vec![format!("{head}{}{{", use_path(tree))];
    lines.extend(inner.into_iter().filter(|line| !line.is_empty()).map(|line| format!("    {line}")));
    lines.push(format!("}}{end}"));
    lines
}

/// A `use` tree on one line.
fn use_text(tree: &UseTree) -> String {
    match &tree.leaf {
        UseLeaf::Type { alias: None } => use_path(tree),
        UseLeaf::Type { alias: Some(alias) } => format!("{} as {}", use_path(tree), alias.text),
        UseLeaf::Group(trees) => {
            let trees: Vec<String> = trees.iter().map(use_text).collect();
            format!("{}{{{}}}", use_path(tree), trees.join(", "))
        }
    }
}

/// The part before the leaf; before a group it ends in `::`.
fn use_path(tree: &UseTree) -> String {
    let names: Vec<&str> = tree.path.iter().map(|name| name.text.as_str()).collect();
    let mut text = if tree.leading_colons { "::".to_owned() } else { String::new() };
    text.push_str(&names.join("::"));
    if matches!(tree.leaf, UseLeaf::Group(_)) && !names.is_empty() {
        text.push_str("::");
    }
    text
}

fn columns(text: &str) -> usize {
    text.chars().count()
}
