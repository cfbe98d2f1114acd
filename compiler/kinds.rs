//! The kinds of files of the catalog, in the order in which they are read and checked. Each has a room
//! of its own, with its keys, its written form, its checks and its model.
//!
//! Where the feature `facts` is off, the rooms that only facts need are not compiled: an action may then
//! be of any service.

pub mod checking;
#[cfg(feature = "evaluate")]
pub mod commands;
#[cfg(feature = "facts")]
pub mod condition_keys;
#[cfg(feature = "facts")]
pub mod corrections;
#[cfg(feature = "facts")]
pub mod dangers;
#[cfg(feature = "facts")]
pub mod facts;
#[cfg(feature = "facts")]
pub mod files;
pub mod findings;
pub mod folder;
pub mod losses;
pub mod manifest;
pub mod parameters;
pub mod partitions;
pub mod policies;
#[cfg(feature = "facts")]
pub mod prefixes;
#[cfg(feature = "facts")]
pub mod principals;
pub mod promises;
pub mod quotas;
pub mod reading;
pub mod releases;
#[cfg(feature = "facts")]
pub mod reviews;
#[cfg(feature = "facts")]
pub mod services;
pub mod settings;
pub mod texts;
pub mod versions;

use std::path::Path;

use crate::compiler::kinds::checking::Checking;
#[cfg(feature = "facts")]
use crate::compiler::kinds::facts::{Facts, WrittenFacts};
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::findings::model::Finding;
use crate::compiler::kinds::findings::written::WrittenFinding;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::model::Parameter;
use crate::compiler::kinds::parameters::written::WrittenParameter;
use crate::compiler::kinds::partitions::model::Partition;
use crate::compiler::kinds::partitions::written::WrittenPartition;
use crate::compiler::kinds::policies::actions::ActionServices;
use crate::compiler::kinds::policies::references::{Originals, VersionPolicies};
use crate::compiler::kinds::quotas::model::Quota;
use crate::compiler::kinds::quotas::written::WrittenQuota;
use crate::compiler::kinds::reading::{Hidden, Written, head, stray};
use crate::compiler::kinds::releases::model::Release;
use crate::compiler::kinds::releases::written::WrittenRelease;
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::needs::{DOCUMENTS, Releases};
use crate::compiler::source::Sources;
use crate::compiler::source::diagnostic::Diagnostics;
use crate::compiler::source::files::{Disk, EntryKind};

/// The catalog as it is written: every string with its place, without the broken parts.
///
/// The names of those parts are remembered, so that none of them is said to be missing.
#[derive(Debug, Default)]
pub struct WrittenCatalog {
    pub parameters: Written<WrittenParameter>,
    pub partitions: Written<WrittenPartition>,
    #[cfg(feature = "facts")]
    pub facts: WrittenFacts,
    pub findings: Written<WrittenFinding>,
    pub quotas: Vec<WrittenQuota>,
    pub releases: Vec<WrittenRelease>,
    pub versions: Written<WrittenVersion>,
}

/// The catalog as it was checked: the source of all generated code.
///
/// INVARIANT: it holds nothing that IAM would refuse or that Rust cannot name, and every placeholder
/// in it has its parameter.
#[derive(Debug, Default)]
pub struct Catalog {
    pub parameters: Vec<Parameter>,
    pub partitions: Vec<Partition>,
    #[cfg(feature = "facts")]
    pub facts: Facts,
    pub findings: Vec<Finding>,
    pub quotas: Vec<Quota>,
    pub releases: Vec<Release>,
    pub versions: Vec<Version>,
    /// The ids of the versions whose features are off.
    pub off: Vec<String>,
}

