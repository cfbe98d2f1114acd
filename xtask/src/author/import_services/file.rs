//! The facts of a service as the text of its file: one line for each fact.

use std::collections::{BTreeMap, BTreeSet};

use pcluster_iam::AccessLevel;

use super::facts::{Facts, table, usual};
use crate::author::toml;
use crate::files::File;
use crate::schema_line;

/// The file of a service, by its path in the catalog.
pub(super) fn file(prefix: &str, name: &str, as_of: &str, facts: &Facts) -> File {
    let path = format!("services/{prefix}.toml");
    let schema = schema_line::first_line("catalog", &format!("catalog/{path}"))
        .map(|line| format!("{line}\n"))
        .unwrap_or_default();
    let mut text = format!(
        "{schema}# Written by `cargo xtask import-services`; where AWS misleads, ../corrections.toml says what holds.\n\
         \nname = {}\nas-of = {as_of}\n",
        toml::text(name)
    );
    let resources = facts.resources.iter();
    section(
        &mut text,
        "resources",
        resources.map(|(name, resource)| (toml::key(name), one_or_list(&resource.arns))),
    );
    for level in AccessLevel::ALL {
        let actions = facts.actions.iter().filter(|(_, action)| action.level == level);
        section(
            &mut text,
            table(level),
            actions.map(|(name, action)| {
                let on = action.on.keys().map(String::as_str);
                (toml::key(name), if action.on.is_empty() { toml::text("*") } else { list(on) })
            }),
        );
    }
    section(&mut text, "keys", facts.keys.iter().map(|(name, types)| (toml::key(name), one_or_list(types))));
    section(&mut text, "action-keys", action_keys(facts).into_iter());
    let resources = facts.resources.iter().filter(|(_, resource)| !resource.keys.is_empty());
    section(
        &mut text,
        "resource-keys",
        resources.map(|(name, resource)| (toml::key(name), list(resource.keys.iter().map(String::as_str)))),
    );
    let calls = facts.calls.iter();
    section(
        &mut text,
        "calls",
        calls.map(|(name, actions)| (toml::key(name), list(actions.iter().map(String::as_str)))),
    );
    File { path, text }
}

/// The lines of keys: the keys of most requests first, then the differences of each action, and of
/// each action on a resource type.
fn action_keys(facts: &Facts) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut push = |name: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.push((toml::key(name), list(items.iter().map(String::as_str))));
        }
    };
    let none = BTreeSet::new();
    let of_all = usual(facts.actions.values().map(|action| &action.keys));
    push("*", differences(&none, &of_all));
    let requests_on = |resource| facts.actions.values().filter_map(move |action| action.on.get(resource));
    let usual_on: BTreeMap<&String, _> =
        facts.resources.keys().map(|resource| (resource, usual(requests_on(resource)))).collect();
    for (resource, usual) in &usual_on {
        push(&format!("* on {resource}"), differences(&none, usual));
    }
    for (name, action) in &facts.actions {
        push(name, differences(&of_all, &action.keys.iter().map(String::as_str).collect()));
        for (resource, keys) in &action.on {
            let keys = keys.iter().map(String::as_str).collect();
            let usual = usual_on.get(resource).unwrap_or(&none);
            push(&format!("{name} on {resource}"), differences(usual, &keys));
        }
    }
    lines
}

/// The keys of the second set alone, and with `!` those of the first alone, sorted by key.
fn differences(usual: &BTreeSet<&str>, keys: &BTreeSet<&str>) -> Vec<String> {
    let mark = |key: &&str| if keys.contains(key) { (*key).to_owned() } else { format!("!{key}") };
    usual.symmetric_difference(keys).map(mark).collect()
}

fn section(text: &mut String, name: &str, lines: impl Iterator<Item = (String, String)>) {
    for (idx, (key, value)) in lines.enumerate() {
        if idx == 0 {
            text.push_str(&format!("\n[{name}]\n"));
        }
        text.push_str(&format!("{key} = {value}\n"));
    }
}

fn one_or_list(texts: &BTreeSet<String>) -> String {
    match texts.iter().collect::<Vec<_>>().as_slice() {
        [text] => toml::text(text),
        texts => list(texts.iter().map(|text| text.as_str())),
    }
}

fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    toml::inline(&texts.collect::<Vec<_>>())
}
