//! Parameters: the values that the texts of policies depend on.

/// A value that a policy's text depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Parameter {
    /// The name between the braces of a placeholder.
    pub name: &'static str,
    /// The name of its type.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub type_name: &'static str,
    /// What it is, in a sentence.
    pub summary: &'static str,
    /// A value that its type accepts.
    pub example: &'static str,
    /// Where a person reads the value.
    pub find: &'static str,
    /// The value that holds when none is given.
    pub default: Option<&'static str>,
    /// What fails when the default is replaced.
    pub caution: Option<&'static str>,
}
