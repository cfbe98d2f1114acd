//! Corrections of AWS's facts.

/// A reviewed correction of a fact: a table of `catalog/corrections.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Correction {
    /// The kind of fact that is corrected.
    pub kind: CorrectionKind,
    /// The full name of the item whose fact is corrected: `iam:PassRole`, `logs:log-group`, `s3`, or a
    /// variable.
    pub subject: &'static str,
    /// The fact as AWS states it.
    pub stated: &'static [&'static str],
    /// The corrected fact.
    pub corrected: &'static [&'static str],
    /// The reason why AWS's statement is misleading.
    pub reason: &'static str,
    /// The evidence: a URL.
    pub source: &'static str,
}

/// The kind of fact that a correction corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CorrectionKind {
    /// An action that AWS does not list, with its access level.
    Action,
    /// The access level of an action.
    AccessLevel,
    /// The resource types of an action.
    ResourceTypes,
    /// The ARN formats of a resource type; AWS states none for a type that a correction adds.
    ArnFormats,
    /// The spelling of a condition key.
    ConditionKey,
    /// The actions that a call of the service's API authorizes.
    Call,
    /// The completeness of the keys that a service states for an action on a resource type.
    CompleteKeys,
    /// The characters, of `/` and `:`, that a variable of ARN formats may contain; AWS does not state
    /// them.
    Variable,
    /// The patterns that each value, or no value, of a variable of ARN formats matches; AWS does not state
    /// them.
    VariableForm,
}
