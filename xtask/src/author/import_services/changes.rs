//! The differences between known and new facts, one line each.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Action, Facts, table};

/// Every difference, in the order of a service's file. What is new since the review of a service on that
/// day is marked as such.
pub(super) fn changes(old: &Facts, new: &Facts, reviewed: Option<&str>) -> Vec<String> {
    let mut changes = Vec::new();
    let since = reviewed.map_or_else(String::new, |date| format!(", after the review of {date}"));
    let known_variables = variables(old);
    for (name, resource) in pairs(&old.resources, &new.resources) {
        match resource {
            (None, Some(resource)) => {
                changes.push(format!("new resource type `{name}`{since}: {}", listed(&resource.arns)));
            }
            (Some(_), None) => changes.push(format!("the resource type `{name}` is gone")),
            (Some(old), Some(new)) => {
                if old.arns != new.arns {
                    changes.push(format!(
                        "the ARN formats of the resource type `{name}` changed from {} to {}",
                        listed(&old.arns),
                        listed(&new.arns)
                    ));
                }
                let of = format!("the resource type `{name}`");
                changes.extend(set_change(&old.keys, &new.keys, &of, "condition keys"));
            }
            (None, None) => {}
        }
    }
    for variable in variables(new).difference(&known_variables) {
        changes.push(match reviewed {
            Some(_) => format!(
                "new variable `${{{variable}}}`{since}: holds neither `/` nor `:` unless catalog/corrections.toml says otherwise"
            ),
            None => format!("new variable `${{{variable}}}`: holds anything, since nobody has reviewed the service"),
        });
    }
    for (name, action) in pairs(&old.actions, &new.actions) {
        match action {
            (None, Some(action)) => {
                changes.push(format!("new action `{name}`: {}, {}", table(action.level), on(action)));
            }
            (Some(_), None) => changes.push(format!("the action `{name}` is gone")),
            (Some(old), Some(new)) => changes.extend(action_changes(name, old, new)),
            (None, None) => {}
        }
    }
    for (name, types) in pairs(&old.keys, &new.keys) {
        match types {
            (None, Some(types)) => changes.push(format!("new condition key `{name}`: {}", listed(types))),
            (Some(_), None) => changes.push(format!("the condition key `{name}` is gone")),
            (Some(old), Some(new)) if old != new => {
                changes.push(format!(
                    "the type of the condition key `{name}` changed from {} to {}",
                    listed(old),
                    listed(new)
                ));
            }
            _ => {}
        }
    }
    let none = BTreeSet::new();
    for (name, (old, new)) in pairs(&old.calls, &new.calls) {
        let of = format!("the call `{name}`");
        changes.extend(set_change(old.unwrap_or(&none), new.unwrap_or(&none), &of, "further actions"));
    }
    changes
}

fn action_changes(name: &str, old: &Action, new: &Action) -> Vec<String> {
    let mut changes = Vec::new();
    let of = format!("the action `{name}`");
    if old.level != new.level {
        changes.push(format!(
            "the access level of {of} changed from {} to {}",
            table(old.level),
            table(new.level)
        ));
    }
    let types = |action: &Action| action.on.keys().cloned().collect();
    changes.extend(set_change(&types(old), &types(new), &of, "resource types"));
    changes.extend(set_change(&old.keys, &new.keys, &of, "condition keys"));
    for (resource, keys) in pairs(&old.on, &new.on) {
        if let (Some(old), Some(new)) = keys {
            changes.extend(set_change(old, new, &format!("{of} on `{resource}`"), "condition keys"));
        }
    }
    changes
}

/// The names that joined a set and the names that left it.
fn set_change(old: &BTreeSet<String>, new: &BTreeSet<String>, of: &str, what: &str) -> Option<String> {
    let parts: Vec<_> = [("new", new, old), ("gone", old, new)]
        .into_iter()
        .filter_map(|(word, one, other)| {
            let names: BTreeSet<_> = one.difference(other).cloned().collect();
            (!names.is_empty()).then(|| format!("{word} {}", listed(&names)))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("{what} of {of}: {}", parts.join("; ")))
}

/// The resource types of an action.
fn on(action: &Action) -> String {
    match action.on.keys().cloned().collect::<BTreeSet<_>>() {
        types if types.is_empty() => "on `*` only".to_owned(),
        types => format!("on {}", listed(&types)),
    }
}

/// The variables in the last fields of all ARN formats.
fn variables(facts: &Facts) -> BTreeSet<&str> {
    let arns = facts.resources.values().flat_map(|resource| &resource.arns);
    let fields = arns.filter_map(|arn| arn.splitn(6, ':').last());
    fields
        .flat_map(|field| field.split("${").skip(1))
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

/// Each name of two maps with its values in both.
fn pairs<'m, T>(
    old: &'m BTreeMap<String, T>,
    new: &'m BTreeMap<String, T>,
) -> impl Iterator<Item = (&'m String, (Option<&'m T>, Option<&'m T>))> {
    let names: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    names.into_iter().map(|name| (name, (old.get(name), new.get(name))))
}

fn listed(names: &BTreeSet<String>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
