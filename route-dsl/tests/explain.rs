//! Every code has a page, and the examples on it do what the page says.

use transom_route_dsl::code::{Code, pages};
use transom_route_dsl::source::Source;
use transom_route_dsl::{Compiled, compile, render};

/// Codes whose mistake is not in the text of one spec: files, sizes, bytes.
const WITHOUT_EXAMPLES: [Code; 5] =
    [Code::TOO_LONG, Code::NOT_UTF8, Code::TOO_INTRICATE, Code::INCLUDE_UNREADABLE, Code::INCLUDE_CYCLE];

#[test]
fn every_code_has_a_page_that_names_it() {
    for code in Code::ALL {
        let (_, page) = pages().iter().find(|(known, _)| known == code).expect("a page for every code");
        assert!(page.starts_with(&format!("# {code}: ")), "{code} is not in the heading of its page");
    }
}

#[test]
fn failing_examples_fail_with_just_this_code() {
    for (code, page) in pages().iter().filter(|(code, _)| has_text_examples(*code)) {
        let failing = examples(page, "```routes,fails");
        assert!(!failing.is_empty(), "{code} has no failing example");
        for text in failing {
            let compiled = compiled(&text);
            let all = compiled.diagnostics.iter().all(|found| found.code == *code);
            assert!(all && !compiled.diagnostics.is_empty(), "{code}:\n{text}\n{}", print(&compiled));
        }
    }
}

#[test]
fn mended_examples_are_without_fault() {
    for (code, page) in pages().iter().filter(|(code, _)| has_text_examples(*code)) {
        let mended = examples(page, "```routes\n");
        assert!(!mended.is_empty(), "{code} has no mended example");
        for text in mended {
            let compiled = compiled(&text);
            assert!(compiled.diagnostics.is_empty(), "{code}:\n{text}\n{}", print(&compiled));
        }
    }
}

/// The YAML form has a test of its own.
fn has_text_examples(code: Code) -> bool {
    code.0 / 100 != 9 && !WITHOUT_EXAMPLES.contains(&code)
}

fn examples(page: &str, fence: &str) -> Vec<String> {
    let rest = page.split(fence).skip(1);
    rest.filter_map(|rest| rest.split_once("```").map(|(text, _)| text.trim_start().to_owned())).collect()
}

fn compiled(text: &str) -> Compiled {
    compile(Source::new("app.routes", text), &mut |_| Err("no such file".to_owned()))
}

fn print(compiled: &Compiled) -> String {
    let printed = compiled.diagnostics.iter().map(|found| render::plain(found, &compiled.sources));
    printed.collect::<Vec<_>>().join("\n")
}
