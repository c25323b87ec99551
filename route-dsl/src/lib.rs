//! The route-spec language of Transom: text in, a checked [`Spec`](spec::Spec) and diagnostics out.
//!
//! Nothing here reads or writes files; a front end hands in the text and a way to load
//! included files, and prints what comes back.

pub mod code;
pub mod diagnostic;
pub mod render;
pub mod source;
pub mod spec;
pub mod syntax;
