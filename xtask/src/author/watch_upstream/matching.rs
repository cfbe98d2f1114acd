//! The pairs of documents of a release and policies of the catalog.

use std::cmp::Reverse;

use anyhow::{Result, bail};
use serde_json::Value;

use super::documents::UpstreamDocument;
use super::known::KnownPolicy;
use crate::author::compare_page::difference::{Difference, differences};
use crate::pairing::{likeness, statements};

/// The least likeness, in percent, of two documents of one policy that have different names.
const ALIKE: usize = 50;

/// The policies of one version and the documents of a release.
pub(super) struct Matches<'a> {
    pub(super) pairs: Vec<(&'a KnownPolicy, &'a UpstreamDocument)>,
    /// The documents without a policy.
    pub(super) new: Vec<&'a UpstreamDocument>,
    /// The policies without a document that the release would state: those of roles, of users, or both.
    pub(super) gone: Vec<&'a KnownPolicy>,
}

impl<'a> Matches<'a> {
    /// Pairs by the variant, then by the name, then by content.
    pub(super) fn of(policies: &[&'a KnownPolicy], documents: &'a [UpstreamDocument]) -> Self {
        let mut candidates = Vec::new();
        for (policy_idx, policy) in policies.iter().enumerate() {
            for (document_idx, document) in documents.iter().enumerate() {
                let likeness = likeness(&policy.documented, &document.value);
                let is_variant = policy.variant() == document.name;
                let is_name = policy.name == document.name;
                if is_variant || is_name || likeness >= ALIKE {
                    let rank = (Reverse(is_variant), Reverse(is_name), Reverse(likeness));
                    candidates.push((rank, policy_idx, document_idx));
                }
            }
        }
        candidates.sort_unstable();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (_, policy, document) in candidates {
            if !found.iter().any(|&(one, other)| one == policy || other == document) {
                found.push((policy, document));
            }
        }
        found.sort_unstable_by_key(|&(_, document)| document);
        let is_paired = |idx: usize| found.iter().any(|&(policy, _)| policy == idx);
        let paired = found.iter().filter_map(|&(idx, _)| policies.get(idx));
        let kinds: Vec<bool> = paired.map(|policy| is_in_role(policy, policies)).collect();
        let gone = policies
            .iter()
            .enumerate()
            .filter(|(idx, policy)| !is_paired(*idx) && kinds.contains(&is_in_role(policy, policies)));
        let new = documents.iter().enumerate();
        let new = new.filter(|(idx, _)| !found.iter().any(|(_, document)| document == idx));
        Self {
            pairs: found
                .iter()
                .filter_map(|&(policy, document)| Some((*policies.get(policy)?, documents.get(document)?)))
                .collect(),
            new: new.map(|(_, document)| document).collect(),
            gone: gone.map(|(_, policy)| *policy).collect(),
        }
    }
}

/// True if the source states a policy as part of a role, beside other sources for the policies of users.
///
/// A release can have a role of its own for users. The catalog's policy is then for users, and yet it comes
/// with the roles: the policies for users are headings or resources of the source, and it is not.
fn is_in_role(policy: &KnownPolicy, policies: &[&KnownPolicy]) -> bool {
    let has = |is_of_role, is_heading| {
        policies.iter().any(|it| it.is_of_role == is_of_role && it.is_heading == is_heading)
    };
    policy.is_of_role || !policy.is_heading && has(true, false) && has(false, true)
}

/// The version with this id.
pub(super) fn version<'a>(catalog: &'a [KnownPolicy], id: &str) -> Result<Option<&'a str>> {
    if let Some(policy) = catalog.iter().find(|policy| policy.version == id) {
        return Ok(Some(&policy.version));
    }
    let mut ids: Vec<_> = catalog.iter().map(|policy| format!("`{}`", policy.version)).collect();
    ids.dedup();
    bail!("--version {id}: the catalog has no version `{id}`; it has {}", ids.join(", "))
}

/// The version whose policies are most like the documents; of equal ones the last.
pub(super) fn nearest<'a>(catalog: &'a [KnownPolicy], documents: &[UpstreamDocument]) -> Option<&'a str> {
    let mut versions: Vec<_> = catalog.iter().map(|policy| policy.version.as_str()).collect();
    versions.dedup();
    versions.into_iter().max_by_key(|version| {
        let policies = || catalog.iter().filter(|policy| policy.version == *version);
        let of = |document: &UpstreamDocument| {
            policies().map(|policy| likeness(&policy.documented, &document.value)).max().unwrap_or(0)
        };
        documents.iter().map(of).sum::<usize>()
    })
}

/// What a release grants otherwise than the catalog states, in sentences. The order of statements and
/// entries grants nothing.
pub(super) fn changes(policy: &KnownPolicy, document: &UpstreamDocument) -> Vec<String> {
    let found = differences(&policy.documented, &document.value);
    let found =
        found.iter().filter(|difference| !difference.is_layout() && **difference != Difference::Unequal);
    let mut changes: Vec<_> = found.map(|difference| difference.sentence("the release")).collect();
    let with_values = document.with_values.iter().filter_map(|value| value.get("Statement"));
    for statement in with_values.flat_map(statements) {
        changes.extend(optional_changes(policy, document, statement));
    }
    changes
}

/// The changes of a statement that a setting brings. Its resources are values of the configuration, so
/// only its actions are compared.
fn optional_changes(policy: &KnownPolicy, document: &UpstreamDocument, statement: &Value) -> Vec<String> {
    let by_default = document.value.get("Statement").map(statements).unwrap_or_default();
    let is_same = |other: &Value| ["Sid", "Action"].iter().all(|key| other.get(key) == statement.get(key));
    if by_default.iter().any(is_same) {
        return Vec::new();
    }
    let texts = |key: &str| match statement.get(key) {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => vec![text.as_str()],
        _ => Vec::new(),
    };
    let sid = statement.get("Sid").and_then(Value::as_str);
    let actions = texts("Action");
    let is_equal = |known: &[String]| {
        known.iter().all(|action| actions.contains(&&**action))
            && actions.iter().all(|action| known.iter().any(|it| it == action))
    };
    if policy.statements.iter().any(|known| known.sid.as_deref() == sid && is_equal(&known.actions)) {
        return Vec::new();
    }
    let named = |sid: &str| format!("statement `{sid}`");
    let what = sid.map_or_else(|| format!("a statement with {}", quoted(&actions)), named);
    let Some(known) = policy.statements.iter().find(|known| sid.is_some() && known.sid.as_deref() == sid)
    else {
        return vec![format!("with settings, the release has {what} that the catalog lacks")];
    };
    let more = actions.iter().filter(|action| !known.actions.iter().any(|it| it == *action));
    let less = known.actions.iter().filter(|action| !actions.contains(&&***action));
    let more = more
        .map(|it| format!("with settings, the release has action `{it}` in {what} that the catalog lacks"));
    let less = less
        .map(|it| format!("the catalog has action `{it}` in {what} that the release with settings lacks"));
    more.chain(less).collect()
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
