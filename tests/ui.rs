//! What a user sees who makes a mistake: each file in `ui/` is one, and its `.stderr` is the answer.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the answers anew; read them as a user would.

#[test]
fn mistakes_are_answered() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}
