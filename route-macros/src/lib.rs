//! The macros of Transom.
