//! The files of the catalog and the keys of each kind of table in them: stated once, for the reader
//! of the files and for the schemas that editors use.

pub mod fields;
pub mod rules;
pub mod texts;

use crate::compiler::schema::rules::Asks;
use crate::compiler::schema::texts::Texts;

/// A kind of file.
#[derive(Debug)]
pub struct FileKind {
    /// What its schema is called.
    pub name: &'static str,
    /// Where such files lie in the catalog, with `*` for a name that the catalog chooses.
    pub path: &'static str,
    pub about: &'static str,
    pub content: Content,
}

impl FileKind {
    /// Whether such a file can lie at this path in the catalog.
    pub fn is_at(&self, path: &str) -> bool {
        let part_fits = |(wanted, part): (&str, &str)| match wanted.split_once('*') {
            Some((before, after)) => part.starts_with(before) && part.ends_with(after),
            None => wanted == part,
        };
        self.path.split('/').count() == path.split('/').count()
            && self.path.split('/').zip(path.split('/')).all(part_fits)
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// The keys of one table.
    Table(&'static TableKind),
    /// Tables of one kind, by name.
    Tables(&'static TableKind),
}

/// A kind of table.
#[derive(Debug)]
pub struct TableKind {
    /// What one is called in a message, with its article.
    pub name: &'static str,
    pub keys: &'static [TableKey],
}

impl TableKind {
    /// A key of the kind by its name.
    pub fn key(&self, name: &str) -> Option<&'static TableKey> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A key of a kind of table.
#[derive(Debug)]
pub struct TableKey {
    pub name: &'static str,
    pub form: ValueForm,
    pub is_required: bool,
    pub about: &'static str,
    /// What its texts can be.
    pub texts: Texts,
    /// What it asks of the table that it stands in.
    pub asks: &'static [Asks],
    /// What a value looks like in an example, if its form does not say it.
    pub sample: Option<&'static str>,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug)]
pub enum ValueForm {
    /// A text that people read, in which escapes are allowed.
    Prose,
    /// Such a text, or an empty one until a person has written it, which `verify` asks for.
    Draft,
    /// A list of texts that people read.
    Proses,
    /// A text without escapes.
    Text,
    /// A list of such texts.
    Texts,
    /// A text, or a list of texts and of tables that say how an entry differs from the source.
    Entries(&'static TableKind),
    /// Tables of operators, of keys, of entries, which can be tables of the kind.
    Conditions(&'static TableKind),
    /// A text, or `false` for none.
    Sid,
    /// A TOML date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A table of texts by name.
    Names,
    /// A table of texts and lists of texts by name.
    Lists,
    /// A table of a kind of its own.
    Table(&'static TableKind),
    /// A list of tables.
    Tables(&'static TableKind),
}

pub const fn required(name: &'static str, form: ValueForm, about: &'static str) -> TableKey {
    TableKey { name, form, is_required: true, about, texts: Texts::All, asks: &[], sample: None }
}

pub const fn optional(name: &'static str, form: ValueForm, about: &'static str) -> TableKey {
    TableKey { is_required: false, ..required(name, form, about) }
}

impl TableKey {
    pub const fn texts(self, texts: Texts) -> Self {
        Self { texts, ..self }
    }

    pub const fn asks(self, asks: &'static [Asks]) -> Self {
        Self { asks, ..self }
    }

    pub const fn sample(self, sample: &'static str) -> Self {
        Self { sample: Some(sample), ..self }
    }

    /// The key with a value as an example: `name = …`.
    pub fn example(&self) -> String {
        let sample = self.sample.unwrap_or(match self.form {
            ValueForm::Proses | ValueForm::Texts | ValueForm::Entries(_) | ValueForm::Tables(_) => "[…]",
            ValueForm::Date => "2026-11-24",
            _ => "…",
        });
        format!("{} = {sample}", self.name)
    }
}
