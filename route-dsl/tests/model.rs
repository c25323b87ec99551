//! What the spec says of how slots navigate.

use transom_route_dsl::compile;
use transom_route_dsl::source::Source as Text;
use transom_route_dsl::spec::{Leave, Slot, SlotId, Source, Spec};

const SHOP: &str = r#"
layout shop "/" {
    loading; error; default list; leave reset;
    page list "/";
    page item "/items/{id: u64}";
    slot basket { loading; error; default none; refresh 30s; page full "/basket"; }
    slot modal {
        loading; error; default none;
        intercept item from list, shop.item;
        intercept basket.full from shop;
    }
    layout help "/help" { page index "/"; }
}
"#;

#[test]
fn interceptions_name_pages_and_layouts() {
    let spec = compiled();
    let modal = slot(&spec, "modal");
    let page = |id| spec.page_path(id);
    let shown: Vec<String> = modal
        .intercepts
        .iter()
        .map(|intercept| {
            let from = intercept.from.iter().map(|source| match source {
                Source::Page(id) => page(*id),
                Source::Layout(id) => format!("layout {}", spec.node_path(*id)),
            });
            format!("{} from {}", page(intercept.page), from.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        shown,
        ["shop.item from shop.list, shop.item", "shop.basket.full from layout shop"],
        "in file order"
    );
}

#[test]
fn slots_say_how_they_leave_and_refresh() {
    let spec = compiled();
    assert_eq!((slot(&spec, "main").leave, slot(&spec, "basket").leave), (Leave::Reset, Leave::Keep));
    assert_eq!(slot(&spec, "basket").refresh, Some(std::time::Duration::from_secs(30)));
}

#[test]
fn a_main_slot_has_its_layouts_address() {
    let spec = compiled();
    let addresses: Vec<&str> = (0..spec.slots.len()).map(|at| spec.address(SlotId(at))).collect();
    assert_eq!(addresses, ["", "shop", "basket", "modal", "help"]);
}

fn compiled() -> Spec {
    let compiled = compile(Text::new("shop.routes", SHOP), &mut |_| Err("no such file".to_owned()));
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    compiled.spec
}

fn slot<'a>(spec: &'a Spec, name: &str) -> &'a Slot {
    spec.slots.iter().find(|slot| slot.name == name).expect("such a slot")
}
