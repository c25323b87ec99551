//! What the generator's snapshots hold is Rust that compiles without a warning.
#![deny(warnings, clippy::all)]
#![allow(unreachable_pub, missing_debug_implementations, reason = "generated as for a library's interface")]

mod model {
    /// Stands in for a user's types.
    pub type OrgId = u32;
    pub type Region = String;
    pub type Session = Option<String>;

    #[derive(Clone)]
    pub struct Role;

    #[derive(serde::Deserialize)]
    pub struct Draft {
        pub to: String,
    }
}

/// As `transom build --emit rust` printed it.
pub mod printed {
    include!("../codegen/tests/golden/dashboard.snap.rs");
}

/// Names that could be mistaken for those of generated code.
pub mod names {
    include!("../codegen/tests/golden/names.snap.rs");
}

/// Slots that navigate on their own, and a dialog over them.
pub mod navigation {
    include!("../codegen/tests/golden/navigation.snap.rs");
}

/// Actions in a file, a layout, a scope and a slot.
pub mod actions {
    include!("../codegen/tests/golden/actions.snap.rs");
}

/// Guards and `when`s at every kind of place.
pub mod guards {
    include!("../codegen/tests/golden/guards.snap.rs");
}

#[test]
fn an_at_of_values_is_made_by_hand_for_tests() {
    let at = guards::desk::SecretAt::new(7, Some("ann".to_owned()), "ann".to_owned(), 42);
    assert_eq!((at.clone().team, at.member, at.code), (7, "ann".to_owned(), 42));
    let before = guards::desk::news::Before::new(7, None, String::new());
    assert_eq!(before.team, guards::desk::admin::At::new(7, None, String::new(), model::Role).team);
}

#[test]
fn a_printed_page_is_a_link() {
    let page = printed::dashboard::analytics::Visitor { org: 1, id: 42 };
    assert_eq!(page.to_string(), "/orgs/1/visitors/42");
}

#[test]
fn a_set_lists_its_values_whatever_they_are_called() {
    let texts: Vec<_> = names::Outcome::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["ok", "err", "self", "ALL", "some"]);
    assert_eq!("err".parse::<names::Outcome>().ok(), Some(names::Outcome::Err));
}
