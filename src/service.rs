//! AWS's facts about its services: actions, resource types, condition keys and API calls.
//!
//! The facts are those of AWS's Service Authorization Reference on the day that
//! [`Service::as_of`] names, with the reviewed [`CORRECTIONS`](crate::CORRECTIONS) on top. They are
//! static data: a lookup allocates nothing, and a program without lookups contains none of them.

mod action;
mod arn;
mod call;
mod correction;
mod key;
mod pattern;
mod resource;
mod review;
pub(crate) mod table;

use core::fmt;

pub use action::{AccessLevel, Action};
pub use arn::{ArnFormat, ArnPart, ArnVariable};
pub use call::{Authorization, Call, Context};
pub use correction::{Correction, CorrectionKind};
pub use key::{ConditionKey, KeyType, ValueType};
pub use resource::ResourceType;
pub use review::Review;

#[cfg(any(feature = "check", feature = "evaluate"))]
pub(crate) use key::fits;
pub(crate) use pattern::NamePattern;
use table::Facts;

/// An AWS service: a file of `catalog/services`.
#[derive(Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Service {
    /// The string before the colon of the service's actions, in lower case.
    pub prefix: &'static str,
    /// AWS's name of the service.
    pub name: &'static str,
    /// The day on which AWS stated the facts, such as `2026-08-22`, or `None` if the catalog has no facts
    /// about the service.
    pub as_of: Option<&'static str>,
    /// The review of the variables in the service's ARN formats, or `None` if nobody has reviewed them:
    /// their values may then be any, and findings about such ARNs are warnings.
    pub review: Option<Review>,
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) facts: &'static Facts,
}

impl Service {
    /// The actions, sorted by name, ignoring case.
    #[must_use]
    pub fn actions(&'static self) -> impl ExactSizeIterator<Item = Action> + Clone {
        (0..self.facts.actions.names().len()).map(move |id| Action { service: self, id })
    }

    /// True if AWS is ending one of the formats of the service's ARNs.
    #[cfg(feature = "check")]
    pub(crate) fn has_ending_formats(&self) -> bool {
        !self.facts.ending.is_empty()
    }

    /// True if the service states exactly the keys of an action's requests on each resource type.
    #[cfg(any(feature = "check", feature = "evaluate"))]
    pub(crate) fn has_complete_keys(&self) -> bool {
        self.facts.has_complete_keys
    }

    /// The action with a name without the prefix, ignoring case.
    ///
    /// ```
    /// use pcluster_iam::{AccessLevel, service};
    ///
    /// let ec2 = service("ec2").expect("the catalog has it");
    /// let action = ec2.action("runinstances").expect("AWS has it");
    /// assert_eq!(action.name(), "RunInstances");
    /// assert_eq!(action.access_level(), AccessLevel::Write);
    /// assert!(action.resource_types().any(|resource| resource.name() == "subnet"));
    /// ```
    #[must_use]
    pub fn action(&'static self, name: &str) -> Option<Action> {
        self.facts.action(name).map(move |id| Action { service: self, id })
    }

    /// The actions whose names match a pattern, ignoring case: `*` stands for any run of characters and
    /// `?` for a single one, as in a policy.
    pub fn matching<'p>(&'static self, pattern: &'p str) -> impl Iterator<Item = Action> + Clone + use<'p> {
        let pattern = NamePattern::new(pattern);
        let is_all = pattern.is_all();
        self.facts
            .actions
            .names()
            .beginning_with(pattern.literal_prefix())
            .map(move |id| Action { service: self, id })
            .filter(move |action| is_all || pattern.matches(action.name()))
    }

    /// The resource types, sorted by name, ignoring case.
    #[must_use]
    pub fn resource_types(&'static self) -> impl ExactSizeIterator<Item = ResourceType> + Clone {
        (0..self.facts.resources.names().len()).map(move |id| ResourceType { service: self, id })
    }

    /// The resource type with a name, as in the reference.
    #[must_use]
    pub fn resource_type(&'static self, name: &str) -> Option<ResourceType> {
        self.facts.resources.names().find(name).map(move |id| ResourceType { service: self, id })
    }

    /// The condition keys, sorted by the names that AWS states, ignoring case, including the global keys
    /// that AWS states for the service's requests.
    #[must_use]
    pub fn condition_keys(&'static self) -> impl ExactSizeIterator<Item = ConditionKey> + Clone {
        (0..self.facts.keys.names().len()).map(move |id| ConditionKey { service: self, id })
    }

    /// The condition key with a name as in a policy, ignoring case: `ec2:ResourceTag/Owner` is the key
    /// `ec2:ResourceTag/${TagKey}`.
    #[must_use]
    pub fn condition_key(&'static self, name: &str) -> Option<ConditionKey> {
        self.condition_keys().find(|key| key.is_meant_by(name))
    }

    /// The API calls that authorize more than the action of their own name, sorted by name, ignoring
    /// case.
    #[must_use]
    pub fn calls(&'static self) -> impl ExactSizeIterator<Item = Call> + Clone {
        (0..self.facts.calls.names().len()).map(move |id| Call { service: self, id })
    }

    /// The API call with a name, ignoring case, if it authorizes more than the action of its own name.
    #[must_use]
    pub fn call(&'static self, name: &str) -> Option<Call> {
        self.facts.calls.names().find(name).map(move |id| Call { service: self, id })
    }
}

/// Omits the tables, which are long.
impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("prefix", &self.prefix)
            .field("name", &self.name)
            .field("as_of", &self.as_of)
            .field("review", &self.review)
            .finish_non_exhaustive()
    }
}

/// The action with a full name, ignoring case.
///
/// ```
/// let action = pcluster_iam::action("S3:getobject").expect("AWS has it");
/// assert_eq!(action.to_string(), "s3:GetObject");
/// ```
#[must_use]
pub fn action(name: &str) -> Option<Action> {
    let (prefix, name) = name.split_once(':')?;
    crate::service(prefix)?.action(name)
}

/// The actions that match an entry of a policy's `Action`: a full name, a pattern such as `s3:Get*`,
/// or `*` for all actions of all services of the catalog.
///
/// An entry of a service that the catalog does not have expands to nothing; [`service`](crate::service)
/// distinguishes this case from a pattern that no action matches.
///
/// ```
/// let buckets = pcluster_iam::expand("s3:GetBucket?cl");
/// assert_eq!(buckets.map(|action| action.name()).collect::<Vec<_>>(), ["GetBucketAcl"]);
/// ```
pub fn expand(pattern: &str) -> impl Iterator<Item = Action> + Clone {
    let (prefix, name) = match pattern.split_once(':') {
        Some(parts) => parts,
        None if pattern == "*" => ("*", "*"),
        None => ("", ""),
    };
    let services = NamePattern::new(prefix);
    crate::SERVICES
        .iter()
        .copied()
        .filter(move |service| services.matches(service.prefix))
        .flat_map(move |service| service.matching(name))
}
