//! Guards and `when`s: who is handed what, the fields of their values, and how these are filled in.

use crate::at::{expand_capture, path_fields};
use crate::generator::{Generator, Home};
use crate::names::ident;
use crate::tables::{expand_boundaries, small};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use route_dsl::spec::{Guard, GuardId, NodeId, NodeKind, PageId, upper_camel};

/// The field of an `At` that holds what a guard yields.
pub(crate) struct Value {
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
    pub(crate) id: GuardId,
}

/// The fields of these guards' values, as written in the module `from`.
pub(crate) fn values(g: &Generator<'_>, from: Home, guards: &[GuardId]) -> Vec<Value> {
    let value = |id: &GuardId| {
        let guard = g.spec.guard(*id);
        Value {
            name: ident(&guard.name.text, g.span(guard.name.span)),
            ty: g.param_type(from, guard.ty),
            id: *id,
        }
    };
    let mut values: Vec<Value> = Vec::new();
    for value in guards.iter().map(value) {
        // Only a spec with errors gives one name to two guards.
        if values.iter().all(|other| other.name != value.name) {
            values.push(value);
        }
    }
    values
}

/// The guards around a node, without its own.
pub(crate) fn guards_around(g: &Generator<'_>, id: NodeId) -> Vec<GuardId> {
    g.spec.node(id).parent.map(|parent| g.spec.guards_of(parent)).unwrap_or_default()
}

/// `Before` for a node with guards of its own: what it knows when these have not been passed.
pub(crate) fn has_before(g: &Generator<'_>, id: NodeId) -> bool {
    !g.spec.node(id).guards.is_empty()
}

/// What the `loading`, `error` and `not_found` of a node are handed. Those of a layout show inside it, when
/// its guards have been passed; others show also when they have not.
pub(crate) fn boundary_at(g: &Generator<'_>, id: NodeId) -> Ident {
    let is_inside = g.spec.node(id).kind == NodeKind::Layout;
    if is_inside { at_ident() } else { before_ident(g, id) }
}

/// What the node's guards, and a slot's `when`, are handed.
pub(crate) fn before_ident(g: &Generator<'_>, id: NodeId) -> Ident {
    if has_before(g, id) { Ident::new("Before", Span::call_site()) } else { at_ident() }
}

/// What a page's handler is handed: the `At` of its node, or one of its own.
pub(crate) fn page_at(g: &Generator<'_>, id: PageId) -> Ident {
    let page = g.spec.page(id);
    if page.guards.is_empty() {
        return at_ident();
    }
    ident(&format!("{}At", upper_camel(&page.name.text)), g.span(page.name.span))
}

fn at_ident() -> Ident {
    Ident::new("At", Span::call_site())
}

/// The function of a guard, for the hidden module.
pub(crate) fn expand_guard(g: &Generator<'_>, id: GuardId) -> TokenStream {
    let Guard { name, node, .. } = g.spec.guard(id);
    let method = ident(&name.text, g.span(name.span));
    expand_asked(g, *node, &guard_name(id), &method, &Ident::new("yielded", Span::call_site()))
}

/// The function of a slot's `when`, for the hidden module.
pub(crate) fn expand_when(g: &Generator<'_>, node: NodeId) -> TokenStream {
    let Some(when) = g.when(node) else { return TokenStream::new() };
    let method = ident(&when.name.text, g.span(when.name.span));
    expand_asked(g, node, &when_name(node), &method, &Ident::new("answered", Span::call_site()))
}

