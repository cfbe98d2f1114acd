//! The versions of IAM's policy language.
//!
//! A document without `Version` is read in the version of 2008, in which policy variables are plain text (IAM
//! User Guide, "IAM JSON policy elements: Version").

/// The version in which policies are written: the first with policy variables.
pub(crate) const CURRENT: &str = "2012-10-17";

/// All versions.
pub(crate) const VERSIONS: [&str; 2] = [CURRENT, "2008-10-17"];
