//! One small function per handler, generic over the app, and the tables that list them.

use crate::action::{expand_function, function_name};
use crate::generator::{FILE, Generator, Home};
use crate::guards::{expand_guard, expand_when, guard_name, when_name};
use crate::names::ident;
use crate::slots::slot_ident;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use route_dsl::spec::{ActionId, Boundary, GuardId, NodeId, NodeKind, PageId};

/// The functions of every handler, for the hidden module.
pub(crate) fn expand_handlers(g: &Generator<'_>) -> TokenStream {
    let nodes = g.nodes().map(|(id, _)| expand_node(g, id));
    let pages = (0..g.spec.pages.len()).map(|at| expand_page(g, PageId(at)));
    let actions = (0..g.spec.actions.len()).map(|at| expand_function(g, ActionId(at)));
    let guards = (0..g.spec.guards.len()).map(|at| expand_guard(g, GuardId(at)));
    let whens = g.nodes().map(|(id, _)| expand_when(g, id));
    let view = expand_view(g);
    quote!(#view #(#nodes)* #(#pages)* #(#guards)* #(#whens)* #(#actions)*)
}

/// The one place where a view becomes markup, so that a type that is no view is one error.
fn expand_view(g: &Generator<'_>) -> TokenStream {
    let (rt, krate, view) = (&g.short, &g.options.krate, &g.view);
    quote! {
        #[allow(dead_code, reason = "a spec may have no handlers")]
        fn view(view: #view) -> #krate::Html {
            #rt::View::into_html(view)
        }
    }
}

/// `Handlers::<A> { nodes: &[…], pages: &[…], … }`, as written in the file's module.
pub(crate) fn expand_table(g: &Generator<'_>) -> TokenStream {
    let rt = &g.rt;
    let nodes = g.nodes().map(|(id, _)| expand_node_table(g, id));
    let pages = (0..g.spec.pages.len()).map(|at| name("page", at));
    let actions = (0..g.spec.actions.len()).map(|at| function_name(ActionId(at)));
    let guards = (0..g.spec.guards.len()).map(|at| guard_name(GuardId(at)));
    let document = option(has_document_error(g), &format_ident!("document_error"));
    quote! {
        #rt::Handlers::<A> {
            nodes: &[#(#nodes),*],
            pages: &[#(__app::#pages::<A>),*],
            actions: &[#(__app::#actions::<A>),*],
            guards: &[#(__app::#guards::<A>),*],
            document_error: #document,
        }
    }
}

/// Whether an app implements the file's trait.
pub(crate) fn has_document_error(g: &Generator<'_>) -> bool {
    g.has_trait(FILE)
}

/// Which of its functions a node has.
struct Has {
    layout: bool,
    default: bool,
    loading: bool,
    not_found: bool,
    error: bool,
}

impl Has {
    fn new(g: &Generator<'_>, id: NodeId) -> Self {
        let node = g.spec.node(id);
        let own = |boundary| boundary == Boundary::Own;
        Has {
            layout: node.kind == NodeKind::Layout,
            default: g.has_default(id),
            loading: own(node.loading),
            not_found: own(node.not_found),
            error: own(node.error),
        }
    }
}

fn expand_node_table(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let rt = &g.rt;
    let has = Has::new(g, id);
    let layout = option(has.layout, &name("layout", id.0));
    let default = option(has.default, &name("default", id.0));
    let loading = option(has.loading, &name("loading", id.0));
    let not_found = option(has.not_found, &name("not_found", id.0));
    let error = option(has.error, &name("error", id.0));
    let when = option(g.when(id).is_some(), &when_name(id));
    let intercepts = (0..g.intercepts(id).len()).map(|at| intercept_name(id, at));
    quote! {
        #rt::NodeHandlers {
            layout: #layout, default: #default, loading: #loading, not_found: #not_found, error: #error,
            when: #when, intercepts: &[#(__app::#intercepts::<A>),*],
        }
    }
}

fn option(has: bool, name: &Ident) -> TokenStream {
    if has {
        quote!(::core::option::Option::Some(__app::#name::<A>))
    } else {
        quote!(::core::option::Option::None)
    }
}

fn name(what: &str, at: usize) -> Ident {
    format_ident!("{what}_{at}")
}

fn expand_node(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let has = Has::new(g, id);
    let layout = has.layout.then(|| expand_layout(g, id));
    let default = has.default.then(|| expand_default(g, id));
    let loading = has.loading.then(|| expand_plain(g, id, "loading"));
    let not_found = has.not_found.then(|| expand_plain(g, id, "not_found"));
    let error = has.error.then(|| expand_error(g, id));
    let document = (id == FILE && has_document_error(g)).then(|| expand_document_error(g));
    let intercepts = g
        .intercepts(id)
        .iter()
        .enumerate()
        .map(|(at, intercept)| expand_view_of_page(g, &intercept_name(id, at), id, intercept.page));
    quote!(#layout #default #loading #not_found #error #(#intercepts)* #document)
}

fn intercept_name(host: NodeId, at: usize) -> Ident {
    format_ident!("intercept_{}_{at}", host.0)
}

fn expand_page(g: &Generator<'_>, id: PageId) -> TokenStream {
    expand_view_of_page(g, &name("page", id.0), g.spec.page(id).node, id)
}

/// Calls the method of `node`'s trait that is named after the page: the page's own, or a host's.
fn expand_view_of_page(g: &Generator<'_>, name: &Ident, node: NodeId, id: PageId) -> TokenStream {
    let (rt, krate) = (&g.short, &g.options.krate);
    let page = g.spec.page(id);
    let path = g.trait_path(Home::App, node);
    let method = ident(&page.name.text, g.span(page.name.span));
    let call = quote!(<A as #path>::#method(&app, &cx, #rt::get(&at), #rt::get(&page)).await);
    let work = expand_work(g, &call);
    quote! {
        pub(super) fn #name<A: #path>(
            app: ::std::sync::Arc<A>, cx: #krate::Cx, at: #rt::Erased, page: #rt::Erased,
        ) -> #rt::Work {
            #work
        }
    }
}

fn expand_layout(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let (rt, krate) = (&g.short, &g.options.krate);
    let path = g.trait_path(Home::App, id);
    let slots = g.item(Home::App, Home::Node(id), &Ident::new("Slots", Span::call_site()));
    let fields = g.spec.node(id).slots.iter().map(|slot| {
        let (field, text) = (slot_ident(g, *slot), &g.spec.slot(*slot).name);
        quote!(#field: slots.take(#text))
    });
    let name = name("layout", id.0);
    let call = quote!(<A as #path>::layout(&app, &cx, #rt::get(&at), #slots { #(#fields),* }).await);
    let work = expand_work(g, &call);
    let slots_name = if g.spec.node(id).slots.is_empty() { quote!(_) } else { quote!(mut slots) };
    quote! {
        pub(super) fn #name<A: #path>(
            app: ::std::sync::Arc<A>, cx: #krate::Cx, at: #rt::Erased, #slots_name: #rt::SlotViews,
        ) -> #rt::Work {
            #work
        }
    }
}

fn expand_default(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let (rt, krate) = (&g.short, &g.options.krate);
    let path = g.trait_path(Home::App, id);
    let name = name("default", id.0);
    let work = expand_work(g, &quote!(<A as #path>::default(&app, &cx, #rt::get(&at)).await));
    quote! {
        pub(super) fn #name<A: #path>(
            app: ::std::sync::Arc<A>, cx: #krate::Cx, at: #rt::Erased,
        ) -> #rt::Work {
            #work
        }
    }
}

fn expand_work(g: &Generator<'_>, call: &TokenStream) -> TokenStream {
    let rt = &g.short;
    quote!(::std::boxed::Box::pin(async move { #rt::done(#call.map(view)) }))
}

fn expand_plain(g: &Generator<'_>, id: NodeId, method: &str) -> TokenStream {
    let (rt, krate) = (&g.short, &g.options.krate);
    let path = g.trait_path(Home::App, id);
    let name = name(method, id.0);
    let method = Ident::new(method, Span::call_site());
    quote! {
        pub(super) fn #name<A: #path>(app: &A, cx: &#krate::Cx, at: &#rt::Erased) -> #krate::Html {
            view(<A as #path>::#method(app, cx, #rt::get(at)))
        }
    }
}

fn expand_error(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let (rt, krate) = (&g.short, &g.options.krate);
    let path = g.trait_path(Home::App, id);
    let name = name("error", id.0);
    quote! {
        pub(super) fn #name<A: #path>(
            app: &A, cx: &#krate::Cx, at: &#rt::Erased, failure: #rt::RawFailure,
        ) -> #krate::Html {
            let failure = failure.typed::<<A as #path>::Error>();
            view(<A as #path>::error(app, cx, #rt::get(at), &failure))
        }
    }
}

fn expand_document_error(g: &Generator<'_>) -> TokenStream {
    let rt = &g.short;
    let krate = &g.options.krate;
    let path = g.trait_path(Home::App, FILE);
    quote! {
        pub(super) fn document_error<A: #path>(app: &A, cx: &#krate::Cx, failure: #rt::RawFailure) -> #krate::Html {
            <A as #path>::document_error(app, cx, &failure.typed::<#krate::Error>())
        }
    }
}
