//! Good specs compile without an error; wrong ones say what is wrong, and what to do.
//!
//! A new case is a new file in `tests/corpus/fail`, named after the mistake; what is printed for it
//! stands beside it.

#![allow(clippy::disallowed_methods, reason = "the language does no IO; its tests read their cases")]

use std::path::{Path, PathBuf};

use transom_route_dsl::source::Source;
use transom_route_dsl::{Compiled, compile, render};

#[test]
fn good_specs_have_no_errors() {
    for file in files("ok") {
        let compiled = compile_file(&file);
        assert!(!compiled.has_errors(), "{}:\n{}", file.display(), print(&compiled));
    }
}

#[test]
fn wrong_specs_are_told_what_to_do() {
    for file in files("fail") {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let compiled = compile_file(&file);
        assert!(!compiled.diagnostics.is_empty(), "{name} has nothing wrong");
        for found in &compiled.diagnostics {
            let is_helpful = !found.help.is_empty() || found.fix.is_some();
            assert!(is_helpful, "{name}: no help and no fix for `{}`", found.message);
        }
        let settings = insta::Settings::clone_current();
        let mut settings = settings;
        settings.set_snapshot_path(folder("fail"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, print(&compiled)));
    }
}

#[test]
fn edits_that_are_offered_can_be_made() {
    for file in files("fail") {
        let compiled = compile_file(&file);
        for found in compiled.diagnostics.iter().filter(|found| found.span().source.0 == 0) {
            let Some(fix) = &found.fix else { continue };
            let mut text = std::fs::read_to_string(&file).expect("a readable file");
            for edit in fix.edits.iter().rev() {
                text.replace_range(edit.span.range(), &edit.text);
            }
            let mended = compile_text(&file, text);
            let is_there = |after: &Compiled| {
                let same = after.diagnostics.iter().filter(|after| after.code == found.code);
                same.filter(|after| after.message == found.message).count()
            };
            assert!(is_there(&mended) < is_there(&compiled), "{}: {}", file.display(), fix.title);
        }
    }
}

fn compile_file(file: &Path) -> Compiled {
    compile_text(file, std::fs::read_to_string(file).expect("a readable file"))
}

fn compile_text(file: &Path, text: String) -> Compiled {
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let folder = file.parent().expect("a folder");
    compile(Source::new(name, text), &mut |path| {
        std::fs::read_to_string(folder.join(path)).map_err(|_| "no such file".to_owned())
    })
}

fn print(compiled: &Compiled) -> String {
    let printed = compiled.diagnostics.iter().map(|found| render::plain(found, &compiled.sources));
    printed.map(|text| format!("{}\n", text.trim_end())).collect::<Vec<_>>().join("\n")
}

/// The specs of one part of the corpus, without what they include.
fn files(part: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(part)).expect("the corpus");
    let mut found: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "routes"));
    found.sort();
    found
}

fn folder(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus").join(part)
}
