//! The shared part of the readers of all files: from a path to a table's fields.

use std::path::Path;

use toml::de::DeTable;

use crate::compiler::schema::fields::{self, Fields, TableReading, in_order};
use crate::compiler::schema::{TableKey, TableKind, ValueForm};
use crate::compiler::shared::nearest::{is_slip, nearest};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::source::files::{Disk, EntryKind, FolderEntry};
use crate::compiler::source::syntax::{self, Document};
use crate::compiler::source::{FileId, Spanned};

/// The names of items that could not be read.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    pub names: Vec<String>,
    /// True if the names are unknown, too.
    pub is_all: bool,
}

impl Hidden {
    pub fn all() -> Self {
        Self { is_all: true, ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        !self.is_all && self.names.is_empty()
    }

    /// True if an item of that name may be there.
    pub fn may_have(&self, name: &str) -> bool {
        self.is_all || self.names.iter().any(|hidden| hidden == name)
    }

    pub fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.is_all |= other.is_all;
    }
}

/// The tables of a kind that could be read, and the names of the others.
#[derive(Debug)]
pub struct Written<T> {
    pub items: Vec<T>,
    pub hidden: Hidden,
}

impl<T> Default for Written<T> {
    fn default() -> Self {
        Self { items: Vec::new(), hidden: Hidden::default() }
    }
}

impl<T> Written<T> {
    /// True if there are no tables, not even hidden ones.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.hidden.is_empty()
    }
}

/// A file of the catalog.
#[derive(Debug)]
pub struct Opened {
    pub file: FileId,
    pub document: Document,
}

/// Opens a file; the whole content of a file that cannot be read counts as hidden.
pub fn open(disk: &mut Disk<'_>, found: &FolderEntry) -> Opened {
    let (file, text) = match found.what {
        EntryKind::Refused(file) => (file, None),
        _ => disk.read(&found.path),
    };
    let Some(text) = text else { return Opened { file, document: Document::unread() } };
    let document = syntax::parse(file, &text, disk.diagnostics);
    if document.is_empty {
        disk.diagnostics.push(
            Diagnostic::new(Code::EmptyFile, file.start(), "the file is empty")
                .help("add its content, or remove the file"),
        );
        // A comment does not show the missing content either.
        disk.sources.forget(file);
        return Opened { file, document: Document::unread() };
    }
    Opened { file, document }
}

impl Opened {
    /// The fields of the whole file as one table.
    pub fn fields<'t>(
        &self,
        disk: &mut Disk<'_>,
        table: &'t DeTable<'t>,
        kind: &'static TableKind,
    ) -> Fields<'t> {
        let is_hidden = |key: &&TableKey| {
            let is_table = matches!(
                key.form,
                ValueForm::Table(_) | ValueForm::Tables(_) | ValueForm::Names | ValueForm::Lists
            );
            let is_named = self.document.hidden.iter().any(|name| first_part(name) == key.name);
            self.document.is_head_hidden || is_named || self.document.has_nameless && is_table
        };
        let hidden: Vec<_> = kind.keys.iter().filter(is_hidden).map(|key| key.name.to_owned()).collect();
        fields::read(&mut self.context(disk), table, kind, self.file.start(), &hidden)
    }

    pub fn context<'c>(&self, disk: &'c mut Disk<'_>) -> TableReading<'c> {
        TableReading { sources: disk.sources, diagnostics: disk.diagnostics, file: self.file }
    }

    /// The names of the tables that could not be read.
    fn hidden(&self) -> Hidden {
        let names = self.document.hidden.iter().map(|name| first_part(name).to_owned()).collect();
        Hidden { names, is_all: self.document.is_head_hidden || self.document.has_nameless }
    }

    /// The keys of a table that a syntax error in a table of their own hides.
    fn hidden_keys(&self, name: &str) -> Vec<String> {
        self.document
            .hidden
            .iter()
            .filter_map(|hidden| hidden.split_once('.').filter(|(table, _)| *table == name))
            .map(|(_, key)| first_part(key).to_owned())
            .collect()
    }
}

/// Reads each table of a file that holds nothing else.
pub fn each_table(
    disk: &mut Disk<'_>,
    opened: &Opened,
    kind: &'static TableKind,
    mut take: impl FnMut(&mut TableReading<'_>, Spanned<String>, &Fields<'_>),
) -> Hidden {
    let mut hidden = opened.hidden();
    let table = opened.document.table();
    let cx = &mut opened.context(disk);
    let mut entries = in_order(opened.file, &table);
    let n_stray = entries.iter().filter(|(name, _)| name.span.start < opened.document.head_end).count();
    if let Some(first) = entries.drain(..n_stray).next() {
        cx.diagnostics.push(before_first_table(&first.0, n_stray, kind));
        // They may belong to a table that has lost its header.
        hidden.is_all = true;
    }
    for (name, value) in entries {
        let Some(table) = value.get_ref().as_table() else {
            cx.diagnostics.push(no_table(&name));
            hidden.names.push(name.value);
            continue;
        };
        // A hidden table leaves its name in the headers of the tables below it.
        if table.is_empty() && hidden.may_have(&name.value) {
            continue;
        }
        let keys = opened.hidden_keys(&name.value);
        let fields = fields::read_named(cx, table, kind, &name, &keys);
        take(cx, name, &fields);
    }
    hidden
}

