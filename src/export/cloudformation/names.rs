//! The names in a template: letters and digits, each word with a capital.

use crate::export::names::pascal;
use crate::export::part::PolicyPart;
use crate::values::{Parameter, ParameterRole};

/// The name of a parameter's value: a pseudo parameter, or a parameter of the template.
pub(super) fn input(parameter: &Parameter) -> String {
    match parameter.role() {
        ParameterRole::Partition => "AWS::Partition".to_owned(),
        ParameterRole::Region => "AWS::Region".to_owned(),
        ParameterRole::AccountId => "AWS::AccountId".to_owned(),
        _ => pascal(parameter.name),
    }
}

impl PolicyPart<'_> {
    /// The beginning of the logical ids of the policy.
    pub(super) fn stem(&self) -> String {
        pascal(&self.deployed.key)
    }

    /// The logical id of the managed policy.
    pub(super) fn policy_id(&self) -> String {
        match self.part {
            Some(part) => format!("{}IamPolicy{part}", self.stem()),
            None => format!("{}IamPolicy", self.stem()),
        }
    }

    pub(super) fn role_id(&self) -> String {
        format!("{}IamRole", self.stem())
    }

    pub(super) fn profile_id(&self) -> String {
        format!("{}InstanceProfile", self.stem())
    }

    /// The parameter, and the condition, that the policy is made.
    pub(super) fn choice(&self) -> Option<String> {
        self.is_choice.then(|| format!("Create{}", self.stem()))
    }
}
