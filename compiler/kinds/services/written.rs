//! A service and its facts as they are written.

use std::path::Path;

use crate::compiler::kinds::reading::{Hidden, Written, WrittenLine, lines, open, stray, toml_name};
use crate::compiler::kinds::services::keys::SERVICE;
use crate::compiler::names;
use crate::compiler::schema::fields::Fields;
use crate::compiler::schema::texts::sets::ACCESS_LEVELS;
use crate::compiler::source::files::Disk;
use crate::compiler::source::{FileId, Spanned};

#[derive(Debug)]
pub struct WrittenService {
    /// The file's name without its ending.
    pub prefix: Spanned<String>,
    pub name: Option<Spanned<String>>,
    pub facts: WrittenServiceFacts,
}

/// The facts of a service.
#[derive(Debug, Default)]
pub struct WrittenServiceFacts {
    pub as_of: Option<Spanned<String>>,
    pub resources: Vec<WrittenLine>,
    /// The actions, by the places of [`ACCESS_LEVELS`].
    pub levels: Vec<Vec<WrittenLine>>,
    pub keys: Vec<WrittenLine>,
    pub action_keys: Vec<WrittenLine>,
    pub resource_keys: Vec<WrittenLine>,
    pub calls: Vec<WrittenLine>,
    /// The tables that could not be read, so that what is missing may be in them.
    pub broken: Vec<&'static str>,
}

/// Reads the folder of the services.
pub fn read(disk: &mut Disk<'_>, folder: &Path) -> Written<WrittenService> {
    let found = disk.list(folder);
    let mut hidden = Hidden { is_all: found.is_err(), ..Hidden::default() };
    let mut services = Vec::new();
    for found in found.iter().flatten() {
        let Some(prefix) = toml_name(found) else {
            stray(disk, found, "the folder holds one TOML file for each service");
            // It may be any service's.
            hidden.is_all = true;
            continue;
        };
        // Whoever gave it a name that no service can have may have meant any.
        hidden.is_all |= !names::is_prefix(prefix);
        let opened = open(disk, found);
        let table = opened.document.table();
        let fields = opened.fields(disk, &table, &SERVICE);
        let prefix = Spanned { value: prefix.to_owned(), span: opened.file.start() };
        let facts = WrittenServiceFacts::of(opened.file, &fields);
        services.push(WrittenService { prefix, name: fields.text("name"), facts });
    }
    Written { items: services, hidden }
}

impl WrittenServiceFacts {
    fn of(file: FileId, fields: &Fields<'_>) -> Self {
        Self {
            as_of: fields.date("as-of"),
            resources: lines(file, fields, "resources"),
            levels: ACCESS_LEVELS.texts.iter().map(|level| lines(file, fields, level)).collect(),
            keys: lines(file, fields, "keys"),
            action_keys: lines(file, fields, "action-keys"),
            resource_keys: lines(file, fields, "resource-keys"),
            calls: lines(file, fields, "calls"),
            broken: fields.broken(),
        }
    }

    /// True if all of some tables could be read.
    pub fn has_whole(&self, tables: &[&str]) -> bool {
        !tables.iter().any(|table| self.broken.contains(table))
    }
}
