//! `At`: what a node's handlers are told of where they stand.

use crate::generator::{Generator, Home};
use crate::guards::{Value, guards_around, has_before, page_at, values};
use crate::names::{expand_docs, ident, write_pattern};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use route_dsl::spec::{NodeId, PageId, Segment, SegmentKind};

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

/// `pub struct At { pub org: OrgId }` with `At::new`, and for a node with guards the same as `Before`.
pub(crate) fn expand_at(g: &Generator<'_>, id: NodeId) -> TokenStream {
    let node = g.spec.node(id);
    let pattern = write_pattern(&node.prefix, &[]);
    let guards = g.spec.guards_of(id);
    let and = if guards.is_empty() { "" } else { ", and what guards yielded" };
    let docs = format!("Where {} is: the parameters of `{pattern}`{and}.", g.node_title(id));
    let fields = path_fields(g, Home::Node(id), &node.prefix);
    let at = expand_struct("At", &docs, &fields, &values(g, Home::Node(id), &guards), g);
    let before = has_before(g, id).then(|| {
        let around = guards_around(g, id);
        let and = if around.is_empty() { "" } else { ", and what the guards around it yielded" };
        let docs = format!(
            "Where {} is before its own guards have been passed: the parameters of `{pattern}`{and}.",
            g.node_title(id)
        );
        expand_struct("Before", &docs, &fields, &values(g, Home::Node(id), &around), g)
    });
    quote!(#at #before)
}

/// The `At` of a page with guards of its own.
pub(crate) fn expand_page_at(g: &Generator<'_>, id: PageId) -> TokenStream {
    let page = g.spec.page(id);
    if page.guards.is_empty() {
        return TokenStream::new();
    }
    let home = Home::Node(page.node);
    let fields = path_fields(g, home, &g.spec.node(page.node).prefix);
    let guards = [g.spec.guards_of(page.node), page.guards.clone()].concat();
    let docs = format!("Where page `{}` is, and what its guards yielded.", page.name.text);
    expand_struct(&page_at(g, id).to_string(), &docs, &fields, &values(g, home, &guards), g)
}

fn expand_struct(
    name: &str,
    docs: &str,
    fields: &[Field],
    values: &[Value],
    g: &Generator<'_>,
) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    let docs = expand_docs(&[], docs);
    let values: Vec<_> =
        values.iter().filter(|value| fields.iter().all(|field| field.name != value.name)).collect();
    let derive = values.is_empty().then(|| quote!(#[::core::prelude::v1::derive(::core::clone::Clone)]));
    let clone = (!values.is_empty()).then(|| expand_clone(&name, fields, &values, g));
    let declared = fields.iter().map(expand_field);
    let yielded = values.iter().map(|value| expand_value(g, value));
    let new = expand_new(fields, &values);
    let default = (fields.is_empty() && values.is_empty()).then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::default::Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        #[allow(dead_code, reason = "an app need not read every parameter")]
        pub struct #name { #(#declared)* #(#yielded)* }
        #clone
        impl #name { #new }
        #default
    }
}

/// Not derived, so that a value that is not `Clone` is told in our words.
fn expand_clone(name: &Ident, fields: &[Field], values: &[&Value], g: &Generator<'_>) -> TokenStream {
    let rt = &g.rt;
    let fields =
        fields.iter().map(|Field { name, .. }| quote!(#name: ::core::clone::Clone::clone(&self.#name)));
    let values =
        values.iter().map(|Value { name, .. }| quote_spanned!(name.span()=> #name: #rt::copied(&self.#name)));
    quote! {
        #[automatically_derived]
        impl ::core::clone::Clone for #name {
            fn clone(&self) -> Self {
                Self { #(#fields,)* #(#values),* }
            }
        }
    }
}

fn expand_value(g: &Generator<'_>, value: &Value) -> TokenStream {
    let Value { name, ty, id } = value;
    let guard = g.spec.guard(*id);
    let docs = expand_docs(&guard.docs, &format!("What guard `{}` yielded.", guard.name.text));
    quote_spanned! {name.span()=>
        #docs
        pub #name: #ty,
    }
}

fn expand_new(fields: &[Field], values: &[&Value]) -> TokenStream {
    let many = (fields.len() + values.len() > 7)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "one for each parameter of the path")]));
    let names: Vec<_> =
        fields.iter().map(|field| &field.name).chain(values.iter().map(|value| &value.name)).collect();
    let types = fields.iter().map(|field| &field.ty).chain(values.iter().map(|value| &value.ty));
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
