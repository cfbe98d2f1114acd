//! The commands of a release, with the AWS calls that each of them makes.

mod calls;
mod check;
pub mod keys;
pub mod model;
mod names;
mod steps;
mod templates;
pub mod written;

pub use check::{CommandFacts, check};
