//! Answers for patterns are those for each of the strings behind them: compared with an enumeration.

use std::collections::BTreeMap;

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Extent, Layer, Outcome, PatternError, Policies};
use serde_json::{Value, json};

use crate::random::Random;

const N_GROUPS: usize = 800;

/// The longest last field of an ARN that is enumerated. A shorter one decides whether some resource has an
/// outcome, as the patterns have few characters.
const MAX_CHARS: usize = 6;

/// An action of a service without facts, whose resources can be any strings.
const ACTION: &str = "made:Up";

fn texts() -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut last = texts.clone();
    for _ in 0..MAX_CHARS {
        last = last.iter().flat_map(|text| ["a", "b", "x"].map(|c| format!("{text}{c}"))).collect();
        texts.extend(last.iter().cloned());
    }
    texts
}

fn pattern(random: &mut Random) -> String {
    let n_chars = random.below(4);
    let chars: String = (0..n_chars).map(|_| *random.pick(&['a', 'b', '*', '*', '?'])).collect();
    format!("arn:aws:made:::{chars}")
}

fn statement(random: &mut Random) -> Value {
    let entries: Vec<String> = (0..=random.below(2)).map(|_| pattern(random)).collect();
    let resource = if random.below(4) == 0 { "NotResource" } else { "Resource" };
    let effect = if random.below(3) == 0 { "Deny" } else { "Allow" };
    let mut statement = json!({"Effect": effect, "Action": "made:*", resource: entries});
    if random.below(4) == 0 {
        statement["Condition"] = json!({"StringEquals": {"aws:unknown": "x"}});
    }
    statement
}

#[test]
fn patterns_are_answered_as_each_of_their_resources() {
    let texts = texts();
    let mut random = Random::new(7);
    let mut counts = BTreeMap::new();
    for _ in 0..N_GROUPS {
        let mut policies = Policies::new();
        let mut written = Vec::new();
        let layers = [Layer::Identity, Layer::Boundary];
        for layer in &layers[..=usize::from(random.below(3) == 0)] {
            let statements: Vec<Value> = (0..=random.below(3)).map(|_| statement(&mut random)).collect();
            let document = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
            policies.add(*layer, "policy", &Document::parse(&document)).expect("IAM accepts it");
            written.push(document);
        }
        let asked = pattern(&mut random);
        let mut own = Policies::new();
        let all = json!({"Version": "2012-10-17", "Statement":
            [{"Effect": "Allow", "Action": "made:*", "Resource": asked}]});
        own.add(Layer::Identity, "asked", &Document::parse(&all.to_string())).expect("IAM accepts it");

        let context = Context::new();
        let mut expected = BTreeMap::new();
        for text in &texts {
            let resource = format!("arn:aws:made:::{text}");
            if own.decide(ACTION, &resource, &context) == Outcome::Allowed {
                *expected.entry(policies.decide(ACTION, &resource, &context)).or_insert(0) += 1;
            }
        }
        let answers = policies.decide_pattern(ACTION, &asked, &context).expect("an answer");
        let [answer] = answers.as_slice() else { panic!("one action, one answer: {answers:?}") };
        let found: Vec<Outcome> = answer.witnesses.iter().map(|witness| witness.outcome).collect();
        assert_eq!(found, expected.keys().copied().collect::<Vec<_>>(), "{asked} {written:?}");
        for witness in &answer.witnesses {
            assert_eq!(
                own.decide(ACTION, &witness.resource, &context),
                Outcome::Allowed,
                "{witness:?} {asked}"
            );
            let decided = policies.decide(witness.action.as_str(), &witness.resource, &context);
            assert_eq!(decided, witness.outcome, "{witness:?} {written:?}");
        }
        *counts.entry(answer.extent()).or_insert(0) += 1;
    }
    assert!(counts.len() == 4 && counts.values().all(|count| *count > 25), "{counts:?}");
}

fn policies(statements: &str) -> Policies {
    let mut policies = Policies::new();
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
    policies.add(Layer::Identity, "policy", &Document::parse(&text)).expect("IAM accepts it");
    policies
}

#[test]
fn actions_are_answered_one_by_one() {
    let policies = policies(
        r#"{"Effect": "Allow", "Action": ["ec2:Describe*", "ec2:RunInstances"], "Resource": "*"},
           {"Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:subnet/secret-*"},
           {"Effect": "Deny", "Action": "ec2:DescribeSubnets", "Resource": "*"}"#,
    );
    let answers = policies.decide_pattern("ec2:describe*", "*", &Context::new()).expect("answers");
    assert!(answers.len() > 100);
    for answer in &answers {
        let expected = if answer.action == "ec2:DescribeSubnets" { Extent::None } else { Extent::All };
        assert_eq!(answer.extent(), expected, "{answer:?}");
    }
    let answers = policies.decide_pattern("ec2:RunInstances", "*", &Context::new()).expect("answers");
    for answer in &answers {
        let kind = answer.resource_type.expect("it has resources").name();
        let expected = if kind == "subnet" { Extent::Some } else { Extent::All };
        assert_eq!(answer.extent(), expected, "{answer:?}");
    }
    let all = policies.decide_pattern("*", "*", &Context::new()).expect("answers");
    assert!(all.len() > 20_000, "every action of the catalog");
}

#[test]
fn names_of_a_service_without_facts_are_patterns_too() {
    let policies = policies(r#"{"Effect": "Allow", "Action": ["made:Get*", "made:*s"], "Resource": "*"}"#);
    for (action, extent) in [
        ("made:Get*", Extent::All),
        ("made:GetThings", Extent::All),
        ("made:*t*s", Extent::All),
        ("made:G*", Extent::Some),
        ("made:Put", Extent::None),
    ] {
        let answers =
            policies.decide_pattern(action, "arn:aws:made:::x", &Context::new()).expect("an answer");
        assert_eq!(answers[0].extent(), extent, "{action} {answers:?}");
    }
}

#[test]
fn questions_that_are_none_are_errors() {
    let policies = policies(r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#);
    let ask = |action, resource| policies.decide_pattern(action, resource, &Context::new());
    assert_eq!(ask("s3:NoSuch*", "*"), Err(PatternError::Action("s3:NoSuch*".to_owned())));
    assert_eq!(ask("nonsense", "*"), Err(PatternError::Action("nonsense".to_owned())));
    assert_eq!(ask("s3:Get*", "bucket"), Err(PatternError::Resource("bucket".to_owned())));
}
