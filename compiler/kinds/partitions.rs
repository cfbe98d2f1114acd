//! The partitions of AWS.

pub mod check;
pub mod keys;
pub mod model;
pub mod written;
