//! Permissions that a policy lost since the earlier release, each with the reason.

mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
