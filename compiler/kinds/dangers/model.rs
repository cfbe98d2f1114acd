//! The dangers as they were checked.
//!
//! INVARIANT: every action, resource type and condition key of a service that the catalog has facts
//! of is there, and the findings have every code of a family.

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
}

/// The reason for a danger, and its source.
#[derive(Debug)]
pub struct DangerReason {
    pub why: String,
    pub source: String,
}

#[derive(Debug)]
pub struct DangerFamily {
    pub action: String,
    /// In the order of [`SHAPES`].
    pub codes: Vec<String>,
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
    pub on: Vec<String>,
    pub also_on: Vec<String>,
    pub not_on: Vec<String>,
    pub context: Vec<(String, Vec<String>)>,
    pub limited_by: Vec<String>,
    pub reason: DangerReason,
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
