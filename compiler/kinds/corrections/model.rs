//! The corrections as they were applied.

/// A fact and its correction.
#[derive(Debug)]
pub struct Correction {
    pub kind: CorrectionKind,
    /// In full, such as `iam:PassRole`.
    pub subject: String,
    pub stated: Vec<String>,
    pub corrected: Vec<String>,
    pub reason: String,
    pub source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionKind {
    Action,
    AccessLevel,
    ResourceTypes,
    ArnFormats,
    ConditionKey,
    Call,
    CompleteKeys,
    Variable,
    VariableForm,
}
