//! The list of every kind of file, for the tools: what lies where, and which keys it has.

#[cfg(feature = "evaluate")]
use crate::compiler::kinds::commands;
use crate::compiler::kinds::{
    condition_keys, corrections, dangers, findings, parameters, partitions, policies, prefixes, principals,
    quotas, releases, reviews, services, settings, versions,
};
use crate::compiler::schema::FileKind;

/// Every kind of file: the first whose path fits a file is the file's.
pub const FILES: &[FileKind] = &[
    parameters::keys::FILE,
    partitions::keys::FILE,
    corrections::keys::FILE,
    condition_keys::keys::FILE,
    prefixes::keys::FILE,
    reviews::keys::FILE,
    dangers::keys::FILE,
    principals::keys::FILE,
    quotas::keys::FILE,
    releases::keys::FILE,
    findings::keys::FILE,
    services::keys::FILE,
    versions::keys::FILE,
    versions::keys::BUNDLES_FILE,
    settings::keys::FILE,
    #[cfg(feature = "evaluate")]
    commands::keys::FILE,
    policies::keys::FILE,
    policies::keys::STATEMENTS_FILE,
];

/// The kind of a file that lies at this path in the catalog.
pub fn file_at(path: &str) -> Option<&'static FileKind> {
    FILES.iter().find(|file| file.is_at(path))
}
