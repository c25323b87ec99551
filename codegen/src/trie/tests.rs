//! M2's order as ranks, and nested layouts as one target.

use super::{Trie, build_trie};
use route_dsl::source::Source;
use route_dsl::spec::{Entry, Slot, Spec};

fn spec_of(text: &str) -> Spec {
    let compiled = route_dsl::compile(Source::new("x.routes", text), &mut |_| Err("not here".to_owned()));
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    compiled.spec
}

fn slot_called<'a>(spec: &'a Spec, name: &str) -> &'a Slot {
    spec.slots.iter().find(|slot| slot.name == name).unwrap()
}

/// What the ranks stand for, best first.
fn targets(spec: &Spec, trie: &Trie<Entry>) -> Vec<String> {
    let name = |target: &Entry| match target {
        Entry::Page(id) => spec.page(*id).name.text.clone(),
        Entry::Layout(id) => format!("layout {}", spec.node(*id).name.text),
        Entry::Redirect(id) => format!("redirect {}", id.0),
    };
    trie.targets.iter().map(name).collect()
}

#[test]
fn ranks_follow_the_order_of_kinds_segment_by_segment() {
    let spec = spec_of(
        r#"
        use crate::Slug;
        page rest "/a/b/{*?}"; page more "/a/{*rest}"; page end "/a"; page plain "/a/{x}"; page typed "/a/{x: Slug}";
        page number "/a/b/{n: u8}"; page set "/a/{x: p|q}"; page literal "/a/b"; page plain_deep "/a/{x}/c";
        redirect "/{x}/c" to "/"; page home "/";
        "#,
    );
    let trie = build_trie(&spec, &spec.slots[0]);
    let order = [
        "number",
        "literal",
        "rest",
        "set",
        "typed",
        "plain_deep",
        "plain",
        "end",
        "more",
        "redirect 0",
        "home",
    ];
    assert_eq!(targets(&spec, &trie), order);
}

#[test]
fn a_nested_layout_is_one_target_for_the_pages_of_all_its_slots() {
    let spec = spec_of(
        r#"
        layout outer "/o/{id}" {
            loading; error; default none;
            layout inner "/i" {
                default none;
                page one "/one";
                slot side { loading; error; default none; page two "/two"; page one_too "/one"; }
                layout deep "/deep" { page three "/"; }
            }
            page own "/own";
        }
        "#,
    );
    let document = build_trie(&spec, &spec.slots[0]);
    assert_eq!(targets(&spec, &document), ["layout outer"; 4]);
    let main = build_trie(&spec, slot_called(&spec, "main"));
    let order = ["layout inner", "layout inner", "layout inner", "own"];
    assert_eq!(targets(&spec, &main), order, "`/i/one` of two slots is one pattern");
    let side = build_trie(&spec, slot_called(&spec, "side"));
    let literals: Vec<_> = side.branches[0].literals.keys().collect();
    assert_eq!(literals, ["one", "two"], "relative to the slot's layout");
}

#[test]
fn sets_are_sorted_and_equal_ones_are_one_way() {
    let spec = spec_of(r#"set S = b | a; page x "/{s: S}/x"; page y "/{s: a|b}/y"; page z "/{s: c|b}/z";"#);
    let trie = build_trie(&spec, &spec.slots[0]);
    let sets: Vec<_> = trie.branches[0].sets.iter().map(|(texts, _)| texts.join(" ")).collect();
    assert_eq!(sets, ["a b", "b c"]);
}
