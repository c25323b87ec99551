//! The trait of a layout, slot or scope: its handlers, each of which an app must write.

use crate::action::method;
use crate::generator::{FILE, Generator, Home};
use crate::guards::{before_ident, boundary_at, page_at};
use crate::names::{expand_docs, ident, write_pattern};
use crate::{Advice, Extent, Places};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use route_dsl::code::Code;
use route_dsl::spec::{ActionId, Boundary, GuardId, Intercept, Node, NodeId, NodeKind, PageId, Source, When};

/// `pub trait Dashboard { type Error; fn layout(…); fn loading(…); … }`
pub(crate) fn expand_trait(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let node = g.spec.node(id);
    let name = g.trait_name(id);
    let sentence = format!("The handlers of {}, declared{}.", g.node_title(id), g.at_line(node.span));
    let docs = expand_docs(&node.docs, &sentence);
    let advice = (g.options.advice == Advice::Ours).then(|| expand_advice(g, id));
    let owner = g.error_owner(id).filter(|owner| *owner != id && !g.forgets(id, Code::ERROR_MISSING));
    let owner = owner.map(|owner| g.trait_path(home(node), owner)).map(|owner| quote!(#owner +));
    let members = Members::new(g, id).expand();
    quote! {
        #docs
        #advice
        pub trait #name: #owner ::core::marker::Send + ::core::marker::Sync + 'static {
            #members
        }
    }
}

/// The module a node's trait stands in.
fn home(node: &Node) -> Home {
    Home::Node(node.parent.unwrap_or(FILE))
}

/// What rustc says where the trait is not implemented.
fn expand_advice(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let title = g.node_title(id);
    let path = rust_path(g, id);
    let message = match id {
        FILE => format!("the pages of {title} have no handlers: `{{Self}}` does not implement `{path}`"),
        _ => format!("{title} has no handlers: `{{Self}}` does not implement `{path}`"),
    };
    let label = format!("`impl {path} for {{Self}}` is missing");
    let declared = (id != FILE).then(|| {
        let place = match g.options.places {
            Places::Lines => format!("at {}", g.node_place(id)),
            Places::Paths => format!("in {}", g.source_name()),
        };
        let declared = format!("{title} is declared {place}");
        quote!(note = #declared,)
    });
    let write = format!("write `impl {path} for {{Self}} {{{{ .. }}}}` with {}", list(&members(g, id)));
    quote! {
        #[diagnostic::on_unimplemented(message = #message, label = #label, #declared note = #write)]
    }
}

/// `dashboard::Analytics`, as a user writes it after the module that they have named.
fn rust_path(g: &Generator<'_>, id: NodeId) -> String {
    let node = g.spec.node(id);
    let modules = node.parent.map(|parent| g.spec.node_path(parent)).unwrap_or_default();
    let modules = if modules.is_empty() { modules } else { modules.replace('.', "::") + "::" };
    format!("{modules}{}", g.trait_name(id))
}

/// The names of everything that a node's trait asks for.
fn members(g: &Generator<'_>, id: NodeId) -> Vec<String> {
    let node = g.spec.node(id);
    let pages = g.pages(id).iter().map(|page| format!("`{}`", g.spec.page(*page).name.text));
    let intercepted = g.intercepts(id).iter().map(|intercept| intercept.page);
    let intercepted = intercepted.map(|page| format!("`{}`", g.spec.page(page).name.text));
    let actions = g.actions(id).iter().map(|action| format!("`{}`", g.action(*action).name.text));
    let asked = g.guards(id).into_iter().map(|guard| g.spec.guard(guard).name.text.as_str());
    let asked = asked.chain(g.when(id).map(|when| when.name.text.as_str())).map(|name| format!("`{name}`"));
    let named = [
        (node.error == Boundary::Own, "`type Error`"),
        (node.kind == NodeKind::Layout, "`layout`"),
        (node.loading == Boundary::Own, "`loading`"),
        (node.error == Boundary::Own, "`error`"),
        (node.not_found == Boundary::Own, "`not_found`"),
        (g.has_default(id), "`default`"),
    ];
    let named = named.into_iter().filter(|(wanted, _)| *wanted).map(|(_, text)| text.to_owned());
    named.chain(asked).chain(pages).chain(intercepted).chain(actions).collect()
}

/// ``a, b and c``; a long list is cut.
fn list(names: &[String]) -> String {
    match names {
        [] => "nothing in it".to_owned(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= 12 => format!("{} and {last}", first.join(", ")),
        [..] => format!("{} and {} more", names[..11].join(", "), names.len() - 11),
    }
}

/// ``a, b or c``
fn either(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// What writing the members of one trait needs.
struct Members<'g> {
    g: &'g Generator<'g>,
    id: NodeId,
    node: &'g Node,
    /// The node's `At`, as written beside the trait.
    at: TokenStream,
    /// What its boundaries are handed: the same, or what is known before its guards have been passed.
    boundary_at: TokenStream,
    /// What its guards and its `when` are handed.
    before: TokenStream,
    cx: TokenStream,
    /// What its handlers fail with.
    error: TokenStream,
}

impl<'g> Members<'g> {
    fn new(g: &'g Generator<'g>, id: NodeId) -> Self {
        let node = g.spec.node(id);
        let krate = &g.options.krate;
        let error = match g.error_owner(id) {
            _ if g.forgets(id, Code::ERROR_MISSING) => quote!(Self::Error),
            Some(owner) if owner == id => quote!(Self::Error),
            Some(owner) => {
                let owner = g.trait_path(home(node), owner);
                quote!(<Self as #owner>::Error)
            }
            None => quote!(#krate::Error),
        };
        let item = |name: &Ident| g.item(home(node), Home::Node(id), name);
        let at = item(&Ident::new("At", proc_macro2::Span::call_site()));
        let (boundary_at, before) = (item(&boundary_at(g, id)), item(&before_ident(g, id)));
        Members { g, id, node, at, boundary_at, before, cx: quote!(#krate::Cx), error }
    }

    fn expand(&self) -> TokenStream {
        let (g, id, node) = (self.g, self.id, self.node);
        let has = |boundary, code| boundary == Boundary::Own || g.forgets(id, code);
        let error_type = has(node.error, Code::ERROR_MISSING).then(|| self.expand_error_type());
        let layout = (node.kind == NodeKind::Layout).then(|| self.expand_layout());
        let loading = has(node.loading, Code::LOADING_MISSING)
            .then(|| self.expand_plain("loading", "while it is on its way"));
        let error = has(node.error, Code::ERROR_MISSING).then(|| self.expand_error());
        let not_found = (node.not_found == Boundary::Own)
            .then(|| self.expand_plain("not_found", "where what was asked for is not there"));
        let default = g.has_default(id).then(|| self.expand_default());
        let pages = g.pages(id).iter().map(|page| self.expand_page(*page));
        let intercepts = g.intercepts(id).iter().map(|intercept| self.expand_intercept(intercept));
        let actions = g.actions(id).iter().map(|action| self.expand_action(*action));
        let document = (id == FILE).then(|| self.expand_document_error());
        let when = g.when(id).map(|when| self.expand_when(when));
        let guards = g.guards(id).into_iter().map(|guard| self.expand_guard(guard));
        quote! {
            #error_type #(#guards)* #when #layout #loading #error #not_found #default #(#pages)* #(#intercepts)*
            #(#actions)* #document
        }
    }

    fn expand_error_type(&self) -> TokenStream {
        let krate = &self.g.options.krate;
        let docs = format!(" What the handlers of {} fail with.", self.g.node_title(self.id));
        quote! {
            #[doc = #docs]
            type Error: #krate::Fault;
        }
    }

    fn expand_guard(&self, id: GuardId) -> TokenStream {
        let g = self.g;
        let guard = g.spec.guard(id);
        let name = ident(&guard.name.text, g.span(guard.name.span));
        let sentence = format!(
            "Guard `{}`, declared{}: what everything below it is handed, or why nothing below it runs.",
            guard.name.text,
            g.at_line(guard.span)
        );
        let docs = expand_docs(&guard.docs, &sentence);
        let is_of_node = self.node.guards.contains(&id);
        let at = if is_of_node { &self.before } else { &self.at };
        let ty = g.param_type(home(self.node), guard.ty);
        self.expand_async(&name, &docs, at, &TokenStream::new(), &ty)
    }

    fn expand_when(&self, when: &When) -> TokenStream {
        let name = ident(&when.name.text, self.g.span(when.name.span));
        let sentence = format!(
            "Whether {} is there at all, declared{}: asked before anything of it runs.",
            self.g.node_title(self.id),
            self.g.at_line(when.span)
        );
        let docs = expand_docs(&when.docs, &sentence);
        self.expand_async(&name, &docs, &self.before, &TokenStream::new(), &quote!(::core::primitive::bool))
    }

    fn expand_layout(&self) -> TokenStream {
        let slots = Ident::new("Slots", proc_macro2::Span::call_site());
        let slots = self.g.item(home(self.node), Home::Node(self.id), &slots);
        let docs = " The shell: the markup around the slots, each of which it places once.";
        self.expand_view(&Ident::new("layout", self.name_span()), docs, &self.at, &quote!(slots: #slots))
    }

    fn expand_default(&self) -> TokenStream {
        let docs = " What shows where no page of it matches.";
        self.expand_view(&Ident::new("default", self.name_span()), docs, &self.at, &TokenStream::new())
    }

    fn expand_page(&self, id: PageId) -> TokenStream {
        let g = self.g;
        let page = g.spec.page(id);
        let name = ident(&page.name.text, g.span(page.name.span));
        let ty = g.item(home(self.node), Home::Node(self.id), &g.page_name(page));
        let docs = format!(
            " Page `{}` at `{}`, declared{}.",
            page.name.text,
            write_pattern(&page.path, &page.query),
            g.at_line(page.span)
        );
        let at = g.item(home(self.node), Home::Node(self.id), &page_at(g, id));
        self.expand_view(&name, &docs, &at, &quote!(page: &#ty))
    }

    /// A page of another slot, as this one shows it over what is there.
    fn expand_intercept(&self, intercept: &Intercept) -> TokenStream {
        let g = self.g;
        let page = g.spec.page(intercept.page);
        let name = ident(&page.name.text, g.span(intercept.span));
        let ty = g.item(home(self.node), Home::Node(page.node), &g.page_name(page));
        let from = intercept.from.iter().map(|source| match source {
            Source::Page(page) => format!("page `{}`", g.spec.page_path(*page)),
            Source::Layout(layout) => format!("layout `{}`", g.spec.node_path(*layout)),
        });
        let docs = format!(
            " Page `{}` at `{}` over what is there, when one comes from {}; declared{}.",
            g.spec.page_path(intercept.page),
            write_pattern(&page.path, &page.query),
            either(&from.collect::<Vec<_>>()),
            g.at_line(intercept.span)
        );
        self.expand_view(&name, &docs, &self.at, &quote!(page: &#ty))
    }

    fn expand_action(&self, id: ActionId) -> TokenStream {
        let krate = &self.g.options.krate;
        let (name, docs, last) = method(self.g, home(self.node), id);
        self.expand_async(&name, &quote!(#[doc = #docs]), &self.at, &last, &quote!(#krate::Done))
    }

    /// `fn NAME(&self, cx: &Cx, at: &At, …) -> impl Future<Output = Result<View, Self::Error>> + Send;`
    fn expand_view(&self, name: &Ident, docs: &str, at: &TokenStream, last: &TokenStream) -> TokenStream {
        self.expand_async(name, &quote!(#[doc = #docs]), at, last, &self.g.view)
    }

    fn expand_async(
        &self,
        name: &Ident,
        docs: &TokenStream,
        at: &TokenStream,
        last: &TokenStream,
        output: &TokenStream,
    ) -> TokenStream {
        let Members { cx, error, .. } = self;
        let body = self.expand_body(&quote!(async { ::core::unimplemented!() }));
        quote! {
            #docs
            fn #name(&self, cx: &#cx, at: &#at, #last) -> impl ::core::future::Future<
                Output = ::core::result::Result<#output, #error>
            > + ::core::marker::Send #body
        }
    }

    fn expand_plain(&self, name: &str, when: &str) -> TokenStream {
        let Members { boundary_at: at, cx, .. } = self;
        let view = &self.g.view;
        let name = Ident::new(name, self.name_span());
        let docs = format!(" What shows {when}.");
        let body = self.expand_body(&quote!(::core::unimplemented!()));
        quote! {
            #[doc = #docs]
            fn #name(&self, cx: &#cx, at: &#at) -> #view #body
        }
    }

    fn expand_error(&self) -> TokenStream {
        let Members { boundary_at: at, cx, .. } = self;
        let view = &self.g.view;
        let krate = &self.g.options.krate;
        let name = Ident::new("error", self.name_span());
        let body = self.expand_body(&quote!(::core::unimplemented!()));
        quote! {
            /// What shows when it has failed.
            fn #name(&self, cx: &#cx, at: &#at, failure: &#krate::Failure<Self::Error>) -> #view #body
        }
    }

    fn expand_document_error(&self) -> TokenStream {
        let cx = &self.cx;
        let krate = &self.g.options.krate;
        let rt = &self.g.rt;
        quote! {
            /// The whole document where no layout is around to show a failure.
            fn document_error(&self, cx: &#cx, failure: &#krate::Failure<#krate::Error>) -> #krate::Html {
                #rt::document_error(cx, failure)
            }
        }
    }

    /// `;`, or in a skeleton a body, so that nobody has to write the handler.
    fn expand_body(&self, skeleton: &TokenStream) -> TokenStream {
        match self.g.options.extent {
            Extent::Whole => quote!(;),
            Extent::Skeleton => quote!({ #skeleton }),
        }
    }

    fn name_span(&self) -> proc_macro2::Span {
        self.g.span(self.node.name.span)
    }
}
