//! The quotas as they are written.

use crate::compiler::kinds::quotas::keys::QUOTA;
use crate::compiler::kinds::reading::{each_table, open};
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, FolderEntry};

/// A quota as it is written.
#[derive(Debug)]
pub struct WrittenQuota {
    pub name: Spanned<String>,
    pub about: Option<Spanned<String>>,
    pub most: Option<Spanned<u64>>,
    pub increased: Option<Spanned<u64>>,
    pub service: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
}

/// Reads the file of the quotas.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> Vec<WrittenQuota> {
    let opened = open(disk, found);
    let mut quotas = Vec::new();
    // Nothing else of the catalog names a quota.
    let _hidden = each_table(disk, &opened, &QUOTA, |_, name, fields| {
        quotas.push(WrittenQuota {
            name,
            about: fields.text("about"),
            most: fields.number("most"),
            increased: fields.number("increased"),
            service: fields.text("service"),
            source: fields.text("source"),
        });
    });
    quotas
}
