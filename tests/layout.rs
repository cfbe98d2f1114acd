//! The layout of documents: whatever is given, a document is JSON without an empty list, and a statement is there
//! if all of its conditions hold.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::path::Path;

use compiler::kinds::parameters::model::{ParameterId, Role};
use compiler::kinds::policies::model::{Policy, PolicyForm, Presence};
use compiler::layout::{Layout, evaluate, pieces};
use compiler::needs::Releases;
use serde_json::Value;

/// The policies of the small catalog that has every form, with every choice of what is given.
#[test]
fn every_choice_of_options_gives_a_document() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog/forms");
    let catalog = compiler::load(&folder, &Releases::All).unwrap_or_else(|report| panic!("{report}"));
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
