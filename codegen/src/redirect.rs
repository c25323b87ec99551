//! Where a redirect leads, as a function of the path's captures.

use crate::generator::{Generator, Home};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use route_dsl::spec::{PageId, Redirect, RedirectId, Segment, SegmentKind, Target};

/// The function of a redirect, for the hidden module.
pub(crate) fn expand_redirect(g: &Generator<'_>, id: RedirectId) -> TokenStream {
    let rt = &g.short;
    let name = redirect_name(id);
    let redirect = &g.spec.redirects[id.0];
    let (captures, body) = match &redirect.to {
        Target::Url(url) => {
            let url = &url.text;
            (quote!(_), quote!(::core::result::Result::Ok(::core::convert::From::from(#url))))
        }
        Target::Page(page) => expand_to_page(g, redirect, *page),
    };
    quote! {
        fn #name(
            #captures: &#rt::Captures<'_>,
        ) -> ::core::result::Result<::std::string::String, #rt::Mismatch> {
            #body
        }
    }
}

/// The name of that function.
pub(crate) fn redirect_name(id: RedirectId) -> Ident {
    format_ident!("redirect_{}", id.0)
}

/// The target's path, its parameters taken from where the redirect has them.
fn expand_to_page(g: &Generator<'_>, redirect: &Redirect, page: PageId) -> (TokenStream, TokenStream) {
    let rt = &g.short;
    let parts: Vec<_> = g.spec.page(page).path.iter().map(|to| expand_part(g, redirect, to)).collect();
    let takes = redirect.path.iter().any(|from| !matches!(from.kind, SegmentKind::Literal(_)));
    let captures = if takes { quote!(captures) } else { quote!(_) };
    let mutable = (!parts.is_empty()).then(|| quote!(mut));
    let body = quote! {
        let #mutable url = #rt::UrlWriter::new("");
        #(#parts)*
        url.finish().map_err(|_| #rt::Mismatch::Segment(0))
    };
    (captures, body)
}

fn expand_part(g: &Generator<'_>, redirect: &Redirect, to: &Segment) -> TokenStream {
    match &to.kind {
        SegmentKind::Literal(text) => quote!(url.literal(#text);),
        SegmentKind::Param { name, ty } => {
            let at = position(redirect, name);
            let ty = g.param_type(Home::App, *ty);
            quote!(url.segment(&captures.segment::<#ty>(#at)?);)
        }
        SegmentKind::Tail { name, optional } => {
            let segments = match name {
                Some(name) => {
                    let at = position(redirect, name);
                    quote!(&captures.tail(#at))
                }
                None => quote!(&[]),
            };
            if *optional { quote!(url.optional_tail(#segments);) } else { quote!(url.tail(#segments);) }
        }
    }
}

/// Where the redirect's own path has the parameter of that name.
fn position(redirect: &Redirect, wanted: &str) -> usize {
    let has = |segment: &Segment| match &segment.kind {
        SegmentKind::Param { name, .. } | SegmentKind::Tail { name: Some(name), .. } => name == wanted,
        SegmentKind::Literal(_) | SegmentKind::Tail { name: None, .. } => false,
    };
    redirect.path.iter().position(has).unwrap_or(redirect.path.len())
}
