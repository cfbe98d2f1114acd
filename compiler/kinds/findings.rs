//! The kinds of findings in policy documents.

mod check;
mod codes;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
pub use codes::FindingCodes;
