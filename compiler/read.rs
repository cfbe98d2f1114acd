//! The catalog as it is written: every text with its place, and what is broken left out.
//!
//! What could not be read is remembered by its name, so that nobody is told that it is missing.

mod acknowledgement;
mod policy;
mod version;

use std::path::Path;

use crate::compiler::kinds::condition_keys::{self, written::ConditionKey};
use crate::compiler::kinds::corrections::{self, written::Correction};
use crate::compiler::kinds::dangers::{self, written::Danger};
use crate::compiler::kinds::findings::{self, written::Finding};
use crate::compiler::kinds::prefixes::{self, written::Prefixes};
use crate::compiler::kinds::reading::{Hidden, Opened, each_table, head, stray};
use crate::compiler::kinds::services::{self, written::Service};
use crate::compiler::schema;
use crate::compiler::schema::fields::{Change, Condition, Entries};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostics;
use crate::compiler::source::files::{Disk, Found, What};
use crate::compiler::source::{Sources, Span, Spanned};

/// A whole catalog.
#[derive(Debug, Default)]
pub struct Catalog {
    pub parameters: Vec<Parameter>,
    pub partitions: Vec<Partition>,
    pub services: Vec<Service>,
    pub corrections: Vec<Correction>,
    pub prefixes: Option<Prefixes>,
    pub dangers: Vec<Danger>,
    pub findings: Vec<Finding>,
    pub condition_keys: Vec<ConditionKey>,
    pub versions: Vec<Version>,
    pub hidden_parameters: Hidden,
    pub hidden_partitions: Hidden,
    pub hidden_services: Hidden,
    pub hidden_findings: Hidden,
    pub hidden_condition_keys: Hidden,
    pub hidden_versions: Hidden,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: Spanned<String>,
    pub type_name: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub example: Option<Spanned<String>>,
    pub find: Option<Spanned<String>>,
    pub default: Option<Spanned<String>>,
    pub caution: Option<Spanned<String>>,
}

#[derive(Debug)]
pub struct Partition {
    pub id: Spanned<String>,
    pub name: Option<Spanned<String>>,
    pub region_prefixes: Vec<Spanned<String>>,
    pub dns_suffix: Option<Spanned<String>>,
    pub service_principals: Vec<Spanned<String>>,
    pub regions: Vec<Spanned<String>>,
    /// The keys that are there but could not be read, or not wholly.
    pub broken: Vec<&'static str>,
}

#[derive(Debug)]
pub struct Version {
    pub id: Spanned<String>,
    pub product: Option<Spanned<String>>,
    pub release: Option<Spanned<String>>,
    pub applies_to: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub stack_name: Option<Spanned<String>>,
    pub source: Option<Source>,
    pub placeholders: Vec<(Spanned<String>, Spanned<String>)>,
    pub guide: Vec<(Spanned<String>, Spanned<String>)>,
    pub acknowledged: Vec<Acknowledgement>,
    pub policies: Vec<Policy>,
    /// The table of placeholders, if it is there.
    pub placeholders_key: Option<Span>,
    pub bundles: Vec<Bundle>,
    pub hidden_policies: Hidden,
    /// Whether its `version.toml` is there.
    pub has_head: bool,
}

