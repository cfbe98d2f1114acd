//! Every operator of conditions, with and without the key, with `IfExists`, and with several values.

use std::fs;
use std::path::Path;

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    operator: Vec<Operator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Operator {
    name: String,
    source: String,
    note: String,
    stated: toml::Value,
    meets: Vec<String>,
    fails: Vec<String>,
}

/// A value of a request: one that meets the operator, or one that does not.
#[derive(Clone, Copy, Debug)]
enum Given {
    Meets,
    Fails,
    Empty,
}

use Given::{Empty, Fails, Meets};

/// A qualifier, a suffix, the values of a request, and the answers of an operator and of a negated one.
///
/// Sources: IAM User Guide, "Condition operators" (`#Conditions_IfExists` and the note on missing keys), and
/// "Set operators for multivalued context keys"; `docs/evaluation.md` for `ForAnyValue:…IfExists` and for
/// several values without a qualifier.
const CASES: &[(&str, &str, &[Given], bool, bool)] = &[
    ("", "", &[Meets], true, true),
    ("", "", &[Fails], false, false),
    ("", "", &[], false, true),
    ("", "", &[Meets, Meets], false, false),
    ("", "IfExists", &[Meets], true, true),
    ("", "IfExists", &[Fails], false, false),
    ("", "IfExists", &[], true, true),
    ("ForAllValues:", "", &[Meets, Meets], true, true),
    ("ForAllValues:", "", &[Meets, Fails], false, false),
    ("ForAllValues:", "", &[Fails], false, false),
    ("ForAllValues:", "", &[], true, true),
    ("ForAllValues:", "", &[Empty], true, true),
    ("ForAllValues:", "IfExists", &[], true, true),
    ("ForAllValues:", "IfExists", &[Meets, Fails], false, false),
    ("ForAnyValue:", "", &[Fails, Meets], true, true),
    ("ForAnyValue:", "", &[Fails, Fails], false, false),
    ("ForAnyValue:", "", &[], false, false),
    ("ForAnyValue:", "", &[Empty], false, false),
    ("ForAnyValue:", "IfExists", &[Meets], true, true),
    ("ForAnyValue:", "IfExists", &[], false, false),
];

/// The answer whether a request meets a condition.
fn holds(condition: &str, context: &Context) -> bool {
    let statement = |effect: &str| {
        let text = format!(
            r#"{{"Version": "2012-10-17", "Statement": [
                {{"Effect": "{effect}", "Action": "*", "Resource": "*", "Condition": {condition}}}]}}"#
        );
        let mut policies = Policies::new();
        policies
            .add(Layer::Identity, "policy", &Document::parse(&text))
            .unwrap_or_else(|error| panic!("{condition}: {error}"));
        policies.decide("s3:GetObject", "arn:aws:s3:::a/b", context)
    };
    let (allow, deny) = (statement("Allow"), statement("Deny"));
    assert_eq!(allow == Outcome::Allowed, deny == Outcome::ExplicitlyDenied, "{condition} {context:?}");
    assert_ne!(allow, Outcome::Depends, "{condition} {context:?}");
    allow == Outcome::Allowed
}

#[test]
fn every_operator_in_every_form() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evaluate/operators.toml");
    let text = fs::read_to_string(path).expect("the table");
    let table: Table = toml::from_str(&text).expect("it is a table of operators");
    assert_eq!(table.operator.len(), 26, "all operators but `Null`");
    for operator in &table.operator {
        assert!(operator.source.starts_with("Conditions_") && !operator.note.is_empty(), "{}", operator.name);
        let stated = serde_json::to_string(&operator.stated).expect("values");
        let check = |prefix: &str, suffix: &str, values: &[String], expected: bool| {
            let name = format!("{prefix}{}{suffix}", operator.name);
            for name in [name.clone(), name.to_lowercase()] {
                let condition = format!(r#"{{"{name}": {{"aws:Key": {stated}}}}}"#);
                let context = Context::new().set_all("AWS:kEY", values).complete();
                assert_eq!(holds(&condition, &context), expected, "{condition} {values:?}");
            }
        };
        for (values, expected) in [(&operator.meets, true), (&operator.fails, false)] {
            for value in values {
                check("", "", core::slice::from_ref(value), expected);
                check("ForAnyValue:", "", core::slice::from_ref(value), expected);
            }
        }
        let is_negated = operator.name.contains("Not");
        for (qualifier, suffix, given, plain, negated) in CASES {
            let value = |given: &Given| match given {
                Meets => operator.meets[0].clone(),
                Fails => operator.fails[0].clone(),
                Empty => String::new(),
            };
            let values: Vec<String> = given.iter().map(value).collect();
            check(qualifier, suffix, &values, if is_negated { *negated } else { *plain });
        }
    }
}

#[test]
fn null_asks_for_the_key() {
    let present = Context::new().set("aws:Key", "value").complete();
    let absent = Context::new().complete();
    // Source: IAM User Guide, "Condition operators", #Conditions_Null.
    for (value, of_present, of_absent) in [
        (r#""true""#, false, true),
        (r#""false""#, true, false),
        ("true", false, true),
        (r#"["true", "false"]"#, true, true),
    ] {
        let condition = format!(r#"{{"Null": {{"aws:key": {value}}}}}"#);
        assert_eq!(holds(&condition, &present), of_present, "{condition}");
        assert_eq!(holds(&condition, &absent), of_absent, "{condition}");
        assert_eq!(holds(&condition, &Context::new().set_all("aws:Key", [""; 0])), of_absent, "{condition}");
    }
}

#[test]
fn variables_have_one_value_a_default_or_none() {
    let context = Context::new()
        .set("aws:username", "me")
        .set("aws:PrincipalTag/team", "a*")
        .set_all("aws:TagKeys", ["x", "y"])
        .set("aws:Key", "me")
        .complete();
    // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    for (operator, stated, expected) in [
        ("StringEquals", "${aws:username}", true),
        ("StringEquals", "${AWS:UserName}", true),
        ("StringEquals", "${aws:none, 'me'}", true),
        ("StringEquals", "${aws:username, 'you'}", true),
        ("StringEquals", "${aws:none}", false),
        ("StringNotEquals", "${aws:none}", true),
        ("StringLike", "${aws:none}*", false),
        ("StringLike", "${aws:TagKeys}*", false),
        ("StringLike", "${aws:TagKeys, 'm'}e", true),
        // A wildcard in a value is a plain character.
        ("StringLike", "${aws:PrincipalTag/team}", false),
        ("StringLike", "m${aws:username}", false),
        ("StringEqualsIgnoreCase", "${aws:none, 'ME'}", true),
    ] {
        let condition = format!(r#"{{"{operator}": {{"aws:key": "{stated}"}}}}"#);
        assert_eq!(holds(&condition, &context), expected, "{condition}");
    }
}
