//! The parts of the catalog that a build needs: a consumer pays for the features that are on, and for no
//! others.
//!
//! The build script is compiled with the features of the package, so a branch on one of the constants
//! that is not taken becomes no code. The crate of the compiler has all of them on, and its callers ask
//! for all releases: in this repository, every mistake is found.

use crate::compiler::names;

/// The need for AWS's facts about its services, and for their corrections.
pub const FACTS: bool = cfg!(feature = "facts");

/// The need for the data about policy documents: findings, dangers, condition keys and prefixes.
pub const DOCUMENTS: bool = cfg!(feature = "documents");

/// The need for the commands of the releases, and for the calls that they make.
pub const COMMANDS: bool = cfg!(feature = "evaluate");

/// The releases that a build needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Releases {
    All,
    /// Those whose features are among these.
    OfFeatures(Vec<String>),
}

impl Releases {
    /// True if the release of that version is needed for itself, and not for a reference to it.
    pub fn has(&self, version: &str) -> bool {
        match self {
            Self::All => true,
            Self::OfFeatures(features) => features.contains(&names::version_module(version)),
        }
    }
}
