//! The values of policies: typed and checked once, or given by name and read into their types.
//!
//! Partitions and parameters are tables that the build script writes; nothing here knows a policy.

mod named;
mod parameter;
mod partition;
mod problem;
mod reader;
mod region;
mod tables;
mod value;

pub use named::Values;
pub use parameter::{Parameter, ParameterRole};
pub use partition::Partition;
pub use problem::{FillError, FillProblem};
pub(crate) use reader::Reader;
pub use region::{Region, RegionBuf};
pub use tables::*;
pub use value::*;
