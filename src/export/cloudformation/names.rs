//! The names in a template: letters and digits, each word with a capital.

use crate::export::deployment::DeployedPolicy;
use crate::export::document::Document;
use crate::values::{Parameter, ParameterRole};

/// A name in the form that logical ids have.
pub(super) fn logical(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let capital = |word: &str| {
        let mut rest = word.chars();
        rest.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(rest).collect::<String>()
    };
    words.map(capital).collect()
}

/// The name of a parameter's value: a pseudo parameter, or a parameter of the template.
pub(super) fn input(parameter: &Parameter) -> String {
    match parameter.role() {
        ParameterRole::Partition => "AWS::Partition".to_owned(),
        ParameterRole::Region => "AWS::Region".to_owned(),
        ParameterRole::AccountId => "AWS::AccountId".to_owned(),
        _ => logical(parameter.name),
    }
}

/// A policy, or a part of one that is divided, and its names.
#[derive(Debug)]
pub(super) struct Named<'d> {
    pub(super) deployed: &'d DeployedPolicy,
    pub(super) document: &'d Document<'d>,
    /// The number of the part, from 1, of a policy that is divided.
    pub(super) part: Option<usize>,
    /// True if the policy is made only where the template's user asks for it.
    pub(super) is_choice: bool,
}

impl<'d> Named<'d> {
    pub(super) fn new(
        deployed: &'d DeployedPolicy,
        document: &'d Document<'d>,
        part: Option<usize>,
        is_choice: bool,
    ) -> Self {
        Self { deployed, document, part, is_choice }
    }

    /// The name of the managed policy without the prefix.
    pub(super) fn name(&self) -> String {
        match self.part {
            Some(part) => format!("{}-{part}", self.deployed.name),
            None => self.deployed.name.clone(),
        }
    }

    /// The beginning of the logical ids of the policy.
    pub(super) fn stem(&self) -> String {
        logical(&self.deployed.key)
    }

    /// The logical id of the managed policy.
    pub(super) fn policy_id(&self) -> String {
        match self.part {
            Some(part) => format!("{}Policy{part}", self.stem()),
            None => format!("{}Policy", self.stem()),
        }
    }

    pub(super) fn role_id(&self) -> String {
        format!("{}Role", self.stem())
    }

    pub(super) fn profile_id(&self) -> String {
        format!("{}InstanceProfile", self.stem())
    }

    /// The parameter, and the condition, that the policy is made.
    pub(super) fn choice(&self) -> Option<String> {
        self.is_choice.then(|| format!("Create{}", self.stem()))
    }
}
