//! The catalog as it is written: every text with its place, and what is broken left out.

use std::path::Path;

use super::code::Code;
use super::diagnostic::{Diagnostic, Diagnostics};
use super::facts::read::{Correction, Facts};
use super::fields::{self, Change, Condition, Context, Entries, Fields, in_order};
use super::files::{Disk, Found};
use super::keys::{self, Kind};
use super::source::{Sources, Span, Spanned};
use super::syntax;

/// A whole catalog.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) partitions: Vec<Partition>,
    pub(crate) services: Vec<Service>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) versions: Vec<Version>,
    /// Whether something could not be read at all, so that what is missing may be there.
    pub(crate) is_partial: bool,
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
}

#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) prefix: Spanned<String>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) facts: Facts,
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
    pub(crate) policies: Vec<Policy>,
    pub(crate) bundles: Vec<Bundle>,
    /// Whether a policy's head could not be read.
    pub(crate) is_partial: bool,
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
    /// The folder's name, at the start of its `policy.toml`.
    pub(crate) variant: Spanned<String>,
    pub(crate) place: Span,
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
    pub(crate) statements: Vec<Statement>,
    /// The statements whose tables a syntax error hides.
    pub(crate) hidden: Vec<String>,
    /// Whether a file of the folder could not be read.
    pub(crate) is_partial: bool,
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
    /// The elements that are there but could not be read.
    pub(crate) broken: Vec<&'static str>,
}

