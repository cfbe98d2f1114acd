//! Values inferred from filled policies: filled again, each policy is the same.

use pcluster_iam::audit::InferredValues;
use pcluster_iam::document::Document;
use pcluster_iam::{Need, POLICIES, Parameter, ParameterRole, Policy, Values};

/// A policy filled with the examples of some parameters, those of required ones included.
fn filled(policy: &'static Policy, region: &str, is_given: impl Fn(&Parameter) -> bool) -> String {
    let examples: Vec<(&str, String)> = policy
        .parameters
        .iter()
        .filter(|used| used.need == Need::Required || is_given(used.parameter))
        .map(|used| {
            let partition = if region.starts_with("us-gov") { "aws-us-gov" } else { "aws" };
            let example = match used.parameter.role() {
                ParameterRole::Partition => partition.to_owned(),
                ParameterRole::Region => region.to_owned(),
                _ => used.parameter.example.replace("arn:aws:", &format!("arn:{partition}:")),
            };
            (used.parameter.name, example)
        })
        .collect();
    let values: Values<'_> = examples.iter().map(|(name, value)| (*name, value.as_str())).collect();
    policy.fill(&values).unwrap_or_else(|error| panic!("{}: {error}", policy.id)).to_json_pretty()
}

fn refilled(policy: &'static Policy, text: &str) -> String {
    let inferred = InferredValues::of(&[policy], &[&Document::parse(text)]);
    let shown = inferred.values.iter().map(|it| (it.parameter.name, it.value.as_str()));
    let idle = inferred.idle.iter().map(|parameter| (parameter.name, parameter.example));
    let shown: Vec<_> = shown.chain(idle).collect();
    let is_used = |name: &str| {
        let parameter = Parameter::named(name).expect("the catalog has it");
        parameter.role().is_location() || policy.parameters.iter().any(|used| used.parameter.name == name)
    };
    let values: Values<'_> = shown.iter().copied().filter(|(name, _)| is_used(name)).collect();
    let values = if inferred.all_regions { values.all_regions() } else { values };
    policy.fill(&values).unwrap_or_else(|error| panic!("{}: {shown:?}: {error}", policy.id)).to_json_pretty()
}

/// The parameters of which nothing in a policy shows the value: those of its statements' existence alone.
fn is_hidden(policy: &Policy, parameter: &Parameter) -> bool {
    parameter.role() == ParameterRole::Flag || {
        let form = format!("{{{}", parameter.name);
        let entries = policy
            .statements
            .iter()
            .flat_map(|it| it.conditions.iter().map(|condition| &condition.values).chain([&it.resources]));
        !entries.flat_map(|it| it.entries).any(|entry| entry.text.contains(&form))
    }
}

/// Fails with the first line that differs.
fn assert_same(refilled: &str, filled: &str, what: &str) {
    let mut differing = refilled.lines().zip(filled.lines()).filter(|(one, other)| one != other);
    assert_eq!(differing.next(), None, "{what}");
    assert_eq!(refilled.len(), filled.len(), "{what}");
}

#[test]
fn the_values_of_each_policy_are_found() {
    for policy in POLICIES.iter().copied() {
        for region in ["eu-west-1", "us-gov-east-1"] {
            let text = filled(policy, region, |_| false);
            assert_same(&refilled(policy, &text), &text, policy.id);
        }
    }
}

#[test]
fn the_values_of_each_optional_parameter_are_found() {
    for policy in POLICIES.iter().copied() {
        for used in policy.parameters.iter().filter(|used| used.need != Need::Required) {
            let parameter = used.parameter;
            let is_idle = policy.needed_beside(parameter, |name| name == parameter.name).is_some();
            if is_hidden(policy, parameter) || is_idle {
                continue;
            }
            let text = filled(policy, "eu-west-1", |it| it.name == parameter.name);
            assert_same(&refilled(policy, &text), &text, &format!("{}: {}", policy.id, parameter.name));
        }
    }
}
