//! A policy as it is written: its head and the statements of its folder.

use crate::compiler::kinds::losses;
use crate::compiler::kinds::losses::written::WrittenLoss;
use crate::compiler::kinds::policies::entries::{self, WrittenCondition, WrittenEntries};
use crate::compiler::kinds::policies::keys::{
    ACKNOWLEDGEMENT, ACTION, ATTACHED_POLICY, POLICY, POLICY_ACKNOWLEDGEMENT, RESOURCE, STATEMENT,
};
use crate::compiler::kinds::policies::model::Change;
use crate::compiler::kinds::promises;
use crate::compiler::kinds::promises::written::WrittenPromise;
use crate::compiler::kinds::reading::{Head, Written, each_table, head, open, stray, toml_name};
use crate::compiler::schema::TableKind;
use crate::compiler::schema::fields::{self, Fields, TableReading};
use crate::compiler::source::files::{Disk, FolderEntry};
use crate::compiler::source::syntax;
use crate::compiler::source::{Span, Spanned};

#[derive(Debug)]
pub struct WrittenPolicy {
    /// The folder's name, at the place of its `policy.toml`.
    pub variant: Spanned<String>,
    pub name: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub anchor: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub attach_to: Option<Spanned<String>>,
    pub trusted_services: Vec<Spanned<String>>,
    pub path: Option<Spanned<String>>,
    pub managed_policies: Vec<WrittenManagedPolicy>,
    pub applies_to: Option<Spanned<String>>,
    /// The attachments that it fits, unless the key is missing or could not be read.
    pub fits: Option<Vec<Spanned<String>>>,
    pub fits_key: Option<Span>,
    pub is_split: bool,
    pub split_key: Option<Span>,
    pub schedulers: Vec<Spanned<String>>,
    pub promise: WrittenPromise,
    /// The policies beside which the commands run.
    pub beside: Vec<Spanned<String>>,
    pub notes: Vec<Spanned<String>>,
    /// The policy whose notes this one has too.
    pub notes_of: Option<Spanned<String>>,
    pub placeholders: Vec<(Spanned<String>, Spanned<String>)>,
    /// The order of statements, unless it could not be read.
    pub order: Option<Vec<Spanned<String>>>,
    pub order_key: Option<Span>,
    pub acknowledged: Vec<WrittenAcknowledgement>,
    pub losses: Vec<WrittenLoss>,
    pub statements: Written<WrittenStatement>,
    /// The keys that are there but could not be read, or not wholly.
    pub broken: Vec<&'static str>,
    /// True if its `policy.toml` is there.
    pub has_head: bool,
}

impl WrittenPolicy {
    /// The id in a version, such as `2.9/user`.
    pub fn id(&self, version: &str) -> String {
        format!("{version}/{}", self.variant.value)
    }
}

/// A managed policy of AWS, and the circumstances in which it is attached.
#[derive(Debug)]
pub struct WrittenManagedPolicy {
    pub name: Spanned<String>,
    pub setting: Option<Spanned<String>>,
    pub unless_setting: Option<Spanned<String>>,
    pub not_in: Vec<Spanned<String>>,
}

/// An acknowledged finding.
#[derive(Debug)]
pub struct WrittenAcknowledgement {
    pub finding: Option<Spanned<String>>,
    pub statement: Option<Spanned<String>>,
    pub entry: Option<Spanned<String>>,
    pub reason: Option<Spanned<String>>,
    /// True if a key of it could not be read.
    pub is_broken: bool,
}

#[derive(Debug)]
pub struct WrittenStatement {
    pub name: Spanned<String>,
    /// The file's name without its ending.
    pub service: String,
    /// Such as `catalog/2.9/user/ec2.toml#EC2Describe`.
    pub source: String,
    pub why: Option<Spanned<String>>,
    pub actions: Option<WrittenEntries>,
    pub not_actions: Option<WrittenEntries>,
    pub resources: Option<WrittenEntries>,
    pub not_resources: Option<WrittenEntries>,
    pub effect: Option<Spanned<String>>,
    pub conditions: Vec<WrittenCondition>,
    /// `Some(None)` for `false`: the statement has no Sid.
    pub sid: Option<Option<Spanned<String>>>,
    pub when: Vec<Spanned<String>>,
    pub unless: Vec<Spanned<String>>,
    pub change: Option<Change>,
    pub acknowledged: Vec<WrittenAcknowledgement>,
    /// The keys that are there but could not be read, or not wholly.
    pub broken: Vec<&'static str>,
}

impl WrittenStatement {
    /// True if the actions or the resources of a statement are unknown.
    pub fn lacks_element(&self) -> bool {
        let is_missing = |plain: &Option<WrittenEntries>, negated: &Option<WrittenEntries>| {
            plain.is_none() && negated.is_none()
        };
        is_missing(&self.actions, &self.not_actions) || is_missing(&self.resources, &self.not_resources)
    }
}

