//! The values of policies: typed and checked when they are created, or given by name and then typed.
//!
//! Partitions and parameters are tables that the build script writes; this module knows no policy.

mod meant;
mod named;
mod odd;
mod owned;
mod parameter;
mod partition;
mod problem;
mod reader;
mod region;
mod tables;
mod value;

pub use meant::MeantValue;
pub use named::Values;
pub use odd::Oddity;
pub use owned::ValuesBuf;
pub use parameter::{Parameter, ParameterRole};
pub use partition::Partition;
pub use problem::{FillError, FillProblem, ForeignArnError};
pub(crate) use reader::{DerivedValue, Reader};
pub use region::{Region, RegionBuf};
pub use tables::*;
pub(crate) use value::Arns;
pub use value::*;
