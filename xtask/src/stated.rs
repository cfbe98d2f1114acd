//! The documents that the sources of policies state, which `tests/documented` keeps as text or as
//! digests.

mod canonical;
mod document;
mod file;

pub(crate) use canonical::digest;
pub(crate) use document::{StatedDocument, StatedEntry, StatedStatement};
pub(crate) use file::{Form, NO_SID, Source};

/// The folder of the kept documents.
pub(crate) const FOLDER: &str = "tests/documented";
