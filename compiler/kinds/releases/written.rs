//! The releases as they are written.

use crate::compiler::kinds::reading::{each_table, open};
use crate::compiler::kinds::releases::keys::{CHANGE, RELEASE};
use crate::compiler::schema::fields;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, FolderEntry};

/// A release as it is written.
#[derive(Debug)]
pub struct WrittenRelease {
    pub number: Spanned<String>,
    pub date: Option<Spanned<String>>,
    pub changes: Vec<WrittenChange>,
}

/// A change of permissions as it is written.
#[derive(Debug)]
pub struct WrittenChange {
    pub policies: Vec<Spanned<String>>,
    pub need: Option<Spanned<String>>,
    pub text: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
}

/// Reads the file of the releases.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> Vec<WrittenRelease> {
    let opened = open(disk, found);
    let mut releases = Vec::new();
    each_table(disk, &opened, &RELEASE, |cx, number, fields| {
        let changes = fields.tables("changes").into_iter().map(|(place, table)| {
            let fields = fields::read(cx, table, &CHANGE, place, &[]);
            WrittenChange {
                policies: fields.texts("policies"),
                need: fields.text("need"),
                text: fields.text("text"),
                source: fields.text("source"),
            }
        });
        let changes = changes.collect();
        releases.push(WrittenRelease { number, date: fields.date("date"), changes });
    });
    releases
}