fn expand_asked(g: &Generator<'_>, node: NodeId, name: &Ident, method: &Ident, end: &Ident) -> TokenStream {
    let (rt, krate) = (&g.short, &g.options.krate);
    let path = g.trait_path(Home::App, node);
    let work = if end == "yielded" { quote!(GuardWork) } else { quote!(WhenWork) };
    quote! {
        pub(super) fn #name<A: #path>(app: ::std::sync::Arc<A>, cx: #krate::Cx, at: #rt::Erased) -> #rt::#work {
            ::std::boxed::Box::pin(async move { #rt::#end(<A as #path>::#method(&app, &cx, #rt::get(&at)).await) })
        }
    }
}

pub(crate) fn guard_name(id: GuardId) -> Ident {
    format_ident!("guard_{}", id.0)
}

pub(crate) fn when_name(id: NodeId) -> Ident {
    format_ident!("when_{}", id.0)
}

/// `static`'s rows of all guards.
pub(crate) fn expand_guard_rows(g: &Generator<'_>) -> TokenStream {
    let rt = &g.short;
    let rows = g.spec.guards.iter().map(|guard| {
        let (name, place) = (&guard.name.text, g.guard_place(guard));
        let node = small(guard.node.0);
        quote!(#rt::Guard { name: #name, place: #place, node: #node })
    });
    quote!(&[#(#rows),*])
}

/// `Some(Guarded { … })` of a node below guards.
pub(crate) fn expand_node_guarded(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let rt = &g.short;
    if g.spec.guards_of(id).is_empty() {
        return quote!(::core::option::Option::None);
    }
    let outside = match g.spec.node(id).parent {
        Some(parent) => expand_boundaries(g, parent),
        None => quote! {
            #rt::Boundaries {
                loading: ::core::option::Option::None,
                error: ::core::option::Option::None,
                not_found: ::core::option::Option::None,
            }
        },
    };
    let before = has_before(g, id).then(|| format_ident!("before_{}", id.0));
    expand_guarded(g, &g.spec.node(id).guards, &format_ident!("filled_{}", id.0), before.as_ref(), &outside)
}

/// `Some(Guarded { … })` of a page with guards of its own.
pub(crate) fn expand_page_guarded(g: &Generator<'_>, id: PageId) -> TokenStream {
    let page = g.spec.page(id);
    if page.guards.is_empty() {
        return quote!(::core::option::Option::None);
    }
    let (at, before) = (format_ident!("filled_page_{}", id.0), format_ident!("before_page_{}", id.0));
    expand_guarded(g, &page.guards, &at, Some(&before), &expand_boundaries(g, page.node))
}

fn expand_guarded(
    g: &Generator<'_>,
    own: &[GuardId],
    at: &Ident,
    before: Option<&Ident>,
    outside: &TokenStream,
) -> TokenStream {
    let rt = &g.short;
    let own = own.iter().map(|guard| small(guard.0));
    let before = match before {
        Some(before) => quote!(::core::option::Option::Some(#before)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        ::core::option::Option::Some(#rt::Guarded { own: &[#(#own),*], at: #at, before: #before, outside: #outside })
    }
}

/// The functions that make what handlers below guards are handed.
pub(crate) fn expand_fills(g: &Generator<'_>) -> TokenStream {
    let nodes = g.nodes().filter(|(id, _)| !g.spec.guards_of(*id).is_empty()).map(|(id, _)| {
        let at = expand_fill(g, id, &format_ident!("filled_{}", id.0), &at_ident(), &g.spec.guards_of(id));
        let before = has_before(g, id).then(|| {
            let name = format_ident!("before_{}", id.0);
            expand_fill(g, id, &name, &before_ident(g, id), &guards_around(g, id))
        });
        quote!(#at #before)
    });
    let pages =
        g.spec.pages.iter().enumerate().filter(|(_, page)| !page.guards.is_empty()).map(|(at, page)| {
            let id = PageId(at);
            let around = g.spec.guards_of(page.node);
            let before = expand_fill(g, page.node, &format_ident!("before_page_{at}"), &at_ident(), &around);
            let all = [around, page.guards.clone()].concat();
            let at = expand_fill(g, page.node, &format_ident!("filled_page_{at}"), &page_at(g, id), &all);
            quote!(#before #at)
        });
    quote!(#(#nodes)* #(#pages)*)
}

fn expand_fill(g: &Generator<'_>, node: NodeId, name: &Ident, ty: &Ident, guards: &[GuardId]) -> TokenStream {
    let rt = &g.short;
    let ty = g.item(Home::App, Home::Node(node), ty);
    let fields = path_fields(g, Home::App, &g.spec.node(node).prefix);
    let fields: Vec<_> = fields.iter().map(expand_capture).collect();
    let values = values(g, Home::App, guards);
    let captures = if fields.is_empty() { quote!(_) } else { quote!(captures) };
    let source = if values.is_empty() { quote!(_) } else { quote!(values) };
    let values = values.iter().map(|Value { name, id, .. }| {
        let id = small(id.0);
        quote_spanned!(name.span()=> #name: values.get(#id)?)
    });
    quote! {
        fn #name(
            #captures: &#rt::Captures<'_>, #source: &#rt::Values<'_>,
        ) -> ::core::result::Result<#rt::Erased, #rt::Mismatch> {
            ::core::result::Result::Ok(#rt::erase(#ty { #(#fields,)* #(#values),* }))
        }
    }
}
