//! A closed set as an enum.

use crate::generator::Generator;
use crate::names::{expand_docs, ident};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use route_dsl::spec::{Set, SetId, SetValue};

/// `pub enum Tab { Profile, Billing }`, printed and parsed as it stands in URLs.
pub(crate) fn expand_set(g: &Generator<'_>, id: SetId) -> TokenStream {
    let set = &g.spec.sets[id.0];
    let name = ident(&set.enum_name, g.span(set.span));
    let variants: Vec<_> =
        set.values.iter().map(|value| ident(&value.variant, g.span(value.text.span))).collect();
    let docs = expand_set_docs(g, set);
    let declared = set.values.iter().zip(&variants).map(|(value, variant)| expand_variant(value, variant));
    let text = expand_text(set, &name, &variants);
    let parse = expand_parse(g, set, &name, &variants);
    quote! {
        #docs
        #[::core::prelude::v1::derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash
        )]
        #[allow(clippy::enum_variant_names, clippy::upper_case_acronyms, reason = "called as in URLs")]
        pub enum #name { #(#declared)* }
        impl #name {
            /// All of them, in the order of the spec.
            #[allow(dead_code, reason = "an app need not list them")]
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
        }
        #text
        #parse
    }
}

fn expand_set_docs(g: &Generator<'_>, set: &Set) -> TokenStream {
    let values: Vec<_> = set.values.iter().map(|value| format!("`{}`", value.text.text)).collect();
    expand_docs(&set.docs, &format!("One of {}; declared{}.", values.join(", "), g.at_line(set.span)))
}

fn expand_variant(value: &SetValue, variant: &Ident) -> TokenStream {
    let docs = format!(" `{}`", value.text.text);
    quote! {
        #[doc = #docs]
        #variant,
    }
}

fn expand_text(set: &Set, name: &Ident, variants: &[Ident]) -> TokenStream {
    let texts = set.values.iter().map(|value| &value.text.text);
    quote! {
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(match self { #(Self::#variants => #texts,)* })
            }
        }
    }
}

fn expand_parse(g: &Generator<'_>, set: &Set, name: &Ident, variants: &[Ident]) -> TokenStream {
    let rt = &g.rt;
    let texts = set.values.iter().map(|value| &value.text.text);
    quote! {
        #[automatically_derived]
        impl ::core::str::FromStr for #name {
            type Err = #rt::NotInSet;
            fn from_str(text: &::core::primitive::str) -> ::core::result::Result<Self, #rt::NotInSet> {
                match text {
                    #(#texts => ::core::result::Result::Ok(Self::#variants),)*
                    _ => ::core::result::Result::Err(#rt::NotInSet),
                }
            }
        }
    }
}
