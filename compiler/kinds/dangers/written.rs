//! The dangers as they are written.

use crate::compiler::kinds::dangers::keys::DANGER;
use crate::compiler::kinds::reading::{WrittenLine, each_table, lines, open};
use crate::compiler::schema::fields::Fields;
use crate::compiler::source::files::{Disk, FolderEntry};
use crate::compiler::source::{FileId, Spanned};

/// A danger: its subject, its facts and its reason.
#[derive(Debug)]
pub struct WrittenDanger {
    pub name: Spanned<String>,
    pub family: Option<Spanned<String>>,
    pub escalation: Vec<Spanned<String>>,
    pub resource_policy: Vec<Spanned<String>>,
    pub shared: Vec<Spanned<String>>,
    pub call: Vec<Spanned<String>>,
    pub resource_keys: Vec<Spanned<String>>,
    pub caller_keys: Vec<Spanned<String>>,
    pub codes: Option<Spanned<String>>,
    pub everything: Vec<Spanned<String>>,
    pub gain: Option<Spanned<String>>,
    pub on: Vec<Spanned<String>>,
    pub also_on: Vec<Spanned<String>>,
    pub not_on: Vec<Spanned<String>>,
    pub context: Vec<WrittenLine>,
    pub limited_by: Vec<Spanned<String>>,
    pub needs: Vec<Spanned<String>>,
    pub asked_by: Vec<Spanned<String>>,
    pub why: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    /// True if all of it could be read and fits together.
    pub is_sound: bool,
}

/// Reads the file of the dangers.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> Vec<WrittenDanger> {
    let opened = open(disk, found);
    let mut dangers = Vec::new();
    each_table(disk, &opened, &DANGER, |_, name, fields| {
        dangers.push(WrittenDanger::of(opened.file, name, fields));
    });
    dangers
}

impl WrittenDanger {
    fn of(file: FileId, name: Spanned<String>, fields: &Fields<'_>) -> Self {
        Self {
            name,
            family: fields.text("family"),
            escalation: fields.texts("escalation"),
            resource_policy: fields.texts("resource-policy"),
            shared: fields.texts("shared"),
            call: fields.texts("call"),
            resource_keys: fields.texts("resource-keys"),
            caller_keys: fields.texts("caller-keys"),
            codes: fields.text("codes"),
            everything: fields.texts("everything"),
            gain: fields.text("gain"),
            on: fields.texts("on"),
            also_on: fields.texts("also-on"),
            not_on: fields.texts("not-on"),
            context: lines(file, fields, "context"),
            limited_by: fields.texts("limited-by"),
            needs: fields.texts("needs"),
            asked_by: fields.texts("asked-by"),
            why: fields.text("why"),
            source: fields.text("source"),
            is_sound: fields.is_sound(),
        }
    }
}
