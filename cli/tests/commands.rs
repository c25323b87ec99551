//! Runs the built binary. Each folder of `cases/` is a case: its `command` runs in a copy of it (with
//! `stdin`, if there is one), and all that comes out is a snapshot, with every file that is new or changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

#[test]
fn every_case() {
    insta::glob!("cases/*/command", |command| {
        let case = command.parent().expect("a case's folder");
        let folder = Folder::new(&case.file_name().expect("a name").to_string_lossy());
        copy(case, &folder.0);
        let before = files(&folder.0);
        let line = fs::read_to_string(command).expect("a command");
        let stdin = fs::read(case.join("stdin")).unwrap_or_default();
        let output = transom(&folder.0, &arguments(&line), &stdin);
        let mut seen = format!("$ transom {line}exit status: {}\n", output.status.code().expect("a status"));
        show(&mut seen, "standard output", &output.stdout);
        show(&mut seen, "standard error", &output.stderr);
        for (name, content) in files(&folder.0) {
            if before.get(&name) != Some(&content) {
                show(&mut seen, &name, &content);
            }
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(seen);
        });
    });
}

#[test]
fn all_codes_are_listed() {
    let folder = Folder::new("list");
    let output = transom(&folder.0, &["explain"], b"");
    let listed: Vec<String> = text(&output.stdout).lines().map(|line| line[..5].to_owned()).collect();
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../route-dsl/explain");
    let pages = fs::read_dir(pages).expect("the pages").map(|page| page.expect("a page").file_name());
    let mut pages: Vec<String> = pages.map(|name| name.to_string_lossy().replace(".md", "")).collect();
    pages.sort();
    assert_eq!(listed, pages);
}

#[test]
fn generated_code_is_printed_or_written() {
    let folder = Folder::new("build");
    fs::write(folder.0.join("app.routes"), GOOD).expect("a file");
    let build = ["build", "--emit", "rust", "--view", "maud::Markup", "--mount", "/app", "app.routes"];
    let printed = transom(&folder.0, &build, b"");
    assert_eq!(printed.status.code(), Some(0), "{}", text(&printed.stderr));
    for part in ["from app.routes", "pub trait Shell", "maud::Markup", "pub fn service", "\"/app\""] {
        assert!(text(&printed.stdout).contains(part), "{part} in\n{}", text(&printed.stdout));
    }
    let written = transom(&folder.0, &[&build[..], &["-o", "routes.rs"]].concat(), b"");
    assert_eq!((written.status.code(), text(&written.stdout).as_str()), (Some(0), ""));
    assert_eq!(fs::read(folder.0.join("routes.rs")).expect("the code"), printed.stdout);
}

#[test]
fn formatted_files_are_not_written_again() {
    let folder = Folder::new("untouched");
    let path = folder.0.join("app.routes");
    fs::write(&path, GOOD).expect("a file");
    let old = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    fs::File::options().write(true).open(&path).expect("a file").set_modified(old).expect("a time");
    assert_eq!(transom(&folder.0, &["fmt", "app.routes"], b"").status.code(), Some(0));
    assert_eq!(fs::metadata(&path).and_then(|it| it.modified()).expect("a time"), old);
    assert_eq!(fs::read_to_string(&path).expect("a file"), GOOD);
}

#[cfg(unix)]
#[test]
fn formatting_keeps_links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::new("links");
    let (file, link) = (folder.0.join("app.routes"), folder.0.join("link.routes"));
    fs::write(&file, GOOD.replace("    ", "")).expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("app.routes", &link).expect("a link");
    assert_eq!(transom(&folder.0, &["fmt", "link.routes"], b"").status.code(), Some(0));
    assert_eq!(fs::read_to_string(&file).expect("a file"), GOOD);
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn completions_for_every_shell() {
    let folder = Folder::new("completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = transom(&folder.0, &["completions", shell], b"");
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("deny-warnings"), "{shell}");
    }
}

/// One clear message, soon: no crash, no flood, no wait.
#[test]
fn absurd_files_give_one_error_quickly() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    let cases: [(&str, Vec<u8>, i32, &str); 9] = [
        ("deep.routes", deep("layout a {\n", "}\n").into(), 1, "T0303"),
        ("open.routes", "layout a { ".repeat(10_000).into(), 1, "error["),
        ("deep.yaml", deep("{items: [", "]}").into(), 1, "T0303"),
        ("line.routes", "page a \"/\"; ".repeat(900_000).into(), 1, "T0112"),
        ("word.routes", "a".repeat(10_000_000).into(), 1, "T0112"),
        ("line.yaml", format!("items: [{}]", "loadin, ".repeat(1_300_000)).into(), 1, "T0112"),
        ("lines.yaml", format!("items:\n{}", "  - loadin\n".repeat(50_000)).into(), 1, "T0903"),
        (
            "bytes.routes",
            b"page a \"/\";\npage b \"/\xff\";\n".to_vec(),
            2,
            "byte 0xFF at offset 21, in line 2",
        ),
        ("utf16.routes", b"\xff\xfep\0a\0g\0e\0".to_vec(), 2, "byte 0xFF at offset 0, in line 1"),
    ];
    let folder = Folder::new("absurd");
    for (name, content, status, part) in cases {
        fs::write(folder.0.join(name), &content).expect("a file");
        for command in ["check", "fmt"] {
            let began = Instant::now();
            let output = transom(&folder.0, &[command, name], b"");
            let (took, said) = (began.elapsed(), text(&output.stderr));
            assert_eq!(output.status.code(), Some(status), "{command} {name}: {said:.2000}");
            assert!(said.contains(part), "{command} {name}: {said:.2000}");
            assert!(said.len() < 60_000, "{command} {name}: {} bytes", said.len());
            assert!(took < Duration::from_secs(10), "{command} {name} took {took:?}");
        }
        assert_eq!(fs::read(folder.0.join(name)).expect("the file"), content, "{name} is as it was");
    }
}

const GOOD: &str = "layout shell \"/\" {\n    loading;\n    error;\n    page home \"/\";\n}\n";

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("transom-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn transom(folder: &Path, arguments: &[impl AsRef<std::ffi::OsStr>], stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_transom"));
    command.current_dir(folder).args(arguments).env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A command that reads no input has closed it.
    let _ = pipe.write_all(stdin);
    drop(pipe);
    child.wait_with_output().expect("the binary ends")
}

/// The words of a command line; those in double quotes are one.
fn arguments(line: &str) -> Vec<String> {
    let parts = line.trim().split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else if !path.ends_with("command") && !path.ends_with("stdin") {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// Every file in and below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(
                files(&path).into_iter().map(|(below, content)| (format!("{name}/{below}"), content)),
            );
        } else {
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
    found
}

fn show(seen: &mut String, name: &str, content: &[u8]) {
    if !content.is_empty() {
        seen.push_str(&format!("--- {name}\n{}", text(content)));
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}
