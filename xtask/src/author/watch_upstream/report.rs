//! The outcome of a comparison, and how it is printed.

use std::fmt;

use super::documents::UpstreamDocument;
use super::known::KnownPolicy;
use super::matching::{Matches, changes};
use crate::pairing::statements;

/// The differences between a release and the catalog.
pub(super) struct UpstreamReport<'a> {
    source: String,
    version: Option<&'a str>,
    outcomes: Vec<(&'a KnownPolicy, &'a UpstreamDocument, Vec<String>)>,
    new: Vec<&'a UpstreamDocument>,
    gone: Vec<&'a KnownPolicy>,
    unread: &'a [String],
}

impl<'a> UpstreamReport<'a> {
    pub(super) fn new(
        source: &str,
        version: Option<&'a str>,
        matches: &Matches<'a>,
        unread: &'a [String],
    ) -> Self {
        let outcomes =
            matches.pairs.iter().map(|&(policy, document)| (policy, document, changes(policy, document)));
        Self {
            source: source.to_owned(),
            version,
            outcomes: outcomes.collect(),
            new: matches.new.clone(),
            gone: matches.gone.clone(),
            unread,
        }
    }

    /// True if the release grants what the catalog states.
    pub(super) fn is_equal(&self) -> bool {
        let is_changed = self.outcomes.iter().any(|(.., changes)| !changes.is_empty());
        !is_changed
            && self.unread.is_empty()
            && self.new.is_empty()
            && self.gone.is_empty()
            && !self.outcomes.is_empty()
    }
}

impl fmt::Display for UpstreamReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, outcomes, new, gone, unread, .. } = self;
        let version = self.version.unwrap_or("no version");
        for (policy, document, changes) in outcomes {
            match changes.as_slice() {
                [] => writeln!(f, "`{}`: equal", policy.id)?,
                changes => {
                    writeln!(f, "`{}`: changed in `{}`", policy.id, document.shown)?;
                    changes.iter().try_for_each(|change| writeln!(f, "  {change}"))?;
                }
            }
        }
        for document in new {
            let n_statements = document.value.get("Statement").map_or(0, |it| statements(it).len());
            let noun = if n_statements == 1 { "statement" } else { "statements" };
            writeln!(f, "`{}`: new, with {n_statements} {noun}", document.shown)?;
        }
        for policy in gone {
            writeln!(f, "`{}`: gone, no document of the release is like it", policy.id)?;
        }
        unread.iter().try_for_each(|it| writeln!(f, "{it}"))?;
        let n_equal = outcomes.iter().filter(|(.., changes)| changes.is_empty()).count();
        writeln!(
            f,
            "\n{source} against {version}: {n_equal} equal, {} changed, {} new, {} gone",
            outcomes.len() - n_equal,
            new.len(),
            gone.len()
        )?;
        if !self.is_equal() {
            writeln!(
                f,
                "next: if the catalog has this release, correct {version}; if not, write it with `cargo xtask import` and compare again with `--version`. catalog/README.md describes both."
            )?;
        }
        Ok(())
    }
}
