//! The check of the documented form against the document of its source, which `tests/documented` keeps
//! as text or as digests.

mod difference;
mod found;
mod kept;
mod names;
mod report;
#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::Result;
use pcluster_iam::Policy;

use crate::catalog::Catalog;
use crate::files;
use crate::problem::Problem;
use crate::stated::{FOLDER, Source};
use found::FoundDocument;
use report::Report;

/// Compares each policy with the documents of its source.
pub(super) fn check(root: &Path, catalog: &Catalog) -> Result<Vec<Problem>> {
    let sources = Source::all(root)?;
    let mut report = Report::new(root, catalog);
    let mut known: Vec<String> = sources.iter().map(|source| source.path.clone()).collect();
    for source in &sources {
        match policies(catalog, source) {
            Ok(policies) => compare(source, &policies, &mut report)?,
            Err(problem) => report.add(problem),
        }
    }
    for policy in catalog.policies() {
        let path = format!("{FOLDER}/{}.json", policy.id);
        let is_in = |source: &Source| source.policies.iter().any(|id| id == policy.id);
        match files::read(root, &path)? {
            Some(bytes) => kept::compare(policy, &path, &bytes, &mut report)?,
            None if sources.iter().any(is_in) => {}
            None => report.add(kept::missing(policy)),
        }
        known.push(path);
    }
    for path in files::list(root, FOLDER)? {
        // Files beside the folders of the versions describe them.
        let is_of_version = path.split('/').count() > FOLDER.split('/').count() + 1;
        if is_of_version && !known.contains(&path) {
            report.add(Problem::new(
                format!("`{path}` belongs to no policy of the catalog"),
                "add the policy with that id, or remove the file",
            ));
        }
    }
    Ok(report.into_problems())
}

/// Compares the documents of a file of digests with these policies.
fn compare(source: &Source, policies: &[&'static Policy], report: &mut Report<'_>) -> Result<()> {
    for (form, stated) in &source.documents {
        // Another check reports invalid JSON.
        let Some(found) = FoundDocument::of(policies, form)? else { continue };
        if !found.is(stated) {
            difference::report(stated, &found, report)?;
        }
    }
    Ok(())
}

/// The policies of a file of digests.
fn policies(catalog: &Catalog, source: &Source) -> Result<Vec<&'static Policy>, Problem> {
    let policies = source.policies.iter().map(|id| {
        let policy = catalog.policies().find(|policy| policy.id == id);
        policy.ok_or_else(|| {
            Problem::new(
                format!("`{}` has digests of `{id}`, which the catalog does not have", source.path),
                "add the policy with that id, or remove the file",
            )
        })
    });
    policies.collect()
}
