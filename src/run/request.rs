//! The calls of a run, and what each of them asks for.

use std::collections::BTreeMap;

use crate::catalog::CallStep;
use crate::evaluate::{Context, Origin};

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
    /// The condition keys that the call states, with their values.
    pub context: BTreeMap<&'static str, Vec<String>>,
    /// The region and the account of the run, from which further keys follow.
    pub origin: Origin,
}

impl Request {
    /// True for a resource of which a part is not known.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.resource != "*" && self.resource.contains('*')
    }

    /// A context with the keys of the request: those that the call states itself take precedence over those of the
    /// context, which take precedence over those that follow from the region and the account.
    #[must_use]
    pub fn context(&self, context: &Context) -> Context {
        let keys = self.context.iter();
        let context = keys.fold(context.clone(), |context, (key, values)| context.set_all(key, values));
        self.origin.add_to(context, self.action.into())
    }
}
