//! `service` and `router`, and the hidden module they stand on.

use crate::Extent;
use crate::generator::{FILE, Generator, Home};
use crate::handlers::{expand_handlers, expand_table};
use crate::tables::{build_hash, expand_tables};
use proc_macro2::TokenStream;
use quote::quote;

/// `pub fn service<A>(app: A) -> Service` and `pub fn router<A>(app: A) -> Router`.
pub(crate) fn expand_service(g: &Generator<'_>) -> TokenStream {
    let (rt, krate) = (&g.rt, &g.options.krate);
    let bounds = expand_bounds(g);
    let (app, body) = match g.options.extent {
        Extent::Whole => {
            let handlers = expand_table(g);
            (quote!(app), quote!(#rt::service(app, &__app::TABLES, const { &#handlers })))
        }
        Extent::Skeleton => (quote!(_), quote!(::core::unimplemented!())),
    };
    let docs = format!(" The whole of `{}` as a service over `app`.", g.source_name());
    quote! {
        #[doc = #docs]
        #[allow(dead_code, reason = "an app needs `service` or `router`")]
        pub fn service<A>(#app: A) -> #krate::Service where A: #bounds {
            #body
        }
        /// An axum router that answers with [`service`] whatever no route of its own matches.
        #[allow(dead_code, reason = "an app needs `service` or `router`")]
        pub fn router<A>(app: A) -> #rt::Router where A: #bounds {
            #rt::router(service(app))
        }
    }
}

/// Every trait by its own name: an alias for all of them would lose their messages.
fn expand_bounds(g: &Generator<'_>) -> TokenStream {
    let traits: Vec<_> = match g.options.extent {
        Extent::Skeleton => Vec::new(),
        Extent::Whole => g
            .nodes()
            .filter(|(id, _)| g.has_trait(*id))
            .map(|(id, _)| g.trait_path(Home::Node(FILE), id))
            .collect(),
    };
    if traits.is_empty() {
        return quote!(::core::marker::Send + ::core::marker::Sync + 'static);
    }
    quote!(#(self::#traits)+*)
}

/// `mod __app`: tables and functions that nobody calls by name.
pub(crate) fn expand_app(g: &Generator<'_>) -> TokenStream {
    let rt = &g.rt;
    let handlers = expand_handlers(g);
    let build = build_hash(g, &quote!(#handlers));
    let tables = expand_tables(g, &build);
    quote! {
        mod __app {
            use #rt as __rt;
            #tables
            #handlers
        }
    }
}
