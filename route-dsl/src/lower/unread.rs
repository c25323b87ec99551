//! What is in the text that is no statement.

use crate::check::DEEPEST;
use crate::include::Loaded;
use crate::source::Sources;
use crate::syntax::{Block, Kind};
use std::collections::HashSet;

/// The words of every bad statement. What one of them would have declared is not reported as unknown.
pub(super) fn words(loaded: &Loaded) -> HashSet<String> {
    let mut words = HashSet::new();
    for file in &loaded.files {
        collect(&file.syntax.block, 0, &loaded.sources, &mut words);
    }
    words
}

fn collect(block: &Block, depth: usize, sources: &Sources, words: &mut HashSet<String>) {
    if depth > DEEPEST {
        return;
    }
    for statement in &block.statements {
        match &statement.kind {
            Kind::Bad => {
                let text = sources.text(statement.span);
                words.extend(text.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned));
            }
            Kind::Layout { block, .. } | Kind::Slot { block, .. } | Kind::Scope { block, .. } => {
                collect(block, depth + 1, sources, words);
            }
            _ => {}
        }
    }
}
