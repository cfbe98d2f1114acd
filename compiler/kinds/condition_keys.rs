//! Condition keys with facts for the rules of findings.

mod check;
pub mod keys;
mod known;
pub mod model;
mod rules;
pub mod written;

pub use check::check;
pub use known::KnownNames;
