//! A page as a struct: what its handler gets, what a link is made of, what a URL parses into.

use crate::at::{Field, FieldKind, expand_field, path_fields};
use crate::generator::{Generator, Home};
use crate::names::{expand_docs, ident, write_pattern};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use route_dsl::spec::{PageId, QueryItem, QueryKind, Segment, SegmentKind};

/// `pub struct Visitor { pub org: OrgId, pub id: u64 }` with how it is written as a URL.
pub(crate) fn expand_page(g: &Generator<'_>, id: PageId) -> TokenStream {
    let page = g.spec.page(id);
    let name = g.page_name(page);
    let sentence = format!(
        "Page `{}` at `{}`, declared{}.",
        g.spec.page_path(id),
        write_pattern(&page.path, &page.query),
        g.at_line(page.span)
    );
    let docs = expand_docs(&page.docs, &sentence);
    let fields = expand_fields(g, id);
    let body = if fields.is_empty() { quote!(;) } else { quote!({ #fields }) };
    let url = expand_url(g, id, &name);
    let text = expand_text(g, &name);
    quote! {
        #docs
        #[::core::prelude::v1::derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        #[allow(dead_code, reason = "an app need not link to every page")]
        pub struct #name #body
        #url
        #text
    }
}

fn expand_fields(g: &Generator<'_>, id: PageId) -> TokenStream {
    let page = g.spec.page(id);
    let home = Home::Node(page.node);
    let path = path_fields(g, home, &page.path);
    let is_new = |item: &&QueryItem| path.iter().all(|field| field.name != item.name.text);
    let query = page.query.iter().filter(is_new).map(|item| {
        let name = query_ident(g, item);
        let ty = expand_query_type(g, home, item);
        let docs = format!(" `{}` of the query.", item.name.text);
        quote_spanned! {name.span()=>
            #[doc = #docs]
            pub #name: #ty,
        }
    });
    let path = path.iter().map(expand_field);
    quote!(#(#path)* #(#query)*)
}

fn query_ident(g: &Generator<'_>, item: &QueryItem) -> Ident {
    ident(&item.name.text, g.span(item.name.span))
}

fn expand_query_type(g: &Generator<'_>, from: Home, item: &QueryItem) -> TokenStream {
    let ty = g.param_type(from, item.ty);
    match item.kind {
        QueryKind::Required | QueryKind::Default(_) => ty,
        QueryKind::Optional => quote!(::core::option::Option<#ty>),
        QueryKind::Repeated => quote!(::std::vec::Vec<#ty>),
    }
}

fn expand_url(g: &Generator<'_>, id: PageId, name: &Ident) -> TokenStream {
    let rt = &g.rt;
    let page = g.spec.page(id);
    let mount = g.options.mount.as_deref().unwrap_or("");
    let slot = g.spec.slot_key(page.slot);
    let fields = path_fields(g, Home::Node(page.node), &page.path);
    let of_path = expand_path(&page.path, &fields);
    let of_query = page.query.iter().map(|item| expand_item(g, item));
    let parts: Vec<_> = of_path.into_iter().chain(of_query).filter(|part| !part.is_empty()).collect();
    let url = if parts.is_empty() { quote!(_) } else { quote!(url) };
    quote! {
        #[automatically_derived]
        impl #rt::Page for #name {
            const MOUNT: &'static ::core::primitive::str = #mount;
            const SLOT: &'static ::core::primitive::str = #slot;
            fn write_url(&self, #url: &mut #rt::UrlWriter) {
                #(#parts)*
            }
        }
    }
}

/// How each segment of a path is written; the fields are those of the path.
pub(crate) fn expand_path(path: &[Segment], fields: &[Field]) -> Vec<TokenStream> {
    let part = |(index, segment): (usize, &Segment)| match &segment.kind {
        SegmentKind::Literal(text) => quote!(url.literal(#text);),
        SegmentKind::Tail { name: None, optional: false } => quote!(url.tail(&[]);),
        SegmentKind::Param { .. } | SegmentKind::Tail { .. } => {
            fields.iter().find(|field| field.index == index).map(expand_part).unwrap_or_default()
        }
    };
    path.iter().enumerate().map(part).filter(|part| !part.is_empty()).collect()
}

fn expand_part(field: &Field) -> TokenStream {
    let Field { name, kind, .. } = field;
    match kind {
        FieldKind::Segment => quote_spanned!(name.span()=> url.segment(&self.#name);),
        FieldKind::Tail => quote!(url.tail(&self.#name);),
        FieldKind::OptionalTail => quote!(url.optional_tail(&self.#name);),
    }
}

fn expand_item(g: &Generator<'_>, item: &QueryItem) -> TokenStream {
    let (key, name) = (&item.name.text, query_ident(g, item));
    match &item.kind {
        QueryKind::Required => quote!(url.required(#key, &self.#name);),
        QueryKind::Default(text) => {
            let text = &text.text;
            quote!(url.default(#key, &self.#name, #text);)
        }
        QueryKind::Optional => quote!(url.optional(#key, &self.#name);),
        QueryKind::Repeated => quote!(url.repeated(#key, &self.#name);),
    }
}

fn expand_text(g: &Generator<'_>, name: &Ident) -> TokenStream {
    let rt = &g.rt;
    let bare = name.to_string();
    quote! {
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #rt::fmt_url(self, f)
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

/// `days: captures.with_default("days", "7")?,` for each query item.
pub(crate) fn expand_query_capture(g: &Generator<'_>, item: &QueryItem) -> TokenStream {
    let (key, name) = (&item.name.text, query_ident(g, item));
    match &item.kind {
        QueryKind::Required => quote!(#name: captures.required(#key)?),
        QueryKind::Default(text) => {
            let text = &text.text;
            quote!(#name: captures.with_default(#key, #text)?)
        }
        QueryKind::Optional => quote!(#name: captures.optional(#key)?),
        QueryKind::Repeated => quote!(#name: captures.repeated(#key)?),
    }
}
