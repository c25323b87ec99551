//! Every good spec of the corpus parses without a word.

#![allow(clippy::disallowed_methods, reason = "the language does no IO; its tests read their cases")]

use std::path::{Path, PathBuf};

use transom_route_dsl::parse::parse;
use transom_route_dsl::source::{Source, Sources};

#[test]
fn good_specs_parse_without_a_word() {
    for file in files("../tests/corpus/ok") {
        let mut sources = Sources::default();
        let text = std::fs::read_to_string(&file).expect("a readable file");
        let id = sources.add(Source::new(file.display().to_string(), text));
        let (tree, diagnostics) = parse(&sources, id);
        assert_eq!(diagnostics, [], "{}", file.display());
        assert!(!tree.block.statements.is_empty(), "{}", file.display());
    }
}

/// The specs in and below a folder of the repository.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("an entry").path());
    let (folders, mut found): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    found.extend(folders.iter().flat_map(|path| files(&path.to_string_lossy())));
    found.retain(|path| path.extension().is_some_and(|extension| extension == "routes"));
    found.sort();
    found
}
