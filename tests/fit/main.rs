//! Documents that are divided, packed and made smaller: the same decisions, in as few documents as possible.

#![cfg(feature = "fit")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by a panic"
)]

mod catalog;
mod fewest;
mod oracle;
mod reading;
mod refused;
mod same_decisions;
mod samples;
