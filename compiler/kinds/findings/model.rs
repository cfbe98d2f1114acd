//! The kinds of findings as they were checked.

/// A kind of finding in policy documents.
#[derive(Debug)]
pub struct Finding {
    pub code: String,
    /// The file's name without its ending.
    pub group: String,
    /// One of [`SEVERITIES`](crate::compiler::schema::texts::sets::SEVERITIES).
    pub severity: String,
    pub is_of_aws: bool,
    pub summary: String,
    pub explanation: String,
    /// The codes of the findings that are left out where this one is.
    pub excludes: Vec<String>,
    /// True if the fix may grant more.
    pub fix_widens: bool,
    pub failing: String,
    pub passing: String,
    pub needs_placeholders: bool,
    pub partition: Option<String>,
    pub account: Option<String>,
    /// One of [`POLICY_KINDS`](crate::compiler::schema::texts::sets::POLICY_KINDS).
    pub policy: Option<String>,
}
