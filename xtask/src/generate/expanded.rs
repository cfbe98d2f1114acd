//! A committed copy of the Rust that the build script generates, so that a reader and a review can
//! see it: a few policies that together show every generated form.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use pcluster_iam::{AttachTo, ChangeKind, Effect, Need, POLICIES, Policy, Presence, Statement, generated};

use crate::files::File;

/// The folder of the copies.
pub(crate) const FOLDER: &str = "tests/expanded";

/// The copies.
pub(crate) fn files() -> Result<Vec<File>> {
    let copy = |policy: &Policy| {
        let wanted = module_path(policy.id);
        let file = generated::FILES.iter().find(|(path, _)| *path == wanted);
        let (path, text) = file.with_context(|| format!("the build script generates no `{wanted}`"))?;
        Ok(File { path: format!("{FOLDER}/{path}"), text: (*text).to_owned() })
    };
    chosen(POLICIES).into_iter().map(copy).collect()
}

/// The policies that are copied: time and again the one that shows most of what is not shown yet, of
/// equals the first, until every form is shown.
fn chosen(policies: &[&'static Policy]) -> Vec<&'static Policy> {
    let mut left: Vec<_> = policies.iter().map(|policy| (*policy, forms(policy))).collect();
    let mut chosen = Vec::new();
    while let Some((policy, shown)) = left.iter().rev().max_by_key(|(_, forms)| forms.len()).cloned() {
        if shown.is_empty() {
            break;
        }
        chosen.push(policy);
        for (_, forms) in &mut left {
            forms.retain(|form| !shown.contains(form));
        }
    }
    chosen
}

/// The forms that a policy's generated code has.
fn forms(policy: &Policy) -> BTreeSet<&'static str> {
    let parameters = policy.parameters.iter().map(|used| match used.need {
        Need::Required => "required parameter",
        Need::Default => "parameter with a default",
        Need::Optional => "optional parameter",
        Need::List => "list parameter",
        _ => "parameter of another need",
    });
    let attached = match policy.attach_to {
        AttachTo::Role { .. } => "for a role",
        _ => "for a user or group",
    };
    let changes = policy.differences().map(|difference| match difference.change.kind {
        ChangeKind::Added => "added",
        ChangeKind::Withdrawn => "withdrawn",
    });
    let forms = parameters.chain(changes).chain([attached]);
    forms.chain(policy.statements.iter().flat_map(statement_forms)).collect()
}

fn statement_forms(statement: &Statement) -> BTreeSet<&'static str> {
    let mut forms = BTreeSet::from([
        if statement.sid.is_some() { "Sid" } else { "no Sid" },
        match statement.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        },
        match statement.presence {
            Presence::Always => "always",
            Presence::When(_) => "when",
            Presence::Unless(_) => "unless",
            _ => "another presence",
        },
    ]);
    let values = statement.conditions.iter().map(|condition| &condition.values);
    for condition in statement.conditions {
        let is_vanishing = condition.values.maintained().all(|entry| is_conditional(entry.text));
        forms.insert(if is_vanishing { "condition that vanishes" } else { "condition" });
    }
    for element in [&statement.actions, &statement.resources].into_iter().chain(values) {
        forms.insert(if element.scalar { "scalar" } else { "list" });
        if element.negated {
            forms.insert("negated element");
        }
        let mut is_anchored = false;
        for entry in element.maintained() {
            let is_conditional = is_conditional(entry.text);
            if is_conditional {
                forms.insert(if is_anchored { "leading comma" } else { "trailing comma" });
            }
            is_anchored |= !is_conditional;
            if entry.text.contains('{') {
                forms.insert("placeholder");
            }
            if entry.text.contains("...}") {
                forms.insert("repeated entry");
            }
        }
    }
    forms
}

/// Whether an entry comes and goes with a parameter.
fn is_conditional(text: &str) -> bool {
    text.contains("?}") || text.contains("...}")
}

/// The path of a policy's generated file: `1.0/a-b` is `v1_0/a_b.rs`.
fn module_path(id: &str) -> String {
    format!("v{}.rs", id.replace(['.', '-'], "_"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use pcluster_iam::{POLICIES, Policy};

    use super::{chosen, forms};

    #[test]
    fn the_copies_show_every_form() {
        let all = |policies: &[&Policy]| -> BTreeSet<_> {
            policies.iter().flat_map(|policy| forms(policy)).collect()
        };
        assert_eq!(all(&chosen(POLICIES)), all(POLICIES));
    }
}
