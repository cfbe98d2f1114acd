//! The layout of documents: whatever is given, a document is JSON without an empty list, and a statement is there
//! if all of its conditions hold.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::path::Path;

use compiler::kinds::Catalog;
use compiler::kinds::parameters::model::{ParameterId, Role};
use compiler::kinds::policies::model::{ParameterNeed, Policy, PolicyForm, Presence};
use compiler::layout::{Layout, evaluate, pieces, ranges};
use compiler::needs::Releases;
use compiler::shared::grammar::{Place, Rule};
use serde_json::Value;

/// The policies of the small catalog that has every form, with every choice of what is given.
#[test]
fn every_choice_of_options_gives_a_document() {
    let catalog = forms();
    let policies = catalog.versions.iter().flat_map(|version| &version.policies);
    let layouts = [Layout::Compact, Layout::Pretty];
    for (policy, layout) in policies.flat_map(|policy| layouts.map(|layout| (policy, layout))) {
        let used: Vec<_> = policy.parameters.iter().map(|used| used.parameter).collect();
        let pieces = pieces(&catalog, policy, PolicyForm::Maintained, layout);
        for choice in 0..(1_u32 << used.len()) {
            let is_given = |id: ParameterId| {
                let place = used.iter().position(|used| *used == id).expect("it is used");
                choice & (1 << place) != 0 || catalog.parameters[id].role == Role::Partition
            };
            let texts = |id: ParameterId| {
                let parameter = &catalog.parameters[id];
                let example = is_given(id).then_some(parameter.example.as_str());
                example.or(parameter.default.as_deref()).into_iter().collect::<Vec<_>>()
            };
            let text = evaluate(&catalog, &pieces, &texts);
            let document: Value =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
            let statements = document["Statement"].as_array().expect("a list");
            for element in ["Action", "Resource"] {
                let is_empty = |it: &&Value| it[element].as_array().is_some_and(Vec::is_empty);
                assert!(!statements.iter().any(|it| is_empty(&it)), "{text}");
            }
            assert!(!text.contains("{}"), "{text}");
            assert_eq!(sids(statements), expected(policy, |id| !texts(id).is_empty()), "{text}");
        }
    }
}

/// The ends of each range, against all choices of what is given, with all values the longest or the shortest.
#[test]
fn no_choice_of_options_is_larger_or_smaller_than_the_range() {
    let catalog = forms();
    for policy in catalog.versions.iter().flat_map(|version| &version.policies) {
        for (range, partition) in ranges(&catalog, policy).iter().zip(&catalog.partitions) {
            let sizes = |is_longest| {
                let regions = partition.regions.iter().map(String::as_str);
                let region = if is_longest {
                    regions.max_by_key(|region| region.len())
                } else {
                    regions.min_by_key(|region| region.len())
                };
                let place = Place { partition: &partition.id, region: region.expect("it has regions") };
                sizes(&catalog, policy, place, is_longest)
            };
            let place = format!("{} in {}", policy.id, partition.id);
            assert_eq!(Some(range.largest), sizes(true).into_iter().max(), "{place}");
            let smallest = sizes(false).into_iter().min().expect("a choice");
            // A value that makes an entry repeat another may save more than the shortest one.
            let has_value = range.smallest_with.iter().any(|(_, value)| value.is_some());
            assert!(range.smallest < smallest || range.smallest == smallest && !has_value, "{place}");
        }
    }
}

/// The sizes of a policy with each choice of what is given, rendered.
fn sizes(catalog: &Catalog, policy: &Policy, place: Place<'_>, is_longest: bool) -> Vec<usize> {
    let pieces = pieces(catalog, policy, PolicyForm::Maintained, Layout::Compact);
    let used: Vec<_> = policy.parameters.iter().map(|used| used.parameter).collect();
    let values = used.iter().enumerate().map(|(idx, id)| {
        let parameter = &catalog.parameters[*id];
        match (parameter.role, Rule::named(&parameter.type_name)) {
            (Role::Partition, _) => place.partition.to_owned(),
            (Role::Region, _) => place.region.to_owned(),
            (_, Some(rule)) if is_longest => (rule.longest)(place, idx),
            (_, Some(rule)) => rule.shortest_at(place),
            (_, None) => panic!("`{}` has no rule", parameter.type_name),
        }
    });
    let values: Vec<_> = values.collect();
    let needs: Vec<_> = policy.parameters.iter().map(|used| used.need).collect();
    let size = |choice: u32| {
        let texts = |id: ParameterId| {
            let place = used.iter().position(|used| *used == id).expect("it is used");
            let parameter = &catalog.parameters[id];
            let is_needed = needs[place] == ParameterNeed::Required && parameter.role == Role::Value;
            let is_given = is_needed || choice & (1 << place) != 0 || parameter.role == Role::Partition;
            let value = is_given.then_some(values[place].as_str());
            value.or(parameter.default.as_deref()).into_iter().collect::<Vec<_>>()
        };
        evaluate(catalog, &pieces, &texts).chars().filter(|c| !c.is_whitespace()).count()
    };
    (0..1_u32 << used.len()).map(size).collect()
}

fn forms() -> Catalog {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog/forms");
    compiler::load(&folder, &Releases::All).unwrap_or_else(|report| panic!("{report}"))
}

fn sids(statements: &[Value]) -> Vec<Option<&str>> {
    statements.iter().map(|statement| statement["Sid"].as_str()).collect()
}

/// The Sids of the statements whose conditions hold.
fn expected(policy: &Policy, is_given: impl Fn(ParameterId) -> bool) -> Vec<Option<&str>> {
    let holds = |presence: &Presence| match *presence {
        Presence::When(id) => is_given(id),
        Presence::Unless(id) => !is_given(id),
        _ => true,
    };
    let statements = policy.statements.iter().filter(|it| PolicyForm::Maintained.has(it.change.as_ref()));
    statements.filter(|it| it.presence.iter().all(holds)).map(|it| it.sid.as_deref()).collect()
}
