//! Versions: the policies that are documented for one release, and the bundles of them.

pub mod bundles;
pub mod check;
pub mod keys;
pub mod model;
pub mod spelling;
pub mod stack_name;
pub mod written;
