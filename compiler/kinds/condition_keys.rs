//! The condition keys about which the rules of findings know something.

mod check;
pub mod keys;
pub mod model;
mod rules;
pub mod written;

pub use check::{KnownNames, check};
