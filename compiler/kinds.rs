//! The kinds of files of the catalog: the one list of them, in the order in which they are read and
//! checked. Each has a room of its own, with its keys, its written form, its checks and its model.

pub mod checking;
pub mod condition_keys;
pub mod corrections;
pub mod dangers;
pub mod findings;
pub mod parameters;
pub mod partitions;
pub mod policies;
pub mod prefixes;
pub mod reading;
pub mod services;
pub mod texts;
pub mod versions;

use std::path::Path;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::condition_keys::model::ConditionKey;
use crate::compiler::kinds::condition_keys::written::WrittenConditionKey;
use crate::compiler::kinds::corrections::model::Correction;
use crate::compiler::kinds::corrections::written::WrittenCorrections;
use crate::compiler::kinds::dangers::model::Dangers;
use crate::compiler::kinds::dangers::written::WrittenDanger;
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
use crate::compiler::kinds::prefixes::model::Prefixes;
use crate::compiler::kinds::prefixes::written::WrittenPrefixes;
use crate::compiler::kinds::reading::{Hidden, Written, head, stray};
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::kinds::services::model::Service;
use crate::compiler::kinds::services::written::WrittenService;
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::needs::{FACTS, RULES, Releases};
use crate::compiler::schema::FileKind;
use crate::compiler::source::Sources;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostics, listed};
use crate::compiler::source::files::{Disk, EntryKind, FolderEntry};

/// Every kind of file: the first whose path fits a file is the file's.
pub const FILES: &[FileKind] = &[
    parameters::keys::FILE,
    partitions::keys::FILE,
    corrections::keys::FILE,
    condition_keys::keys::FILE,
    prefixes::keys::FILE,
    dangers::keys::FILE,
    findings::keys::FILE,
    services::keys::FILE,
    versions::keys::FILE,
    versions::keys::BUNDLES_FILE,
    policies::keys::FILE,
    policies::keys::STATEMENTS_FILE,
];

/// The kind of a file that lies at this path in the catalog.
pub fn file_at(path: &str) -> Option<&'static FileKind> {
    FILES.iter().find(|file| file.is_at(path))
}

/// The catalog as it is written: every string with its place, without the broken parts.
///
/// The names of those parts are remembered, so that none of them is said to be missing.
#[derive(Debug, Default)]
pub struct WrittenCatalog {
    pub parameters: Written<WrittenParameter>,
    pub partitions: Written<WrittenPartition>,
    pub services: Written<WrittenService>,
    pub corrections: Option<WrittenCorrections>,
    pub prefixes: Option<WrittenPrefixes>,
    pub dangers: Vec<WrittenDanger>,
    pub findings: Written<WrittenFinding>,
    pub condition_keys: Written<WrittenConditionKey>,
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
    pub services: Vec<Service>,
    pub corrections: Vec<Correction>,
    pub prefixes: Prefixes,
    pub dangers: Dangers,
    pub findings: Vec<Finding>,
    pub condition_keys: Vec<ConditionKey>,
    pub versions: Vec<Version>,
}

