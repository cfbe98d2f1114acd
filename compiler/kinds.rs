//! The kinds of files of the catalog, a room for each.

pub mod checking;
pub mod reading;
pub mod texts;
