//! The catalog as it is written: every text with its place, and what is broken left out.
//!
//! What could not be read is remembered by its name, so that nobody is told that it is missing.

mod acknowledgement;
mod condition;
mod file;
mod policy;
mod version;

use std::path::Path;

use super::code::Code;
use super::dangers::read::Danger;
use super::diagnostic::Diagnostics;
use super::facts::read::{Correction, Facts};
use super::fields::{Change, Condition, Entries};
use super::files::{Disk, Found, What};
use super::keys;
use super::source::{Sources, Span, Spanned};
pub(crate) use condition::{ConditionKey, KeyRule};
use file::{Opened, each_table, head, open, stray, toml_name};

/// A whole catalog.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) partitions: Vec<Partition>,
    pub(crate) services: Vec<Service>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) prefixes: Option<Prefixes>,
    pub(crate) dangers: Vec<Danger>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) condition_keys: Vec<ConditionKey>,
    pub(crate) versions: Vec<Version>,
    pub(crate) hidden_parameters: Hidden,
    pub(crate) hidden_partitions: Hidden,
    pub(crate) hidden_services: Hidden,
    pub(crate) hidden_findings: Hidden,
    pub(crate) hidden_condition_keys: Hidden,
    pub(crate) hidden_versions: Hidden,
}

/// What is there and could not be read.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    pub(crate) names: Vec<String>,
    /// Whether the names are not known either.
    pub(crate) is_all: bool,
}

impl Hidden {
    pub(crate) fn all() -> Self {
        Self { is_all: true, ..Self::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.is_all && self.names.is_empty()
    }

    /// Whether something of that name may be there.
    pub(crate) fn may_have(&self, name: &str) -> bool {
        self.is_all || self.names.iter().any(|hidden| hidden == name)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.is_all |= other.is_all;
    }
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: Spanned<String>,
    pub(crate) type_name: Option<Spanned<String>>,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) example: Option<Spanned<String>>,
    pub(crate) find: Option<Spanned<String>>,
    pub(crate) default: Option<Spanned<String>>,
    pub(crate) caution: Option<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Partition {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) region_prefixes: Vec<Spanned<String>>,
    pub(crate) dns_suffix: Option<Spanned<String>>,
    pub(crate) service_principals: Vec<Spanned<String>>,
    pub(crate) regions: Vec<Spanned<String>>,
    /// The keys that are there but could not be read, or not wholly.
    pub(crate) broken: Vec<&'static str>,
}

#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) prefix: Spanned<String>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) facts: Facts,
}

/// The prefixes of all services of AWS.
#[derive(Debug)]
pub(crate) struct Prefixes {
    pub(crate) as_of: Option<Spanned<String>>,
    pub(crate) unnamed: Vec<Spanned<String>>,
    pub(crate) arns: Vec<Spanned<String>>,
    pub(crate) services: Vec<(Spanned<String>, Spanned<String>)>,
}

/// A kind of finding in policy documents.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) code: Spanned<String>,
    /// The file's name without its ending.
    pub(crate) group: String,
    pub(crate) severity: Option<Spanned<String>>,
    pub(crate) is_of_aws: bool,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) explanation: Option<Spanned<String>>,
    pub(crate) failing: Option<Spanned<String>>,
    pub(crate) passing: Option<Spanned<String>>,
    pub(crate) needs_placeholders: bool,
    pub(crate) partition: Option<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Version {
    pub(crate) id: Spanned<String>,
    pub(crate) product: Option<Spanned<String>>,
    pub(crate) release: Option<Spanned<String>>,
    pub(crate) applies_to: Option<Spanned<String>>,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) stack_name: Option<Spanned<String>>,
    pub(crate) source: Option<Source>,
    pub(crate) placeholders: Vec<(Spanned<String>, Spanned<String>)>,
    pub(crate) guide: Vec<(Spanned<String>, Spanned<String>)>,
    pub(crate) acknowledged: Vec<Acknowledgement>,
    pub(crate) policies: Vec<Policy>,
    /// The table of placeholders, if it is there.
    pub(crate) placeholders_key: Option<Span>,
    pub(crate) bundles: Vec<Bundle>,
    pub(crate) hidden_policies: Hidden,
    /// Whether its `version.toml` is there.
    pub(crate) has_head: bool,
}

/// Policies that belong together.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) name: Spanned<String>,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) audience: Option<Spanned<String>>,
    pub(crate) policies: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) title: Option<Spanned<String>>,
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) commit: Option<Spanned<String>>,
    pub(crate) date: Option<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Policy {
    /// The folder's name, at the place of its `policy.toml`.
    pub(crate) variant: Spanned<String>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) title: Option<Spanned<String>>,
    pub(crate) anchor: Option<Spanned<String>>,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) attach_to: Option<Spanned<String>>,
    pub(crate) trusted_services: Vec<Spanned<String>>,
    pub(crate) trusted_services_key: Option<Span>,
    pub(crate) managed_policies: Vec<Spanned<String>>,
    pub(crate) schedulers: Vec<Spanned<String>>,
    pub(crate) commands: Vec<Spanned<String>>,
    pub(crate) notes: Vec<Spanned<String>>,
    pub(crate) placeholders: Vec<(Spanned<String>, Spanned<String>)>,
    /// The order of statements, unless it could not be read.
    pub(crate) order: Option<Vec<Spanned<String>>>,
    pub(crate) order_key: Option<Span>,
    pub(crate) acknowledged: Vec<Acknowledgement>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) hidden_statements: Hidden,
    /// The keys that are there but could not be read, or not wholly.
    pub(crate) broken: Vec<&'static str>,
    /// Whether its `policy.toml` is there.
    pub(crate) has_head: bool,
}

