//! Turns a checked spec into Rust tokens.
//!
//! [`generate`] is the whole way: a [`Compiled`] spec goes in, the items of one Rust module come out.
//! What comes out is thin: a trait per layout, slot and scope, a struct per page, one small function per
//! handler, and static tables; the run time does the work, reached through one hidden module.
//!
//! [`inline`] and [`file()`] do the same for the two macros, errors and all; [`print()`] gives text.
//! Nothing here reads or writes files.

mod action;
mod at;
#[cfg(feature = "print")]
mod emit;
mod errors;
mod generator;
mod guards;
mod handlers;
mod input;
mod macros;
mod module;
mod names;
mod page;
#[cfg(feature = "print")]
mod print;
mod rebuild;
mod redirect;
mod service;
mod sets;
mod slots;
mod tables;
mod trait_;
mod trie;
mod types;

#[cfg(feature = "print")]
pub use emit::emit;
pub use macros::{Door, File, file, inline};
#[cfg(feature = "print")]
pub use print::print;

use proc_macro2::TokenStream;
use quote::quote;
use route_dsl::Compiled;
use route_dsl::source;
use std::fmt;

use generator::Generator;

/// How code is generated.
pub struct Options<'a> {
    /// What handlers return; `transom::Html` where nothing is said.
    pub view: Option<syn::Type>,
    /// What stands before every path, `/app`; nothing where nothing is said.
    pub mount: Option<String>,
    /// The run time's crate: `::transom`, or a `$crate`.
    pub krate: TokenStream,
    /// Where rustc shall point for a place in the spec.
    pub span: &'a dyn Fn(source::Span) -> proc_macro2::Span,
    /// How messages and docs say where something is declared.
    pub places: Places,
    /// Whether traits carry messages of their own.
    pub advice: Advice,
    /// Whole code, or what keeps a spec with errors from causing more of them.
    pub extent: Extent,
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("mount", &self.mount)
            .field("places", &self.places)
            .field("extent", &self.extent)
            .finish_non_exhaustive()
    }
}

/// How generated docs and messages say where something is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// `app.routes:18:5`
    Lines,
    /// `dashboard.analytics`: does not change when lines above are added.
    Paths,
}

/// What rustc says where a trait is not implemented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Our words, with slot, layout and place.
    Ours,
    /// Its own. For crates with `#![no_implicit_prelude]`, in which `#[diagnostic::…]` is not to be found.
    Rustc,
}

/// How much is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// For a spec with errors: every name it promises, handlers that nobody has to write, no tables.
    Skeleton,
}

/// The items that a checked spec stands for.
#[must_use]
pub fn generate(compiled: &Compiled, options: &Options<'_>) -> TokenStream {
    let g = Generator::new(compiled, options);
    let types = types::expand_types(&g);
    let items = module::expand_file(&g);
    let service = service::expand_service(&g);
    let app = match options.extent {
        Extent::Whole => service::expand_app(&g),
        Extent::Skeleton => TokenStream::new(),
    };
    quote! { #types #items #service #app }
}
