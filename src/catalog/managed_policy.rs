//! The AWS managed policies that are attached together with a policy of the catalog.

use crate::values::Partition;

/// An AWS managed policy, and the circumstances in which it is attached together with another policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct ManagedPolicy {
    /// The end of the policy's ARN after `policy/`.
    pub name: &'static str,
    /// The setting of the product's configuration without which the policy is not attached.
    pub setting: Option<&'static str>,
    /// The setting of the product's configuration with which the policy is not attached.
    pub unless_setting: Option<&'static str>,
    /// The ids of the partitions that do not have the policy.
    pub not_in: &'static [&'static str],
}

impl ManagedPolicy {
    /// True if the policy is attached where the configuration sets nothing else.
    #[must_use]
    pub const fn is_usual(&self) -> bool {
        self.setting.is_none()
    }

    /// The ARN, or `None` if the partition does not have the policy.
    #[must_use]
    pub fn arn(&self, partition: &Partition) -> Option<String> {
        let exists = !self.not_in.contains(&partition.id);
        exists.then(|| format!("arn:{partition}:iam::aws:policy/{}", self.name))
    }

    /// The settings on which the policy depends, in a few words: ``only with `NAME` ``.
    #[must_use]
    pub fn condition(&self) -> Option<String> {
        let parts = [("only with", self.setting), ("not with", self.unless_setting)];
        let parts: Vec<_> = parts
            .into_iter()
            .filter_map(|(words, setting)| Some(format!("{words} `{}`", setting?)))
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
