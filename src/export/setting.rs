//! The settings of the product's configuration on which policies of AWS beside ours depend.

use crate::ManagedPolicy;
use crate::export::Deployment;

/// A setting, which whoever deploys states as a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting(&'static str);

impl Setting {
    /// The settings of a deployment, each once.
    pub(super) fn all(deployment: &Deployment) -> Vec<Self> {
        let roles = deployment.policies.iter().filter_map(|it| it.role.as_ref());
        let policies = roles.flat_map(|role| role.managed_policies);
        let mut all: Vec<Self> = Vec::new();
        for setting in policies.flat_map(|it| [it.setting, it.unless_setting]).flatten().map(Self) {
            if !all.contains(&setting) {
                all.push(setting);
            }
        }
        all
    }

    /// The settings that a policy of AWS needs, and those that it excludes.
    pub(super) fn of(policy: &ManagedPolicy) -> [Option<Self>; 2] {
        [policy.setting.map(Self), policy.unless_setting.map(Self)]
    }

    /// The words of the setting, in lower case, with `_` between them.
    pub(super) fn name(&self) -> String {
        let mut name = "configuration".to_owned();
        let mut before = ' ';
        for c in self.0.chars() {
            let is_word = c.is_ascii_alphanumeric();
            let starts = is_word && !before.is_ascii_alphanumeric()
                || c.is_ascii_uppercase() && before.is_ascii_lowercase();
            if starts {
                name.push('_');
            }
            if is_word {
                name.push(c.to_ascii_lowercase());
            }
            before = c;
        }
        name
    }

    /// The setting as a fact.
    pub(super) fn description(&self) -> String {
        format!("True if the cluster's configuration has `{}`.", self.0)
    }
}