/// Policies that belong together.
#[derive(Debug)]
pub struct Bundle {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub audience: Option<Spanned<String>>,
    pub policies: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub struct Source {
    pub title: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
    pub commit: Option<Spanned<String>>,
    pub date: Option<Spanned<String>>,
}

#[derive(Debug)]
pub struct Policy {
    /// The folder's name, at the place of its `policy.toml`.
    pub variant: Spanned<String>,
    pub name: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub anchor: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub attach_to: Option<Spanned<String>>,
    pub trusted_services: Vec<Spanned<String>>,
    pub trusted_services_key: Option<Span>,
    pub managed_policies: Vec<Spanned<String>>,
    pub schedulers: Vec<Spanned<String>>,
    pub commands: Vec<Spanned<String>>,
    pub notes: Vec<Spanned<String>>,
    pub placeholders: Vec<(Spanned<String>, Spanned<String>)>,
    /// The order of statements, unless it could not be read.
    pub order: Option<Vec<Spanned<String>>>,
    pub order_key: Option<Span>,
    pub acknowledged: Vec<Acknowledgement>,
    pub statements: Vec<Statement>,
    pub hidden_statements: Hidden,
    /// The keys that are there but could not be read, or not wholly.
    pub broken: Vec<&'static str>,
    /// Whether its `policy.toml` is there.
    pub has_head: bool,
}

/// A finding that is known.
#[derive(Debug)]
pub struct Acknowledgement {
    pub finding: Option<Spanned<String>>,
    pub statement: Option<Spanned<String>>,
    pub entry: Option<Spanned<String>>,
    pub reason: Option<Spanned<String>>,
    /// Whether a key of it could not be read.
    pub is_broken: bool,
}

#[derive(Debug)]
pub struct Statement {
    pub name: Spanned<String>,
    /// The file's name without its ending.
    pub service: String,
    /// Such as `catalog/2.9/user/ec2.toml#EC2Describe`.
    pub source: String,
    pub why: Option<Spanned<String>>,
    pub actions: Option<Entries>,
    pub not_actions: Option<Entries>,
    pub resources: Option<Entries>,
    pub not_resources: Option<Entries>,
    pub effect: Option<Spanned<String>>,
    pub conditions: Vec<Condition>,
    pub sid: Option<Option<Spanned<String>>>,
    pub when: Option<Spanned<String>>,
    pub unless: Option<Spanned<String>>,
    pub change: Option<Change>,
    pub acknowledged: Vec<Acknowledgement>,
    /// The keys that are there but could not be read, or not wholly.
    pub broken: Vec<&'static str>,
}

/// Reads the catalog in a folder.
pub fn read(folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Catalog {
    const WRITE: &str = "write it; catalog/README.md says what it holds";
    let disk = &mut Disk::new(folder, sources, diagnostics);
    let mut catalog = Catalog::default();
    let found = disk.list(folder);
    let parameters = head(disk, folder, &found, "parameters.toml", WRITE);
    let partitions = head(disk, folder, &found, "partitions.toml", WRITE);
    catalog.read_parameters(disk, &parameters.opened);
    catalog.read_partitions(disk, &partitions.opened);
    catalog.hidden_versions.is_all = found.is_err();
    for found in found.iter().flatten() {
        match (found.name.as_str(), found.what) {
            ("README.md" | "parameters.toml" | "partitions.toml", What::File | What::Refused(_)) => {}
            (name, _) if [parameters.meant, partitions.meant].contains(&Some(name)) => {}
            ("corrections.toml", What::File | What::Refused(_)) => {
                catalog.corrections = corrections::written::read(disk, found);
            }
            ("keys.toml", What::File | What::Refused(_)) => {
                (catalog.condition_keys, catalog.hidden_condition_keys) =
                    condition_keys::written::read(disk, found);
            }
            ("prefixes.toml", What::File | What::Refused(_)) => {
                catalog.prefixes = Some(prefixes::written::read(disk, found));
            }
            ("dangers.toml", What::File | What::Refused(_)) => {
                catalog.dangers = dangers::written::read(disk, found);
            }
            ("services", What::Folder) => {
                (catalog.services, catalog.hidden_services) = services::written::read(disk, &found.path);
            }
            ("services", What::Refused(_)) => catalog.hidden_services = Hidden::all(),
            ("findings", What::Folder) => {
                (catalog.findings, catalog.hidden_findings) = findings::written::read(disk, &found.path);
            }
            ("findings", What::Refused(_)) => catalog.hidden_findings = Hidden::all(),
            (_, What::Folder) => {
                let version = version::read(disk, found);
                catalog.versions.push(version);
            }
            (name, What::Refused(_)) => catalog.hidden_versions.names.push(name.to_owned()),
            (_, What::File) => stray(
                disk,
                found,
                "the catalog's folder holds `README.md`, `parameters.toml`, `partitions.toml`, `prefixes.toml`, `corrections.toml`, `dangers.toml`, `keys.toml`, `services`, `findings` and a folder for each version",
            ),
        }
    }
    let is_services = |found: &Found| found.name == "services" && found.what != What::File;
    if found.is_ok_and(|found| !found.iter().any(is_services)) {
        disk.refuse(
            Code::MissingFile,
            folder,
            "the folder has no folder `services`",
            "make it, with a file such as `ec2.toml` for each service that an action names",
        );
        catalog.hidden_services = Hidden::all();
    }
    // By their numbers: 2.9 is before 2.11.
    catalog.versions.sort_by_key(|version| numbers(&version.id.value));
    catalog
}

/// The numbers of a version's id, to sort by.
fn numbers(id: &str) -> Vec<u64> {
    id.split('.').map(|number| number.parse().unwrap_or_default()).collect()
}

impl Catalog {
    fn read_parameters(&mut self, disk: &mut Disk<'_>, file: &Opened) {
        self.hidden_parameters = each_table(disk, file, &schema::PARAMETER, |_, name, fields| {
            self.parameters.push(Parameter {
                name,
                type_name: fields.text("type"),
                summary: fields.text("summary"),
                example: fields.text("example"),
                find: fields.text("find"),
                default: fields.text("default"),
                caution: fields.text("caution"),
            });
        });
    }

    fn read_partitions(&mut self, disk: &mut Disk<'_>, file: &Opened) {
        self.hidden_partitions = each_table(disk, file, &schema::PARTITION, |_, id, fields| {
            self.partitions.push(Partition {
                id,
                name: fields.text("name"),
                region_prefixes: fields.texts("region-prefixes"),
                dns_suffix: fields.text("dns-suffix"),
                service_principals: fields.texts("service-principals"),
                regions: fields.texts("regions"),
                broken: fields.broken(),
            });
        });
    }
}
