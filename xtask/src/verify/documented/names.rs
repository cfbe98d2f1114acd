//! The names of entries that are known by their digests alone. A digest cannot be read, but whatever the
//! catalog or AWS states anywhere can be digested and compared.

use std::collections::HashMap;

use pcluster_iam::Effect;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::stated::{StatedEntry, StatedStatement};

/// Entries by their digests.
#[derive(Debug)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// The actions of all services, and what the policies of the catalog have in either form.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut names = HashMap::new();
        let mut add = |entry: StatedEntry| {
            names.extend(entry.name.map(|name| (entry.digest, name)));
        };
        for effect in [Effect::Allow, Effect::Deny] {
            add(StatedEntry::new("Effect", &effect.to_string()));
        }
        for service in &catalog.services {
            for action in service.matching("*") {
                add(StatedEntry::new("Action", &format!("{}:{}", service.prefix, action.name())));
            }
        }
        for text in catalog.policies().flat_map(|policy| [policy.template, policy.documented]) {
            let document = serde_json::from_str::<Value>(text).unwrap_or_default();
            let statements = document.get("Statement").and_then(Value::as_array);
            for statement in statements.into_iter().flatten() {
                StatedStatement::of(statement).entries.into_iter().for_each(&mut add);
            }
        }
        Self(names)
    }

    /// An entry with its name, if that is known.
    pub(super) fn named(&self, entry: &StatedEntry) -> StatedEntry {
        let name = entry.name.clone().or_else(|| self.0.get(&entry.digest).cloned());
        StatedEntry { digest: entry.digest.clone(), name }
    }
}
