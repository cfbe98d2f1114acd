//! The services and the facts of AWS about them, as a few long literals for each: names as one string,
//! lists of places as one array.
//!
//! The file is written as text. It has no structure that a formatter would improve, and as tokens it
//! would take longer than all the rest.

use std::collections::BTreeMap;

use crate::compiler::kinds::corrections::model::{Correction, CorrectionKind};
use crate::compiler::kinds::facts::Facts;
use crate::compiler::kinds::services::model::{
    AccessLevel, KeyType, Service, ServiceAction, ServiceCall, ServiceFacts,
};
use crate::compiler::names;
use crate::compiler::shared::hash::hash;

/// How long a line of numbers is.
const WIDTH: usize = 100;

/// The text of the file.
pub(super) fn text(facts: &Facts) -> String {
    let mut text = "\
// @generated from catalog/services and catalog/corrections.toml by build.rs. Do not edit.

use crate::AccessLevel::{
    List as L, PermissionsManagement as P, Read as R, Tagging as T, Write as W,
};
use crate::Context;
use crate::service::table::{Facts, Lists, Names};
use crate::{Correction, CorrectionKind, Review, Service};

/// The services whose facts the catalog has, sorted by prefix.
pub static SERVICES: &[&Service] = &[
"
    .to_owned();
    for service in &facts.services {
        text.push_str(&format!("    &{},\n", names::screaming(&service.prefix)));
    }
    text.push_str("];\n\n/// The reviewed corrections of AWS's statements, in the catalog's order.\n");
    text.push_str("pub static CORRECTIONS: &[Correction] = &[\n");
    facts.corrections.iter().for_each(|correction| text.push_str(&self::correction(correction)));
    text.push_str("];\n");
    facts.services.iter().for_each(|service| text.push_str(&self::service(service)));
    text
}

fn correction(correction: &Correction) -> String {
    let Correction { subject, stated, corrected, reason, source, .. } = correction;
    let kind = match correction.kind {
        CorrectionKind::AccessLevel => "AccessLevel",
        CorrectionKind::ResourceTypes => "ResourceTypes",
        CorrectionKind::ArnFormats => "ArnFormats",
        CorrectionKind::ConditionKey => "ConditionKey",
        CorrectionKind::CompleteKeys => "CompleteKeys",
        CorrectionKind::Variable => "Variable",
    };
    format!(
        "    Correction {{
        kind: CorrectionKind::{kind},
        subject: {subject:?},
        stated: &{stated:?},
        corrected: &{corrected:?},
        reason: {reason:?},
        source: {source:?},
    }},\n"
    )
}

fn service(service: &Service) -> String {
    let Service { prefix, name, facts, review } = service;
    let ServiceFacts { as_of, actions, resources, keys, calls, .. } = facts;
    let on = || actions.iter().flat_map(|action| &action.on);
    let arns: Vec<_> = resources.iter().flat_map(|resource| &resource.arns).collect();
    let mut n_arns = 0;
    let resource_arns: Vec<Vec<usize>> = resources
        .iter()
        .map(|resource| {
            n_arns += resource.arns.len();
            (n_arns - resource.arns.len()..n_arns).collect()
        })
        .collect();
    let authorized = places(calls.iter().flat_map(|call| &call.authorizes).map(|it| it.action.as_str()));
    let fields = [
        ("actions", names(actions.iter().map(|action| &action.name))),
        ("action_slots", slots(actions)),
        ("levels", array(actions.iter().map(|action| letter(action.level).to_owned()))),
        ("on", lists(actions.iter().map(|action| action.on.iter().map(|on| on.resource)))),
        ("action_keys", lists(actions.iter().map(|action| action.keys.iter().copied()))),
        ("keys_on", lists(on().map(|on| on.keys.iter().copied()))),
        ("has_complete_keys", facts.has_complete_keys.to_string()),
        ("resources", names(resources.iter().map(|resource| &resource.name))),
        ("resource_arns", lists(resource_arns.into_iter())),
        ("resource_keys", lists(resources.iter().map(|resource| resource.keys.iter().copied()))),
        ("arns", names(arns.into_iter())),
        ("variables", format!("&{:?}", facts.variables)),
        ("keys", names(keys.iter().map(|key| &key.name))),
        ("key_types", array(keys.iter().map(|key| set(&key.types).to_string()))),
        ("spellings", format!("&{:?}", facts.spellings)),
        ("calls", names(calls.iter().map(|call| &call.name))),
        (
            "authorized",
            lists(calls.iter().map(|call| call.authorizes.iter().map(|it| authorized[it.action.as_str()]))),
        ),
        ("authorized_actions", names(authorized.keys())),
        ("contexts", contexts(calls)),
    ];
    let fields = fields.map(|(name, value)| format!("        {name}: {value},\n")).concat();
    let review = review.as_ref().map_or_else(
        || "None".to_owned(),
        |review| format!("Some(Review {{ date: {:?}, against: {:?} }})", review.date, review.against),
    );
    format!(
        "
static {}: Service = Service {{
    prefix: {prefix:?},
    name: {name:?},
    as_of: {as_of:?},
    review: {review},
    facts: &Facts {{
{fields}    }},
}};
",
        names::screaming(prefix),
    )
}

