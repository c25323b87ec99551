//! The user's types, imported where they cannot meet a generated name.

use crate::generator::Generator;
use crate::names::ident;
use proc_macro2::TokenStream;
use quote::quote;
use route_dsl::spec::UserType;

/// `mod __types { pub(super) use crate::model::OrgId; … }`
pub(crate) fn expand_types(g: &Generator<'_>) -> TokenStream {
    if g.spec.types.is_empty() {
        return TokenStream::new();
    }
    let uses = g.spec.types.iter().map(|ty| expand_use(g, ty));
    quote! {
        mod __types {
            #(#uses)*
        }
    }
}

fn expand_use(g: &Generator<'_>, ty: &UserType) -> TokenStream {
    let mut segments = Vec::new();
    for segment in &ty.path {
        segments.push(match segment.text.as_str() {
            "crate" => quote!(crate),
            text => {
                let segment = ident(text, g.span(segment.span));
                quote!(#segment)
            }
        });
    }
    let root = match ty.path.first() {
        Some(first) if first.text == "crate" => TokenStream::new(),
        _ => quote!(::),
    };
    let renamed = (ty.path.last().is_none_or(|last| last.text != ty.name.text)).then(|| {
        let name = ident(&ty.name.text, g.span(ty.name.span));
        quote!(as #name)
    });
    quote! {
        #[allow(unused_imports, reason = "a spec may name a type that no parameter has")]
        pub(super) use #root #(#segments)::* #renamed;
    }
}
