//! The route-spec language of Transom: text in, a checked [`Spec`](spec::Spec) and diagnostics out.
//!
//! Nothing here reads or writes files; a front end hands in the text and a way to load
//! included files, and prints what comes back.

mod builtin;
mod check;
pub mod code;
mod compile;
pub mod diagnostic;
pub mod explore;
pub mod format;
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_attributes,
    clippy::all,
    clippy::allow_attributes_without_reason,
    clippy::doc_markdown,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::too_many_lines,
    reason = "generated; `grammar.pest` is what people read"
)]
#[rustfmt::skip]
mod grammar;
mod include;
mod lower;
pub mod parse;
pub mod render;
pub mod resolve;
pub mod source;
pub mod spec;
pub mod suggest;
pub mod syntax;
#[cfg(feature = "yaml")]
pub mod yaml;

pub use compile::{Compiled, compile};
