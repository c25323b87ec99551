//! What is generated for the specs beside this file, as text. The root package compiles the same files.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases")]

use proc_macro2::Span;
use quote::quote;
use route_dsl::source::Source;
use transom_codegen::{Advice, Extent, Options, Places, generate, print};

#[test]
fn code_of_every_golden_spec() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut specs: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    specs.retain(|path| path.extension().is_some_and(|extension| extension == "routes"));
    specs.sort();
    assert!(!specs.is_empty());
    for path in specs {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let code = rust_of(&name, &text);
        let snapshot = path.with_extension("rs");
        let snapshot = snapshot.file_name().unwrap().to_string_lossy();
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => &folder, omit_expression => true }, {
            insta::assert_binary_snapshot!(&snapshot, code.into_bytes());
        });
    }
}

fn rust_of(name: &str, text: &str) -> String {
    let compiled = route_dsl::compile(Source::new(name, text), &mut |_| Err("not here".to_owned()));
    assert_eq!(compiled.diagnostics, [], "{name}");
    let options = Options {
        view: None,
        mount: None,
        krate: quote!(::transom),
        span: &|_| Span::call_site(),
        places: Places::Paths,
        advice: Advice::Ours,
        extent: Extent::Whole,
    };
    print(generate(&compiled, &options), name).unwrap()
}