fn before_first_table(first: &Spanned<String>, n_keys: usize, kind: &TableKind) -> Diagnostic {
    let name = &first.value;
    let message = match n_keys {
        1 => format!("`{name}` stands before the first table"),
        2 => format!("`{name}` and another key stand before the first table"),
        _ => format!("`{name}` and {} other keys stand before the first table", n_keys - 1),
    };
    Diagnostic::new(Code::UnknownKey, first.span, message)
        .help(format!("add the header of {} above it, such as `[Name]`, or move it below one", kind.name))
}

fn no_table(name: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` must be a table, not a list", name.value);
    Diagnostic::new(Code::WrongType, name.span, message)
        .help(format!("write `[{}]`, with one bracket on each side", name.value))
}

/// A line of a table: a name, and a string or a list of strings.
#[derive(Debug)]
pub struct WrittenLine {
    pub name: Spanned<String>,
    pub is_scalar: bool,
    pub texts: Vec<Spanned<String>>,
}

/// The lines of a table, in the order in which they are written, without the refused parts.
pub fn lines(file: FileId, fields: &Fields<'_>, key: &str) -> Vec<WrittenLine> {
    let Some((_, table)) = fields.table(key) else { return Vec::new() };
    in_order(file, table)
        .into_iter()
        .filter_map(|(name, value)| {
            let items = match value.get_ref().as_array() {
                Some(array) => array.iter().collect(),
                None => vec![value],
            };
            let texts: Vec<_> = items
                .into_iter()
                .filter_map(|item| {
                    let value = item.get_ref().as_str().filter(|text| !text.trim().is_empty())?.to_owned();
                    Some(Spanned { value, span: file.span(item.span()) })
                })
                .collect();
            let is_scalar = !value.get_ref().is_array();
            (!texts.is_empty()).then_some(WrittenLine { name, is_scalar, texts })
        })
        .collect()
}

/// The file that a folder has to have.
#[derive(Debug)]
pub struct Head<'f> {
    pub opened: Opened,
    pub is_there: bool,
    /// The name of another file that was probably meant to be it.
    pub meant: Option<&'f str>,
}

/// Opens the file that a folder has to have; notes that it is missing.
pub fn head<'f>(
    disk: &mut Disk<'_>,
    folder: &Path,
    found: &'f Result<Vec<FolderEntry>, FileId>,
    name: &str,
    help: &str,
) -> Head<'f> {
    let missing =
        |file, meant| Head { opened: Opened { file, document: Document::unread() }, is_there: false, meant };
    let found = match found {
        Ok(found) => found,
        Err(file) => return missing(*file, None),
    };
    if let Some(found) = found.iter().find(|found| found.name == name && found.what != EntryKind::Folder) {
        return Head { opened: open(disk, found), is_there: true, meant: None };
    }
    let message = format!("the folder has no `{name}`");
    let names = found.iter().filter(|found| found.what == EntryKind::File).map(|found| found.name.as_str());
    match nearest(name, names) {
        Some(near) => {
            let help = format!("if `{near}` is the file, rename it to `{name}`");
            missing(disk.refuse(Code::MissingFile, &folder.join(near), message, help), Some(near))
        }
        None => missing(disk.refuse(Code::MissingFile, folder, message, help), None),
    }
}

/// Notes an entry of a folder that does not belong there.
pub fn stray(disk: &mut Disk<'_>, found: &FolderEntry, holds: &str) {
    let what = match found.what {
        EntryKind::File => "file",
        EntryKind::Folder => "folder",
        // The mistake was noted.
        EntryKind::Refused(_) => return,
    };
    let message = format!("the {what} does not belong here");
    let is_misspelt = |ending: &str| ending != "toml" && is_almost_toml(ending);
    let stem = found.name.rsplit_once('.').filter(|(_, ending)| is_misspelt(ending)).map(|(stem, _)| stem);
    let help = match (found.what, stem) {
        (EntryKind::File, Some(stem)) => {
            format!("if it is a file of the catalog, rename it to `{stem}.toml`")
        }
        _ => format!("{holds}; move this {what} away"),
    };
    disk.refuse(Code::StrayFile, &found.path, message, help);
}

/// The name of a TOML file without its ending.
pub fn toml_name(found: &FolderEntry) -> Option<&str> {
    found.name.strip_suffix(".toml").filter(|_| found.what != EntryKind::Folder)
}

fn is_almost_toml(ending: &str) -> bool {
    is_slip(ending, "toml")
}

fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}
