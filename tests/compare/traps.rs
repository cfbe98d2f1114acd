//! Comparisons by hand, in `traps.toml`: each with its relation and its differences.

use pcluster_iam::compare::{Certainty, Difference, Side, compare};
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Outcome, Policies};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Traps {
    trap: Vec<Trap>,
}

/// Two sides, the relation of the first against the second, and the differences.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    name: String,
    /// The statements of each side.
    a: String,
    b: String,
    /// The statements of the permissions boundary of each side.
    #[serde(default)]
    boundary_a: String,
    #[serde(default)]
    boundary_b: String,
    relation: String,
    #[serde(default)]
    only_a: Vec<String>,
    #[serde(default)]
    only_b: Vec<String>,
}

fn policies(statements: &str, boundary: &str) -> Policies {
    let mut policies = Policies::new();
    for (layer, statements) in [(Layer::Identity, statements), (Layer::Boundary, boundary)] {
        if !statements.is_empty() {
            let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
            policies.add(layer, "policy", &Document::parse(&text)).expect("IAM accepts it");
        }
    }
    policies
}

/// A difference in a line.
fn line(difference: &Difference) -> String {
    let mut line = difference.actions.join(", ");
    if !difference.except_actions.is_empty() {
        line += &format!(" except {}", difference.except_actions.join(", "));
    }
    line += &format!(" on {}", difference.resources.join(", "));
    if !difference.except.is_empty() {
        line += &format!(" except {}", difference.except.join(", "));
    }
    for condition in &difference.conditions {
        line += &format!(" if {} {} {}", condition.key, condition.operator, condition.values.join("|"));
    }
    for grant in &difference.instead.grants {
        let not = if grant.is_negated { "all but " } else { "" };
        line += &format!("; instead {not}{}", grant.resource);
        for condition in &grant.conditions {
            line += &format!(" if {} {} {}", condition.key, condition.operator, condition.values.join("|"));
        }
    }
    let mut denials: Vec<String> =
        difference.instead.denials.iter().map(|denial| denial.statement.name()).collect();
    denials.dedup();
    for denial in denials {
        line += &format!("; denied by {denial}");
    }
    if difference.certainty == Certainty::UnderConditions {
        line += "; under conditions";
    }
    if !difference.possible {
        line += "; impossible";
    }
    line
}

#[test]
fn traps_are_seen_through() {
    let text = include_str!("traps.toml");
    let traps: Traps = toml::from_str(text).expect("TOML");
    let mut failures = String::new();
    for trap in &traps.trap {
        let (a, b) = (policies(&trap.a, &trap.boundary_a), policies(&trap.b, &trap.boundary_b));
        let comparison = compare(&a, &b).expect("it is not complex");
        let lines = |all: &[Difference]| all.iter().map(line).collect::<Vec<_>>();
        let (only_a, only_b) = (lines(&comparison.only_a), lines(&comparison.only_b));
        let relation = comparison.relation().to_string();
        if (&relation, &only_a, &only_b) != (&trap.relation, &trap.only_a, &trap.only_b) {
            failures += &format!(
                "{}\nrelation = \"{relation}\"\nonly_a = {only_a:#?}\nonly_b = {only_b:#?}\n\n",
                trap.name
            );
        }
        let turned = compare(&b, &a).expect("it is not complex");
        assert_eq!(turned.relation(), comparison.relation().reversed(), "{}", trap.name);
        for difference in comparison.only_a.iter().chain(&comparison.only_b) {
            if difference.certainty != Certainty::Certain || trap.a.contains('<') {
                continue;
            }
            let request = &difference.witness;
            let decide =
                |side: &Policies| side.decide(request.action.as_str(), &request.resource, &request.context());
            let (own, other) = if difference.side == Side::A { (&a, &b) } else { (&b, &a) };
            assert_eq!(decide(own), Outcome::Allowed, "{}: {difference:#?}", trap.name);
            assert!(decide(other).is_denied(), "{}: {difference:#?}", trap.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
