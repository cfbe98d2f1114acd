//! What is published below `docs/`: the policies as JSON, a page for the administrators of each
//! version, an overview, the catalog for programs, and what the build says to mistakes in it.

mod acknowledged;
pub(crate) mod actions;
pub(crate) mod catalog_json;
pub(crate) mod errors;
pub(crate) mod findings;
mod markdown;
pub(crate) mod overview;
pub(crate) mod page;
mod section;

use pcluster_iam::Policy;

use crate::files::File;

/// The maintained form of a policy, with the placeholders of its source.
pub(crate) fn document(policy: &Policy) -> File {
    File { path: format!("docs/{}.json", policy.id), text: format!("{}\n", policy.template) }
}

/// The last part of a policy's id, which names its file.
fn variant(policy: &Policy) -> &'static str {
    policy.id.rsplit_once('/').map_or(policy.id, |(_, variant)| variant)
}
