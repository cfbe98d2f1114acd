//! The settings of the product's configuration, with the permissions that each of them needs.

use super::policy::Policy;
use super::version::Version;
use crate::values::Parameter;

/// A setting of the product's configuration that needs permissions.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Setting {
    /// The setting as in the configuration, with `/` between its parts.
    pub name: &'static str,
    /// One sentence about the purpose of the setting.
    pub summary: &'static str,
    /// The policies that the setting needs, or that it changes.
    #[cfg_attr(feature = "serde", serde(serialize_with = "super::version::ids"))]
    pub policies: &'static [&'static Policy],
    /// The parameters of these policies that need a value.
    #[cfg_attr(feature = "serde", serde(serialize_with = "names"))]
    pub parameters: &'static [&'static Parameter],
    /// The AWS managed policies to attach besides: the end of each ARN after `policy/`.
    pub managed_policies: &'static [&'static str],
    /// Anything else that a person has to know or do, in Markdown.
    pub note: Option<&'static str>,
}

impl Version {
    /// The settings that need a policy of the version, or change it.
    pub fn settings_of(&self, policy: &Policy) -> impl Iterator<Item = &'static Setting> {
        self.settings.iter().filter(move |setting| setting.policies.iter().any(|it| it.id == policy.id))
    }
}

/// Serializes parameters as their names, since the catalog lists them elsewhere.
#[cfg(feature = "serde")]
fn names<S: serde::Serializer>(parameters: &[&Parameter], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(parameters.iter().map(|parameter| parameter.name))
}
