mod lossless;

use super::*;
use crate::render;
use crate::source::Source;

/// A document's diagnostics as a user sees them.
fn said(text: &str) -> String {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("app.yaml", text));
    let (_, diagnostics) = read(&sources, id);
    let all: Vec<String> = diagnostics.iter().map(|one| render::plain(one, &sources)).collect();
    all.join("\n\n")
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    insta::assert_snapshot!(said(include_str!("tests/wrong.yaml")));
}

#[test]
fn what_is_no_yaml() {
    let cases = [
        "items:\n  - page: [\n",
        "items: é\n\tpage: x\n",
        "items: !tag x\n",
        "items: []\n---\nitems: []\n",
        "- loading\n",
        "7\n",
        "items: 7\n",
        "items:\n  - *nowhere\n",
    ];
    insta::assert_snapshot!(cases.map(|case| format!("{case:?}\n{}", said(case))).join("\n\n"));
}

#[test]
fn nothing_at_all_is_an_empty_spec() {
    for text in ["", "# only a comment\n", "items:\n", "items: []\n", "{}\n"] {
        assert_eq!(said(text), "", "{text:?}");
    }
}

#[test]
fn nesting_and_aliases_without_end_are_refused_quickly() {
    let deep = format!("items: {}{}", "[".repeat(10_000), "]".repeat(10_000));
    let bomb = (1..12).fold("a0: &a0 [x]\n".to_owned(), |text, at| {
        let alias = format!("*a{}, ", at - 1).repeat(12);
        format!("{text}a{at}: &a{at} [{alias}]\n")
    });
    for text in [deep, bomb] {
        let began = std::time::Instant::now();
        let said = said(&text);
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        assert!(said.len() < 1000, "{said}");
    }
}

#[test]
fn spans_point_at_what_was_written() {
    let text = include_str!("tests/places.yaml");
    let mut sources = Sources::default();
    let id = sources.add(Source::new("app.yaml", text));
    let (mut file, diagnostics) = read(&sources, id);
    assert_eq!(diagnostics, []);
    let seen = std::cell::RefCell::new(Vec::new());
    spans::change_block(&mut file.block, &|span| {
        seen.borrow_mut().push(format!("{} {:?}", sources.place(span), sources.text(span)));
        span
    });
    insta::assert_snapshot!(seen.into_inner()[1..].join("\n"));
}

#[test]
fn a_checkers_diagnostics_get_the_path_and_lose_the_edit() {
    let text = "items:\n  - page: a\n    path: /\n  - slot: side\n    items:\n      - error\n";
    let mut sources = Sources::default();
    let id = sources.add(Source::new("app.yml", text));
    let at = text.find("side").unwrap_or_default();
    let span = Span::new(id, at, at + 4);
    let mut all = [Diagnostic::error(Code(401), span, "no loading").fix("add `loading;`", span, "loading;")];
    adapt(&mut all, &sources);
    insta::assert_snapshot!(render::plain(&all[0], &sources));
}

#[test]
fn comments_are_found() {
    let first = |text: &str| {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("app.yaml", text));
        first_comment(&sources, id).map(|span| sources.text(span).to_owned())
    };
    assert_eq!(first("items:\n  - page: 'a # b' # c\n    path: /#x\n"), Some("# c".to_owned()));
    assert_eq!(first("items:\n  - page: a\n    path: /\n# end"), Some("# end".to_owned()));
    assert_eq!(first("items:\n  - page: a\n    doc: |\n      # no comment\n      b\n    path: /\n"), None);
}

/// The pages of the codes of this form: the failing example gives the code, the mended one nothing.
#[test]
fn examples_of_the_pages() {
    let mine = crate::code::pages().iter().filter(|(code, _)| code.0 / 100 == 9);
    let mut seen = 0;
    for (code, page) in mine {
        let example = |fence: &str| {
            let (_, rest) = page.split_once(fence).expect("an example");
            rest.split_once("```").expect("its end").0
        };
        let check = |text: &str| crate::compile(Source::new("app.yaml", text), &mut |_| Err(String::new()));
        let failing = check(example("```yaml,fails\n"));
        assert!(failing.has_errors(), "{code}");
        assert!(
            failing.diagnostics.iter().all(|found| found.code == *code),
            "{code} {:#?}",
            failing.diagnostics
        );
        assert_eq!(check(example("```yaml\n")).diagnostics, [], "{code}");
        seen += 1;
    }
    assert_eq!(seen, 6);
}
