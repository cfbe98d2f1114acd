//! What the keys of a table ask of each other, with the words for a table that does not follow.
//!
//! The reader of the files holds every table to these rules (`fields/asked.rs`), and the schemas of the
//! editors state the same. Where a rule has no words of its own, its message is made of the names and
//! the descriptions of the keys.

use crate::compiler::schema::texts::TextForm;
use crate::compiler::source::code::Code;

/// What a key asks of the table that it stands in.
#[derive(Clone, Copy, Debug)]
pub enum Asks {
    /// Keys that exclude each other; stated with the first of them.
    OneOf(&'static Choice),
    /// Keys that only together say something; stated with the first of them.
    Together(&'static Together),
    /// The other keys are given beside the key.
    All(&'static [&'static str]),
    /// As [`Asks::All`] for keys that are asked for by many keys alike, with the words for all of them
    /// and `{other}` for the missing key.
    AllOfMany(&'static [&'static str], &'static str),
    /// One of the other keys is given beside the key.
    Any(&'static [&'static str]),
    /// The key says something about these keys of a choice, and nothing about the others.
    About(&'static Choice, &'static [&'static str]),
    /// The key is given where another has some values.
    Where(&'static Where),
    /// The key is given where the table's own name is of a form, in these words.
    WhereNamed(&'static TextForm, &'static str),
    /// The key is given where the table's own name is not of a form. The regular expression finds such
    /// names.
    UnlessNamed(&'static TextForm, &'static str),
}

/// Keys of which a table has one at most.
#[derive(Debug)]
pub struct Choice {
    pub keys: &'static [&'static str],
    /// The words for a table that has none of the keys, with `{name}` for the table's; nothing where
    /// that is fine.
    pub missing: Option<&'static str>,
    /// The words for a table that has two of the keys, with `{first}` and `{second}` for these.
    pub conflict: &'static str,
    /// What to say below the first of two keys.
    pub label: &'static str,
    /// What to do with two keys.
    pub help: &'static str,
}

/// Parts of a table that only together say something. Each part is one of several keys.
#[derive(Debug)]
pub struct Together {
    pub parts: &'static [&'static [&'static str]],
    /// What the parts say, with an article.
    pub name: &'static str,
    pub code: Code,
    /// What to do instead where the first part is missing; nothing where a table can be without all
    /// of the parts.
    pub otherwise: Option<&'static str>,
}

/// Some values of another key, with which a key is given.
#[derive(Debug)]
pub struct Where {
    pub key: &'static str,
    pub values: &'static [&'static str],
    /// The words for a table that lacks the key, with `{value}` for the other key's and `{key}`.
    pub missing: &'static str,
    /// The words for a table that has the key with another value; nothing where that is fine.
    pub conflict: Option<Conflict>,
}

/// The words for two keys that exclude each other.
#[derive(Debug)]
pub struct Conflict {
    pub message: &'static str,
    /// What to say below the other key.
    pub label: &'static str,
    /// What to do.
    pub help: &'static str,
}
