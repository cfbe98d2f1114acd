//! The catalog: its types, and the items that the build script generates from it: a module for each
//! version, with a struct and a constant for each policy, and the tables of all of them.

mod change;
#[cfg(feature = "evaluate")]
mod command;
mod coverage;
mod fill;
mod loss;
mod managed_policy;
mod policy;
mod promise;
mod release;
mod setting;
mod size;
mod statement;
mod tables;
mod trust;
mod version;

#[cfg(feature = "facts")]
use crate::service::Service;
pub use crate::shared::release::{InvalidReleaseError, ReleaseNumber};

pub use change::{Acknowledgement, Change, ChangeKind};
#[cfg(feature = "evaluate")]
pub use command::{
    Actor, CallStep, Command, CommandOption, CommandValue, Commands, Configuration, Denied, OptionSource,
    ValueSource,
};
pub use coverage::{Coverage, DatedChange, Gap, Purpose, coverage, purposes};
pub use fill::Filled;
pub use loss::Loss;
pub use managed_policy::ManagedPolicy;
pub use policy::{AttachTo, Need, Policy, PolicyParameter};
pub use promise::AcceptedDenial;
pub use release::{ChangedNeed, Release, ReleaseChange};
pub use setting::Setting;
pub use size::{ListSize, SizeRange};
pub use statement::{Condition, Difference, Effect, Element, Entry, Presence, Statement};
pub use tables::*;
pub use version::{Bundle, Replacement, Section, Source, Version};

/// The policy with an id such as `2.9/user`, if its version is compiled in.
#[must_use]
pub fn policy(id: &str) -> Option<&'static Policy> {
    POLICIES.iter().copied().find(|policy| policy.id == id)
}

/// The bundle with an id such as `3.6/cluster-administrator`, if its version is compiled in.
#[must_use]
pub fn bundle(id: &str) -> Option<&'static Bundle> {
    VERSIONS.iter().flat_map(|version| version.bundles).copied().find(|bundle| bundle.id == id)
}

/// The service with a prefix such as `ec2`, ignoring case.
#[cfg(feature = "facts")]
#[must_use]
pub fn service(prefix: &str) -> Option<&'static Service> {
    crate::service::table::service(prefix).and_then(|id| SERVICES.get(id)).copied()
}
