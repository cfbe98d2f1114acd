//! A policy's folder: its head and its statements.

use super::{Hidden, Policy, Statement, acknowledgement};
use crate::compiler::kinds::reading::{Head, each_table, head, open, stray, toml_name};
use crate::compiler::schema;
use crate::compiler::schema::fields::{Context, Fields};
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, Found};
use crate::compiler::source::syntax;

/// Reads a policy; where it has no head, only what is a file of statements for certain.
pub(super) fn read(disk: &mut Disk<'_>, folder: &Found) -> Policy {
    const WRITE: &str = "a folder of a version is a policy: write its `policy.toml`, or move the folder away";
    let found = disk.list(&folder.path);
    let head = head(disk, &folder.path, &found, "policy.toml", WRITE);
    let mut policy = read_head(disk, folder, &head);
    policy.hidden_statements.is_all = found.is_err();
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
                policy.hidden_statements.names.extend(names.into_iter().flatten());
            }
            None => {}
        }
    }
    policy
}

fn read_statements(disk: &mut Disk<'_>, found: &Found, service: &str, policy: &mut Policy) {
    let shown = disk.shown(&found.path);
    let opened = open(disk, found);
    let hidden = each_table(disk, &opened, &schema::STATEMENT, |cx, name, fields| {
        policy.statements.push(read_statement(cx, name, service, &shown, fields));
    });
    policy.hidden_statements.add(hidden);
}

fn read_head(disk: &mut Disk<'_>, folder: &Found, head: &Head<'_>) -> Policy {
    let opened = &head.opened;
    let table = opened.document.table();
    let fields = opened.fields(disk, &table, &schema::POLICY);
    let cx = &mut opened.context(disk);
    let acknowledged = acknowledgement::read(cx, &fields, &schema::POLICY_ACKNOWLEDGEMENT);
    Policy {
        variant: Spanned { value: folder.name.clone(), span: opened.file.start() },
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
        acknowledged,
        statements: Vec::new(),
        hidden_statements: Hidden::default(),
        broken: fields.broken(),
        has_head: head.is_there,
    }
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
        acknowledged: acknowledgement::read(cx, fields, &schema::ACKNOWLEDGEMENT),
        broken: fields.broken(),
    }
}
