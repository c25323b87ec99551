//! `At`: what a node's handlers are told of where they stand.

use crate::generator::{Generator, Home};
use crate::names::{expand_docs, ident, write_pattern};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use route_dsl::spec::{NodeId, Segment, SegmentKind};

/// One field of an `At` or a page that stands for a part of the path.
pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
    /// Its segment in the whole path.
    pub(crate) index: usize,
    pub(crate) kind: FieldKind,
}

/// What a [`Field`] takes of the path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Segment,
    Tail,
    OptionalTail,
}

/// `pub struct At { pub org: OrgId }` with `At::new`.
pub(crate) fn expand_at(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let node = g.spec.node(id);
    let fields = path_fields(g, Home::Node(id), &node.prefix);
    let docs = expand_docs(
        &[],
        &format!("Where {} is: the parameters of `{}`.", g.node_title(id), write_pattern(&node.prefix, &[])),
    );
    let declared = fields.iter().map(expand_field);
    let new = expand_new(&fields);
    let default = fields.is_empty().then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::default::Default for At {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #docs
        #[::core::prelude::v1::derive(::core::clone::Clone)]
        #[non_exhaustive]
        #[allow(dead_code, reason = "an app need not read every parameter")]
        pub struct At { #(#declared)* }
        impl At { #new }
        #default
    }
}

fn expand_new(fields: &[Field]) -> TokenStream {
    let many = (fields.len() > 7)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "one for each parameter of the path")]));
    let names: Vec<_> = fields.iter().map(|field| &field.name).collect();
    let types = fields.iter().map(|field| &field.ty);
    quote! {
        /// One made by hand, for tests.
        #[must_use]
        #[allow(dead_code, reason = "for tests")]
        #many
        pub fn new(#(#names: #types),*) -> Self {
            Self { #(#names),* }
        }
    }
}

/// `/// The path's {org}.` and `pub org: OrgId,`
pub(crate) fn expand_field(field: &Field) -> TokenStream {
    let Field { name, ty, kind, .. } = field;
    let doc = match kind {
        FieldKind::Segment => format!(" `{{{name}}}` of the path."),
        FieldKind::Tail | FieldKind::OptionalTail => {
            format!(" `{{*{name}}}` of the path: its last segments.")
        }
    };
    quote_spanned! {name.span()=>
        #[doc = #doc]
        pub #name: #ty,
    }
}

/// The fields that a path gives, as written in the module `from`.
pub(crate) fn path_fields(g: &Generator<'_>, from: Home, path: &[Segment]) -> Vec<Field> {
    let field = |(index, segment): (usize, &Segment)| {
        let span = g.span(segment.span);
        match &segment.kind {
            SegmentKind::Param { name, ty } => Some(Field {
                name: ident(name, span),
                ty: g.param_type(from, *ty),
                index,
                kind: FieldKind::Segment,
            }),
            SegmentKind::Tail { name: Some(name), optional } => {
                let ty = quote!(::std::vec::Vec<::std::string::String>);
                let kind = if *optional { FieldKind::OptionalTail } else { FieldKind::Tail };
                Some(Field { name: ident(name, span), ty, index, kind })
            }
            SegmentKind::Literal(_) | SegmentKind::Tail { name: None, .. } => None,
        }
    };
    let mut fields: Vec<Field> = Vec::new();
    for field in path.iter().enumerate().filter_map(field) {
        // Only a spec with errors gives one name to two parameters.
        if fields.iter().all(|other| other.name != field.name) {
            fields.push(field);
        }
    }
    fields
}

/// `org: captures.segment(1)?,`
pub(crate) fn expand_capture(field: &Field) -> TokenStream {
    let Field { name, index, kind, .. } = field;
    match kind {
        FieldKind::Segment => quote_spanned!(name.span()=> #name: captures.segment(#index)?),
        FieldKind::Tail | FieldKind::OptionalTail => quote!(#name: captures.tail(#index)),
    }
}
