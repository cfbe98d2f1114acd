//! The kinds of files of the catalog, a room for each.

pub mod checking;
pub mod condition_keys;
pub mod corrections;
pub mod dangers;
pub mod findings;
pub mod prefixes;
pub mod reading;
pub mod services;
pub mod texts;
