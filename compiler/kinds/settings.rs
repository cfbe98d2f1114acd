//! The settings of the product's configuration, and the permissions that each of them needs.

mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
