//! Syntax tree to text, in the one canonical form: four blanks a level, a blank line kept where there
//! was one, no line beyond 100 columns where it can be broken.

mod head;
mod path;
mod wrap;

use crate::syntax::{Block, Comment, File, Kind, Statement};

/// The canonical text of a file, every comment included. Formatting that text again changes nothing.
///
/// A file in which something could not be read has no such text: what is bad in the tree is left
/// out. Front ends format only what parses without errors.
#[must_use]
pub fn format(file: &File) -> String {
    let mut writer = Writer::default();
    writer.write_items(&file.block);
    writer.text
}

/// Text being written.
#[derive(Default)]
struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    /// Writes what stands between two braces, or in a file.
    fn write_items(&mut self, block: &Block) {
        let top = self.text.len();
        for statement in &block.statements {
            self.write_statement(statement, top);
        }
        self.write_comments(&block.comments, top);
    }

    fn write_statement(&mut self, statement: &Statement, top: usize) {
        self.write_comments(&statement.comments, top);
        self.write_blank(statement.blank_before, top);
        for doc in &statement.docs {
            self.write_line(&format!("///{}", doc.text));
        }
        let lines = self.head_lines(&statement.kind);
        let count = lines.len();
        for (at, mut line) in lines.into_iter().enumerate() {
            // A block's comment stands beside its opening brace, any other at the statement's end.
            if at + 1 == count {
                match block_of(&statement.kind) {
                    Some(block) => return self.write_block(line, block, statement.trailing.as_ref()),
                    None => push_comment(&mut line, statement.trailing.as_ref()),
                }
            }
            self.write_line(&line);
        }
    }

    /// Writes the rest of a statement that has a block: ` { … }`.
    fn write_block(&mut self, mut line: String, block: &Block, trailing: Option<&Comment>) {
        let closing = block.closing.as_ref();
        if block.statements.is_empty() && block.comments.is_empty() && trailing.is_none() {
            line.push_str(" {}");
            push_comment(&mut line, closing);
            return self.write_line(&line);
        }
        if let Some(inner) = self.inline(&line, block).filter(|_| trailing.is_none()) {
            line.push_str(&inner);
            push_comment(&mut line, closing);
            return self.write_line(&line);
        }
        line.push_str(" {");
        push_comment(&mut line, trailing);
        self.write_line(&line);
        self.depth += 1;
        self.write_items(block);
        self.depth -= 1;
        let mut last = "}".to_owned();
        push_comment(&mut last, closing);
        self.write_line(&last);
    }

    /// ` { title "Text"; }`: a block of one bare statement that has room beside its page.
    fn inline(&self, line: &str, block: &Block) -> Option<String> {
        let [only] = block.statements.as_slice() else { return None };
        let is_bare = only.comments.is_empty() && only.docs.is_empty() && only.trailing.is_none();
        let is_short = matches!(only.kind, Kind::Title(_) | Kind::Blocking | Kind::Guard { .. });
        if !line.starts_with("page ") || !is_bare || !is_short || !block.comments.is_empty() {
            return None;
        }
        let inner = format!(" {{ {} }}", self.head_lines(&only.kind).join(" "));
        let columns = 4 * self.depth + line.chars().count() + inner.chars().count();
        (columns <= wrap::WIDTH).then_some(inner)
    }

    fn write_comments(&mut self, comments: &[Comment], top: usize) {
        for comment in comments {
            self.write_blank(comment.blank_before, top);
            self.write_line(&format!("//{}", comment.text));
        }
    }

    /// Writes a blank line where there is one, unless it would be the first in its block.
    fn write_blank(&mut self, blank: bool, top: usize) {
        if blank && self.text.len() > top {
            self.text.push('\n');
        }
    }

    fn write_line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }
}

fn push_comment(line: &mut String, comment: Option<&Comment>) {
    if let Some(comment) = comment {
        line.push_str(" //");
        line.push_str(&comment.text);
    }
}

fn block_of(kind: &Kind) -> Option<&Block> {
    match kind {
        Kind::Layout { block, .. } | Kind::Slot { block, .. } | Kind::Scope { block, .. } => Some(block),
        Kind::Page { block, .. } => block.as_ref(),
        _ => None,
    }
}
