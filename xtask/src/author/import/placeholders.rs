//! The names that an import gives to the placeholders of a policy.

use pcluster_iam::PARAMETERS;

use super::known::KnownReleases;
use super::naming;
use super::spelling::{Spelled, Spelling, partition};

/// The placeholders of one policy that is imported.
#[derive(Debug)]
pub(super) struct Placeholders<'k> {
    known: &'k KnownReleases,
    /// The placeholders of the policy so far, in their order.
    pub(super) spelled: Vec<Spelled>,
}

impl<'k> Placeholders<'k> {
    pub(super) fn new(known: &'k KnownReleases) -> Self {
        Self { known, spelled: Vec::new() }
    }

    fn spell(&mut self, name: &str, text: &str) -> String {
        if let Some(spelled) = self.spelled.iter().find(|spelled| spelled.text == text) {
            return spelled.name.clone();
        }
        // A policy has one spelling of a parameter, so that a second text is another parameter.
        let is_free = |name: &String| !self.spelled.iter().any(|spelled| spelled.name == *name);
        let mut names =
            [name.to_owned()].into_iter().chain((2_usize..).map(|number| format!("{name}-{number}")));
        let name = names.find(is_free).unwrap_or_else(|| name.to_owned());
        self.spelled.push(Spelled { name: name.clone(), text: text.to_owned() });
        name
    }
}

impl Spelling for Placeholders<'_> {
    fn parameter(&mut self, placeholder: &str) -> Option<String> {
        let name = parameter_name(self.known, placeholder);
        Some(self.spell(&name, placeholder))
    }

    fn partition(&mut self, id: &str) -> Option<String> {
        partition().map(|name| self.spell(name, id))
    }
}

/// The name of the parameter for which a placeholder stands: as a release spells it, or the name of a
/// known parameter if it fits.
pub(super) fn parameter_name(known: &KnownReleases, placeholder: &str) -> String {
    if let Some(name) = known.parameter(placeholder) {
        return name.to_owned();
    }
    let name = naming::parameter(placeholder);
    let is_known = |name: &&str| PARAMETERS.iter().any(|parameter| parameter.name == *name);
    // A template names the account and the region `AWS::AccountId` and `AWS::Region`.
    let known = [Some(&*name), name.strip_prefix("aws-")].into_iter().flatten().find(is_known);
    known.map(str::to_owned).unwrap_or(name)
}