/// What to do about a file that is missing.
const WRITE: &str = "add it; catalog/README.md describes its content";

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
    let parameters = head(disk, folder, &found, "parameters.toml", WRITE);
    let partitions = head(disk, folder, &found, "partitions.toml", WRITE);
    catalog.parameters = parameters::written::read(disk, &parameters.opened);
    catalog.partitions = partitions::written::read(disk, &partitions.opened);
    catalog.versions.hidden.is_all = found.is_err();
    let mut other_versions = Vec::new();
    for found in found.iter().flatten() {
        match (found.name.as_str(), found.what) {
            // A folder with the name of one of the two files was noted: it is no version.
            ("README.md", EntryKind::File | EntryKind::Refused(_))
            | ("parameters.toml" | "partitions.toml", _) => {}
            (name, _) if [parameters.meant, partitions.meant].contains(&Some(name)) => {}
            ("corrections.toml", EntryKind::File | EntryKind::Refused(_)) => {
                if FACTS {
                    catalog.corrections = Some(corrections::written::read(disk, found));
                }
            }
            ("keys.toml", EntryKind::File | EntryKind::Refused(_)) => {
                if RULES {
                    catalog.condition_keys = condition_keys::written::read(disk, found);
                }
            }
            ("prefixes.toml", EntryKind::File | EntryKind::Refused(_)) => {
                if RULES {
                    catalog.prefixes = Some(prefixes::written::read(disk, found));
                }
            }
            ("dangers.toml", EntryKind::File | EntryKind::Refused(_)) => {
                if RULES {
                    catalog.dangers = dangers::written::read(disk, found);
                }
            }
            ("services", EntryKind::Folder) if FACTS => {
                catalog.services = services::written::read(disk, &found.path);
            }
            ("services", EntryKind::Folder | EntryKind::Refused(_)) => {
                catalog.services.hidden = Hidden::all();
            }
            ("findings", EntryKind::Folder) if RULES => {
                catalog.findings = findings::written::read(disk, &found.path);
            }
            ("findings", EntryKind::Folder | EntryKind::Refused(_)) => {
                catalog.findings.hidden = Hidden::all();
            }
            ("services", EntryKind::File) => {
                catalog.services.hidden = Hidden::all();
                stray(disk, found, &holds());
            }
            ("findings", EntryKind::File) => {
                catalog.findings.hidden = Hidden::all();
                stray(disk, found, &holds());
            }
            (name, EntryKind::Folder) if name == "README.md" || is_file(name) => {
                stray(disk, found, &holds());
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
            (_, EntryKind::File) => stray(disk, found, &holds()),
        }
    }
    // A policy may consist of statements of a version that is not needed.
    let items = &mut catalog.versions.items;
    while let Some(idx) = other_versions.iter().position(|found| refers_to(items, &found.name)) {
        let found = other_versions.remove(idx);
        items.push(versions::written::read(disk, found));
        catalog.versions.hidden.names.retain(|name| *name != found.name);
    }
    if let Ok(found) = &found {
        missing(disk, folder, found, &mut catalog);
    }
    // By their numbers: 2.9 is before 2.11.
    catalog.versions.items.sort_by_key(|version| numbers(&version.id.value));
    catalog
}

/// The files that say more of the facts of services. They complete each other: where a catalog has two
/// of them, the others were lost.
const ABOUT_SERVICES: [&str; 4] = ["corrections.toml", "dangers.toml", "keys.toml", "prefixes.toml"];

/// Notes what the catalog's folder lacks; what that would say is hidden.
fn missing(disk: &mut Disk<'_>, folder: &Path, found: &[FolderEntry], catalog: &mut WrittenCatalog) {
    let is_there = |name: &str| found.iter().any(|found| found.name == name);
    let mut missing_folder = |name: &str, help: &str| {
        let (place, message) = if is_there(name) {
            (folder.join(name), "the folder is empty".to_owned())
        } else {
            (folder.to_owned(), format!("the folder has no folder `{name}`"))
        };
        disk.refuse(Code::MissingFile, &place, message, help);
        Hidden::all()
    };
    if catalog.services.items.is_empty() && catalog.services.hidden.is_empty() {
        catalog.services.hidden = missing_folder(
            "services",
            "create it, with a file such as `ec2.toml` for each service whose actions the policies name",
        );
    }
    let needs_findings = is_there("findings") || acknowledges_any(&catalog.versions.items);
    if needs_findings && catalog.findings.items.is_empty() && catalog.findings.hidden.is_empty() {
        catalog.findings.hidden = missing_folder(
            "findings",
            "create it, with a file such as `actions.toml` for each group of findings",
        );
    }
    if catalog.versions.items.is_empty() && catalog.versions.hidden.is_empty() {
        catalog.versions.hidden = Hidden::all();
        disk.refuse(
            Code::MissingFile,
            folder,
            "the folder has no folder of a version",
            "create one that is named after a release, such as `2.9`, with a `version.toml`",
        );
    }
    if ABOUT_SERVICES.iter().filter(|name| is_there(name)).count() < 2 {
        return;
    }
    for name in ABOUT_SERVICES.into_iter().filter(|name| !is_there(name)) {
        let message = format!("the folder has no `{name}`");
        let file = disk.refuse(Code::MissingFile, folder, message, WRITE);
        match name {
            "corrections.toml" => {
                catalog.corrections = Some(WrittenCorrections { file, corrections: Vec::new() });
            }
            "keys.toml" => catalog.condition_keys.hidden = Hidden::all(),
            _ => {}
        }
    }
}