/// Reads a policy; without a head, only the files that are statements for certain.
pub fn read(disk: &mut Disk<'_>, folder: &FolderEntry) -> WrittenPolicy {
    const WRITE: &str = "a folder of a version is a policy: write its `policy.toml`, or move the folder away";
    let found = disk.list(&folder.path);
    let head = head(disk, &folder.path, &found, "policy.toml", WRITE);
    let mut policy = read_head(disk, folder, &head);
    // Without a head, and without a file that may be meant to be the head, the folder may be anything:
    // one mistake says so, and the files in it make no others.
    if !head.is_there && head.meant.is_none() {
        policy.statements.hidden.is_all = true;
        return policy;
    }
    for found in found.iter().flatten() {
        if found.name == "policy.toml" || head.meant == Some(found.name.as_str()) {
            continue;
        }
        match toml_name(found) {
            Some(service) => read_statements(disk, found, service, &mut policy),
            None if head.is_there => {
                stray(disk, found, "a policy's folder holds `policy.toml` and a TOML file for each service");
                // It may be a file of statements under a wrong name.
                let names = Disk::peek(&found.path).map(|text| syntax::table_names(&text));
                policy.statements.hidden.names.extend(names.into_iter().flatten());
            }
            None => {}
        }
    }
    policy
}

fn read_statements(disk: &mut Disk<'_>, found: &FolderEntry, service: &str, policy: &mut WrittenPolicy) {
    let shown = disk.shown(&found.path);
    let opened = open(disk, found);
    let hidden = each_table(disk, &opened, &STATEMENT, |cx, name, fields| {
        policy.statements.items.push(read_statement(cx, name, service, &shown, fields));
    });
    policy.statements.hidden.add(hidden);
}

fn read_head(disk: &mut Disk<'_>, folder: &FolderEntry, head: &Head<'_>) -> WrittenPolicy {
    let opened = &head.opened;
    let table = opened.document.table();
    let fields = opened.fields(disk, &table, &POLICY);
    let cx = &mut opened.context(disk);
    let acknowledged = acknowledgements(cx, &fields, &POLICY_ACKNOWLEDGEMENT);
    let managed_policies = managed_policies(cx, &fields);
    let promise = promises::written::read(cx, &fields);
    let losses = losses::written::read(cx, &fields);
    WrittenPolicy {
        variant: Spanned { value: folder.name.clone(), span: opened.file.start() },
        name: fields.text("name"),
        title: fields.text("title"),
        anchor: fields.text("anchor"),
        summary: fields.text("summary"),
        attach_to: fields.text("attach-to"),
        trusted_services: fields.texts("trusted-services"),
        path: fields.text("path"),
        managed_policies,
        applies_to: fields.text("applies-to"),
        fits: fields.key("fits").map(|_| fields.texts("fits")),
        fits_key: fields.key("fits"),
        is_split: fields.flag("split"),
        split_key: fields.key("split"),
        schedulers: fields.texts("schedulers"),
        promise,
        beside: fields.texts("beside"),
        notes: fields.texts("notes"),
        notes_of: fields.text("notes-of"),
        placeholders: fields.names("placeholders"),
        order: fields.key("statements").map(|_| fields.texts("statements")),
        order_key: fields.key("statements"),
        acknowledged,
        losses,
        statements: Written::default(),
        broken: fields.broken(),
        has_head: head.is_there,
    }
}

fn read_statement(
    cx: &mut TableReading<'_>,
    name: Spanned<String>,
    service: &str,
    shown: &str,
    fields: &Fields<'_>,
) -> WrittenStatement {
    let source = format!("{shown}#{}", name.value);
    WrittenStatement {
        name,
        service: service.to_owned(),
        source,
        why: fields.text("why"),
        actions: entries::entries(cx, fields, "actions", &ACTION),
        not_actions: entries::entries(cx, fields, "not-actions", &ACTION),
        resources: entries::entries(cx, fields, "resources", &RESOURCE),
        not_resources: entries::entries(cx, fields, "not-resources", &RESOURCE),
        effect: fields.text("effect"),
        conditions: entries::conditions(cx, fields, "conditions"),
        sid: fields.value("sid").map(|(_, value)| fields.read_text(value)),
        when: fields.texts("when"),
        unless: fields.texts("unless"),
        change: entries::change(fields),
        acknowledged: acknowledgements(cx, fields, &ACKNOWLEDGEMENT),
        broken: fields.broken(),
    }
}

/// The managed policies of a table: each a string, or a table of its own.
fn managed_policies(cx: &mut TableReading<'_>, fields: &Fields<'_>) -> Vec<WrittenManagedPolicy> {
    let names = fields.texts("managed-policies").into_iter();
    let mut policies: Vec<_> = names
        .map(|name| WrittenManagedPolicy { name, setting: None, unless_setting: None, not_in: Vec::new() })
        .collect();
    for (place, table) in fields.tables("managed-policies") {
        let fields = fields::read(cx, table, &ATTACHED_POLICY, place, &[]);
        policies.extend(fields.text("policy").map(|name| WrittenManagedPolicy {
            name,
            setting: fields.text("setting"),
            unless_setting: fields.text("unless-setting"),
            not_in: fields.texts("not-in"),
        }));
    }
    policies.sort_by_key(|policy| policy.name.span.start);
    policies
}

/// The acknowledgements of a table; each is of the kind that the table has.
pub fn acknowledgements(
    cx: &mut TableReading<'_>,
    fields: &Fields<'_>,
    kind: &'static TableKind,
) -> Vec<WrittenAcknowledgement> {
    let tables = fields.tables("acknowledge").into_iter();
    let acknowledgement = |(place, table)| {
        let fields = fields::read(cx, table, kind, place, &[]);
        WrittenAcknowledgement {
            finding: fields.text("finding"),
            statement: fields.text("statement"),
            entry: fields.text("entry"),
            reason: fields.text("reason"),
            is_broken: !fields.is_whole(),
        }
    };
    tables.map(acknowledgement).collect()
}
