//! The same text as a file and as Rust tokens, through proc-macro2 and through rustc's own `macro_rules!`.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read the corpus and run rustc"
)]

use super::rebuild;
use proc_macro2::{Span, TokenStream};
use route_dsl::source::Source;
use std::path::{Path, PathBuf};
use std::process::Command;

fn corpus() -> Vec<(String, String)> {
    let folder = corpus_folder();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "routes"));
    files.sort();
    assert!(!files.is_empty(), "no corpus");
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/ok")
}

/// The spec of a text and its diagnostics, without places.
fn spec_of(text: &str) -> String {
    let folder = corpus_folder();
    let mut load = |path: &str| std::fs::read_to_string(folder.join(path)).map_err(|error| error.to_string());
    let compiled = route_dsl::compile(Source::new("x.routes", text), &mut load);
    let messages = compiled.diagnostics.iter().map(|found| found.message.as_str());
    let messages: String = messages.collect::<Vec<_>>().join("\n");
    let spec = format!("{:#?}\n{messages}", compiled.spec);
    spec.lines().filter(|line| !is_place(line)).map(|line| line.to_owned() + "\n").collect()
}

/// Whether a line of a spec's debug text says only where something stands.
fn is_place(line: &str) -> bool {
    let value = line.rsplit_once("span: ").map_or(line.trim(), |(_, value)| value);
    value.chars().all(|c| c.is_ascii_digit() || ":.,".contains(c))
}

fn located(span: Span) -> Option<(usize, usize)> {
    Some((span.start().line, span.start().column + 1))
}

#[test]
fn a_file_and_its_tokens_give_one_spec() {
    for (name, text) in corpus() {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        for locate in [&located as super::Locate<'_>, &|_| None] {
            let rebuilt = rebuild(tokens.clone(), locate);
            assert_eq!(spec_of(&text), spec_of(&rebuilt.text), "{name} became:\n{}", rebuilt.text);
        }
    }
}

#[test]
fn tokens_keep_their_line_and_column() {
    let text = "\n\n/// Docs.\nlayout a  \"/a\" {\n    page b   \"/\";\n}\n";
    let tokens: TokenStream = text.parse().unwrap();
    let rebuilt = rebuild(tokens, &located);
    assert_eq!(rebuilt.text.trim_end(), text.trim_end());
}

#[test]
fn a_place_in_the_text_leads_to_its_token() {
    let tokens: TokenStream = "layout a { page b \"/\"; }".parse().unwrap();
    let rebuilt = rebuild(tokens, &located);
    let at = rebuilt.text.find("page").unwrap();
    let span = rebuilt.span(route_dsl::source::Span::new(route_dsl::source::SourceId(0), at, at + 4));
    assert_eq!((span.start().column, span.end().column), (11, 15));
    let end = rebuilt.text.len();
    let span = rebuilt.span(route_dsl::source::Span::new(route_dsl::source::SourceId(0), end, end));
    assert_eq!(span.start().column, 23, "past the end: the last token");
}

/// One program that hands every file through a real `macro_rules!` and prints what comes out.
#[test]
fn every_file_passes_through_macro_rules() {
    let corpus = corpus();
    let mut program = "macro_rules! text { ($($t:tt)*) => { stringify!($($t)*) } }\nfn main() {\n".to_owned();
    for (_, text) in &corpus {
        program += &format!("println!(\"{{}}\\u{{0}}\", text! {{\n{text}\n}});\n");
    }
    program += "}\n";
    let printed = run_rust(&program);
    let printed: Vec<_> = printed.split('\0').map(str::trim).collect();
    for ((name, text), printed) in corpus.iter().zip(printed) {
        let tokens: TokenStream = printed.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        let rebuilt = rebuild(tokens, &located);
        assert_eq!(spec_of(text), spec_of(&rebuilt.text), "{name} became:\n{}", rebuilt.text);
    }
}

fn run_rust(program: &str) -> String {
    let folder = std::env::temp_dir().join(format!("transom-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("corpus.rs"), program).unwrap();
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let compile = ["--edition", "2024", "corpus.rs", "-o", "corpus-program"];
    let compiled = Command::new(rustc).args(compile).current_dir(&folder).output().unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let printed = Command::new(folder.join("corpus-program")).output().unwrap().stdout;
    std::fs::remove_dir_all(&folder).unwrap();
    String::from_utf8(printed).unwrap()
}
