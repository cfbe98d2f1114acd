//! A version's folder: its head, its bundles and its policies.

use super::{Bundle, Hidden, Source, Version, acknowledgement, policy};
use crate::compiler::kinds::reading::{Head, each_table, head, open, stray};
use crate::compiler::schema;
use crate::compiler::schema::fields;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, Found, What};

/// Reads a version; where it has no head, only what is a policy for certain.
pub(super) fn read(disk: &mut Disk<'_>, folder: &Found) -> Version {
    const WRITE: &str =
        "a folder of the catalog is a version: write its `version.toml`, or move the folder away";
    let found = disk.list(&folder.path);
    let head = head(disk, &folder.path, &found, "version.toml", WRITE);
    let mut version = read_head(disk, folder, &head);
    version.hidden_policies.is_all = found.is_err();
    for found in found.iter().flatten() {
        match (found.name.as_str(), found.what) {
            ("version.toml", _) => {}
            (name, _) if head.meant == Some(name) => {}
            ("bundles.toml", What::File | What::Refused(_)) => read_bundles(disk, found, &mut version),
            (name, What::Refused(_)) => version.hidden_policies.names.push(name.to_owned()),
            (_, What::Folder) if head.is_there || found.path.join("policy.toml").exists() => {
                let policy = policy::read(disk, found);
                version.policies.push(policy);
            }
            (_, What::File) if head.is_there => stray(
                disk,
                found,
                "a version's folder holds `version.toml`, `bundles.toml` and a folder for each policy",
            ),
            _ => {}
        }
    }
    version
}

fn read_bundles(disk: &mut Disk<'_>, found: &Found, version: &mut Version) {
    let opened = open(disk, found);
    each_table(disk, &opened, &schema::BUNDLE, |_, name, fields| {
        version.bundles.push(Bundle {
            name,
            summary: fields.text("summary"),
            audience: fields.text("audience"),
            policies: fields.texts("policies"),
        });
    });
}

fn read_head(disk: &mut Disk<'_>, folder: &Found, head: &Head<'_>) -> Version {
    let opened = &head.opened;
    let table = opened.document.table();
    let fields = opened.fields(disk, &table, &schema::VERSION);
    let cx = &mut opened.context(disk);
    let source = fields.table("source").map(|(place, table)| {
        let fields = fields::read(cx, table, &schema::SOURCE, place, &[]);
        Source {
            title: fields.text("title"),
            url: fields.text("url"),
            commit: fields.text("commit"),
            date: fields.date("date"),
        }
    });
    let mut guide = Vec::new();
    for (place, table) in fields.tables("guide") {
        let fields = fields::read(cx, table, &schema::SECTION, place, &[]);
        guide.extend(fields.text("heading").zip(fields.text("text")));
    }
    let acknowledged = acknowledgement::read(cx, &fields, &schema::VERSION_ACKNOWLEDGEMENT);
    Version {
        id: Spanned { value: folder.name.clone(), span: opened.file.start() },
        product: fields.text("product"),
        release: fields.text("release"),
        applies_to: fields.text("applies-to"),
        summary: fields.text("summary"),
        stack_name: fields.text("stack-name"),
        source,
        placeholders: fields.names("placeholders"),
        placeholders_key: fields.key("placeholders"),
        guide,
        acknowledged,
        policies: Vec::new(),
        bundles: Vec::new(),
        hidden_policies: Hidden::default(),
        has_head: head.is_there,
    }
}
