//! The IAM policies that AWS ParallelCluster needs.

mod catalog;
mod fill;
mod grammar;
pub mod json;
mod policy;
mod region;
mod render;
mod trust;
mod value;

pub use catalog::*;
pub use fill::{FillError, FillProblem, Filled, Values};
pub use policy::*;
pub use region::{Partition, Region, RegionBuf};
pub use value::*;
