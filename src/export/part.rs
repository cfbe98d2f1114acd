//! The parts in which policies are deployed: a policy as a whole, or each document of one that is divided.

use super::Documents;
use super::deployment::DeployedPolicy;
use super::document::Document;
use super::setting::Setting;

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
}
