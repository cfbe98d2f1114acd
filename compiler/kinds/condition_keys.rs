//! Condition keys with facts for the rules of findings.

mod check;
pub mod keys;
pub mod model;
mod rules;
pub mod written;

pub use check::{KnownNames, check};
