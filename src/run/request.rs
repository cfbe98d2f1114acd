//! The calls of a run, and what each of them asks for.

use std::collections::BTreeMap;

use crate::catalog::CallStep;

/// A call that a run makes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Call {
    /// The call in the catalog.
    pub step: &'static CallStep,
    /// What has to be allowed for it, in the catalog's order; nothing if it needs no permission.
    pub requests: Vec<Request>,
}

/// An action on a resource, as IAM is asked about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Request {
    /// The full name of the action.
    pub action: &'static str,
    /// The resource. A `*` in an ARN stands for text that nobody knows before the call; a `*` alone is the
    /// resource of an action without one.
    pub resource: String,
    /// The condition keys that are known, with their values.
    pub context: BTreeMap<&'static str, Vec<String>>,
}

impl Request {
    /// True for a resource of which a part is not known.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.resource != "*" && self.resource.contains('*')
    }
}
