//! The releases of the product, and the permissions that each of them changed.

mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
