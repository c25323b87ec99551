use std::time::{Duration, Instant};

use super::*;
use crate::code::Code;

const SPEC: &str = "layout dashboard \"/d\" {\n    slot analytics {\n        error;\n    }\n}\n";

fn sources(texts: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (name, text) in texts {
        sources.add(Source::new(*name, *text));
    }
    sources
}

/// The span of the first `part` in source `id`.
fn find(sources: &Sources, id: u32, part: &str) -> Span {
    let start = sources.get(SourceId(id)).text.find(part).expect("the part stands there");
    Span::new(SourceId(id), start, start + part.len())
}

fn missing_loading(sources: &Sources) -> Diagnostic {
    let body = find(sources, 0, "error;");
    let at = Span { end: body.start, ..body };
    Diagnostic::error(Code(401), find(sources, 0, "analytics"), "slot `analytics` has no `loading`")
        .label("shows nothing while its data is on the way")
        .note("it is pending at `/d`, for one")
        .help("write `loading inherit;` to show the layout's instead")
        .fix("add `loading;`", at, "loading;\n        ")
}

#[test]
fn message_labels_notes_and_patch() {
    let sources = sources(&[("app.routes", SPEC)]);
    insta::assert_snapshot!(plain(&missing_loading(&sources), &sources));
}

#[test]
fn colours() {
    let sources = sources(&[("app.routes", SPEC)]);
    let diagnostic = Diagnostic::warning(Code(603), find(&sources, 0, "slot"), "a warning");
    insta::assert_snapshot!(styled(&diagnostic, &sources).replace('\x1b', "ESC"));
}

#[test]
fn labels_in_two_files_and_far_apart() {
    let far = format!("{SPEC}{}page dashboard \"/\";\n", "// filler\n".repeat(50));
    let sources = sources(&[("app.routes", &far), ("admin/other.routes", "\n\npage dashboard \"/x\";\n")]);
    let diagnostic =
        Diagnostic::error(Code(201), find(&sources, 0, "dashboard \"/\""), "`dashboard` is named twice")
            .label("named again here")
            .also(find(&sources, 0, "dashboard \"/d\""), "first named here")
            .also(find(&sources, 1, "dashboard"), "and here");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn yaml_items_have_their_path() {
    let sources = sources(&[("app.yaml", "items:\n  - slot: 7\n")]);
    let mut diagnostic = Diagnostic::error(Code(903), find(&sources, 0, "7"), "a slot's name is a text");
    diagnostic.path = "items[0].slot".to_owned();
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn tabs_crlf_and_wide_characters() {
    let text = "layout a {\r\n\tpage 本 \"/価格/é\";\r\n\terror;\r\n}\r\n";
    let sources = sources(&[("app.routes", text)]);
    let diagnostic = Diagnostic::error(Code(101), find(&sources, 0, "本"), "not a name")
        .also(find(&sources, 0, "価格"), "price");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn several_lines_under_one_label_and_a_deletion() {
    let sources = sources(&[("app.routes", SPEC)]);
    let block = find(&sources, 0, "slot analytics {\n        error;\n    }\n");
    let diagnostic = Diagnostic::error(Code(301), block, "a slot cannot stand here").label("this one").fix(
        "take `error;` out",
        find(&sources, 0, "error;"),
        "",
    );
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn a_line_of_ten_megabytes_gives_a_short_message_quickly() {
    let text = format!("{}page x \"/\";{}", "page ".repeat(1_000_000), "é".repeat(2_500_000));
    let sources = sources(&[("app.routes", &text)]);
    let at = find(&sources, 0, "x");
    let huge = Span::new(SourceId(0), 2, text.len() - 3);
    let diagnostic = Diagnostic::error(Code(101), at, format!("expected `;`, found `{text}`"))
        .label("here")
        .also(huge, "in this statement")
        .fix("add `;`", at, ";");
    let began = Instant::now();
    let shown = plain(&diagnostic, &sources);
    assert!(began.elapsed() < Duration::from_secs(2), "took {:?}", began.elapsed());
    assert!(shown.len() < 3000, "{} bytes", shown.len());
    assert!(shown.contains("--> app.routes:1:5000006\n"), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn no_span_anywhere_panics() {
    let texts = ["", "\n", "é", "a\r\n\r\nb", "page é \"/\";\n\u{202e}\0\t", "x\n\n\n\n\n\n\n\n\ny"];
    for text in texts {
        let sources = sources(&[("app.routes", text)]);
        let ends: Vec<u32> = (0..=16).chain([1000, u32::MAX]).collect();
        for (start, end) in ends.iter().flat_map(|start| ends.iter().map(move |end| (*start, *end))) {
            for id in [0, 1, u32::MAX] {
                let span = Span { source: SourceId(id), start, end };
                let two = Diagnostic::error(Code(1), span, "m")
                    .also(Span { source: SourceId(0), start: end, end }, "two")
                    .fix("mend", span, "text\ntext");
                assert!(plain(&two, &sources).starts_with("error[T0001]: m\n"), "{text:?} {span:?}");
            }
        }
    }
}
