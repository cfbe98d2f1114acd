//! The permissions that policies lost from one release to the next.

/// Permissions of an earlier release that the policies of a release do not grant, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Loss {
    /// The actions, as patterns such as `s3:Get*`.
    pub actions: &'static [&'static str],
    /// The resources on which the actions are no longer granted, with `{name}` in place of a parameter's value;
    /// all resources if there are none.
    pub resources: &'static [&'static str],
    /// The names of the parameters that have to be given for the loss to exist; it always exists if there are none.
    pub when: &'static [&'static str],
    /// The reason for the loss, and its consequence for the reader.
    pub why: &'static str,
    /// The evidence: a URL.
    pub source: &'static str,
}
