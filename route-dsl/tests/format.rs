//! The formatter: one form for all, nothing lost, nothing changed the second time.

#![allow(clippy::disallowed_methods, reason = "the language does no IO; its tests read their cases")]

mod trees;

use proptest::prelude::*;
use transom_route_dsl::format::format;
use transom_route_dsl::parse::parse;
use transom_route_dsl::source::{Source, Sources};
use transom_route_dsl::syntax::File;

#[test]
fn cases_have_their_canonical_form() {
    insta::glob!("format/*.routes", |path| {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let formatted = formatted_twice(&text);
        insta::with_settings!({ snapshot_path => path.parent().expect("a folder"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("formatted", formatted);
        });
    });
}

#[test]
fn the_corpus_formats_to_the_same_tree() {
    insta::glob!("../../tests/corpus/ok", "**/*.routes", |path| {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let formatted = formatted_twice(&text);
        if path.file_stem().is_some_and(|name| name == "dashboard") {
            assert_eq!(
                formatted.replace(' ', ""),
                text.replace(' ', ""),
                "only its columns are not canonical"
            );
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// What the formatter writes is read back as the tree it was given.
    #[test]
    fn what_is_written_is_read_back(file in trees::file()) {
        let text = format(&file);
        let again = read(&text);
        prop_assert_eq!(trees::without_places(&again), trees::without_places(&file), "{}", text);
        prop_assert_eq!(format(&again), text);
    }

    /// Wherever comments stand, formatting keeps each, and a second time changes nothing.
    #[test]
    fn comments_anywhere_are_kept(file in trees::file(), seed in prop::collection::vec(0u8..12, 1..400)) {
        let text = with_comments(&format(&file), &seed);
        let formatted = formatted_twice(&text);
        prop_assert_eq!(comments_of(&formatted), comments_of(&text), "{}\n----\n{}", text, formatted);
    }
}

/// Formats a text that must be right, and checks that this changes neither the meaning nor, done
/// again, anything.
fn formatted_twice(text: &str) -> String {
    let tree = read(text);
    let formatted = format(&tree);
    assert_eq!(format(&read(&formatted)), formatted);
    formatted
}

fn read(text: &str) -> File {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("app.routes", text));
    let (file, diagnostics) = parse(&sources, id);
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}\n{text}");
    file
}

/// The text with comments put in between tokens, as the seed says.
fn with_comments(text: &str, seed: &[u8]) -> String {
    let mut out = String::new();
    let mut places = 0usize;
    for line in text.split_inclusive('\n') {
        let code = !line.trim_start().starts_with("//");
        let mut in_string = false;
        for c in line.chars() {
            in_string ^= c == '"';
            out.push(c);
            // A blank or line break outside strings and comments is a place between two tokens.
            if code && !in_string && c == ' ' && !line.contains("//") {
                places += 1;
                match seed[places % seed.len()] {
                    0 => out.push_str(&format!("// {places}\n")),
                    1 => out.push_str(&format!("\n\n// {places}\n\n")),
                    _ => {}
                }
            }
        }
    }
    out
}

/// The texts of all comments, in order of their text: moved is not lost.
fn comments_of(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .lines()
        .filter_map(|line| {
            let quoted: usize = line.split("//").next().map_or(0, |before| before.matches('"').count());
            let at = line.find("//").filter(|_| quoted.is_multiple_of(2))?;
            Some(line[at..].trim_end().to_owned())
        })
        .collect();
    found.sort();
    found
}
