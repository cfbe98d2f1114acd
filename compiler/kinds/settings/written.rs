//! The settings as they are written.

use crate::compiler::kinds::reading::{Written, each_table, open};
use crate::compiler::kinds::settings::keys::SETTING;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, FolderEntry};

#[derive(Debug)]
pub struct WrittenSetting {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub policies: Vec<Spanned<String>>,
    pub parameters: Vec<Spanned<String>>,
    pub managed_policies: Vec<Spanned<String>>,
    pub note: Option<Spanned<String>>,
    /// The version that has its content.
    pub same_as: Option<Spanned<String>>,
    /// True if a key of it could not be read.
    pub is_broken: bool,
}

/// Reads the file of a version's settings.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> Written<WrittenSetting> {
    let opened = open(disk, found);
    let mut items = Vec::new();
    let hidden = each_table(disk, &opened, &SETTING, |_, name, fields| {
        items.push(WrittenSetting {
            name,
            summary: fields.text("summary"),
            policies: fields.texts("policies"),
            parameters: fields.texts("parameters"),
            managed_policies: fields.texts("managed-policies"),
            note: fields.text("note"),
            same_as: fields.text("same-as"),
            is_broken: !fields.is_sound(),
        });
    });
    Written { items, hidden }
}
