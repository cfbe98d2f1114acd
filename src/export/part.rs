//! The parts in which policies are deployed: a policy as a whole, or each document of one that is divided.

use super::Documents;
use super::deployment::DeployedPolicy;
use super::document::Document;
use super::setting::Setting;
use crate::Need;
use crate::values::{Parameter, ParameterRole};

/// A policy, or a part of one that is divided. Each format adds its names.
#[derive(Debug)]
pub(super) struct PolicyPart<'d> {
    pub(super) deployed: &'d DeployedPolicy,
    pub(super) document: &'d Document<'d>,
    /// The number of the part, from 1, of a policy that is divided.
    pub(super) part: Option<usize>,
    /// True if the policy is made only where the user of the export asks for it.
    pub(super) is_choice: bool,
}

impl<'d> PolicyPart<'d> {
    /// The parts of each policy.
    pub(super) fn all(documents: &'d Documents<'d>, is_choice: bool) -> Vec<Vec<Self>> {
        let parts = documents.iter().map(|(deployed, documents)| {
            let is_several = documents.len() > 1;
            let part =
                |(idx, document)| Self { deployed, document, part: is_several.then_some(idx + 1), is_choice };
            documents.iter().enumerate().map(part).collect()
        });
        parts.collect()
    }

    /// True if a setting is known to hold, false if it is known not to, and nothing if that is open.
    pub(super) fn states(&self, setting: Setting) -> Option<bool> {
        match setting {
            Setting::Flag(flag) => self.document.inputs.is_given(flag),
            Setting::Fact(_) => None,
        }
    }

    /// The name of the managed policy without the prefix.
    pub(super) fn name(&self) -> String {
        match self.part {
            Some(part) => format!("{}-{part}", self.deployed.name),
            None => self.deployed.name.clone(),
        }
    }

    /// The inputs that have to be given where the policy is made.
    pub(super) fn needed(&self) -> impl Iterator<Item = &'static Parameter> {
        let policy = self.document.policy;
        let required = policy.parameters.iter().filter(|used| used.need == Need::Required);
        let inputs = required.flat_map(move |used| [Some(used.parameter), policy.origin(used.parameter)]);
        inputs.flatten().filter(|it| !is_of_place(it) && self.document.depends_on(it.name))
    }
}

/// True for what the targets know of the place where they create policies.
pub(super) fn is_of_place(parameter: &Parameter) -> bool {
    matches!(parameter.role(), ParameterRole::Partition | ParameterRole::Region | ParameterRole::AccountId)
}

/// True if the parts of a policy ask for a value, in a target that knows its place.
pub(super) fn depends_on(parts: &[PolicyPart<'_>], parameter: &'static Parameter) -> bool {
    let in_path = |it: &PolicyPart<'_>| {
        let has_name = it.deployed.role.as_ref().is_some_and(|role| role.path.contains('{'));
        parameter.role() == ParameterRole::ClusterName
            && has_name
            && it.deployed.policy.parameter(ParameterRole::ClusterName).is_some()
            && it.document.inputs.text(parameter).is_none()
    };
    let in_setting = |it: &PolicyPart<'_>| {
        let is_open = it.document.inputs.is_given(parameter).is_none();
        is_open && Setting::beside(it.deployed).any(|setting| setting == Setting::Flag(parameter))
    };
    let asks = |it: &PolicyPart<'_>| it.document.depends_on(parameter.name) || in_path(it) || in_setting(it);
    !is_of_place(parameter) && parts.iter().any(asks)
}