/// Reads the parts of the catalog in a folder that are needed: the releases, those that they refer to,
/// and what the features ask for.
pub fn read(
    folder: &Path,
    releases: &Releases,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> WrittenCatalog {
    let disk = &mut Disk::new(folder, sources, diagnostics);
    let mut catalog = WrittenCatalog::default();
    let found = disk.list(folder);
    let parameters = head(disk, folder, &found, "parameters.toml", folder::WRITE);
    let partitions = head(disk, folder, &found, "partitions.toml", folder::WRITE);
    catalog.parameters = parameters::written::read(disk, &parameters.opened);
    catalog.partitions = partitions::written::read(disk, &partitions.opened);
    catalog.versions.hidden.is_all = found.is_err();
    if let Ok(found) = &found {
        manifest::check(disk, folder, found);
    }
    let mut other_versions = Vec::new();
    for found in found.iter().flatten() {
        match (found.name.as_str(), found.what) {
            // A folder with the name of one of the two files was noted: it is no version.
            ("README.md", EntryKind::File | EntryKind::Refused(_))
            | ("parameters.toml" | "partitions.toml", _) => {}
            (name, _) if [parameters.meant, partitions.meant].contains(&Some(name)) => {}
            (name, EntryKind::File | EntryKind::Refused(_)) if folder::is_of_facts(name) => {
                #[cfg(feature = "facts")]
                catalog.facts.read(disk, found);
            }
            ("quotas.toml", EntryKind::File) => catalog.quotas = quotas::written::read(disk, found),
            ("releases.toml", EntryKind::File) => {
                catalog.releases = releases::written::read(disk, found);
            }
            ("quotas.toml" | "releases.toml", EntryKind::Refused(_)) => {}
            ("services", kind) => {
                #[cfg(feature = "facts")]
                catalog.facts.read_services(disk, found);
                if kind == EntryKind::File {
                    stray(disk, found, &folder::holds());
                }
            }
            ("findings", EntryKind::Folder) if DOCUMENTS => {
                catalog.findings = findings::written::read(disk, &found.path);
            }
            ("findings", EntryKind::Folder | EntryKind::Refused(_)) => {
                catalog.findings.hidden = Hidden::all();
            }
            ("findings", EntryKind::File) => {
                catalog.findings.hidden = Hidden::all();
                stray(disk, found, &folder::holds());
            }
            (name, EntryKind::Folder) if folder::is_file(name) => {
                stray(disk, found, &folder::holds());
            }
            (name, EntryKind::Folder) if releases.has(name) => {
                let version = versions::written::read(disk, found);
                catalog.versions.items.push(version);
            }
            (name, EntryKind::Folder) => {
                catalog.versions.hidden.names.push(name.to_owned());
                other_versions.push(found);
            }
            (name, EntryKind::Refused(_)) => catalog.versions.hidden.names.push(name.to_owned()),
            (_, EntryKind::File) => stray(disk, found, &folder::holds()),
        }
    }
    // A version may have statements, notes or sections of one that is not needed.
    let items = &mut catalog.versions.items;
    while let Some(idx) = other_versions.iter().position(|found| refers_to(items, &found.name)) {
        let found = other_versions.remove(idx);
        items.push(versions::written::read(disk, found));
        catalog.versions.hidden.names.retain(|name| *name != found.name);
    }
    if let Ok(found) = &found {
        folder::missing(disk, folder, found, &mut catalog);
    }
    // By their numbers: 2.9 is before 2.11.
    catalog.versions.items.sort_by_key(|version| numbers(&version.id.value));
    catalog
}

/// True if these versions refer to a statement, a policy, a section, a setting or the commands of the version
/// of that id.
fn refers_to(versions: &[WrittenVersion], id: &str) -> bool {
    let sections = versions.iter().flat_map(|version| &version.guide.items);
    let policies = versions.iter().flat_map(|version| &version.policies.items);
    let mut names = policies.flat_map(|policy| policy.order.iter().flatten().chain(&policy.notes_of));
    let settings = versions.iter().flat_map(|version| &version.settings.items);
    let shared = sections.filter_map(|section| section.same_as.as_ref());
    let shared = shared.chain(settings.filter_map(|setting| setting.same_as.as_ref()));
    #[cfg(feature = "evaluate")]
    let shared =
        shared.chain(versions.iter().filter_map(|version| version.commands.as_ref()?.same_as.as_ref()));
    { shared }.any(|version| version.value == id)
        || names.any(|name| name.value.split_once('/').is_some_and(|(version, _)| version == id))
}

/// The numbers of a version's id, to sort by.
fn numbers(id: &str) -> Vec<u64> {
    id.split('.').map(|number| number.parse().unwrap_or_default()).collect()
}

/// Checks a catalog; the model is whole only if nothing was noted.
pub fn check(written: &WrittenCatalog, sources: &Sources, diagnostics: &mut Diagnostics) -> Catalog {
    let cx = &mut Checking::new(sources, diagnostics);
    let codes = FindingCodes::new(&written.findings.items, &written.findings.hidden);
    let mut catalog = Catalog {
        partitions: partitions::check(cx, &written.partitions.items),
        parameters: parameters::check(cx, &written.parameters, &written.partitions),
        ..Catalog::default()
    };
    #[cfg(feature = "facts")]
    {
        catalog.facts = facts::check(cx, &written.facts, codes);
    }
    if DOCUMENTS {
        let hidden_partitions = &written.partitions.hidden;
        catalog.findings =
            findings::check(cx, &written.findings.items, &catalog.partitions, hidden_partitions, codes);
    }
    catalog.quotas = quotas::check(cx, &written.quotas);
    catalog.releases = releases::check(cx, &written.releases, &written.versions);
    catalog.versions = check_versions(cx, written, &catalog, codes);
    catalog.off.clone_from(&written.versions.hidden.names);
    catalog
}

/// Checks the versions with their policies, and then for parameters and spellings that are missing or
/// not used.
fn check_versions(
    cx: &mut Checking<'_>,
    written: &WrittenCatalog,
    #[cfg_attr(not(feature = "facts"), expect(unused_variables, reason = "it holds no facts"))]
    checked: &Catalog,
    codes: FindingCodes<'_>,
) -> Vec<Version> {
    let ledger = &mut ParameterLedger::new(cx, &written.parameters);
    let Written { items: written_versions, hidden } = &written.versions;
    versions::releases::check(cx, written_versions);
    versions::replacements::check(cx, &written.versions);
    for version in written_versions {
        policies::head::check_partitions(cx, &version.policies.items, &written.partitions);
    }
    let policies = written_versions
        .iter()
        .map(|version| VersionPolicies { id: &version.id.value, policies: &version.policies });
    let originals = Originals { versions: policies.collect(), hidden };
    #[cfg(feature = "facts")]
    let prefixes = written.facts.service_prefixes();
    // An action may be of any service.
    #[cfg(not(feature = "facts"))]
    let prefixes = Written { items: Vec::new(), hidden: Hidden::all() };
    let services = &mut ActionServices::new(prefixes, &originals);
    #[cfg(feature = "facts")]
    services.know(checked.facts.known_services());
    let parts = &mut policies::check_parts(cx, ledger, services, codes, &originals);
    let version = |version| versions::check(cx, ledger, codes, parts, &written.versions, version);
    #[cfg_attr(not(feature = "evaluate"), expect(unused_mut, reason = "commands are added to them"))]
    let mut versions: Vec<_> = written_versions.iter().map(version).collect();
    #[cfg(feature = "evaluate")]
    for (version, written_version) in versions.iter_mut().zip(written_versions) {
        let facts = commands::CommandFacts {
            parameters: ledger,
            services: checked.facts.known_services(),
            versions: &written.versions,
        };
        version.commands = commands::check(cx, facts, written_version);
    }
    ledger.note_unknown(cx);
    versions::spelling::check(cx, ledger, &parts.gaps, written_versions, &versions);
    // A policy that could not be read may use any parameter.
    if hidden.is_empty() && !parts.gaps.is_any_lacking() {
        ledger.note_unused(cx);
    }
    versions
}
