//! `Slots`, and the names of a layout's slots as types.

use crate::generator::Generator;
use crate::names::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use route_dsl::spec::{NodeId, NodeKind, SlotId, upper_camel};

/// `pub struct Slots { pub main: Slot, … }` and `pub mod slot { pub struct Main; … }` of a layout.
pub(crate) fn expand_slots(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let node = g.spec.node(id);
    if node.kind != NodeKind::Layout {
        return TokenStream::new();
    }
    let fields = node.slots.iter().map(|slot| expand_field(g, *slot));
    let markers = node.slots.iter().map(|slot| expand_marker(g, *slot));
    let docs = format!(" The slots of layout `{}`: take them apart and place each once.", node.name.text);
    let module = format!(
        " The slots of layout `{}` as types, to ask which are shown, and as values, to refresh them.",
        node.name.text
    );
    quote! {
        #[doc = #docs]
        #[allow(dead_code, reason = "a slot that is not placed is reported where they are taken apart")]
        pub struct Slots { #(#fields)* }
        #[doc = #module]
        pub mod slot { #(#markers)* }
    }
}

/// The field of a slot in `Slots`.
pub(crate) fn slot_ident(g: &Generator<'_>, id: SlotId) -> Ident {
    let slot = g.spec.slot(id);
    ident(&slot.name, g.span(g.spec.node(slot.node).name.span))
}

fn expand_field(g: &Generator<'_>, id: SlotId) -> TokenStream {
    let krate = &g.options.krate;
    let name = slot_ident(g, id);
    let docs = format!(" {}: place it once.", slot_title(g, id));
    quote! {
        #[doc = #docs]
        pub #name: #krate::Slot,
    }
}

fn expand_marker(g: &Generator<'_>, id: SlotId) -> TokenStream {
    let (rt, krate) = (&g.rt, &g.options.krate);
    let slot = g.spec.slot(id);
    let name = ident(&upper_camel(&slot.name), g.span(g.spec.node(slot.node).name.span));
    let docs = format!(" {} as a type.", slot_title(g, id));
    let as_value = format!(" {}, for an action to refresh.", slot_title(g, id));
    let value = ident(&slot.name.to_uppercase(), g.span(g.spec.node(slot.node).name.span));
    let key = g.spec.slot_key(id);
    quote! {
        #[doc = #docs]
        #[allow(dead_code, reason = "an app need not ask")]
        pub struct #name {}
        #[automatically_derived]
        impl #rt::SlotName for #name {
            const KEY: &'static ::core::primitive::str = #key;
        }
        #[doc = #as_value]
        #[allow(dead_code, reason = "an app need not refresh it")]
        pub const #value: #krate::SlotKey = #krate::SlotKey::of::<#name>();
    }
}

fn slot_title(g: &Generator<'_>, id: SlotId) -> String {
    let slot = g.spec.slot(id);
    if slot.name == "main" { "The main slot".to_owned() } else { format!("Slot `{}`", slot.name) }
}