/// Names in order, with their places.
fn places<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<&'n str, usize> {
    let mut places: BTreeMap<_, _> = names.map(|name| (name, 0)).collect();
    places.values_mut().enumerate().for_each(|(idx, place)| *place = idx);
    places
}

/// The table by which the library finds an action: at the hash of its name, or at the next free place.
fn slots(actions: &[ServiceAction]) -> String {
    let n_slots = if actions.is_empty() { 0 } else { (2 * actions.len()).next_power_of_two() };
    let mut slots = vec![0; n_slots];
    for (id, action) in actions.iter().enumerate() {
        let mut slot = hash(&action.name) & (n_slots - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (n_slots - 1);
        }
        slots[slot] = id + 1;
    }
    array(slots.iter().map(usize::to_string))
}

/// The letter under which the file imports an access level.
fn letter(level: AccessLevel) -> &'static str {
    ["L", "R", "W", "T", "P"][level.0]
}

/// The types of a key's values as a set.
fn set(types: &[KeyType]) -> u16 {
    types.iter().map(|it| 1 << (2 * it.value + usize::from(it.is_array))).sum()
}

/// One string with a name on each line.
pub(super) fn names(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    let mut starts = Vec::new();
    for name in names {
        starts.push(text.len());
        text.push_str(name.as_ref());
        text.push('\n');
    }
    if !starts.is_empty() {
        starts.push(text.len());
    }
    let text = text.trim_end().replace('\\', "\\\\").replace('"', "\\\"");
    let text = if text.is_empty() { text } else { format!("\\\n{text}") };
    format!("Names {{ text: \"{text}\", starts: {} }}", array(starts.iter().map(usize::to_string)))
}

/// Lists of places, one behind the other.
fn lists(lists: impl Iterator<Item = impl IntoIterator<Item = usize>>) -> String {
    let mut starts = vec![0];
    let mut items = Vec::new();
    for list in lists {
        items.extend(list);
        starts.push(items.len());
    }
    let [starts, items] = [starts, items].map(|numbers| array(numbers.iter().map(usize::to_string)));
    format!("Lists {{ starts: {starts}, items: {items} }}")
}

/// The contexts of authorized actions, each with the action's place among all that the service's calls
/// authorize.
fn contexts(calls: &[ServiceCall]) -> String {
    let authorized = calls.iter().flat_map(|call| &call.authorizes).enumerate();
    let contexts = authorized.filter(|(_, it)| !it.context.is_empty()).map(|(place, it)| {
        let context =
            it.context.iter().map(|(key, values)| format!("Context {{ key: {key:?}, values: &{values:?} }}"));
        format!("({place}, &[{}])", context.collect::<Vec<_>>().join(", "))
    });
    array(contexts)
}

/// An array, with as many items on a line as there is place for.
fn array(items: impl Iterator<Item = String>) -> String {
    let mut text = "&[".to_owned();
    let mut column = WIDTH;
    for item in items {
        if column + item.len() > WIDTH {
            text.push_str("\n            ");
            column = 12;
        } else {
            text.push(' ');
        }
        column += item.len() + 2;
        text.push_str(&item);
        text.push(',');
    }
    text.push(']');
    text
}
