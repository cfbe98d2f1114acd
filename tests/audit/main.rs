//! Audits: values that are inferred, policies of the catalog that are found, and identities of accounts.

#![cfg(feature = "compare")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by a panic"
)]

mod account;
mod inferred;
mod nearest;
mod report;
mod synthetic;
