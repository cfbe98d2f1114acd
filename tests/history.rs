//! The history of the template with the policies for users: what each release of it grants that the one before does
//! not, and the other way round, by the Sids of its statements. `tests/history.toml` has the answers, which agree with
//! upstream's list of changes.
#![cfg(all(
    feature = "compare",
    feature = "v3_7",
    feature = "v3_8",
    feature = "v3_10",
    feature = "v3_11",
    feature = "v3_15"
))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;

use pcluster_iam::compare::{Comparison, Difference, compare};
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::{POLICIES, Policy};
use regex::Regex;
use serde::Deserialize;

/// The steps from one template of the catalog to the next.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct History {
    step: Vec<Step>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Step {
    from: String,
    to: String,
    /// The policies that are compared by themselves; all of the template together without the key.
    #[serde(default)]
    only: Vec<String>,
    lost: Vec<String>,
    gained: Vec<String>,
}

#[test]
fn each_template_gains_and_loses_what_is_known() {
    let text = fs::read_to_string("tests/history.toml").expect("the history");
    let history: History = toml::from_str(&text).expect("a history");
    let actual = History { step: history.step.iter().map(compared).collect() };
    if actual != history {
        let mut shown = String::new();
        for Step { from, to, only, lost, gained } in &actual.step {
            write!(
                shown,
                "\n[[step]]\nfrom = {from:?}\nto = {to:?}\nonly = {only:?}\nlost = {lost:#?}\ngained = {gained:#?}\n"
            )
            .expect("a text");
        }
        panic!("tests/history.toml differs from the templates, which have:\n{shown}");
    }
}

/// A step with what it really gains and loses.
fn compared(Step { from, to, only, .. }: &Step) -> Step {
    let [before, after] = [from, to].map(|release| template(release, only));
    let Comparison { only_a, only_b, .. } = compare(&before, &after).expect("an answer");
    Step {
        lost: lines(&only_a),
        gained: lines(&only_b),
        from: from.clone(),
        to: to.clone(),
        only: only.clone(),
    }
}

/// The policies for users of a release as the template has them, all together, with one spelling of its values.
fn template(release: &str, only: &[String]) -> Policies {
    let insertion = Regex::new(r"\$\{(\w+(?:::\w+)?)\}").expect("a pattern");
    let is_of_template = |policy: &&&Policy| {
        let variant = policy.variant();
        policy.version == release
            && variant.starts_with("user-")
            && (only.is_empty() || only.iter().any(|name| name == variant))
    };
    let mut policies = Policies::new();
    for policy in POLICIES.iter().filter(is_of_template) {
        let text = insertion.replace_all(policy.documented, "<$1>");
        policies.add(Layer::Identity, policy.id, &Document::parse(&text)).expect("a policy");
    }
    assert!(policies.sources().len() > 0, "no policy of {release}");
    policies
}

/// The differences that requests can show, each as a line.
fn lines(differences: &[Difference]) -> Vec<String> {
    let possible = differences.iter().filter(|difference| difference.possible);
    possible
        .map(|difference| {
            let names: Vec<_> =
                difference.statements.iter().map(|it| it.sid.clone().unwrap_or_else(|| it.name())).collect();
            let conditions: Vec<_> = difference
                .conditions
                .iter()
                .map(|it| format!(" if {} {} {}", it.key, it.operator, it.values.join(" or ")))
                .collect();
            format!(
                "{}: {} on {}{}",
                names.join(", "),
                difference.actions.join(", "),
                difference.resources.join(", "),
                conditions.concat()
            )
        })
        .collect()
}
