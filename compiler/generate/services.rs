//! The services and the facts of AWS about them, as parts of a pool.
//!
//! The file is written as text. It has no structure that a formatter would improve, and as tokens it
//! would take longer than all the rest.

use std::collections::BTreeMap;

use crate::compiler::generate::pool::Pool;
use crate::compiler::kinds::corrections::model::{Correction, CorrectionKind};
use crate::compiler::kinds::facts::Facts;
use crate::compiler::kinds::services::model::{AccessLevel, KeyType, Service, ServiceCall, ServiceFacts};
use crate::compiler::names;

/// The text of the file.
pub(super) fn text(facts: &Facts) -> String {
    let mut text = "\
// @generated from catalog/services and catalog/corrections.toml by build.rs. Do not edit.

use crate::service::table::{Facts, ListsPart, NamesPart, Part, Pool};
use crate::{Context, Correction, CorrectionKind, Review, Service};

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
    let mut pool = Pool::default();
    facts.services.iter().for_each(|service| text.push_str(&self::service(&mut pool, service)));
    let services = pool.slots(facts.services.iter().map(|service| &service.prefix));
    text.push_str(&pool.into_text(&services));
    text
}

fn correction(correction: &Correction) -> String {
    let Correction { subject, stated, corrected, reason, source, .. } = correction;
    let kind = match correction.kind {
        CorrectionKind::Action => "Action",
        CorrectionKind::AccessLevel => "AccessLevel",
        CorrectionKind::ResourceTypes => "ResourceTypes",
        CorrectionKind::ArnFormats => "ArnFormats",
        CorrectionKind::ConditionKey => "ConditionKey",
        CorrectionKind::Call => "Call",
        CorrectionKind::CompleteKeys => "CompleteKeys",
        CorrectionKind::Variable => "Variable",
        CorrectionKind::VariableForm => "VariableForm",
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

fn service(pool: &mut Pool, service: &Service) -> String {
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
        ("actions", pool.names(actions.iter().map(|action| &action.name))),
        ("action_slots", pool.slots(actions.iter().map(|action| &action.name))),
        ("levels", pool.text(&actions.iter().map(|action| letter(action.level)).collect::<String>())),
        ("on", pool.lists(actions.iter().map(|action| action.on.iter().map(|on| on.resource)))),
        ("action_keys", pool.lists(actions.iter().map(|action| action.keys.iter().copied()))),
        ("keys_on", pool.lists(on().map(|on| on.keys.iter().copied()))),
        ("has_complete_keys", facts.has_complete_keys.to_string()),
        ("resources", pool.names(resources.iter().map(|resource| &resource.name))),
        ("resource_arns", pool.lists(resource_arns.into_iter())),
        ("resource_keys", pool.lists(resources.iter().map(|resource| resource.keys.iter().copied()))),
        ("arns", pool.names(arns.into_iter())),
        ("ending", format!("&{:?}", facts.ending)),
        ("variables", format!("&{:?}", facts.variables)),
        ("forms", format!("&{:?}", facts.forms)),
        ("keys", pool.names(keys.iter().map(|key| &key.name))),
        ("key_types", pool.numbers(keys.iter().map(|key| set(&key.types)))),
        ("spellings", format!("&{:?}", facts.spellings)),
        ("calls", pool.names(calls.iter().map(|call| &call.name))),
        (
            "authorized",
            pool.lists(
                calls.iter().map(|call| call.authorizes.iter().map(|it| authorized[it.action.as_str()])),
            ),
        ),
        ("authorized_actions", pool.names(authorized.keys())),
        ("contexts", contexts(pool, calls)),
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

/// The letter that stands for an access level.
fn letter(level: AccessLevel) -> char {
    ['L', 'R', 'W', 'T', 'P', 'U'][level.0]
}

/// The types of a key's values as a set.
fn set(types: &[KeyType]) -> usize {
    types.iter().map(|it| 1 << (2 * it.value + usize::from(it.is_array))).sum()
}

/// The contexts of authorized actions: each action's place among all that the service's calls authorize,
/// and the place of its context.
fn contexts(pool: &mut Pool, calls: &[ServiceCall]) -> String {
    let authorized = calls.iter().flat_map(|call| &call.authorizes).enumerate();
    let mut numbers = Vec::new();
    for (place, it) in authorized.filter(|(_, it)| !it.context.is_empty()) {
        let context =
            it.context.iter().map(|(key, values)| format!("Context {{ key: {key:?}, values: &{values:?} }}"));
        numbers.extend([place, pool.context(format!("&[{}]", context.collect::<Vec<_>>().join(", ")))]);
    }
    pool.numbers(numbers.into_iter())
}
