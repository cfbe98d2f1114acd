//! `tests/documented/digests.toml`: the digests of sources whose text is not kept here.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use pcluster_iam::Policy;
use serde::Deserialize;
use serde_json::Value;

use super::canonical;
use crate::files;
use crate::problem::Problem;

pub(super) const PATH: &str = "tests/documented/digests.toml";

/// The digests.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Digests {
    document: Vec<Stated>,
}

/// A document as its source states it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    policy: String,
    sha256: String,
    statements: usize,
    actions: usize,
    /// The document is this statement alone. Tests compare such a document, and one with `texts`:
    /// evaluating it takes the compiler.
    statement: Option<String>,
    /// The texts of parameters that replace the placeholders of the source.
    texts: Option<BTreeMap<String, Vec<String>>>,
}

impl Digests {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let Some(bytes) = files::read(root, PATH)? else { return Ok(Self::default()) };
        toml::from_slice(&bytes).with_context(|| format!("cannot read `{PATH}`"))
    }

    /// Compares a policy with its digest; `None` if there is no digest.
    pub(super) fn compare(&self, policy: &'static Policy) -> Option<Result<(), Problem>> {
        let is_plain = |it: &&Stated| it.statement.is_none() && it.texts.is_none();
        let stated = self.document.iter().filter(is_plain).find(|it| it.policy == policy.id)?;
        // Another check reports invalid JSON.
        let Ok(document) = serde_json::from_str(policy.documented) else { return Some(Ok(())) };
        let (found, n_statements, n_actions) = measured(&document, statements(&document));
        if found == stated.sha256 {
            return Some(Ok(()));
        }
        let message = format!(
            "`{}` as documented differs from its source: it has {n_statements} statements and {n_actions} actions, \
             the source {} and {}",
            policy.id, stated.statements, stated.actions
        );
        let help = format!(
            "write an entry that the source lacks as a table with `added`, and an entry that only the source has as a \
             table with `withdrawn`; if the digest is wrong, write {found} in `{PATH}`"
        );
        Some(Err(Problem::new(message, help).of(Some(policy.id))))
    }

    /// Digests of policies that the catalog does not have.
    pub(super) fn strays(&self, is_known: impl Fn(&str) -> bool) -> Vec<Problem> {
        let unknown = self.document.iter().filter(|stated| !is_known(&stated.policy));
        unknown
            .map(|stated| {
                Problem::new(
                    format!("`{PATH}` has a digest of `{}`, which the catalog does not have", stated.policy),
                    "add the policy with that id, or remove the digest",
                )
            })
            .collect()
    }
}

fn statements(document: &Value) -> &[Value] {
    document.get("Statement").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The digest of a document and the numbers of its statements and actions.
fn measured(document: &Value, statements: &[Value]) -> (String, usize, usize) {
    let n_actions = statements
        .iter()
        .filter_map(|statement| statement.get("Action"))
        .map(|actions| actions.as_array().map_or(1, Vec::len))
        .sum();
    (canonical::digest(document), statements.len(), n_actions)
}
