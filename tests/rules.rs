//! The repository's own rules, which no compiler checks: run over every text file in it.
//! (That each `#[allow]` gives its reason, and that functions stay short, clippy checks.)

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CODE: [&str; 5] = ["rs", "ts", "mjs", "pest", "routes"];
const TEXT: [&str; 13] =
    ["rs", "ts", "mjs", "js", "pest", "routes", "md", "toml", "json", "css", "html", "yaml", "stderr"];
const LONGEST_FILE: usize = 500;

#[test]
fn no_file_is_longer_than_500_lines_without_its_tests() {
    check(&CODE, |path, text| {
        let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
        let whole = is_generated(text) || is_test(path);
        (lines > LONGEST_FILE && !whole).then(|| format!("{lines} lines"))
    });
}

#[test]
fn nothing_names_a_path_of_one_machine() {
    // In two parts each, so that this file keeps the rule as well.
    let paths = [["/wo", "rk/wt/"], ["/wo", "rk/main"], ["/wo", "rk/shared"], ["/ro", "ot/"], ["/tm", "p/"]]
        .map(|p| p.concat());
    check(&TEXT, |_, text| find_line(text, |line| paths.iter().any(|path| line.contains(path))));
}

#[test]
fn nothing_is_left_to_be_done_later() {
    let marks = [["TO", "DO"], ["FIX", "ME"], ["todo", "!("], ["unimplemented", "!("]].map(|m| m.concat());
    check(&CODE, |_, text| {
        let is_left = |line: &str| marks.iter().any(|mark| line.contains(mark));
        // What the generator writes beside a spec's errors never runs: those lines say `::core::`.
        find_line(text, |line| !is_generated(text) && !line.contains("::core::") && is_left(line))
    });
}

#[test]
fn every_link_between_our_documents_leads_somewhere() {
    check(&["md"], |path, text| {
        let folder = path.parent()?;
        let dead = links(text).find(|link| !folder.join(link).exists())?;
        Some(format!("`{dead}` does not exist"))
    });
}

/// Runs one rule over the files with these extensions and fails with every breach.
fn check(extensions: &[&str], rule: impl Fn(&Path, &str) -> Option<String>) {
    let mut files = Vec::new();
    list_files(Path::new(ROOT), &mut files);
    let mut seen = 0;
    let mut breaches = Vec::new();
    for path in files {
        let known = path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e));
        // What is no UTF-8 (a corpus may hold such a file on purpose) breaks no rule of text.
        let Some(text) = known.then(|| fs::read_to_string(&path).ok()).flatten() else { continue };
        seen += 1;
        if let Some(breach) = rule(&path, &text) {
            breaches.push(format!("{}: {breach}", path.strip_prefix(ROOT).unwrap().display()));
        }
    }
    assert!(seen > 0, "no file was looked at");
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Every file that is ours: not what is built, installed or hidden.
fn list_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.') || name.starts_with("target") || name == "node_modules" {
            continue;
        }
        if path.is_dir() { list_files(&path, files) } else { files.push(path) }
    }
}

fn is_generated(text: &str) -> bool {
    text.lines().take(3).any(|line| line.starts_with("// Do not edit"))
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests")
}

fn find_line(text: &str, wrong: impl Fn(&str) -> bool) -> Option<String> {
    let (number, line) = text.lines().enumerate().find(|(_, line)| wrong(line))?;
    Some(format!("line {}: {}", number + 1, line.trim().chars().take(120).collect::<String>()))
}

/// The targets of `[text](target)` that name a file here, without their `#anchor`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let ours = targets.filter(|target| !target.contains("://") && !target.contains(char::is_whitespace));
    ours.filter_map(|target| target.split('#').next()).filter(|target| !target.is_empty())
}
