//! The modules: what of a spec stands where.

use crate::action::expand_action;
use crate::at::{expand_at, expand_page_at};
use crate::generator::{FILE, Generator};
use crate::names::ident;
use crate::page::expand_page;
use crate::sets::expand_set;
use crate::slots::expand_slots;
use crate::trait_::expand_trait;
use proc_macro2::TokenStream;
use quote::quote;
use route_dsl::spec::NodeId;

/// The items of the file, and so of everything in it.
pub(crate) fn expand_file(g: &Generator<'_>) -> TokenStream {
    let root = g.has_trait(FILE).then(|| expand_trait(g, FILE));
    let items = expand_items(g, FILE);
    quote!(#root #items)
}

/// What stands in a node's module.
fn expand_items(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let sets = g.sets(id).iter().map(|set| expand_set(g, *set));
    let at = expand_at(g, id);
    let slots = expand_slots(g, id);
    let pages = g.pages(id).iter().map(|page| {
        let (at, page) = (expand_page_at(g, *page), expand_page(g, *page));
        quote!(#page #at)
    });
    let actions = g.actions(id).iter().map(|action| expand_action(g, *action));
    let children = g.children(id).iter().map(|child| expand_child(g, id, *child));
    quote!(#(#sets)* #at #slots #(#pages)* #(#actions)* #(#children)*)
}

/// A node's trait and its module, side by side.
fn expand_child(g: &Generator<'_>, parent: NodeId, id: NodeId) -> TokenStream {
    let node = g.spec.node(id);
    let name = ident(&node.name.text, g.span(node.name.span));
    let handlers = g.has_trait(id).then(|| expand_trait(g, id));
    let docs = format!(" What belongs to {}, declared{}.", g.node_title(id), g.at_line(node.span));
    let same_name = (g.spec.node(parent).name.text == node.name.text)
        .then(|| quote!(#[allow(clippy::module_inception, reason = "called as in the spec")]));
    let items = expand_items(g, id);
    quote! {
        #handlers
        #[doc = #docs]
        #same_name
        pub mod #name { #items }
    }
}
