//! Versions: the policies that are documented for one release, and the bundles of them.

mod bundles;
mod check;
mod guide;
pub mod keys;
pub mod model;
pub mod named;
pub mod releases;
pub mod replacements;
pub mod shared;
pub mod spelling;
mod stack_name;
pub mod written;

pub use check::check;
