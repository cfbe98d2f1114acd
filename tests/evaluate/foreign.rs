//! Random cases with their decisions, for the comparison with a foreign evaluator: `tests/foreign/README.md`.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::iter;
use std::path::PathBuf;

use pcluster_iam::evaluate::{Layer, Outcome};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::oracle::{Reading, compiled, context, decide_as, documents, request};
use crate::random::Random;

/// The requests about each group of policies.
const N_REQUESTS: usize = 12;

/// The reading of each difference in `tests/foreign/differences.toml`.
const DIFFERENCES: &[(&str, Reading)] = &[
    ("keeps-fields", Reading { keeps_fields: true, ..NONE }),
    ("has-plain-types", Reading { has_plain_types: true, ..NONE }),
    ("has-variables-in-2008", Reading { has_variables_in_2008: true, ..NONE }),
    ("voids-not-resource", Reading { voids_not_resource: true, ..NONE }),
    ("has-empty-values", Reading { has_empty_values: true, ..NONE }),
    ("has-no-empty-variables", Reading { has_no_empty_variables: true, ..NONE }),
    ("fails-without-value", Reading { fails_without_value: true, ..NONE }),
    ("has-no-network-of-all", Reading { has_no_network_of_all: true, ..NONE }),
];

const NONE: Reading = Reading {
    keeps_fields: false,
    has_plain_types: false,
    has_variables_in_2008: false,
    voids_not_resource: false,
    has_empty_values: false,
    has_no_empty_variables: false,
    fails_without_value: false,
    has_no_network_of_all: false,
};

/// The reading of the foreign evaluator: all differences.
const FOREIGN: Reading = Reading {
    keeps_fields: true,
    has_plain_types: true,
    has_variables_in_2008: true,
    voids_not_resource: true,
    has_empty_values: true,
    has_no_empty_variables: true,
    fails_without_value: true,
    has_no_network_of_all: true,
};

#[derive(Deserialize)]
struct Differences {
    difference: Vec<Difference>,
}

/// A difference, with the reason for this library's reading.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    name: String,
    theirs: String,
    ours: String,
    source: String,
}

#[test]
fn every_difference_has_a_reason() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/differences.toml");
    let text = fs::read_to_string(path).expect("the list");
    let listed: Differences = toml::from_str(&text).expect("it is a list of differences");
    let names: Vec<&str> = listed.difference.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, DIFFERENCES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for difference in &listed.difference {
        let texts = [&difference.theirs, &difference.ours, &difference.source];
        assert!(texts.iter().all(|text| text.len() > 20), "{}", difference.name);
    }
}

/// Writes as many requests as the environment asks for, and a few without it.
#[test]
fn cases_are_written() {
    let asked = env::var("FOREIGN_REQUESTS").ok().and_then(|it| it.parse().ok());
    let n_groups = asked.unwrap_or(600_usize).div_ceil(N_REQUESTS);
    let mut random = Random::new(11);
    let mut text = String::new();
    let mut outcomes = [0; 3];
    for _ in 0..n_groups {
        let documents: Vec<_> =
            documents(&mut random, true).into_iter().filter(|(layer, _)| *layer != Layer::Session).collect();
        let policies = compiled(&documents);
        let requests: Vec<Value> = (0..N_REQUESTS)
            .map(|_| {
                // The foreign evaluator takes `*` for a question about some resource.
                let request = iter::repeat_with(|| request(&mut random)).find(|it| it.resource != "*");
                let request = request.expect("there are others");
                let context = context(&request.keys).complete();
                let outcome = policies.decide(request.action.as_str(), &request.resource, &context);
                outcomes[outcome as usize] += 1;
                let foreign = decide_as(&documents, &request, FOREIGN);
                let differs = |(_, reading): &&(&str, Reading)| {
                    foreign != outcome && decide_as(&documents, &request, *reading) != outcome
                };
                let differences: Vec<_> = DIFFERENCES.iter().filter(differs).map(|(name, _)| *name).collect();
                json!({"action": request.action, "resource": request.resource, "keys": request.keys,
                    "outcome": outcome.to_string(), "foreign": foreign.to_string(), "differences": differences})
            })
            .collect();
        let documents: Vec<Value> = documents
            .iter()
            .map(|(layer, document)| json!({"layer": layer.to_string(), "level": level(*layer), "document": document}))
            .collect();
        writeln!(text, "{}", json!({"documents": documents, "requests": requests})).expect("a string");
    }
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
    assert_eq!(Outcome::Depends as usize, outcomes.len(), "no answer is open where all keys are known");
    // A usual run leaves alone what the foreign evaluator reads.
    let name = if asked.is_some() { "foreign-cases.jsonl" } else { "foreign-few-cases.jsonl" };
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, &text).expect("it is written");
    assert_eq!(fs::read_to_string(path).expect("it is there").lines().count(), n_groups);
}

fn level(layer: Layer) -> Option<u8> {
    match layer {
        Layer::ServiceControl { level } => Some(level),
        _ => None,
    }
}
