//! Specs with mistakes, each with what is said about it in a snapshot beside it.

#![allow(clippy::disallowed_methods, reason = "the language does no IO; its tests read their cases")]

use std::fmt::Write as _;

use transom_route_dsl::parse::parse;
use transom_route_dsl::render;
use transom_route_dsl::source::{Source, Sources};

/// The trees of a few small specs, spans and all: one line for what has no block.
#[test]
fn trees_hold_what_is_written() {
    insta::glob!("parse/ok/*.routes", |path| {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let mut sources = Sources::default();
        let id = sources.add(Source::new("app.routes", text));
        let (file, _) = parse(&sources, id);
        let mut tree = String::new();
        for statement in &file.block.statements {
            writeln!(tree, "{statement:?}\n").expect("a string");
        }
        writeln!(tree, "{:?}", file.block.comments).expect("a string");
        insta::with_settings!({ snapshot_path => path.parent().expect("a folder"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("tree", tree);
        });
    });
}

#[test]
fn mistakes_are_reported_where_they_are() {
    insta::glob!("parse/fail/*.routes", |path| {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let mut sources = Sources::default();
        let id = sources.add(Source::new("app.routes", text));
        let (_, diagnostics) = parse(&sources, id);
        assert!(!diagnostics.is_empty(), "{} has a mistake", path.display());
        let mut said = String::new();
        for found in &diagnostics {
            assert!(!found.help.is_empty() || found.fix.is_some(), "{} offers no way out", found.message);
            writeln!(said, "{}", render::plain(found, &sources).trim_end()).expect("a string");
        }
        insta::with_settings!({ snapshot_path => path.parent().expect("a folder"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("said", said);
        });
    });
}
