//! AWS's facts about a service in the form that is compared and written: every list is sorted.

use std::collections::{BTreeMap, BTreeSet};

use pcluster_iam::AccessLevel;

/// The facts of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) actions: BTreeMap<String, Action>,
    pub(super) resources: BTreeMap<String, Resource>,
    /// The types of each condition key's values, as AWS calls them.
    pub(super) keys: BTreeMap<String, BTreeSet<String>>,
    /// The further actions that each call authorizes, as [`authorized`] writes them.
    pub(super) calls: BTreeMap<String, BTreeSet<String>>,
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) level: AccessLevel,
    /// The keys of its requests for all resource types.
    pub(super) keys: BTreeSet<String>,
    /// Its resource types, each with the keys of the action on that type.
    pub(super) on: BTreeMap<String, BTreeSet<String>>,
}

/// A resource type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Resource {
    pub(super) arns: BTreeSet<String>,
    pub(super) keys: BTreeSet<String>,
}

/// The name of the table that holds the actions of an access level.
pub(super) fn table(level: AccessLevel) -> &'static str {
    match level {
        AccessLevel::List => "list",
        AccessLevel::Read => "read",
        AccessLevel::Write => "write",
        AccessLevel::Tagging => "tagging",
        AccessLevel::PermissionsManagement => "permissions-management",
        AccessLevel::Unknown => "unknown",
    }
}

/// An action that a call authorizes, with the condition keys that are known then and their values.
pub(super) fn authorized<'c>(action: &str, context: impl Iterator<Item = (&'c str, Vec<&'c str>)>) -> String {
    let pairs: Vec<_> = context.map(|(key, values)| format!("{key} = {}", values.join(", "))).collect();
    match pairs.as_slice() {
        [] => action.to_owned(),
        pairs => format!("{action} with {}", pairs.join("; ")),
    }
}

/// The keys that more than half of the requests have. The files state them once, so that a key which
/// AWS gives to all requests takes one line, not hundreds.
pub(super) fn usual<'k>(requests: impl Iterator<Item = &'k BTreeSet<String>>) -> BTreeSet<&'k str> {
    let mut n_requests = 0;
    let mut counts = BTreeMap::<&str, usize>::new();
    for keys in requests {
        n_requests += 1;
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| 2 * count > n_requests).map(|(key, _)| key).collect()
}
