//! Principals of which more is known than their names: services of AWS and identity providers.

mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
