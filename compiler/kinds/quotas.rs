//! The quotas of policies, and of what has them.

mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
