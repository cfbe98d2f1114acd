//! The catalog's own folder: the names of its entries, and the parts that it lacks.

use std::path::Path;

use crate::compiler::kinds::WrittenCatalog;
use crate::compiler::kinds::reading::Hidden;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::listed;
use crate::compiler::source::files::{Disk, FolderEntry};

/// The files and folders that the catalog's folder holds besides the folders of versions.
///
/// A list of their own: a build without the feature `facts` does not compile all kinds of files.
pub const ENTRIES: [&str; 13] = [
    "README.md",
    "parameters.toml",
    "partitions.toml",
    "corrections.toml",
    "keys.toml",
    "prefixes.toml",
    "reviews.toml",
    "dangers.toml",
    "principals.toml",
    "quotas.toml",
    "releases.toml",
    "findings",
    "services",
];

/// The files that say more of the facts of services. They complete each other: where a catalog has two
/// of them, the others were lost.
pub const ABOUT_SERVICES: [&str; 5] =
    ["corrections.toml", "dangers.toml", "keys.toml", "prefixes.toml", "reviews.toml"];

/// The files of facts for the rules that stand by themselves.
pub const FOR_RULES: [&str; 1] = ["principals.toml"];

/// The advice about a file that is missing.
pub const WRITE: &str = "add it; catalog/README.md describes its content";

/// True for the name of a file that lies in the catalog's own folder.
pub fn is_file(name: &str) -> bool {
    ENTRIES.contains(&name) && name.contains('.')
}

/// True for the name of a file of facts.
pub fn is_of_facts(name: &str) -> bool {
    ABOUT_SERVICES.contains(&name) || FOR_RULES.contains(&name)
}

/// The content of the catalog's folder, in a sentence.
pub fn holds() -> String {
    let all = listed(ENTRIES.into_iter());
    format!("the catalog's folder holds {all} and a folder for each version")
}

/// Notes the parts that the catalog's folder lacks; their content is hidden.
pub fn missing(disk: &mut Disk<'_>, folder: &Path, found: &[FolderEntry], catalog: &mut WrittenCatalog) {
    let is_there = |name: &str| found.iter().any(|found| found.name == name);
    let mut missing_folder = |name: &str, help: &str| {
        let (place, message) = if is_there(name) {
            (folder.join(name), "the folder is empty".to_owned())
        } else {
            (folder.to_owned(), format!("the folder has no folder `{name}`"))
        };
        disk.refuse(Code::MissingFile, &place, message, help);
    };
    #[cfg(feature = "facts")]
    let lacks_services = catalog.facts.services.is_empty();
    // The folder is not read.
    #[cfg(not(feature = "facts"))]
    let lacks_services = !is_there("services");
    if lacks_services {
        missing_folder(
            "services",
            "create it, with a file such as `ec2.toml` for each service whose actions the policies name",
        );
        #[cfg(feature = "facts")]
        catalog.facts.hide_services();
    }
    let needs_findings = is_there("findings") || acknowledges_any(&catalog.versions.items);
    if needs_findings && catalog.findings.is_empty() {
        catalog.findings.hidden = Hidden::all();
        missing_folder(
            "findings",
            "create it, with a file such as `actions.toml` for each group of findings",
        );
    }
    if catalog.versions.is_empty() {
        catalog.versions.hidden = Hidden::all();
        disk.refuse(
            Code::MissingFile,
            folder,
            "the folder has no folder of a version",
            "create one that is named after a release, such as `2.9`, with a `version.toml`",
        );
    }
    if ABOUT_SERVICES.iter().filter(|name| is_there(name)).count() < 2 {
        return;
    }
    for name in ABOUT_SERVICES.into_iter().filter(|name| !is_there(name)) {
        let message = format!("the folder has no `{name}`");
        #[cfg_attr(not(feature = "facts"), expect(unused_variables, reason = "a file of the facts"))]
        let file = disk.refuse(Code::MissingFile, folder, message, WRITE);
        #[cfg(feature = "facts")]
        catalog.facts.hide(name, file);
    }
}

/// True if anything of these versions acknowledges a finding.
fn acknowledges_any(versions: &[WrittenVersion]) -> bool {
    versions.iter().any(|version| {
        let mut policies = version.policies.items.iter();
        !version.acknowledged.is_empty()
            || policies.any(|policy| {
                let mut statements = policy.statements.items.iter();
                !policy.acknowledged.is_empty()
                    || statements.any(|statement| !statement.acknowledged.is_empty())
            })
    })
}
