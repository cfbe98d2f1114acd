//! The settings of the product's configuration on which policies of AWS beside ours depend.

use crate::export::{DeployedPolicy, Deployment};
use crate::values::{Parameter, ParameterRole};
use crate::{ManagedPolicy, Policy};

/// A setting, which whoever deploys states as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// One that a parameter states, so that it is an input already.
    Flag(&'static Parameter),
    /// Any other one.
    Fact(&'static str),
}

impl Setting {
    /// The settings of a deployment, each once.
    pub(super) fn all(deployment: &Deployment) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for deployed in &deployment.policies {
            for setting in Self::beside(deployed) {
                if !all.contains(&setting) {
                    all.push(setting);
                }
            }
        }
        all
    }

    /// The settings on which the policies of AWS beside one of ours depend.
    pub(super) fn beside(deployed: &DeployedPolicy) -> impl Iterator<Item = Self> {
        let policies = deployed.role.iter().flat_map(|role| role.managed_policies);
        policies.flat_map(|it| Self::of(it, deployed.policy)).flatten()
    }

    /// The settings that a policy of AWS beside one of ours needs, and those that it excludes.
    pub(super) fn of(managed: &ManagedPolicy, beside: &Policy) -> [Option<Self>; 2] {
        [managed.setting, managed.unless_setting].map(|it| it.map(|name| Self::named(name, beside)))
    }

    fn named(name: &'static str, beside: &Policy) -> Self {
        let settings = beside.release().map_or(&[][..], |version| version.settings);
        match settings.iter().find(|it| it.name == name).map(|it| it.parameters) {
            Some(&[flag]) if flag.role() == ParameterRole::Flag => Self::Flag(flag),
            _ => Self::Fact(name),
        }
    }

    /// The name of the input.
    pub(super) fn name(self) -> String {
        match self {
            Self::Flag(parameter) => parameter.name.to_owned(),
            Self::Fact(setting) => name(setting),
        }
    }

    /// What is true if the input is.
    pub(super) fn description(self) -> String {
        match self {
            Self::Flag(parameter) => parameter.summary.to_owned(),
            Self::Fact(setting) => format!("True if the cluster's configuration has `{setting}`."),
        }
    }
}

/// The words of a setting, in lower case, with `_` between them.
fn name(setting: &str) -> String {
    let mut name = "configuration".to_owned();
    let mut before = ' ';
    for c in setting.chars() {
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
