//! Comparisons of policies: by hand, at random, and of the catalog's documents with what other programs make of
//! them.

#![cfg(feature = "compare")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by a panic"
)]

mod hostile;
mod traps;
