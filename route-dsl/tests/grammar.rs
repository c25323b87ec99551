//! The committed parser is what `grammar.pest` says. `UPDATE_GRAMMAR=1 cargo test --test grammar`
//! writes it anew.
#![allow(clippy::disallowed_methods, reason = "the language does no IO; its tests read their cases")]

use std::path::Path;

const HEAD: &str = "\
// Made from `grammar.pest` by `UPDATE_GRAMMAR=1 cargo test -p transom-route-dsl --test grammar`.
// Do not edit.

/// The generated parser; its rules are explained in `grammar.pest`.
pub struct SpecParser;

";

#[test]
fn parser_is_made_from_the_grammar() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let grammar = std::fs::read_to_string(here.join("../grammar.pest")).expect("the grammar");
    let wanted = generate(&grammar);
    let file = here.join("src/grammar.rs");
    if std::env::var_os("UPDATE_GRAMMAR").is_some() {
        std::fs::write(&file, &wanted).expect("the parser can be written");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(found == wanted, "`src/grammar.rs` is stale: run this test with UPDATE_GRAMMAR=1");
}

/// The parser for a grammar, as the text of a module.
fn generate(grammar: &str) -> String {
    let input = quote::quote! {
        #[grammar_inline = #grammar]
        struct SpecParser;
    };
    let tokens = pest_generator::derive_parser(input, false);
    let file = syn::parse2(tokens).expect("the generator makes Rust");
    format!("{HEAD}{}", prettyplease::unparse(&file))
}
