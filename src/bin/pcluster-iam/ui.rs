//! The presentation of results, mistakes and suggestions.

pub(crate) mod bar;
pub(crate) mod differences;
pub(crate) mod failure;
pub(crate) mod file;
pub(crate) mod github;
pub(crate) mod grants;
pub(crate) mod lines;
pub(crate) mod output;
pub(crate) mod suggest;
pub(crate) mod system;
pub(crate) mod table;
pub(crate) mod toml_file;
pub(crate) mod toml_reader;
