//! The dangers as they were checked.
//!
//! INVARIANT: every action, resource type and condition key of a service that the catalog has facts
//! of is there, and the findings have every code of a family.

use crate::compiler::schema::texts::sets::RESOURCE_GAIN;

#[derive(Debug, Default)]
pub struct Dangers {
    /// The actions of all escalations, sorted, each of them once.
    pub actions: Vec<String>,
    pub families: Vec<DangerFamily>,
    pub escalations: Vec<Escalation>,
    pub shared: Vec<SharedNames>,
    pub needs: Vec<CallNeed>,
    /// The condition keys that limit a statement to some resources.
    pub resource_keys: Vec<String>,
    /// The condition keys that limit a statement to requests that services make.
    pub caller_keys: Vec<String>,
}

/// The reason for a danger, and its source.
#[derive(Clone, Debug)]
pub struct DangerReason {
    pub why: String,
    pub source: String,
}

#[derive(Debug)]
pub struct DangerFamily {
    pub action: String,
    /// In the order of [`SHAPES`].
    pub codes: Vec<String>,
    pub everything: Vec<String>,
    pub limited_by: Vec<String>,
    pub reason: DangerReason,
}

/// The ends of a family's codes, in AWS's own words.
pub const SHAPES: [&str; 6] = [
    "WITH_STAR_IN_RESOURCE",
    "WITH_STAR_IN_ACTION_AND_RESOURCE",
    "WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
    "WITH_NOT_RESOURCE",
    "WITH_STAR_IN_ACTION_AND_NOT_RESOURCE",
    "WITH_NOT_ACTION_AND_NOT_RESOURCE",
];

#[derive(Debug)]
pub struct Escalation {
    /// By their places in [`Dangers::actions`].
    pub actions: Vec<usize>,
    /// One of [`GAINS`](crate::compiler::schema::texts::sets::GAINS).
    pub gain: String,
    /// True for an action that writes the policy of its resource.
    pub is_of_policy: bool,
    pub on: Vec<String>,
    pub also_on: Vec<String>,
    pub not_on: Vec<String>,
    pub context: Vec<(String, Vec<String>)>,
    pub limited_by: Vec<String>,
    pub reason: DangerReason,
}

impl Escalation {
    /// The escalation of an action that writes the policy of a resource.
    pub fn of_resource(actions: Vec<usize>, reason: DangerReason) -> Self {
        Self {
            actions,
            gain: RESOURCE_GAIN.to_owned(),
            is_of_policy: true,
            on: Vec::new(),
            also_on: Vec::new(),
            not_on: Vec::new(),
            context: Vec::new(),
            limited_by: Vec::new(),
            reason,
        }
    }
}

#[derive(Debug)]
pub struct SharedNames {
    pub types: Vec<String>,
    pub limited_by: Vec<String>,
    pub reason: DangerReason,
}

#[derive(Debug)]
pub struct CallNeed {
    pub calls: Vec<String>,
    pub needs: Vec<String>,
    pub asked_by: Vec<String>,
    pub reason: DangerReason,
}
