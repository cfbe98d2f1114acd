//! The partitions of AWS.

mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