/// A finding that is known.
#[derive(Debug)]
pub(crate) struct Acknowledgement {
    pub(crate) finding: Option<Spanned<String>>,
    pub(crate) statement: Option<Spanned<String>>,
    pub(crate) entry: Option<Spanned<String>>,
    pub(crate) reason: Option<Spanned<String>>,
    /// Whether a key of it could not be read.
    pub(crate) is_broken: bool,
}

#[derive(Debug)]
pub(crate) struct Statement {
    pub(crate) name: Spanned<String>,
    /// The file's name without its ending.
    pub(crate) service: String,
    /// Such as `catalog/2.9/user/ec2.toml#EC2Describe`.
    pub(crate) source: String,
    pub(crate) why: Option<Spanned<String>>,
    pub(crate) actions: Option<Entries>,
    pub(crate) not_actions: Option<Entries>,
    pub(crate) resources: Option<Entries>,
    pub(crate) not_resources: Option<Entries>,
    pub(crate) effect: Option<Spanned<String>>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) sid: Option<Option<Spanned<String>>>,
    pub(crate) when: Option<Spanned<String>>,
    pub(crate) unless: Option<Spanned<String>>,
    pub(crate) change: Option<Change>,
    pub(crate) acknowledged: Vec<Acknowledgement>,
    /// The keys that are there but could not be read, or not wholly.
    pub(crate) broken: Vec<&'static str>,
}

/// Reads the catalog in a folder.
pub(crate) fn read(folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Catalog {
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
            ("corrections.toml", What::File | What::Refused(_)) => catalog.read_corrections(disk, found),
            ("keys.toml", What::File | What::Refused(_)) => {
                catalog.hidden_condition_keys = condition::read(disk, found, &mut catalog.condition_keys);
            }
            ("prefixes.toml", What::File | What::Refused(_)) => catalog.read_prefixes(disk, found),
            ("dangers.toml", What::File | What::Refused(_)) => catalog.read_dangers(disk, found),
            ("services", What::Folder) => catalog.read_services(disk, &found.path),
            ("services", What::Refused(_)) => catalog.hidden_services = Hidden::all(),
            ("findings", What::Folder) => catalog.read_findings(disk, &found.path),
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
        self.hidden_parameters = each_table(disk, file, &keys::PARAMETER, |_, name, fields| {
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
        self.hidden_partitions = each_table(disk, file, &keys::PARTITION, |_, id, fields| {
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

    fn read_services(&mut self, disk: &mut Disk<'_>, folder: &Path) {
        let found = disk.list(folder);
        self.hidden_services.is_all = found.is_err();
        for found in found.iter().flatten() {
            let Some(prefix) = toml_name(found) else {
                stray(disk, found, "the folder holds one TOML file for each service");
                continue;
            };
            let opened = open(disk, found);
            let table = opened.document.table();
            let fields = opened.fields(disk, &table, &keys::SERVICE);
            let prefix = Spanned { value: prefix.to_owned(), span: opened.file.start() };
            let facts = Facts::of(opened.file, &fields);
            self.services.push(Service { prefix, name: fields.text("name"), facts });
        }
    }

    fn read_findings(&mut self, disk: &mut Disk<'_>, folder: &Path) {
        let found = disk.list(folder);
        self.hidden_findings.is_all = found.is_err();
        for found in found.iter().flatten() {
            let Some(group) = toml_name(found) else {
                stray(disk, found, "the folder holds one TOML file for each group of findings");
                continue;
            };
            let opened = open(disk, found);
            let hidden = each_table(disk, &opened, &keys::FINDING, |_, code, fields| {
                self.findings.push(Finding {
                    code,
                    group: group.to_owned(),
                    severity: fields.text("severity"),
                    is_of_aws: fields.flag("access-analyzer"),
                    summary: fields.text("summary"),
                    explanation: fields.text("explanation"),
                    failing: fields.text("failing"),
                    passing: fields.text("passing"),
                    needs_placeholders: fields.flag("placeholders"),
                    partition: fields.text("partition"),
                });
            });
            self.hidden_findings.add(hidden);
        }
    }

    fn read_prefixes(&mut self, disk: &mut Disk<'_>, found: &Found) {
        let opened = open(disk, found);
        let table = opened.document.table();
        let fields = opened.fields(disk, &table, &keys::PREFIXES);
        self.prefixes = Some(Prefixes {
            as_of: fields.date("as-of"),
            unnamed: fields.texts("unnamed"),
            arns: fields.texts("arns"),
            services: fields.names("services"),
        });
    }

    fn read_dangers(&mut self, disk: &mut Disk<'_>, found: &Found) {
        let opened = open(disk, found);
        each_table(disk, &opened, &keys::DANGER, |_, name, fields| {
            self.dangers.push(Danger::of(opened.file, name, fields));
        });
    }

    fn read_corrections(&mut self, disk: &mut Disk<'_>, found: &Found) {
        let opened = open(disk, found);
        each_table(disk, &opened, &keys::CORRECTION, |_, name, fields| {
            self.corrections.push(Correction::of(name, fields));
        });
    }
}
