//! The principals as they are written.

use crate::compiler::kinds::principals::keys::PRINCIPAL;
use crate::compiler::kinds::reading::{each_table, open};
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, FolderEntry};

/// A principal as it is written.
#[derive(Debug)]
pub struct WrittenPrincipal {
    pub name: Spanned<String>,
    pub claim: Option<Spanned<String>>,
    pub names_repositories: bool,
    pub states_source: bool,
    pub actions: Vec<Spanned<String>>,
}

/// Reads the file of the principals.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> Vec<WrittenPrincipal> {
    let opened = open(disk, found);
    let mut principals = Vec::new();
    // Nothing else of the catalog names one of them.
    let _hidden = each_table(disk, &opened, &PRINCIPAL, |_, name, fields| {
        principals.push(WrittenPrincipal {
            name,
            claim: fields.text("claim"),
            names_repositories: fields.flag("repositories"),
            states_source: fields.flag("states-source"),
            actions: fields.texts("actions"),
        });
    });
    principals
}
