//! `tests/documented/digests.toml`: what a source states, where its text is not kept here.

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

/// What the source states about one document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    policy: String,
    sha256: String,
    statements: usize,
    actions: usize,
    /// For one statement alone, or with other texts than the source's placeholders, the document is
    /// held by the tests, which can evaluate it.
    statement: Option<String>,
    texts: Option<toml::Table>,
}

impl Digests {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let Some(bytes) = files::read(root, PATH)? else { return Ok(Self::default()) };
        toml::from_slice(&bytes).with_context(|| format!("cannot read `{PATH}`"))
    }

    /// Compares a policy with its digest; nothing if there is none.
    pub(super) fn compare(&self, policy: &'static Policy) -> Option<Result<(), Problem>> {
        let is_plain = |it: &&Stated| it.statement.is_none() && it.texts.is_none();
        let stated = self.document.iter().filter(is_plain).find(|it| it.policy == policy.id)?;
        // That it is JSON is a check of its own.
        let Ok(document) = serde_json::from_str(policy.documented) else { return Some(Ok(())) };
        let (found, n_statements, n_actions) = measured(&document);
        if found == stated.sha256 {
            return Some(Ok(()));
        }
        let message = format!(
            "`{}` as documented is not what its source states: it has {n_statements} statements and {n_actions} actions, \
             the source {} and {}",
            policy.id, stated.statements, stated.actions
        );
        let help = format!(
            "what the source lacks is written as a table with `added`, what it has too much as one with `withdrawn`; \
             if the source itself was read wrongly, its digest is {found} in `{PATH}`"
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
                    "write the policy of that id, or remove the digest",
                )
            })
            .collect()
    }
}

/// The digest of a document and the numbers of its statements and actions.
fn measured(document: &Value) -> (String, usize, usize) {
    let statements = document.get("Statement").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let n_actions = statements
        .iter()
        .filter_map(|statement| statement.get("Action"))
        .map(|actions| actions.as_array().map_or(1, Vec::len))
        .sum();
    (canonical::digest(document), statements.len(), n_actions)
}
