//! The dangers: facts about services for the rules about danger.

mod check;
pub mod keys;
pub mod model;
mod names;
pub mod written;

pub use check::check;
