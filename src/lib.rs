//! The run time of Transom.
