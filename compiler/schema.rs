//! The files of the catalog and the keys of each kind of table in them: stated once, for the reader
//! of the files and for the schemas that editors use.

pub mod fields;
pub mod rules;
pub mod texts;

use crate::compiler::schema::rules::Asks;
use crate::compiler::schema::texts::Texts;

/// A kind of file.
#[derive(Debug)]
pub struct File {
    /// What its schema is called.
    pub name: &'static str,
    /// Where such files lie in the catalog, with `*` for a name that the catalog chooses.
    pub path: &'static str,
    pub about: &'static str,
    pub content: Content,
}

impl File {
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
    Table(&'static Kind),
    /// Tables of one kind, by name.
    Tables(&'static Kind),
}

/// A kind of table.
#[derive(Debug)]
pub struct Kind {
    /// What one is called in a message, with its article.
    pub name: &'static str,
    pub keys: &'static [Key],
}

impl Kind {
    /// A key of the kind by its name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A key of a kind of table.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub form: Form,
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
pub enum Form {
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
    Entries(&'static Kind),
    /// Tables of operators, of keys, of entries, which can be tables of the kind.
    Conditions(&'static Kind),
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
    Table(&'static Kind),
    /// A list of tables.
    Tables(&'static Kind),
}

pub const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, is_required: true, about, texts: Texts::All, asks: &[], sample: None }
}

pub const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { is_required: false, ..required(name, form, about) }
}

impl Key {
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
            Form::Proses | Form::Texts | Form::Entries(_) | Form::Tables(_) => "[…]",
            Form::Date => "2026-11-24",
            _ => "…",
        });
        format!("{} = {sample}", self.name)
    }
}
