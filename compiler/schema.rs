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
    /// The name of its schema.
    pub name: &'static str,
    /// The path of such files in the catalog, with `*` for a name that the catalog chooses.
    pub path: &'static str,
    pub about: &'static str,
    pub content: Content,
}

impl FileKind {
    /// True for a path in the catalog at which such a file can be.
    pub fn is_at(&self, path: &str) -> bool {
        let part_fits = |(wanted, part): (&str, &str)| match wanted.split_once('*') {
            Some((before, after)) => part.starts_with(before) && part.ends_with(after),
            None => wanted == part,
        };
        self.path.split('/').count() == path.split('/').count()
            && self.path.split('/').zip(path.split('/')).all(part_fits)
    }
}

/// The content of a file.
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
    /// The name of the kind in a message, with its article.
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
    /// The rule for its strings.
    pub texts: Texts,
    /// The rules between it and the other keys of its table.
    pub asks: &'static [Asks],
    /// A value for examples, where the form alone gives none.
    pub sample: Option<&'static str>,
}

/// The form of a key's value.
#[derive(Clone, Copy, Debug)]
pub enum ValueForm {
    /// A string for people, in which escapes are allowed.
    Prose,
    /// Such a string, which may be empty until a person has written it; `verify` asks for it.
    Draft,
    /// A list of strings for people.
    Proses,
    /// A string without escapes.
    Text,
    /// A list of such strings.
    Texts,
    /// Such a string, or a list of them.
    TextOrTexts,
    /// A string, or a list of strings and of tables that state how an entry differs from the source.
    Entries(&'static TableKind),
    /// Tables of operators, of keys, of entries, which can be tables of the kind.
    Conditions(&'static TableKind),
    /// A string, or `false` for no Sid.
    Sid,
    /// A TOML date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A number without a sign.
    Number,
    /// A table of strings by name.
    Names,
    /// A table of strings and lists of strings by name.
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
