//! The facts behind the rules about dangers, which the build script generates from `catalog/dangers.toml`.

use crate::Context;
use crate::finding::Code;
use crate::iam::limits::DangerKeys;

pub(crate) use generated::{ACTIONS, CALLER_KEYS, ESCALATIONS, FAMILIES, NEEDS, RESOURCE_KEYS, SHARED_NAMES};

mod generated {
    #![allow(clippy::too_many_lines, reason = "generated code")]

    // Generated from catalog/dangers.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/dangers.rs"));
}

/// The reason for a danger, with its source.
#[derive(Debug)]
pub(crate) struct DangerReason {
    pub(crate) why: &'static str,
    pub(crate) source: &'static str,
}

/// An action whose power depends on the resource that it is granted on.
#[derive(Debug)]
pub(crate) struct DangerFamily {
    /// The name of the action, with its prefix.
    pub(crate) action: &'static str,
    /// The codes of its findings: an action and a wildcard as resource; a wildcard as both; `NotAction`
    /// and a wildcard as resource; then the same three with `NotResource`.
    pub(crate) codes: [Code; 6],
    /// ARNs, with wildcards, each of which matches all resources that matter.
    pub(crate) everything: &'static [&'static str],
    /// The condition keys that take the danger away.
    pub(crate) limited_by: &'static [&'static str],
    pub(crate) reason: DangerReason,
}

/// A set of actions that together give their holder more than their names say.
#[derive(Debug)]
pub(crate) struct Escalation {
    /// The places of the actions in [`ACTIONS`]; the resources of the first are the gain.
    pub(crate) actions: &'static [u16],
    pub(crate) gain: EscalationGain,
    /// True for an action that writes the policy of its resource.
    pub(crate) is_of_policy: bool,
    /// The resource types of the first action that are the gain; all types if empty.
    pub(crate) on: &'static [&'static str],
    /// ARNs, with wildcards, on one of which the first action has to be too.
    pub(crate) also_on: &'static [&'static str],
    /// ARNs, with wildcards, of resources that give no permissions.
    pub(crate) not_on: &'static [&'static str],
    /// The condition keys that the requests have.
    pub(crate) context: &'static [Context],
    /// The condition keys that take the danger away.
    pub(crate) limited_by: &'static [&'static str],
    pub(crate) reason: DangerReason,
}

/// The gain of an escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EscalationGain {
    /// Any permission, on whatever resource the action is granted.
    Anything,
    /// The permissions of the resource.
    Resource,
}

/// Resource types whose names are unique across all accounts.
#[derive(Debug)]
pub(crate) struct SharedName {
    /// The types, such as `service:type`.
    pub(crate) types: &'static [&'static str],
    /// The condition keys that limit the owner.
    pub(crate) limited_by: &'static [&'static str],
    pub(crate) reason: DangerReason,
}

/// Further actions that calls need.
#[derive(Debug)]
pub(crate) struct CallNeed {
    /// The calls, with their prefixes; `*` stands for any part of a name.
    pub(crate) calls: &'static [&'static str],
    pub(crate) needs: &'static [&'static str],
    /// The condition keys of a statement whose calls need the actions; empty if all calls do.
    pub(crate) asked_by: &'static [&'static str],
    pub(crate) reason: DangerReason,
}

/// The condition keys that leave a statement only a part of the requests for an action.
pub(crate) fn limiting_keys() -> impl Iterator<Item = &'static str> {
    RESOURCE_KEYS.iter().chain(CALLER_KEYS).copied()
}

impl Escalation {
    /// The condition keys that decide about the danger.
    pub(crate) fn keys(&self) -> DangerKeys<'static> {
        DangerKeys { limited_by: self.limited_by, context: self.context }
    }

    /// The names of the actions, with their prefixes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.actions.iter().filter_map(|place| ACTIONS.get(usize::from(*place)).copied())
    }
}
