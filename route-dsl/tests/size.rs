//! A spec of any size is checked in time, without a word where nothing is wrong.

mod large;

use std::time::{Duration, Instant};
use transom_route_dsl::source::Source;
use transom_route_dsl::{compile, render};

#[test]
fn ten_thousand_lines_are_checked_without_a_word() {
    let text = large::spec(10_000);
    assert!((9_000..11_000).contains(&text.lines().count()), "{} lines", text.lines().count());
    let start = Instant::now();
    let compiled = compile(Source::new("app.routes", text), &mut |_| Err(String::new()));
    let took = start.elapsed();
    if let Some(found) = compiled.diagnostics.first() {
        panic!("{}", render::plain(found, &compiled.sources));
    }
    // Far above what it takes, even without optimisation on a busy machine; it guards the order of growth.
    assert!(took < Duration::from_secs(20), "{took:?}");
}

#[test]
fn many_equal_pages_are_no_trouble() {
    let pages: Vec<String> = (0..5_000).map(|at| format!("page p{at} \"/x/{{id{at}}}\";")).collect();
    let start = Instant::now();
    let compiled = compile(Source::new("app.routes", pages.join("\n")), &mut |_| Err(String::new()));
    assert_eq!(compiled.diagnostics.len(), 50, "as many as are kept of one file");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn too_many_overlaps_end_with_a_warning() {
    let types: Vec<String> = (0..20).map(|at| format!("T{at}")).collect();
    let pages: Vec<String> =
        (0..20).map(|at| format!("page p{at} \"/{{a: T{at}}}/{{b: T{at}}}/{{c: T{at}}}/l{at}\";")).collect();
    let text = format!("use crate::{{{}}};\n{}", types.join(", "), pages.join("\n"));
    let start = Instant::now();
    let compiled = compile(Source::new("app.routes", text), &mut |_| Err(String::new()));
    let code = transom_route_dsl::code::Code::TOO_INTRICATE;
    assert!(compiled.diagnostics.iter().any(|found| found.code == code));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn a_long_chain_of_redirects_is_followed_once() {
    let mut text: String =
        (0..3_000).map(|at| format!("redirect \"/a{at}\" to \"/a{}\";\n", at + 1)).collect();
    text.push_str("page end \"/a3000\";");
    let start = Instant::now();
    let compiled = compile(Source::new("app.routes", text), &mut |_| Err(String::new()));
    assert_eq!(compiled.diagnostics, []);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn many_unknown_names_are_not_all_compared_with_all_others() {
    let line = |at| {
        format!("layout l{at} \"/a{at}\" {{ loading; error; default no_such_{at}; page p{at} \"/x\"; }}")
    };
    let layouts: Vec<String> = (0..2_000).map(line).collect();
    let start = Instant::now();
    let compiled = compile(Source::new("app.routes", layouts.join("\n")), &mut |_| Err(String::new()));
    assert_eq!(compiled.diagnostics.len(), 50, "as many as are kept of one file");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn many_interceptions_are_no_trouble() {
    let feeds: String = (0..500).map(|at| format!("page f{at} \"/f{at}\";\n")).collect();
    let hosts: String = (0..500)
        .map(|at| {
            format!("slot s{at} {{ loading; error; default none; intercept photo from f{at}, photo; }}\n")
        })
        .collect();
    let text =
        format!("layout all \"/\" {{ loading; error; page photo \"/photos/{{id}}\";\n{feeds}{hosts}}}");
    let start = Instant::now();
    let compiled = compile(Source::new("app.routes", text), &mut |_| Err(String::new()));
    assert_eq!(compiled.diagnostics.len(), 50, "as many as are kept of one file");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
