//! The versions and their bundles as they were checked.

#[cfg(feature = "evaluate")]
use crate::compiler::kinds::commands::model::Commands;
use crate::compiler::kinds::policies::model::{Acknowledgement, Policy, UsedParameter};
use crate::compiler::kinds::promises::model::Promise;
use crate::compiler::kinds::settings::model::Setting;

#[derive(Debug)]
pub struct Version {
    pub id: String,
    pub product: String,
    pub release: String,
    pub applies_to: String,
    pub summary: String,
    /// The name of a cluster's stack: the parts before and after the cluster's name.
    pub stack_name: Option<StackName>,
    pub source: VersionSource,
    /// The variants of earlier versions, with those that take their places.
    pub replaces: Vec<(String, Vec<String>)>,
    pub guide: Vec<(String, String)>,
    pub acknowledged: Vec<Acknowledgement>,
    pub policies: Vec<Policy>,
    pub bundles: Vec<Bundle>,
    pub settings: Vec<Setting>,
    #[cfg(feature = "evaluate")]
    pub commands: Option<Commands>,
}

/// Policies that belong together.
#[derive(Debug)]
pub struct Bundle {
    pub name: String,
    pub summary: String,
    pub audience: String,
    /// By their places in [`Version::policies`].
    pub policies: Vec<usize>,
    /// True if its policies for users and groups are for different people.
    pub is_apart: bool,
    pub promise: Promise,
    /// The parameters of all its policies together.
    pub parameters: Vec<UsedParameter>,
}

#[derive(Debug)]
pub struct StackName {
    pub text: String,
    pub prefix: String,
    pub suffix: String,
}

#[derive(Debug)]
pub struct VersionSource {
    pub title: String,
    pub url: String,
    pub commit: Option<String>,
    pub date: String,
}
