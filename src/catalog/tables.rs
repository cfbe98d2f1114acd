//! The items that the build script generates from `catalog/`: a module for each version, with a struct and a
//! constant for each policy, and the tables of all of them.

#![allow(
    clippy::doc_markdown,
    clippy::too_many_lines,
    clippy::unreadable_literal,
    clippy::octal_escapes,
    clippy::wildcard_imports,
    reason = "generated code"
)]
#![cfg_attr(
    not(feature = "formatted"),
    allow(clippy::possible_missing_else, reason = "without the feature, an item is one line")
)]

// Generated from catalog/ by build.rs.
include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
