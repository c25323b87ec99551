//! What is too large, too deep or no text gives one clear error, quickly, on a thread's usual stack.

use std::time::{Duration, Instant};

use transom_route_dsl::code::Code;
use transom_route_dsl::diagnostic::Diagnostic;
use transom_route_dsl::format::format;
use transom_route_dsl::parse::parse;
use transom_route_dsl::render;
use transom_route_dsl::source::{Source, Sources, decode};
use transom_route_dsl::syntax::{File, Kind};

/// More than any of these takes on a slow and busy machine, and less than what is not linear would.
const SOON: Duration = Duration::from_secs(10);

#[test]
fn nesting_10_000_deep_is_one_error() {
    for head in
        ["layout a ", "slot a ", "scope a \"/\" ", "page a \"/\" ", "use a::", "", "bad ", "/// doc\nslot a "]
    {
        let deep = format!("{}{}", format!("{head}{{\n").repeat(10_000), "}\n".repeat(10_000));
        let (_, found) = read_soon(&deep);
        assert_eq!(codes(&found), [Code::NESTED_TOO_DEEP], "{head}");
        assert_eq!(found[0].span().start as usize, head.len() * 65 + 64 * 2, "{head}");
    }
}

#[test]
fn nesting_64_deep_is_none() {
    for head in ["layout a ", "scope a \"/\" ", "slot a "] {
        let deep = format!("{}{}", format!("{head}{{\n").repeat(64), "}\n".repeat(64));
        let (file, found) = read_soon(&deep);
        assert_eq!(found, []);
        assert_eq!(read_soon(&format(&file)).1, []);
    }
    let group = format!("use {}T{};", "a::{".repeat(64), "}".repeat(64));
    let (file, found) = read_soon(&group);
    assert_eq!(found, []);
    assert_eq!(read_soon(&format(&file)).1, []);
}

#[test]
fn braces_in_strings_and_comments_do_not_nest() {
    let lines = "page a \"/{a}/{b\"; // { { {\n/// {\nbad \"{ open\n/* { */\n".repeat(100);
    let (_, found) = read_soon(&lines);
    assert!(!codes(&found).contains(&Code::NESTED_TOO_DEEP));
}

#[test]
fn unclosed_braces_take_linear_time() {
    let (_, found) = read_soon(&"slot a {\n".repeat(10_000));
    assert_eq!(codes(&found), [Code::NESTED_TOO_DEEP]);
    for head in ["slot a", "bad", "layout a \"/\" bad", "use a::b bad", "\"text\""] {
        let (_, found) = read_soon(&format!("{head} {{\n").repeat(64));
        assert!(!found.is_empty());
    }
}

#[test]
fn a_line_of_10_mb_is_one_error() {
    for part in ["x", "page a \"/\"; ", "{", "\"", "// ", "'", "/* ", "ü", "use a::{", "a | "] {
        let text = format!("page first \"/\";\n{}", part.repeat(10_000_000 / part.len()));
        let (_, found) = read_soon(&text);
        assert_eq!(codes(&found), [Code::TOO_LONG], "{part}");
        assert_eq!(found[0].span().range().start, 16);
        let mut sources = Sources::default();
        sources.add(Source::new("app.routes", text));
        assert!(render::plain(&found[0], &sources).len() < 1_000);
    }
}

#[test]
fn a_long_line_is_read() {
    for part in
        ["x", "page a \"/\"; ", "{}", "'", "ü", "a | ", "( ", "page a ", "\"\"", "/a", "default a ", "when "]
    {
        let (_, found) = read_soon(&part.repeat(30_000 / part.len()));
        assert!(!codes(&found).contains(&Code::TOO_LONG), "{part}");
    }
}

#[test]
fn junk_takes_linear_time() {
    for part in [
        "page a \"/\n",
        "use a::{b\n",
        "set A = a |\n",
        "default a b\n",
        "when a\n",
        "/// doc\n",
        "\"a\n",
        "}\n",
        "slot a\n",
        "intercept a from b,\n",
        "/* \n",
        "page a \"/{\";\n",
        "page a \"/?{a}&\";\n",
        "'a\n",
        "title \"x\" \"y\"\n",
    ] {
        let (_, found) = read_soon(&part.repeat(1_500));
        assert!(!found.is_empty() && found.len() <= 50, "{part}: {}", found.len());
    }
}

#[test]
fn at_most_50_diagnostics() {
    let (file, found) = read_soon(&"page a;\n".repeat(1_000));
    assert_eq!(found.len(), 50);
    assert_eq!(file.block.statements.len(), 1_000);
    assert!(file.block.statements.iter().all(|statement| statement.kind == Kind::Bad));
}

#[test]
fn bytes_that_are_no_utf8_are_one_error() {
    let latin1 = b"page home \"/\";\npage about \"/\xFCber\";\n".to_vec();
    let error = decode(latin1).expect_err("no UTF-8");
    assert_eq!(error.to_string(), "byte 0xFC at line 2, column 14 is no UTF-8: save the file as UTF-8");
    let mut sources = Sources::default();
    let id = sources.add(Source::new("app.routes", error.text.clone()));
    insta::assert_snapshot!(render::plain(&error.diagnostic(id), &sources));

    let utf16 = "page".encode_utf16().fold(vec![0xFF, 0xFE], |mut bytes, unit| {
        bytes.extend(unit.to_le_bytes());
        bytes
    });
    let error = decode(utf16).expect_err("no UTF-8");
    assert!(error.diagnostic(id).help[0].contains("UTF-16"));
    assert_eq!(decode("page ü".into()).as_deref(), Ok("page ü"));
}

#[test]
fn any_bytes_are_read_without_a_panic() {
    // A small generator of nonsense; always the same.
    let mut state = 1u64;
    let pieces = [
        "page", "slot", "a", "{", "}", ";", "\"", "\"/a\"", "/", "//", "///", "\n", " ", "=", "|", "?", "*",
        "'", "\\", "2s", "use", "::", "é", "\u{FEFF}", "\u{2028}", "\0", "default", "loading", "<", ".", ",",
        "set", "/*", "*/", "title",
    ];
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        let (file, found) = read_soon(&text);
        if found.iter().all(|found| !found.is_error()) {
            let formatted = format(&file);
            let (again, found) = read_soon(&formatted);
            assert!(found.iter().all(|found| !found.is_error()), "{text:?}\n{formatted}");
            assert_eq!(format(&again), formatted, "{text:?}");
        }
        for found in &found {
            for label in &found.labels {
                assert!(text.get(label.span.range()).is_some(), "{text:?} {found:?}");
            }
            assert!(!found.help.is_empty(), "{found:?}");
        }
    }
}

fn read_soon(text: &str) -> (File, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("app.routes", text));
    let start = Instant::now();
    let read = parse(&sources, id);
    let took = start.elapsed();
    assert!(took < SOON, "{took:?} for {} bytes: {:?}", text.len(), text.get(..40));
    read
}

fn codes(found: &[Diagnostic]) -> Vec<Code> {
    found.iter().map(|found| found.code).collect()
}