/// True if anything of these versions acknowledges a finding.
fn acknowledges_any(versions: &[WrittenVersion]) -> bool {
    versions.iter().any(|version| {
        let mut policies = version.policies.items.iter();
        !version.acknowledged.is_empty()
            || policies.any(|policy| {
                let mut statements = policy.statements.items.iter();
                !policy.acknowledged.is_empty()
                    || statements.any(|statement| !statement.acknowledged.is_empty())
            })
    })
}

/// True if it is the name of a file that lies in the catalog's own folder.
fn is_file(name: &str) -> bool {
    FILES.iter().any(|file| file.path == name)
}

/// What the catalog's folder holds, in a sentence.
fn holds() -> String {
    let names = FILES.iter().filter_map(|file| file.path.split('/').next()).filter(|name| *name != "*");
    let all = listed(["README.md"].into_iter().chain(names));
    format!("the catalog's folder holds {all} and a folder for each version")
}

/// True if a policy of these versions refers to a statement of the version of that id.
fn refers_to(versions: &[WrittenVersion], id: &str) -> bool {
    let policies = versions.iter().flat_map(|version| &version.policies.items);
    let mut listed = policies.flat_map(|policy| policy.order.iter().flatten());
    listed.any(|name| name.value.split_once('/').is_some_and(|(version, _)| version == id))
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
    if FACTS {
        catalog.services = services::check(cx, &written.services.items);
        let mut hidden = services::hidden(cx, &written.services);
        if let Some(written) = &written.corrections {
            catalog.corrections = corrections::check(cx, written, &mut catalog.services, &mut hidden);
        }
        if RULES {
            check_rules(cx, written, codes, &hidden, &mut catalog);
        }
    }
    catalog.versions = check_versions(cx, written, codes);
    catalog
}

/// Checks the data of the rules, which is about services of which something may be hidden.
fn check_rules(
    cx: &mut Checking<'_>,
    written: &WrittenCatalog,
    codes: FindingCodes<'_>,
    hidden_services: &Hidden,
    catalog: &mut Catalog,
) {
    let services = KnownServices::new(&catalog.services, hidden_services);
    catalog.prefixes =
        written.prefixes.as_ref().map(|written| prefixes::check(cx, written)).unwrap_or_default();
    let hidden_partitions = &written.partitions.hidden;
    catalog.findings = findings::check(cx, &written.findings.items, &catalog.partitions, hidden_partitions);
    let known = condition_keys::KnownNames {
        keys: &written.condition_keys.items,
        hidden_keys: &written.condition_keys.hidden,
        services,
        codes,
    };
    catalog.condition_keys = condition_keys::check(cx, &known);
    catalog.dangers = dangers::check(cx, &written.dangers, services, codes);
}

/// Checks the versions with their policies, and then for parameters and spellings that are missing or
/// not used.
fn check_versions(cx: &mut Checking<'_>, written: &WrittenCatalog, codes: FindingCodes<'_>) -> Vec<Version> {
    let ledger = &mut ParameterLedger::new(cx, &written.parameters);
    let Written { items: written_versions, hidden } = &written.versions;
    versions::releases::check(cx, written_versions);
    let policies = written_versions
        .iter()
        .map(|version| VersionPolicies { id: &version.id.value, policies: &version.policies });
    let originals = Originals { versions: policies.collect(), hidden };
    let prefixes = written.services.items.iter().map(|service| service.prefix.value.as_str());
    let services = &mut ActionServices::new(prefixes, &written.services.hidden, &originals);
    let parts = &mut policies::check_parts(cx, ledger, services, codes, &originals);
    let version = |version| versions::check(cx, ledger, codes, parts, version);
    let versions: Vec<_> = written_versions.iter().map(version).collect();
    ledger.note_unknown(cx);
    versions::spelling::check(cx, ledger, &parts.gaps, written_versions, &versions);
    // A policy that could not be read may use any parameter.
    if hidden.is_empty() && !parts.gaps.is_any_lacking() {
        ledger.note_unused(cx);
    }
    versions
}
