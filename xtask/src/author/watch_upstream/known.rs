//! The policies of the catalog, in the form as documented.

use anyhow::{Context as _, Result};
use pcluster_iam::{AttachTo, ChangeKind, Element, Policy};
use serde_json::Value;

/// A policy of the catalog.
#[derive(Debug)]
pub(super) struct KnownPolicy {
    pub(super) id: String,
    pub(super) version: String,
    /// The name that the source gives the policy.
    pub(super) name: String,
    /// True if the source has a heading or a resource of this very name.
    pub(super) is_heading: bool,
    pub(super) is_of_role: bool,
    pub(super) documented: Value,
    /// Every statement that the source may have, also those that depend on a setting.
    pub(super) statements: Vec<KnownStatement>,
}

/// A statement, as far as it can be compared without values.
#[derive(Debug)]
pub(super) struct KnownStatement {
    pub(super) sid: Option<String>,
    pub(super) actions: Vec<String>,
}

impl KnownPolicy {
    pub(super) fn of(policy: &'static Policy) -> Result<Self> {
        let documented = serde_json::from_str(policy.documented)
            .with_context(|| format!("the documented form of `{}` is not JSON", policy.id))?;
        let is_added = |change: Option<pcluster_iam::Change>| {
            change.is_some_and(|change| change.kind == ChangeKind::Added)
        };
        let documented_actions = |element: &Element| {
            let entries = element.entries.iter().filter(|entry| !is_added(entry.change));
            entries.map(|entry| entry.text.to_owned()).collect()
        };
        let statements = policy.statements.iter().filter(|statement| !is_added(statement.change));
        let statements = statements.map(|statement| KnownStatement {
            sid: statement.sid.map(str::to_owned),
            actions: documented_actions(&statement.actions),
        });
        Ok(Self {
            id: policy.id.to_owned(),
            version: policy.version.to_owned(),
            name: policy.name.to_owned(),
            is_heading: policy.anchor == policy.name,
            is_of_role: matches!(policy.attach_to, AttachTo::Role { .. }),
            documented,
            statements: statements.collect(),
        })
    }

    /// The part of the id after the version.
    pub(super) fn variant(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }
}
