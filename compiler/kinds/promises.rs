//! What policies and bundles promise: the commands that run with them.

mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check_beside;
