//! What the generator's snapshots hold is Rust that compiles without a warning.
#![deny(warnings, clippy::all)]
#![allow(unreachable_pub, missing_debug_implementations, reason = "generated as for a library's interface")]

mod model {
    /// Stands in for a user's types.
    pub type OrgId = u32;
    pub type Region = String;
}

/// As `transom build --emit rust` printed it.
pub mod printed {
    include!("../codegen/tests/golden/dashboard.snap.rs");
}

#[test]
fn a_printed_page_is_a_link() {
    let page = printed::dashboard::analytics::Visitor { org: 1, id: 42 };
    assert_eq!(page.to_string(), "/orgs/1/visitors/42");
}
