//! Elements: the version and the size of a document, its unchecked parts, and the effects and names of its
//! statements.
//!
//! Missing, unknown and contradictory elements are found while a document is read.

pub(crate) mod effect;
pub(crate) mod kind;
pub(crate) mod parts;
pub(crate) mod sid;
pub(crate) mod size;
pub(crate) mod version;
