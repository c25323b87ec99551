//! An action as a struct, what its form's `action` is made of; the method that does it; its row and its
//! function.

use crate::at::{Field, expand_capture, expand_field, path_fields};
use crate::generator::{Generator, Home};
use crate::names::{expand_docs, ident, write_pattern};
use crate::page::expand_path;
use crate::tables::{expand_boundaries, expand_maker, expand_trie, small};
use crate::trie::build_action_trie;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use route_dsl::spec::{Action, ActionId, SegmentKind, upper_camel};

/// `pub struct Move { pub id: u64 }` with how it is written as a URL.
pub(crate) fn expand_action(g: &Generator<'_>, id: ActionId) -> TokenStream {
    let action = g.action(id);
    let name = action_name(g, action);
    let docs = expand_docs(&action.docs, &format!("Action {}.", title(g, id)));
    let fields = path_fields(g, Home::Node(action.node), &action.path);
    let declared: TokenStream = fields.iter().map(expand_field).collect();
    let body = if fields.is_empty() { quote!(;) } else { quote!({ #declared }) };
    let impls = expand_impls(g, action, &name, &fields);
    quote! {
        #docs
        #[::core::prelude::v1::derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        #[allow(dead_code, reason = "an app need not have a form for every action")]
        pub struct #name #body
        #impls
    }
}

fn expand_impls(g: &Generator<'_>, action: &Action, name: &Ident, fields: &[Field]) -> TokenStream {
    let rt = &g.rt;
    let bare = name.to_string();
    let mount = g.options.mount.as_deref().unwrap_or("");
    let parts = expand_path(&action.path, fields);
    let url = if parts.is_empty() { quote!(_) } else { quote!(url) };
    quote! {
        #[automatically_derived]
        impl #rt::Action for #name {
            const MOUNT: &'static ::core::primitive::str = #mount;
            fn write_url(&self, #url: &mut #rt::UrlWriter) {
                #(#parts)*
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #rt::fmt_action_url(self, f)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(#bare).field(&::core::format_args!("{self}")).finish()
            }
        }
    }
}

/// `save` at `/orgs/{org}/save`, declared at `app.routes:18:5`
fn title(g: &Generator<'_>, id: ActionId) -> String {
    let action = g.action(id);
    let (name, pattern) = (g.spec.action_path(id), write_pattern(&action.path, &[]));
    format!("`{name}`, a POST to `{pattern}`, declared{}", g.at_line(action.span))
}

/// The bare name of an action's struct.
pub(crate) fn action_name(g: &Generator<'_>, action: &Action) -> Ident {
    ident(&upper_camel(&action.name.text), g.span(action.name.span))
}

/// Whether its path has parameters that the node's `At` has not.
fn has_parameters(g: &Generator<'_>, action: &Action) -> bool {
    let own = action.path.get(g.spec.node(action.node).prefix.len()..).unwrap_or_default();
    own.iter().any(|segment| {
        matches!(segment.kind, SegmentKind::Param { .. } | SegmentKind::Tail { name: Some(_), .. })
    })
}

/// The name, docs and parameters after `at` of an action's method, for a trait in the module `home`.
pub(crate) fn method(g: &Generator<'_>, home: Home, id: ActionId) -> (Ident, String, TokenStream) {
    let action = g.action(id);
    let name = ident(&action.name.text, g.span(action.name.span));
    let own = has_parameters(g, action).then(|| {
        let ty = g.item(home, Home::Node(action.node), &action_name(g, action));
        quote!(action: &#ty,)
    });
    let form = form_type(g, home, action);
    (name, format!(" Action {}.", title(g, id)), quote!(#own form: #form))
}

fn form_type(g: &Generator<'_>, from: Home, action: &Action) -> TokenStream {
    g.param_type(from, route_dsl::spec::ParamType::User(action.form))
}

/// The function that reads the form and runs the action, for the hidden module.
pub(crate) fn expand_function(g: &Generator<'_>, id: ActionId) -> TokenStream {
    let (rt, krate) = (&g.short, &g.options.krate);
    let action = g.action(id);
    let path = g.trait_path(Home::App, action.node);
    let method = ident(&action.name.text, g.span(action.name.span));
    let form = form_type(g, Home::App, action);
    let own = has_parameters(g, action).then(|| quote!(#rt::get(&action),));
    let own_name = if own.is_some() { quote!(action) } else { quote!(_) };
    let name = function_name(id);
    let read = quote_spanned!(g.span(g.spec.types[action.form.0].name.span)=> #rt::act::<#form, _, _, _>);
    quote! {
        pub(super) fn #name<A: #path>(
            app: ::std::sync::Arc<A>, cx: #krate::Cx, at: #rt::Erased, #own_name: #rt::Erased, sent: #rt::Sent,
        ) -> #rt::ActionWork {
            #read(sent, move |form| async move {
                <A as #path>::#method(&app, &cx, #rt::get(&at), #own form).await
            })
        }
    }
}

/// The name of that function.
pub(crate) fn function_name(id: ActionId) -> Ident {
    format_ident!("action_{}", id.0)
}

/// `actions: …, action_matcher: …, action_targets: …,` of the tables.
pub(crate) fn expand_rows(g: &Generator<'_>) -> TokenStream {
    let rows = (0..g.spec.actions.len()).map(|at| expand_row(g, ActionId(at)));
    let target = |ActionId(at)| small(at).into_token_stream();
    let (branches, targets) = expand_trie(g, &build_action_trie(g.spec), target);
    quote!(actions: &[#(#rows),*], action_matcher: #branches, action_targets: #targets,)
}

fn expand_row(g: &Generator<'_>, id: ActionId) -> TokenStream {
    let rt = &g.short;
    let action = g.action(id);
    let (name, place) = (g.spec.action_path(id), g.action_place(id));
    let (node, slot) = (small(action.node.0), small(action.slot.0));
    let boundaries = expand_boundaries(g, action.node);
    let pattern = write_pattern(&action.path, &[]);
    let make = maker_name(id);
    quote! {
        #rt::ActionTable {
            name: #name, place: #place, node: #node, slot: #slot, boundaries: #boundaries,
            pattern: #pattern, make: #make,
        }
    }
}

/// What parses captures into an action's struct.
pub(crate) fn expand_action_maker(g: &Generator<'_>, id: ActionId) -> TokenStream {
    let action = g.action(id);
    let ty = g.item(Home::App, Home::Node(action.node), &action_name(g, action));
    let fields = path_fields(g, Home::App, &action.path);
    let fields: Vec<_> = fields.iter().map(expand_capture).collect();
    expand_maker(g, &maker_name(id), &ty, &fields)
}

fn maker_name(id: ActionId) -> Ident {
    format_ident!("make_action_{}", id.0)
}
