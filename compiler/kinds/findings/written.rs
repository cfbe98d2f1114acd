//! The kinds of findings as they are written.

use std::path::Path;

use crate::compiler::kinds::findings::keys::FINDING;
use crate::compiler::kinds::reading::{Hidden, Written, each_table, open, stray, toml_name};
use crate::compiler::names;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::Disk;

/// A kind of finding in policy documents.
#[derive(Debug)]
pub struct WrittenFinding {
    pub code: Spanned<String>,
    /// The file's name without its ending.
    pub group: String,
    pub severity: Option<Spanned<String>>,
    pub is_of_aws: bool,
    pub summary: Option<Spanned<String>>,
    pub explanation: Option<Spanned<String>>,
    pub excludes: Vec<Spanned<String>>,
    pub fix_widens: bool,
    pub failing: Option<Spanned<String>>,
    pub passing: Option<Spanned<String>>,
    pub needs_placeholders: bool,
    pub partition: Option<Spanned<String>>,
    pub account: Option<Spanned<String>>,
    pub policy: Option<Spanned<String>>,
}

/// Reads the folder of the findings.
pub fn read(disk: &mut Disk<'_>, folder: &Path) -> Written<WrittenFinding> {
    let found = disk.list(folder);
    let mut hidden = Hidden { is_all: found.is_err(), ..Hidden::default() };
    let mut findings = Vec::<WrittenFinding>::new();
    for found in found.iter().flatten() {
        let Some(group) = toml_name(found) else {
            stray(disk, found, "the folder holds one TOML file for each group of findings");
            // It may have any finding.
            hidden.is_all = true;
            continue;
        };
        let opened = open(disk, found);
        hidden.add(each_table(disk, &opened, &FINDING, |_, code, fields| {
            findings.push(WrittenFinding {
                code,
                group: group.to_owned(),
                severity: fields.text("severity"),
                is_of_aws: fields.flag("access-analyzer"),
                summary: fields.text("summary"),
                explanation: fields.text("explanation"),
                excludes: fields.texts("excludes"),
                fix_widens: fields.flag("fix-widens"),
                failing: fields.text("failing"),
                passing: fields.text("passing"),
                needs_placeholders: fields.flag("placeholders"),
                partition: fields.text("partition"),
                account: fields.text("account"),
                policy: fields.text("policy"),
            });
        }));
    }
    // Whoever gave one a code that no finding can have may have meant any.
    hidden.is_all |= findings.iter().any(|finding| names::is_finding(&finding.code.value).is_err());
    Written { items: findings, hidden }
}
