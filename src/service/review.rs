//! Reviews of what AWS leaves open about a service.

/// A review of the variables in a service's ARN formats, of which AWS does not state whether their values
/// may contain `/` or `:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Review {
    /// The day of the review, such as `2026-11-29`.
    pub date: &'static str,
    /// The pages and policies that the formats were held against.
    pub against: &'static str,
}
