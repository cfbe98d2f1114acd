//! The prefixes of services as they are written.

use crate::compiler::kinds::prefixes::keys::PREFIXES;
use crate::compiler::kinds::reading::open;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, FolderEntry};

/// The prefixes of all services of AWS.
#[derive(Debug)]
pub struct WrittenPrefixes {
    pub as_of: Option<Spanned<String>>,
    pub unnamed: Vec<Spanned<String>>,
    pub arns: Vec<Spanned<String>>,
    pub services: Vec<(Spanned<String>, Spanned<String>)>,
    pub mistaken: Vec<(Spanned<String>, Spanned<String>)>,
}

/// Reads the file of the prefixes.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> WrittenPrefixes {
    let opened = open(disk, found);
    let table = opened.document.table();
    let fields = opened.fields(disk, &table, &PREFIXES);
    WrittenPrefixes {
        as_of: fields.date("as-of"),
        unnamed: fields.texts("unnamed"),
        arns: fields.texts("arns"),
        services: fields.names("services"),
        mistaken: fields.names("mistaken"),
    }
}
