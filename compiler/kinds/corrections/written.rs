//! The corrections as they are written.

use crate::compiler::kinds::corrections::keys::CORRECTION;
use crate::compiler::kinds::reading::{each_table, open};
use crate::compiler::schema::fields::Fields;
use crate::compiler::source::files::{Disk, FolderEntry};
use crate::compiler::source::{FileId, Span, Spanned};

/// A correction: its subject, the right fact and the reason.
#[derive(Debug)]
pub struct WrittenCorrection {
    pub name: Spanned<String>,
    pub service: Option<Spanned<String>>,
    pub action: Option<Spanned<String>>,
    pub resource: Option<Spanned<String>>,
    pub key: Option<Spanned<String>>,
    pub variables: Vec<Spanned<String>>,
    pub call: Option<Spanned<String>>,
    pub authorizes: Vec<Spanned<String>>,
    pub access_level: Option<Spanned<String>>,
    /// True for an action that AWS does not list.
    pub is_unlisted: bool,
    pub also: Vec<Spanned<String>>,
    pub ends: Option<Spanned<String>>,
    pub is: Option<Spanned<String>>,
    pub holds: Option<Spanned<String>>,
    pub like: Option<Spanned<String>>,
    pub never: Option<Spanned<String>>,
    pub keys: Option<Spanned<String>>,
    pub reason: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    /// True if all of it could be read and fits together.
    pub is_sound: bool,
}

/// The file of the corrections.
#[derive(Debug)]
pub struct WrittenCorrections {
    pub file: FileId,
    pub corrections: Vec<WrittenCorrection>,
}

/// Reads the file of the corrections.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> WrittenCorrections {
    let opened = open(disk, found);
    let mut corrections = Vec::new();
    each_table(disk, &opened, &CORRECTION, |_, name, fields| {
        corrections.push(WrittenCorrection::of(name, fields));
    });
    WrittenCorrections { file: opened.file, corrections }
}

impl WrittenCorrection {
    fn of(name: Spanned<String>, fields: &Fields<'_>) -> Self {
        Self {
            name,
            service: fields.text("service"),
            action: fields.text("action"),
            resource: fields.text("resource"),
            key: fields.text("key"),
            variables: fields.texts("variables"),
            call: fields.text("call"),
            authorizes: fields.texts("authorizes"),
            access_level: fields.text("access-level"),
            is_unlisted: fields.flag("unlisted"),
            also: fields.texts("also"),
            ends: fields.text("ends"),
            is: fields.text("is"),
            holds: fields.text("holds"),
            like: fields.text("like"),
            never: fields.text("never"),
            keys: fields.text("keys"),
            reason: fields.text("reason"),
            source: fields.text("source"),
            is_sound: fields.is_sound(),
        }
    }

    /// The place of the table's name.
    pub fn place(&self) -> Span {
        self.name.span
    }
}
