//! The dangers: what services define and a rule about danger has to know.

mod check;
pub mod keys;
pub mod model;
mod names;
pub mod written;

pub use check::check;
