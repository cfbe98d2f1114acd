//! Where the reference misleads.

/// A reviewed correction of what AWS states: a table of `catalog/corrections.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Correction {
    /// What is corrected.
    pub kind: CorrectionKind,
    /// Of what, in full: `iam:PassRole`, `logs:log-group`, `s3`, or a variable.
    pub subject: &'static str,
    /// What AWS states.
    pub stated: &'static [&'static str],
    /// What holds.
    pub corrected: &'static [&'static str],
    /// Why what AWS states misleads.
    pub reason: &'static str,
    /// Where that can be read.
    pub source: &'static str,
}

/// What a correction corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CorrectionKind {
    /// The access level of an action.
    AccessLevel,
    /// The resource types of an action.
    ResourceTypes,
    /// The ARN formats of a resource type; nothing is stated of a type that AWS does not have.
    ArnFormats,
    /// The spelling of a condition key.
    ConditionKey,
    /// That the keys which a service states with an action and a resource type are all that there are.
    CompleteKeys,
    /// Which of `/` and `:` a variable of ARN formats may hold; nothing is stated of that.
    Variable,
}
