//! What the page knows: the catalog's facts, as far as a person who chooses and fills policies needs them.
//! Prose is HTML.

mod export;
mod policy;
mod release;
mod values;

use serde::Serialize;

use super::changes::{self, Step, StepItem};
use super::{PageError, prose};
use crate::{POLICIES, RELEASES, VERSIONS};
use export::ExportsData;
use policy::PolicyData;
use release::{ReleaseData, VersionData};
use values::ValuesData;

/// The data of the page.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageData {
    /// The version of this crate.
    crate_version: &'static str,
    values: ValuesData,
    /// The newest first.
    releases: Vec<ReleaseData>,
    versions: Vec<VersionData>,
    policies: Vec<PolicyData>,
    steps: Vec<StepData>,
    exports: ExportsData,
}

/// What changes from the policies of one version to those of another.
#[derive(Debug, Serialize)]
struct StepData {
    before: Vec<&'static str>,
    after: Vec<&'static str>,
    additions: Vec<ItemData>,
    removals: Vec<ItemData>,
}

#[derive(Debug, Serialize)]
struct ItemData {
    text: String,
    reasons: Vec<String>,
}

impl PageData {
    pub(super) fn new() -> Result<Self, PageError> {
        let mut steps = Vec::new();
        for version in VERSIONS {
            steps.extend(changes::steps(version).map_err(PageError::Changes)?.iter().map(StepData::new));
        }
        Ok(Self {
            crate_version: env!("CARGO_PKG_VERSION"),
            values: ValuesData::new(),
            releases: RELEASES.iter().rev().map(ReleaseData::new).collect(),
            versions: VERSIONS.iter().map(|version| VersionData::new(version)).collect(),
            policies: POLICIES.iter().map(|policy| PolicyData::new(policy)).collect(),
            steps,
            exports: export::exports().map_err(PageError::Export)?,
        })
    }
}

impl StepData {
    fn new(step: &Step) -> Self {
        let items = |items: &[StepItem]| items.iter().map(ItemData::new).collect();
        Self {
            before: step.before.iter().map(|policy| policy.id).collect(),
            after: step.after.iter().map(|policy| policy.id).collect(),
            additions: items(&step.additions),
            removals: items(&step.removals),
        }
    }
}

impl ItemData {
    fn new(item: &StepItem) -> Self {
        let reasons = item.reasons.iter().map(|reason| prose::inline(reason)).collect();
        Self { text: prose::inline(&item.text), reasons }
    }
}
