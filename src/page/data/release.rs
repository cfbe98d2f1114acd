//! The releases of the product, and the versions of the catalog with their bundles.

use serde::Serialize;

use super::prose;
use crate::page::changes::source;
use crate::{
    AcceptedDenial, Acknowledgement, AttachTo, Bundle, DatedChange, Gap, Policy, Release, Setting, Version,
    coverage,
};

/// A release, with what the catalog has for it.
#[derive(Debug, Serialize)]
pub(super) struct ReleaseData {
    number: String,
    policies: Vec<&'static str>,
    bundles: Vec<&'static str>,
    gaps: Vec<GapData>,
}

/// Policies that the catalog has for other releases only.
#[derive(Debug, Serialize)]
struct GapData {
    earlier: Vec<&'static str>,
    later: Vec<&'static str>,
    since: Vec<ChangeData>,
    until: Vec<ChangeData>,
}

#[derive(Debug, Serialize)]
struct ChangeData {
    release: String,
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VersionData {
    id: &'static str,
    product: &'static str,
    summary: String,
    source: SourceData,
    stack_name: Option<&'static str>,
    guide: Vec<SectionData>,
    acknowledged: Vec<AcknowledgedData>,
    bundles: Vec<BundleData>,
    settings: Vec<SettingData>,
}

#[derive(Debug, Serialize)]
struct SourceData {
    title: &'static str,
    url: &'static str,
    date: &'static str,
}

#[derive(Debug, Serialize)]
struct SectionData {
    heading: &'static str,
    text: String,
}

/// A finding that stays, and what a reader should know about it.
#[derive(Debug, Serialize)]
pub(super) struct AcknowledgedData {
    finding: &'static str,
    statement: Option<&'static str>,
    entry: Option<&'static str>,
    reason: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct BundleData {
    id: &'static str,
    summary: String,
    audience: String,
    policies: Vec<&'static str>,
    apart: bool,
    commands: &'static [&'static str],
    denied: Vec<DeniedData>,
    is_for_roles: bool,
}

/// A call that is denied all the same.
#[derive(Debug, Serialize)]
pub(super) struct DeniedData {
    call: &'static str,
    commands: &'static [&'static str],
    reason: String,
}

/// A setting of the configuration that needs permissions.
#[derive(Debug, Serialize)]
struct SettingData {
    name: &'static str,
    policies: Vec<&'static str>,
    parameters: Vec<&'static str>,
    managed: &'static [&'static str],
    summary: String,
    note: Option<String>,
}

impl ReleaseData {
    pub(super) fn new(release: &Release) -> Self {
        let coverage = coverage(release.number);
        Self {
            number: release.number.to_string(),
            policies: ids(&coverage.policies),
            bundles: coverage.bundles.iter().map(|bundle| bundle.id).collect(),
            gaps: coverage.gaps.iter().map(GapData::new).collect(),
        }
    }
}

impl GapData {
    fn new(gap: &Gap) -> Self {
        let changes = |changes: &[DatedChange]| changes.iter().map(ChangeData::new).collect();
        Self {
            earlier: ids(&gap.earlier),
            later: ids(&gap.later),
            since: changes(&gap.since_earlier),
            until: changes(&gap.until_later),
        }
    }
}

impl ChangeData {
    fn new(change: &DatedChange) -> Self {
        let text = format!("{} {}", change.change.text, source(change.change.source));
        Self { release: change.release.number.to_string(), text: prose::inline(&text) }
    }
}

impl VersionData {
    pub(super) fn new(version: &Version) -> Self {
        let guide = version
            .guide
            .iter()
            .map(|section| SectionData { heading: section.heading, text: prose::block(section.text) });
        Self {
            id: version.id,
            product: version.product,
            summary: prose::inline(version.summary),
            source: SourceData {
                title: version.source.title,
                url: version.source.url,
                date: version.source.date,
            },
            stack_name: version.stack_name,
            guide: guide.collect(),
            acknowledged: version.acknowledged.iter().map(AcknowledgedData::new).collect(),
            bundles: version.bundles.iter().map(|bundle| BundleData::new(bundle)).collect(),
            settings: version.settings.iter().map(SettingData::new).collect(),
        }
    }
}

impl AcknowledgedData {
    pub(super) fn new(acknowledged: &Acknowledgement) -> Self {
        Self {
            finding: acknowledged.finding,
            statement: acknowledged.statement,
            entry: acknowledged.entry,
            reason: prose::inline(acknowledged.reason),
        }
    }
}

impl BundleData {
    fn new(bundle: &Bundle) -> Self {
        Self {
            id: bundle.id,
            summary: prose::inline(bundle.summary),
            audience: prose::inline(bundle.audience),
            policies: ids(bundle.policies),
            apart: bundle.apart,
            commands: bundle.commands,
            denied: bundle.denied.iter().map(DeniedData::new).collect(),
            is_for_roles: bundle.policies.iter().all(|policy| policy.attach_to != AttachTo::UserOrGroup),
        }
    }
}

impl DeniedData {
    pub(super) fn new(denied: &AcceptedDenial) -> Self {
        Self { call: denied.call, commands: denied.commands, reason: prose::inline(denied.reason) }
    }
}

impl SettingData {
    fn new(setting: &Setting) -> Self {
        Self {
            name: setting.name,
            policies: ids(setting.policies),
            parameters: setting.parameters.iter().map(|parameter| parameter.name).collect(),
            managed: setting.managed_policies,
            summary: prose::inline(setting.summary),
            note: setting.note.map(prose::inline),
        }
    }
}

fn ids(policies: &[&'static Policy]) -> Vec<&'static str> {
    policies.iter().map(|policy| policy.id).collect()
}
