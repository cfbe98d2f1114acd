//! Policies that would take too long: an answer, or an error with its place, in bounded time.

use std::time::{Duration, Instant};

use pcluster_iam::compare::{Certainty, compare};
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};

/// A second of a release build, for a build without optimization on a busy machine.
const MOST: Duration = Duration::from_secs(40);

fn side(statements: &str) -> Policies {
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
    let mut policies = Policies::new();
    policies.add(Layer::Identity, "policy.json", &Document::parse(&text)).expect("IAM accepts it");
    policies
}

fn objects(action: &str, resource: &str) -> String {
    format!(r#"{{"Effect": "Allow", "Action": "{action}", "Resource": "arn:aws:s3:::{resource}"}}"#)
}

fn on_key(operator: &str, values: &[String]) -> String {
    format!(
        r#"{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
            "Condition": {{"{operator}": {{"aws:PrincipalTag/a": {values:?}}}}}}}"#
    )
}

#[test]
fn the_work_for_a_comparison_is_bounded() {
    let ones = "?".repeat(40);
    let many = |name: &str| -> String {
        (0..60).map(|idx| objects("s3:*", &format!("{name}{idx}*/x*y{idx}"))).collect::<Vec<_>>().join(",")
    };
    let values = |n: usize, c: &str| (0..n).map(|idx| format!("*{c}{idx}*")).collect::<Vec<_>>();
    let cases = [
        (
            "one characters behind a run",
            objects("s3:*", &format!("*a{ones}")),
            objects("s3:*", &format!("*b{ones}")),
        ),
        (
            "the same in names",
            objects(&format!("made:*a{ones}"), "x"),
            objects(&format!("made:*b{ones}"), "x"),
        ),
        ("many statements", many("b"), many("c")),
        (
            "the same in values",
            on_key("StringLike", &[format!("*a{ones}")]),
            on_key("StringLike", &[format!("*b{ones}")]),
        ),
        (
            "many values",
            on_key("ForAllValues:StringLike", &values(30, "a")),
            on_key("ForAnyValue:StringLike", &values(30, "b")),
        ),
    ];
    for (name, a, b) in cases {
        let (a, b) = (side(&a), side(&b));
        let start = Instant::now();
        match compare(&a, &b) {
            // Where not everything was tried, the difference is not said to be proved, nor left out.
            Ok(comparison) => assert!(!comparison.only_a.is_empty(), "{name}"),
            Err(error) => {
                let text = error.to_string();
                assert!(text.contains("too complex") && text.contains("policy.json"), "{name}: {text}");
            }
        }
        assert!(start.elapsed() < MOST, "{name}: {:?}", start.elapsed());
        println!("{name}: {:?}", start.elapsed());
    }
}

#[test]
fn what_nobody_knows_is_said() {
    let a = r#"{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
        "Condition": {"NumericLessThan": {"s3:max-keys": "<A>"}}}"#;
    let (one, other) = (side(a), side(&a.replace("<A>", "<B>")));
    assert!(compare(&one, &one).expect("an answer").only_a.is_empty(), "a placeholder equals itself");
    let comparison = compare(&one, &other).expect("an answer");
    let certainty = comparison.only_a.iter().map(|it| it.certainty).collect::<Vec<_>>();
    assert_eq!(certainty, [Certainty::UnderConditions]);
}
