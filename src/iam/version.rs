//! The versions of IAM's policy language.

/// The version in which policies are written: the first with policy variables.
pub(crate) const CURRENT: &str = "2012-10-17";

/// All versions.
pub(crate) const VERSIONS: [&str; 2] = [CURRENT, "2008-10-17"];
