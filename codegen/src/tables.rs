//! The static tables of a spec, as `transom`'s `table` declares them.

use crate::Places;
use crate::action::{expand_action_maker, expand_rows};
use crate::at::{Field, expand_capture, path_fields};
use crate::generator::{Generator, Home};
use crate::guards::{expand_fills, expand_guard_rows, expand_node_guarded, expand_page_guarded};
use crate::names::write_pattern;
use crate::page::expand_query_capture;
use crate::redirect::{expand_redirect, redirect_name};
use crate::trie::{Branch, Trie, build_trie, set_texts};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use route_dsl::spec::{
    ActionId, Boundary, Default, Entry, Intercept, Leave, NodeId, Page, PageId, ParamType, QueryItem,
    QueryKind, RedirectId, Segment, SegmentKind, Slot, SlotId, Source,
};
use std::time::Duration;

/// `static TABLES` with the functions it points to, for the hidden module.
pub(crate) fn expand_tables(g: &Generator<'_>, build: &str) -> TokenStream {
    let rt = &g.short;
    let (source, mount) = (g.source_name(), g.options.mount.as_deref().unwrap_or(""));
    let stands_in = standing(g);
    let nodes = g.nodes().map(|(id, _)| expand_node(g, id, stands_in[id.0]));
    let slots = (0..g.spec.slots.len()).map(|at| expand_slot(g, SlotId(at)));
    let pages = (0..g.spec.pages.len()).map(|at| expand_page(g, PageId(at)));
    let redirects = (0..g.spec.redirects.len()).map(|at| expand_redirect_row(g, RedirectId(at)));
    let actions = expand_rows(g);
    let guards = expand_guard_rows(g);
    let functions = expand_functions(g);
    quote! {
        pub(super) static TABLES: #rt::Tables = #rt::Tables {
            source: #source,
            build: ::core::concat!(#build, "-", ::core::env!("CARGO_PKG_VERSION")),
            mount: #mount,
            nodes: &[#(#nodes),*],
            slots: &[#(#slots),*],
            pages: &[#(#pages),*],
            redirects: &[#(#redirects),*],
            #actions
            guards: #guards,
        };
        #functions
    }
}

/// For each node, the slot it stands in, if it is a layout.
fn standing(g: &Generator<'_>) -> Vec<Option<SlotId>> {
    let mut stands_in = vec![None; g.spec.nodes.len()];
    for (at, slot) in g.spec.slots.iter().enumerate() {
        for entry in &slot.entries {
            if let Entry::Layout(layout) = entry {
                stands_in[layout.0] = Some(SlotId(at));
            }
        }
    }
    stands_in
}

/// What parses captures: an `At` per node, a struct per page, a URL per redirect.
fn expand_functions(g: &Generator<'_>) -> TokenStream {
    let at = Ident::new("At", Span::call_site());
    let nodes = g.nodes().map(|(id, node)| {
        let ty = g.item(Home::App, Home::Node(id), &at);
        let fields = path_fields(g, Home::App, &node.prefix);
        let captures: Vec<_> = fields.iter().map(expand_capture).collect();
        if g.spec.guards_of(id).is_empty() {
            expand_maker(g, &at_name(id), &ty, &captures)
        } else {
            expand_check(g, &at_name(id), &fields)
        }
    });
    let pages = g.spec.pages.iter().enumerate().map(|(id, page)| {
        let ty = g.item(Home::App, Home::Node(page.node), &g.page_name(page));
        let path = path_fields(g, Home::App, &page.path);
        let query = page.query.iter().map(|item| expand_query_capture(g, item));
        let fields: Vec<_> = path.iter().map(expand_capture).chain(query).collect();
        expand_maker(g, &make_name(PageId(id)), &ty, &fields)
    });
    let redirects = (0..g.spec.redirects.len()).map(|id| expand_redirect(g, RedirectId(id)));
    let actions = (0..g.spec.actions.len()).map(|id| expand_action_maker(g, ActionId(id)));
    let fills = expand_fills(g);
    quote!(#(#nodes)* #(#pages)* #(#redirects)* #(#actions)* #fills)
}

fn at_name(id: NodeId) -> Ident {
    format_ident!("at_{}", id.0)
}

fn make_name(id: PageId) -> Ident {
    format_ident!("make_{}", id.0)
}

pub(crate) fn expand_maker(
    g: &Generator<'_>,
    name: &Ident,
    ty: &TokenStream,
    fields: &[TokenStream],
) -> TokenStream {
    let rt = &g.short;
    let captures = if fields.is_empty() { quote!(_) } else { quote!(captures) };
    quote! {
        fn #name(#captures: &#rt::Captures<'_>) -> ::core::result::Result<#rt::Erased, #rt::Mismatch> {
            ::core::result::Result::Ok(#rt::erase(#ty { #(#fields),* }))
        }
    }
}

/// Whether the parameters of an `At` parse that guards have a part in.
fn expand_check(g: &Generator<'_>, name: &Ident, fields: &[Field]) -> TokenStream {
    let rt = &g.short;
    let captures = if fields.is_empty() { quote!(_) } else { quote!(captures) };
    let checks = fields
        .iter()
        .map(|Field { ty, index, name, .. }| quote_spanned!(name.span()=> captures.segment::<#ty>(#index)?;));
    quote! {
        fn #name(#captures: &#rt::Captures<'_>) -> ::core::result::Result<#rt::Erased, #rt::Mismatch> {
            #(#checks)*
            ::core::result::Result::Ok(#rt::erase(()))
        }
    }
}

fn expand_node(g: &Generator<'_>, id: NodeId, stands_in: Option<SlotId>) -> TokenStream {
    let rt = &g.short;
    let node = g.spec.node(id);
    let (name, place) = (g.spec.node_path(id), g.node_place(id));
    let prefix = node.prefix.iter().map(|segment| expand_step(g, segment));
    let own_prefix = node.own_prefix;
    let params = params(&node.prefix);
    let parent = option(node.parent.map(|parent| small(parent.0)));
    let (at, guarded) = (at_name(id), expand_node_guarded(g, id));
    let slots = node.slots.iter().map(|slot| small(slot.0));
    let main = option(node.main.map(|slot| small(slot.0)));
    let stands_in = option(stands_in.map(|slot| small(slot.0)));
    let title = option(node.title.as_ref().map(|title| &title.text));
    quote! {
        #rt::Node {
            name: #name, place: #place, prefix: &[#(#prefix),*], own_prefix: #own_prefix, params: &[#(#params),*],
            parent: #parent, at: #at, guarded: #guarded, slots: &[#(#slots),*], main: #main, stands_in: #stands_in, title: #title,
        }
    }
}

fn params(path: &[Segment]) -> Vec<usize> {
    let is_param = |(_, segment): &(usize, &Segment)| matches!(segment.kind, SegmentKind::Param { .. });
    path.iter().enumerate().filter(is_param).map(|(at, _)| at).collect()
}

fn expand_step(g: &Generator<'_>, segment: &Segment) -> TokenStream {
    let rt = &g.short;
    match &segment.kind {
        SegmentKind::Literal(text) => quote!(#rt::Step::Literal(#text)),
        SegmentKind::Param { ty: ParamType::Set(set), .. } => {
            let texts = set_texts(g.spec, *set);
            quote!(#rt::Step::Set(&[#(#texts),*]))
        }
        SegmentKind::Param { ty: ParamType::Text, .. } | SegmentKind::Tail { .. } => quote!(#rt::Step::Plain),
        SegmentKind::Param { ty, .. } => {
            let takes = expand_takes(g, *ty);
            quote!(#rt::Step::Typed(#takes))
        }
    }
}

/// Whether a text is one of a type's values, as a function.
fn expand_takes(g: &Generator<'_>, ty: ParamType) -> TokenStream {
    let rt = &g.short;
    let name = g.param_type(Home::App, ty);
    match ty {
        ParamType::Builtin(_) => quote!(#rt::takes_canonical::<#name>),
        ParamType::User(id) => {
            let span = g.span(g.spec.types[id.0].name.span);
            quote_spanned!(span=> #rt::takes::<#name>)
        }
        ParamType::Text | ParamType::Set(_) => quote!(#rt::takes::<#name>),
    }
}

fn expand_slot(g: &Generator<'_>, id: SlotId) -> TokenStream {
    let rt = &g.short;
    let slot = g.spec.slot(id);
    let (key, name, place) = (g.spec.slot_key(id), &slot.name, g.node_place(slot.node));
    let element = format!("slot-{}", key.replace('@', "-"));
    let node = small(slot.node.0);
    let layout = option(slot.layout.map(|layout| small(layout.0)));
    let boundaries = expand_boundaries(g, slot.node);
    let default = expand_default(g, slot);
    let [timeout, refresh] = [slot.timeout, slot.refresh].map(|time| option(time.map(expand_time)));
    let address = g.spec.address(id);
    let intercepts = slot.intercepts.iter().map(|intercept| expand_intercept(g, slot.node, intercept));
    let leave = match slot.leave {
        Leave::Keep => quote!(Keep),
        Leave::Reset => quote!(Reset),
    };
    let when = slot.when.is_some();
    let (branches, targets) = expand_trie(g, &build_trie(g.spec, slot), |target| expand_target(g, target));
    quote! {
        #rt::SlotTable {
            key: #key, name: #name, address: #address, id: #element, place: #place, node: #node, layout: #layout,
            boundaries: #boundaries, default: #default, timeout: #timeout,
            leave: #rt::Leave::#leave, refresh: #refresh, when: #when, intercepts: &[#(#intercepts),*],
            matcher: #branches, targets: #targets,
        }
    }
}

fn expand_intercept(g: &Generator<'_>, host: NodeId, intercept: &Intercept) -> TokenStream {
    let rt = &g.short;
    let (page, place) = (small(intercept.page.0), g.intercept_place(host, intercept));
    let from = intercept.from.iter().map(|source| {
        let (kind, id) = match source {
            Source::Page(page) => (quote!(Page), small(page.0)),
            Source::Layout(layout) => (quote!(Layout), small(layout.0)),
        };
        quote!(#rt::Source::#kind(#id))
    });
    quote!(#rt::Intercept { page: #page, from: &[#(#from),*], place: #place })
}

fn expand_time(time: Duration) -> TokenStream {
    let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    quote!(::core::time::Duration::from_millis(#milliseconds))
}

/// A trie's branches, and what its ranks stand for.
pub(crate) fn expand_trie<T: Copy>(
    g: &Generator<'_>,
    trie: &Trie<T>,
    expand_target: impl Fn(T) -> TokenStream,
) -> (TokenStream, TokenStream) {
    let branches = trie.branches.iter().map(|branch| expand_branch(g, branch));
    let targets = trie.targets.iter().map(|target| expand_target(*target));
    (quote!(&[#(#branches),*]), quote!(&[#(#targets),*]))
}

pub(crate) fn expand_boundaries(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let rt = &g.short;
    let node = g.spec.node(id);
    let owner = |boundary| {
        option(match boundary {
            Boundary::Own => Some(small(id.0)),
            Boundary::Inherited(owner) => Some(small(owner.0)),
            Boundary::Absent => None,
        })
    };
    let (loading, error, not_found) = (owner(node.loading), owner(node.error), owner(node.not_found));
    quote!(#rt::Boundaries { loading: #loading, error: #error, not_found: #not_found })
}

fn expand_default(g: &Generator<'_>, slot: &Slot) -> TokenStream {
    let rt = &g.short;
    match slot.default {
        Default::Missing => quote!(#rt::Default::Missing),
        Default::Own => quote!(#rt::Default::Own),
        Default::None => quote!(#rt::Default::None),
        Default::NotFound => quote!(#rt::Default::NotFound),
        Default::Page(page) => {
            let depth = slot.layout.map_or(0, |layout| g.spec.node(layout).prefix.len());
            let path = g.spec.page(page).path.iter().skip(depth);
            let texts = path.filter_map(|segment| match &segment.kind {
                SegmentKind::Literal(text) => Some(text),
                SegmentKind::Param { .. } | SegmentKind::Tail { .. } => None,
            });
            quote!(#rt::Default::Page(&[#(#texts),*]))
        }
    }
}

fn expand_branch(g: &Generator<'_>, branch: &Branch) -> TokenStream {
    let rt = &g.short;
    let literals = branch.literals.iter().map(|(text, next)| pair(&quote!(#text), *next));
    let sets = branch.sets.iter().map(|(texts, next)| pair(&quote!(&[#(#texts),*]), *next));
    let typed = branch.typed.iter().map(|(ty, next)| pair(&expand_takes(g, *ty), *next));
    let [plain, end, tail, optional_tail] =
        [branch.plain, branch.end, branch.tail, branch.optional_tail].map(|at| option(at.map(small)));
    quote! {
        #rt::Branch {
            literals: &[#(#literals),*], sets: &[#(#sets),*], typed: &[#(#typed),*],
            plain: #plain, end: #end, tail: #tail, optional_tail: #optional_tail,
        }
    }
}

fn pair(what: &TokenStream, next: usize) -> TokenStream {
    let next = small(next);
    quote!((#what, #next))
}

fn expand_target(g: &Generator<'_>, target: Entry) -> TokenStream {
    let rt = &g.short;
    let (kind, id) = match target {
        Entry::Page(id) => (quote!(Page), id.0),
        Entry::Layout(id) => (quote!(Layout), id.0),
        Entry::Redirect(id) => (quote!(Redirect), id.0),
    };
    let id = small(id);
    quote!(#rt::Target::#kind(#id))
}

fn expand_page(g: &Generator<'_>, id: PageId) -> TokenStream {
    let rt = &g.short;
    let page = g.spec.page(id);
    let Page { blocking, .. } = *page;
    let (name, short, place) = (g.spec.page_path(id), &page.name.text, g.page_place(id));
    let node = small(page.node.0);
    let boundaries = expand_boundaries(g, page.node);
    let pattern = write_pattern(&page.path, &[]);
    let title = option(page.title.as_ref().map(|title| &title.text));
    let params = params(&page.path);
    let is_tail = |segment: &Segment| matches!(segment.kind, SegmentKind::Tail { name: Some(_), .. });
    let tail = option(page.path.iter().position(is_tail));
    let query = page.query.iter().map(|item| expand_item(g, item));
    let (guarded, make) = (expand_page_guarded(g, id), make_name(id));
    quote! {
        #rt::PageTable {
            name: #name, short: #short, place: #place, node: #node, boundaries: #boundaries,
            pattern: #pattern, title: #title, blocking: #blocking, params: &[#(#params),*], tail: #tail,
            query: &[#(#query),*], guarded: #guarded, make: #make,
        }
    }
}

fn expand_item(g: &Generator<'_>, item: &QueryItem) -> TokenStream {
    let rt = &g.short;
    let key = &item.name.text;
    let default = option(match &item.kind {
        QueryKind::Default(text) => Some(&text.text),
        QueryKind::Required | QueryKind::Optional | QueryKind::Repeated => None,
    });
    let blank = if item.is_absent_if_blank() { quote!(Absent) } else { quote!(Text) };
    quote!(#rt::Item { key: #key, default: #default, blank: #rt::Blank::#blank })
}

fn expand_redirect_row(g: &Generator<'_>, id: RedirectId) -> TokenStream {
    let rt = &g.short;
    let permanent = g.spec.redirects[id.0].permanent;
    let to = redirect_name(id);
    quote!(#rt::Redirect { permanent: #permanent, to: #to })
}

/// An id without a suffix, so that it fits whatever the field's type is.
pub(crate) fn small(id: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(id)
}

fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// What changes whenever the spec does: its text, or where lines must not matter what was made of it.
pub(crate) fn build_hash(g: &Generator<'_>, tokens: &TokenStream) -> String {
    let hash = match g.options.places {
        Places::Paths => fnv(tokens.to_string().bytes()),
        Places::Lines => fnv(g.compiled.sources.iter().flat_map(|(_, source)| source.text.bytes())),
    };
    format!("{hash:016x}")
}

/// FNV-1a: stable across platforms and releases, which the standard hasher does not promise.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
