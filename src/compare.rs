//! The differences between policies.
//!
//! [`Structure`] has what two sides write differently, statement by statement. Whether IAM reads both alike is
//! another question: a wildcard can stand for a list, and one statement for several.

mod pairing;
mod structure;

pub use pairing::{Leaves, pair};
pub use structure::{Aspect, Change, StatementPair, StatementPlace, Structure, TooManyStatementsError};
