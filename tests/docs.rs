//! The README and the book say what is true: their specs compile (or fail as they say), their listings
//! are the files they name, their links lead somewhere, and the list of errors is whole.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use transom_route_dsl::{Compiled, compile, source::Source};

#[test]
fn specs_in_the_docs_are_what_they_say() {
    let mut seen = 0;
    for file in documents() {
        for block in blocks(&file).iter().filter(|block| block.info.starts_with("routes")) {
            let compiled = compile_text(&block.body);
            let codes: Vec<String> =
                compiled.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code.to_string()).collect();
            let expected: Vec<&str> = block.info.strip_prefix("routes,fails=").into_iter().collect();
            assert_eq!(codes, expected, "{}, the block\n{}", file.display(), block.body);
            seen += 1;
        }
    }
    assert!(seen > 5, "only {seen} specs found in the docs");
}

#[test]
fn listings_are_the_files_they_name() {
    let mut seen = 0;
    for file in documents() {
        for block in blocks(&file) {
            let Some(name) = block.file else { continue };
            let text = read(&root().join(&name));
            let listed = text.split("\n#[cfg(test)]\n").next().unwrap_or_default();
            assert_eq!(block.body, listed, "{} shows another {name}", file.display());
            seen += 1;
        }
    }
    assert!(seen >= 2, "only {seen} listings found in the docs");
}

#[test]
fn links_between_documents_lead_somewhere() {
    for file in documents() {
        for link in links(&read(&file)) {
            let target = file.parent().expect("a file has a folder").join(&link);
            assert!(target.exists(), "{} links to {link}, which is not there", file.display());
        }
    }
}

#[test]
fn the_list_of_errors_is_whole() {
    let mut list = String::from(ERRORS_HEAD);
    for (code, page) in transom_route_dsl::code::pages() {
        let title = page.lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, title)| title);
        let _ = writeln!(list, "- [{code}](#{}): {title}", anchor(page));
    }
    for (code, _) in transom_route_dsl::code::pages() {
        let _ = write!(list, "\n{{{{#include ../../route-dsl/explain/{code}.md}}}}\n");
    }
    let file = root().join("docs/src/errors.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &list).expect("the list can be written");
    }
    assert_eq!(read(&file), list, "run this test with UPDATE_DOCS=1 to write the list anew");
}

const ERRORS_HEAD: &str = "# Errors

Every diagnostic has a code that stays. `transom explain T0401` prints the same pages in the terminal. The
first two digits are the group: 01 syntax, 02 names, 03 placement, 04 handlers, 05 paths and parameters,
06 matching and completeness, 07 navigation, 08 files, 09 YAML.

";

/// The anchor that mdBook gives the first heading of a page.
fn anchor(page: &str) -> String {
    let heading = page.lines().next().unwrap_or_default().trim_start_matches("# ").to_lowercase();
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn compile_text(text: &str) -> Compiled {
    compile(Source::new("app.routes", text), &mut |path| Err(format!("{path} is not in the docs")))
}

struct Block {
    info: String,
    file: Option<String>,
    body: String,
}

/// The fenced blocks of a document, with the file named in a comment right above them.
fn blocks(file: &Path) -> Vec<Block> {
    let text = read(file);
    let mut lines = text.lines();
    let (mut found, mut above) = (Vec::new(), None);
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let body = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .fold(String::new(), |all, line| all + line + "\n");
            found.push(Block { info: info.to_owned(), file: above.take(), body });
        } else {
            let name = line.strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->"));
            above = name.map(str::to_owned);
        }
    }
    found
}

/// Targets of links to other files, without their anchors.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let files = targets.map(|(target, _)| target.split('#').next().unwrap_or_default().to_owned());
    files.filter(|file| !file.is_empty() && !file.contains("://") && !file.contains(' ')).collect()
}

fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["", "docs/src", "examples/dashboard", "examples/gallery", "examples/mail"]
        .iter()
        .filter_map(|folder| fs::read_dir(root().join(folder)).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
