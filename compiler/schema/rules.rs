//! The rules between the keys of a table, with the messages for a table that breaks them.
//!
//! The reader of the files holds every table to these rules (`fields/asked.rs`), and the schemas of the
//! editors state the same. A rule without a message of its own gets one from the names and
//! the descriptions of the keys.

use crate::compiler::schema::texts::TextForm;
use crate::compiler::source::code::Code;

/// A rule of a key for its table.
#[derive(Clone, Copy, Debug)]
pub enum Asks {
    /// Keys that exclude each other; stated with the first of them.
    OneOf(&'static Choice),
    /// Keys that need each other; stated with the first of them.
    Together(&'static Together),
    /// The other keys are given beside the key.
    All(&'static [&'static str]),
    /// As [`Asks::All`] for keys that are asked for by many keys alike, with a message for all of them
    /// and `{other}` for the missing key.
    AllOfMany(&'static [&'static str], &'static str),
    /// One of the other keys is given beside the key.
    Any(&'static [&'static str]),
    /// The key applies to these keys of a choice only.
    About(&'static Choice, &'static [&'static str]),
    /// The key is given where another has some values, or with these alone.
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
    /// The message for a table that has none of the keys, with `{name}` for the table's; `None` where a
    /// table can be without them.
    pub missing: Option<&'static str>,
    /// The message for a table that has two of the keys, with `{first}` and `{second}` for these.
    pub conflict: &'static str,
    /// The note below the first of two keys.
    pub label: &'static str,
    /// The fix for two keys.
    pub help: &'static str,
}

/// Parts of a table that need each other. Each part is one of several keys.
#[derive(Debug)]
pub struct Together {
    pub parts: &'static [&'static [&'static str]],
    /// The name of the parts together, with an article.
    pub name: &'static str,
    pub code: Code,
    /// Another fix where the first part is missing; `None` where a table can be without all the parts.
    pub otherwise: Option<&'static str>,
}

/// Some values of another key, with which a key is given.
#[derive(Debug)]
pub struct Where {
    pub key: &'static str,
    pub values: &'static [&'static str],
    /// The message for a table that lacks the key, with `{value}` for the other key's and `{key}`; `None`
    /// where that is allowed.
    pub missing: Option<&'static str>,
    /// The message for a table that has the key with another value; `None` where that is allowed.
    pub conflict: Option<Conflict>,
}

/// The message for two keys that exclude each other.
#[derive(Debug)]
pub struct Conflict {
    pub message: &'static str,
    /// The note below the other key.
    pub label: &'static str,
    /// The fix.
    pub help: &'static str,
}
