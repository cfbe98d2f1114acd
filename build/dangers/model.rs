//! The dangers as they were checked.
//!
//! INVARIANT: every action, resource type and condition key of a service that the catalog has facts
//! of is there, and the findings have every code of a family.

#[derive(Debug, Default)]
pub(crate) struct Dangers {
    /// The actions of all escalations, sorted, each of them once.
    pub(crate) actions: Vec<String>,
    pub(crate) families: Vec<Family>,
    pub(crate) escalations: Vec<Escalation>,
    pub(crate) shared: Vec<Shared>,
    pub(crate) needs: Vec<Need>,
    /// The condition keys that say which resources a statement is about.
    pub(crate) resource_keys: Vec<String>,
}

/// Why something is a danger, and where that can be read.
#[derive(Debug)]
pub(crate) struct Reason {
    pub(crate) why: String,
    pub(crate) source: String,
}

#[derive(Debug)]
pub(crate) struct Family {
    pub(crate) action: String,
    /// In the order of [`SHAPES`].
    pub(crate) codes: Vec<String>,
    pub(crate) limited_by: Vec<String>,
    pub(crate) reason: Reason,
}

/// What follows the beginning of a family's codes, in AWS's own words.
pub(crate) const SHAPES: [&str; 6] = [
    "WITH_STAR_IN_RESOURCE",
    "WITH_STAR_IN_ACTION_AND_RESOURCE",
    "WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
    "WITH_NOT_RESOURCE",
    "WITH_STAR_IN_ACTION_AND_NOT_RESOURCE",
    "WITH_NOT_ACTION_AND_NOT_RESOURCE",
];

#[derive(Debug)]
pub(crate) struct Escalation {
    /// By their places in [`Dangers::actions`].
    pub(crate) actions: Vec<usize>,
    /// One of [`GAINS`](super::super::rules::GAINS).
    pub(crate) gain: String,
    pub(crate) on: Vec<String>,
    pub(crate) also_on: Vec<String>,
    pub(crate) not_on: Vec<String>,
    pub(crate) context: Vec<(String, Vec<String>)>,
    pub(crate) limited_by: Vec<String>,
    pub(crate) reason: Reason,
}

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) types: Vec<String>,
    pub(crate) limited_by: Vec<String>,
    pub(crate) reason: Reason,
}

#[derive(Debug)]
pub(crate) struct Need {
    pub(crate) calls: Vec<String>,
    pub(crate) needs: Vec<String>,
    pub(crate) asked_by: Vec<String>,
    pub(crate) reason: Reason,
}
