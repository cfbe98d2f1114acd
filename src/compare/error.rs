//! The reason for which two sides cannot be compared.

use core::fmt;

use super::{Side, StatementSource};

/// Policies whose exact comparison would take too many steps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompareError {
    /// The side of the statement.
    pub side: Side,
    /// The statement in which the comparison ended.
    pub statement: StatementSource,
    /// The entry of the statement: a pattern of resources, or of actions.
    pub entry: String,
}

impl fmt::Display for CompareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` of {} in `{}` is too complex to be compared: together with the other patterns it has too many \
             wildcards for an exact answer; use fewer wildcards, or divide the statement",
            self.entry,
            self.statement.name(),
            self.statement.source,
        )
    }
}

impl core::error::Error for CompareError {}
