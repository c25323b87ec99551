//! Turns a checked spec into Rust tokens.