/// Reads the catalog in a folder.
pub(crate) fn read(folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Catalog {
    let mut disk = Disk::new(folder, sources, diagnostics);
    let mut catalog = Catalog::default();
    let mut missing = vec!["parameters.toml", "partitions.toml", "services"];
    for found in disk.list(folder) {
        missing.retain(|name| *name != found.name);
        match (found.name.as_str(), found.is_folder) {
            ("README.md", false) => {}
            ("parameters.toml", false) => catalog.read_parameters(&mut disk, &found),
            ("partitions.toml", false) => catalog.read_partitions(&mut disk, &found),
            ("corrections.toml", false) => catalog.read_corrections(&mut disk, &found),
            ("services", true) => catalog.read_services(&mut disk, &found),
            (_, true) => catalog.versions.extend(read_version(&mut disk, &found)),
            (_, false) => stray(
                &mut disk,
                &found,
                "the catalog's folder holds `README.md`, `parameters.toml`, `partitions.toml`, `corrections.toml`, `services` and a folder for each version",
            ),
        }
    }
    for name in missing {
        disk.refuse(
            Code::MissingFile,
            &folder.join(name),
            format!("the catalog needs `{name}`"),
            "write it; catalog/README.md says what it holds",
        );
        catalog.is_partial = true;
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
    fn read_parameters(&mut self, disk: &mut Disk<'_>, found: &Found) {
        self.is_partial |= !each_table(disk, found, &keys::PARAMETER, |_, name, fields| {
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

    fn read_partitions(&mut self, disk: &mut Disk<'_>, found: &Found) {
        self.is_partial |= !each_table(disk, found, &keys::PARTITION, |_, id, fields| {
            self.partitions.push(Partition {
                id,
                name: fields.text("name"),
                region_prefixes: fields.texts("region-prefixes"),
                dns_suffix: fields.text("dns-suffix"),
                service_principals: fields.texts("service-principals"),
                regions: fields.texts("regions"),
            });
        });
    }

    fn read_services(&mut self, disk: &mut Disk<'_>, folder: &Found) {
        for found in disk.list(&folder.path) {
            let Some(prefix) = toml_name(&found) else {
                stray(disk, &found, "the folder holds one TOML file for each service");
                continue;
            };
            let Some((file, text)) = disk.read(&found.path) else {
                self.is_partial = true;
                continue;
            };
            let document = syntax::parse(file, &text, disk.diagnostics);
            let table = document.table();
            let prefix = Spanned { value: prefix.to_owned(), span: file.start() };
            let cx = &mut Context { sources: disk.sources, diagnostics: disk.diagnostics, file };
            let hidden = hidden(&document, &keys::SERVICE);
            let fields = fields::read(cx, &table, &keys::SERVICE, file.start(), &hidden);
            let facts = Facts::of(file, &fields);
            self.services.push(Service { prefix, name: fields.text("name"), facts });
        }
    }

    fn read_corrections(&mut self, disk: &mut Disk<'_>, found: &Found) {
        each_table(disk, found, &keys::CORRECTION, |_, name, fields| {
            self.corrections.push(Correction::of(name, fields));
        });
    }
}

fn read_version(disk: &mut Disk<'_>, folder: &Found) -> Option<Version> {
    let found = disk.list(&folder.path);
    let Some(head) = found.iter().find(|found| found.name == "version.toml" && !found.is_folder) else {
        disk.refuse(
            Code::MissingFile,
            &folder.path,
            "the folder has no `version.toml`",
            "a folder of the catalog is a version; write its `version.toml`, or move the folder away",
        );
        return None;
    };
    let mut version = read_version_head(disk, folder, head);
    for found in found.iter().filter(|found| found.name != "version.toml") {
        if found.is_folder {
            let policy = read_policy(disk, found);
            if let Some(version) = &mut version {
                version.is_partial |= policy.is_none();
                version.policies.extend(policy);
            }
        } else if found.name == "bundles.toml" {
            let mut bundles = Vec::new();
            each_table(disk, found, &keys::BUNDLE, |_, name, fields| {
                bundles.push(Bundle {
                    name,
                    summary: fields.text("summary"),
                    audience: fields.text("audience"),
                    policies: fields.texts("policies"),
                });
            });
            if let Some(version) = &mut version {
                version.bundles = bundles;
            }
        } else {
            stray(
                disk,
                found,
                "a version's folder holds `version.toml`, `bundles.toml` and a folder for each policy",
            );
        }
    }
    version
}

fn read_version_head(disk: &mut Disk<'_>, folder: &Found, head: &Found) -> Option<Version> {
    let (file, text) = disk.read(&head.path)?;
    let document = syntax::parse(file, &text, disk.diagnostics);
    let table = document.table();
    let cx = &mut Context { sources: disk.sources, diagnostics: disk.diagnostics, file };
    let hidden = hidden(&document, &keys::VERSION);
    let fields = fields::read(cx, &table, &keys::VERSION, file.start(), &hidden);
    let source = fields.table("source").map(|(place, table)| {
        let fields = fields::read(cx, table, &keys::SOURCE, place, &[]);
        Source {
            title: fields.text("title"),
            url: fields.text("url"),
            commit: fields.text("commit"),
            date: fields.date("date"),
        }
    });
    let mut guide = Vec::new();
    for (place, table) in fields.tables("guide") {
        let fields = fields::read(cx, table, &keys::SECTION, place, &[]);
        guide.extend(fields.text("heading").zip(fields.text("text")));
    }
    Some(Version {
        id: Spanned { value: folder.name.clone(), span: file.start() },
        product: fields.text("product"),
        release: fields.text("release"),
        applies_to: fields.text("applies-to"),
        summary: fields.text("summary"),
        stack_name: fields.text("stack-name"),
        source,
        placeholders: fields.names("placeholders"),
        guide,
        policies: Vec::new(),
        bundles: Vec::new(),
        is_partial: false,
    })
}

fn read_policy(disk: &mut Disk<'_>, folder: &Found) -> Option<Policy> {
    let found = disk.list(&folder.path);
    let Some(head) = found.iter().find(|found| found.name == "policy.toml" && !found.is_folder) else {
        disk.refuse(
            Code::MissingFile,
            &folder.path,
            "the folder has no `policy.toml`",
            "a folder of a version is a policy; write its `policy.toml`, or move the folder away",
        );
        return None;
    };
    let mut policy = read_policy_head(disk, folder, head);
    for found in found.iter().filter(|found| found.name != "policy.toml") {
        let Some(service) = toml_name(found) else {
            stray(disk, found, "a policy's folder holds `policy.toml` and a TOML file for each service");
            continue;
        };
        let mut statements = Vec::new();
        let shown = disk.shown(&found.path);
        let hidden = each_table_hidden(disk, found, &keys::STATEMENT, |cx, name, fields| {
            statements.push(read_statement(cx, name, service, &shown, fields));
        });
        if let Some(policy) = &mut policy {
            policy.is_partial |= hidden.is_none();
            policy.hidden.extend(hidden.into_iter().flatten());
            policy.statements.append(&mut statements);
        }
    }
    policy
}

fn read_policy_head(disk: &mut Disk<'_>, folder: &Found, head: &Found) -> Option<Policy> {
    let (file, text) = disk.read(&head.path)?;
    let document = syntax::parse(file, &text, disk.diagnostics);
    let table = document.table();
    let cx = &mut Context { sources: disk.sources, diagnostics: disk.diagnostics, file };
    let hidden = hidden(&document, &keys::POLICY);
    let fields = fields::read(cx, &table, &keys::POLICY, file.start(), &hidden);
    Some(Policy {
        variant: Spanned { value: folder.name.clone(), span: file.start() },
        place: file.start(),
        name: fields.text("name"),
        title: fields.text("title"),
        anchor: fields.text("anchor"),
        summary: fields.text("summary"),
        attach_to: fields.text("attach-to"),
        trusted_services: fields.texts("trusted-services"),
        trusted_services_key: fields.key("trusted-services"),
        managed_policies: fields.texts("managed-policies"),
        schedulers: fields.texts("schedulers"),
        commands: fields.texts("commands"),
        notes: fields.texts("notes"),
        placeholders: fields.names("placeholders"),
        order: fields.key("statements").map(|_| fields.texts("statements")),
        order_key: fields.key("statements"),
        statements: Vec::new(),
        hidden: Vec::new(),
        is_partial: false,
    })
}

fn read_statement(
    cx: &mut Context<'_>,
    name: Spanned<String>,
    service: &str,
    shown: &str,
    fields: &Fields<'_>,
) -> Statement {
    let source = format!("{shown}#{}", name.value);
    Statement {
        name,
        service: service.to_owned(),
        source,
        why: fields.text("why"),
        actions: fields.entries(cx, "actions"),
        not_actions: fields.entries(cx, "not-actions"),
        resources: fields.entries(cx, "resources"),
        not_resources: fields.entries(cx, "not-resources"),
        effect: fields.text("effect"),
        conditions: fields.conditions(cx, "conditions"),
        sid: fields.sid("sid"),
        when: fields.text("when"),
        unless: fields.text("unless"),
        change: fields.change(),
        broken: fields.broken(),
    }
}

/// Reads each table of a file that holds nothing else; whether the file could be read.
fn each_table(
    disk: &mut Disk<'_>,
    found: &Found,
    kind: &'static Kind,
    take: impl FnMut(&mut Context<'_>, Spanned<String>, &Fields<'_>),
) -> bool {
    each_table_hidden(disk, found, kind, take).is_some_and(|hidden| hidden.is_empty())
}

/// Reads each table of a file that holds nothing else; the names of those that a syntax error
/// hides, or nothing if the file could not be read.
fn each_table_hidden(
    disk: &mut Disk<'_>,
    found: &Found,
    kind: &'static Kind,
    mut take: impl FnMut(&mut Context<'_>, Spanned<String>, &Fields<'_>),
) -> Option<Vec<String>> {
    let (file, text) = disk.read(&found.path)?;
    let document = syntax::parse(file, &text, disk.diagnostics);
    let table = document.table();
    let cx = &mut Context { sources: disk.sources, diagnostics: disk.diagnostics, file };
    let hidden = document.hidden.iter().map(|name| first_part(name).to_owned()).collect();
    for (name, value) in in_order(file, &table) {
        let Some(table) = value.get_ref().as_table() else {
            cx.diagnostics.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    name.span,
                    format!("`{}` stands outside of a table", name.value),
                )
                .help(format!("put it below the `[name]` of {}", kind.name)),
            );
            continue;
        };
        if table.is_empty() && document.hidden.iter().any(|hidden| first_part(hidden) == name.value) {
            continue;
        }
        let place = name.span;
        let keys = hidden_keys(&document, &name.value);
        let fields = fields::read(cx, table, kind, place, &keys);
        take(cx, name, &fields);
    }
    Some(hidden)
}

/// The keys of a table that a syntax error in a table of their own hides.
fn hidden_keys(document: &syntax::Document, name: &str) -> Vec<String> {
    document
        .hidden
        .iter()
        .filter_map(|hidden| hidden.split_once('.').filter(|(table, _)| *table == name))
        .map(|(_, key)| first_part(key).to_owned())
        .collect()
}

/// The keys of a file's head that count as present because a syntax error hides them.
fn hidden(document: &syntax::Document, kind: &Kind) -> Vec<String> {
    if document.is_head_hidden {
        return kind.keys.iter().map(|key| key.name.to_owned()).collect();
    }
    document.hidden.iter().map(|name| first_part(name).to_owned()).collect()
}

fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The name of a TOML file without its ending.
fn toml_name(found: &Found) -> Option<&str> {
    found.name.strip_suffix(".toml").filter(|_| !found.is_folder)
}

fn stray(disk: &mut Disk<'_>, found: &Found, holds: &str) {
    let what = if found.is_folder { "folder" } else { "file" };
    disk.refuse(
        Code::StrayFile,
        &found.path,
        format!("the {what} has no place here"),
        &format!("{holds}; move this {what} away"),
    );
}
