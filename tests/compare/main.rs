//! Comparisons of policies: by hand, at random, and of the catalog's documents with what other programs make of
//! them.

#![cfg(feature = "compare")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_push_string,
    clippy::print_stdout,
    reason = "a test fails by a panic, and says how long it took"
)]

mod hostile;
#[cfg(all(feature = "check", feature = "fit"))]
mod rearranged;
mod traps;
