//! Parameters: the names between the braces of a policy, and the values that they take.

mod check;
pub mod keys;
pub mod ledger;
pub mod mentions;
pub mod model;
pub mod spelling;
pub mod template;
pub mod written;

pub use check::check;
