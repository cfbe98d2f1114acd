//! The policies with parts that a mistake hides, so that nothing is reported as missing in them.

use std::collections::BTreeSet;

/// The ids of policies that are known in part.
#[derive(Debug, Default)]
pub struct PolicyGaps {
    /// The policies without statements that they may have.
    lacking: BTreeSet<String>,
    /// The policies with statements or parts of statements that could not be read.
    incomplete: BTreeSet<String>,
}

impl PolicyGaps {
    /// Remembers a policy that may have more statements, and with them more parameters.
    pub fn add_lacking(&mut self, id: &str) {
        self.lacking.insert(id.to_owned());
    }

    /// Remembers a policy of which a part could not be read.
    pub fn add_incomplete(&mut self, id: &str) {
        self.incomplete.insert(id.to_owned());
    }

    pub fn is_lacking(&self, id: &str) -> bool {
        self.lacking.contains(id)
    }

    pub fn is_incomplete(&self, id: &str) -> bool {
        self.incomplete.contains(id)
    }

    /// True if a policy of a version may have more statements.
    pub fn is_version_lacking(&self, version: &str) -> bool {
        self.lacking.iter().any(|id| id.split('/').next() == Some(version))
    }

    /// True if any policy may have more statements.
    pub fn is_any_lacking(&self) -> bool {
        !self.lacking.is_empty()
    }
}
