//! Random documents whose statements often meet, and requests near their patterns.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use crate::oracle::Request;

const ACTIONS: &[&str] = &[
    "*",
    "s3:*",
    "s3:Get*",
    "S3:GETOBJECT",
    "s3:GetObject",
    "s3:GetObjectAcl",
    "s3:Get*Acl",
    "s3:?etObject",
    "s3:PutObject",
    "s3:ListBucket",
    "sqs:*",
    "sqs:SendMessage",
    "sqs:Send*",
    "sqs:*Message*",
    "logs:PutLogEvents",
    "logs:Create*",
    "iam:PassRole",
    "iam:Get*",
    "ec2:RunInstances",
    "ec2:Describe*",
];

const RESOURCES: &[&str] = &[
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::jobs*",
    "arn:aws:s3:::jobs",
    "arn:aws:s3:::jobs/*",
    "arn:aws:s3:::jobs/in/*",
    "arn:aws:s3:::job?/in/x",
    "arn:aws:s3:::home/${aws:username}/*",
    "arn:aws:s3:::home/${aws:username, 'nobody'}/*",
    "arn:aws:s3:::home/${*}/?",
    "arn:aws:s3:::home/*",
    "arn:aws:sqs:*",
    "arn:aws:sqs:eu-west-1:123456789012:*",
    "arn:aws:sqs:eu-west-1:123456789012:jobs",
    "arn:*:sqs:*:*:jobs",
    "arn:aws:sqs:eu-*-1:123456789012:jobs",
    "arn:aws:sqs:*-1:*:jobs*",
    "arn:aws:logs:*:*:jobs*",
    "arn:aws:logs:*:*:log-group:jobs*",
    "arn:aws:logs:*:*:log-stream:x",
    "arn:aws:logs:*:123456789012:log-group:jobs:log-stream:x",
    "arn:aws:logs:?u-west-1:1*2:log-group:jobs:*",
    "arn:aws:iam::123456789012:role/*",
    "arn:aws:iam::123456789012:role/parallelcluster-*",
    "arn:aws:iam::*:role/parallelcluster-*",
    "arn:aws*:iam::123456789012:role/a",
    "arn:aws:ec2:*:*:instance/*",
    "arn:aws:ec2:eu-west-1:123456789012:subnet/<SUBNET>",
];

/// Operators, keys and values; the keys with several values in a request stand under a set operator.
const TESTS: &[(&str, &str, &[&str])] = &[
    ("StringEquals", "aws:RequestedRegion", &["eu-west-1", "us-east-1", "eu-west-2"]),
    ("StringNotEquals", "aws:RequestedRegion", &["eu-west-1", "us-east-1", "eu-west-2"]),
    ("StringEqualsIfExists", "aws:RequestedRegion", &["eu-west-1", "us-east-1"]),
    ("stringlike", "AWS:requestedregion", &["eu-*", "us-*", "*-1"]),
    ("StringNotLike", "aws:RequestedRegion", &["eu-*", "*-1"]),
    ("StringEqualsIgnoreCase", "aws:RequestedRegion", &["EU-WEST-1", "us-east-1"]),
    ("StringEquals", "iam:PassedToService", &["${aws:username}", "ec2", "batch"]),
    ("Bool", "aws:SecureTransport", &["true", "false"]),
    ("BoolIfExists", "aws:SecureTransport", &["true"]),
    ("Null", "aws:SecureTransport", &["true", "false"]),
    ("Null", "aws:username", &["true", "false"]),
    ("NumericLessThan", "s3:max-keys", &["10", "20"]),
    ("NumericGreaterThanEquals", "s3:max-keys", &["10", "5"]),
    ("NumericNotEquals", "s3:max-keys", &["10", "11"]),
    ("DateLessThan", "aws:CurrentTime", &["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"]),
    ("IpAddress", "aws:SourceIp", &["10.0.0.0/8", "10.1.0.0/16", "192.168.1.1"]),
    ("NotIpAddress", "aws:SourceIp", &["10.0.0.0/8", "10.1.0.0/16"]),
    ("ArnLike", "aws:SourceArn", &["arn:aws:sqs:*:*:jobs", "arn:aws:sqs:eu-west-1:*:*"]),
    ("ArnNotEquals", "aws:SourceArn", &["arn:aws:sqs:*:*:jobs", "arn:aws:sqs:eu-west-1:*:*"]),
    ("ForAllValues:StringEquals", "aws:TagKeys", &["a", "b", "c"]),
    ("ForAnyValue:StringEquals", "aws:TagKeys", &["a", "b"]),
    ("ForAnyValue:StringNotEquals", "aws:TagKeys", &["a", "b"]),
    ("ForAllValues:StringNotLike", "aws:TagKeys", &["a*", "b"]),
];

/// The values of each key in requests; some of them are missing.
const CONTEXT: &[(&str, &[&[&str]])] = &[
    ("aws:requestedregion", &[&["eu-west-1"], &["us-east-1"], &["eu-west-2"], &["EU-WEST-1"], &["x"]]),
    ("iam:passedtoservice", &[&["ec2"], &["batch"], &["me"]]),
    ("aws:securetransport", &[&["true"], &["false"]]),
    ("s3:max-keys", &[&["4"], &["5"], &["9"], &["10"], &["11"], &["19"], &["21"]]),
    ("aws:currenttime", &[&["2025-06-01T00:00:00Z"], &["2026-06-01T00:00:00Z"], &["2028-06-01T00:00:00Z"]]),
    ("aws:sourceip", &[&["10.1.2.3"], &["10.2.2.3"], &["192.168.1.1"], &["192.168.1.2"]]),
    (
        "aws:sourcearn",
        &[
            &["arn:aws:sqs:eu-west-1:1:jobs"],
            &["arn:aws:sqs:us-east-1:1:jobs"],
            &["arn:aws:sqs:us-east-1:1:x"],
        ],
    ),
    ("aws:tagkeys", &[&["a"], &["b"], &["a", "b"], &["b", "d"], &["d"], &["ab"]]),
    ("aws:username", &[&["me"], &["*"], &["jobs"]]),
];

const PRINCIPALS: &[&str] = &[
    r#"{"Principal": "*"}"#,
    r#"{"Principal": {"AWS": "*"}}"#,
    r#"{"Principal": {"AWS": ["arn:aws:iam::1:user/a", "arn:aws:iam::1:user/b"]}}"#,
    r#"{"Principal": {"AWS": ["arn:aws:iam::1:user/b", "arn:aws:iam::1:user/a"]}}"#,
    r#"{"Principal": {"AWS": "arn:aws:iam::1:user/a", "Service": "ec2.amazonaws.com"}}"#,
    r#"{"NotPrincipal": {"AWS": "arn:aws:iam::1:user/a"}}"#,
];

/// The names of principals in requests.
const CALLERS: &[(&str, &str)] =
    &[("AWS", "arn:aws:iam::1:user/a"), ("AWS", "arn:aws:iam::1:user/b"), ("Service", "ec2.amazonaws.com")];

const SIDS: &[&str] = &["A", "B", "A2", "Read", "Read2", "A3"];

/// A list as it is written: a single entry is a string or a list.
fn written(entries: &[String], is_scalar: bool) -> Value {
    match entries {
        [only] if is_scalar => json!(only),
        _ => json!(entries),
    }
}

/// Entries of a list: known ones that meet, and a few that nobody has seen.
fn entries(
    known: &'static [&'static str],
    new: &'static str,
    most: usize,
) -> impl Strategy<Value = Vec<String>> {
    let known = subsequence(known, 1..=most.min(known.len())).prop_shuffle();
    (known, prop::collection::vec(new, 0..2))
        .prop_map(|(known, new)| known.into_iter().map(str::to_owned).chain(new).collect())
}

fn condition() -> impl Strategy<Value = Option<Value>> {
    let test = select(TESTS).prop_flat_map(|(operator, key, values)| {
        let values = subsequence(values, 1..=values.len()).prop_shuffle();
        (Just((operator, key)), values, any::<bool>())
    });
    let tests = prop::collection::vec(test, 1..3).prop_map(|tests| {
        let mut operators = Map::new();
        for ((operator, key), values, is_scalar) in tests {
            let keys = operators.entry(operator).or_insert_with(|| json!({}));
            let values: Vec<_> = values.into_iter().map(str::to_owned).collect();
            keys[key] = written(&values, is_scalar);
        }
        Value::Object(operators)
    });
    prop_oneof![3 => Just(None), 2 => tests.prop_map(Some)]
}

fn rarely() -> impl Strategy<Value = bool> {
    select(&[true, false, false, false, false, false][..])
}

/// A statement; with principals where they belong.
fn statement(has_principals: bool) -> impl Strategy<Value = Value> {
    let lists = (
        entries(ACTIONS, "(s3|sqs|logs):[GP]?(et|ut|\\*|\\?)[Oo*]{0,2}", 4),
        entries(RESOURCES, "arn:aws:s3:::(jobs|home)?[/a*?:]{0,5}", 3),
    );
    let flags = (select(&[false, false, true][..]), rarely(), rarely(), any::<bool>(), any::<bool>());
    let sid = prop::option::weighted(0.6, select(SIDS));
    (lists, flags, sid, condition(), select(PRINCIPALS), rarely(), any::<bool>()).prop_map(
        move |((actions, resources), flags, sid, condition, principals, has_no_resource, is_first)| {
            let (denies, not_action, not_resource, one_action, one_resource) = flags;
            let mut statement = Map::new();
            let effect = json!(if denies { "Deny" } else { "Allow" });
            if is_first {
                statement.insert("Effect".into(), effect.clone());
            }
            if has_principals {
                let principals: Map<String, Value> = serde_json::from_str(principals).expect("JSON");
                statement.extend(principals);
            }
            let name = |negated: bool, name: &str| format!("{}{name}", if negated { "Not" } else { "" });
            statement.insert(name(not_action, "Action"), written(&actions, one_action));
            if !(has_principals && has_no_resource) {
                statement.insert(name(not_resource, "Resource"), written(&resources, one_resource));
            }
            statement.insert("Effect".into(), effect);
            statement.extend(condition.map(|condition| ("Condition".into(), condition)));
            statement.extend(sid.map(|sid| ("Sid".into(), json!(sid))));
            Value::Object(statement)
        },
    )
}

/// A policy document, in which each Sid is there once.
pub(crate) fn document(n_statements: usize) -> impl Strategy<Value = Value> {
    let version = select(&[Some("2012-10-17"), Some("2012-10-17"), Some("2008-10-17"), None][..]);
    rarely()
        .prop_flat_map(move |has_principals| {
            prop::collection::vec(statement(has_principals), 1..=n_statements)
        })
        .prop_flat_map(move |statements| (Just(statements), version.clone(), rarely(), any::<bool>()))
        .prop_map(|(mut statements, version, has_id, is_scalar)| {
            let mut seen = Vec::new();
            for statement in statements.iter_mut().filter_map(Value::as_object_mut) {
                if let Some(sid) = statement.get("Sid").cloned() {
                    if seen.contains(&sid) {
                        statement.remove("Sid");
                    }
                    seen.push(sid);
                }
            }
            let mut document = Map::new();
            document.extend(version.map(|version| ("Version".into(), json!(version))));
            document.extend(has_id.then(|| ("Id".into(), json!("some-id"))));
            let statements = match statements.as_slice() {
                [only] if is_scalar => only.clone(),
                all => json!(all),
            };
            document.insert("Statement".into(), statements);
            Value::Object(document)
        })
}

/// Random numbers for requests, of which there are too many to shrink each.
#[derive(Clone, Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).expect("a small number")
    }

    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        let idx = self.below(all.len());
        all[idx]
    }
}

/// The statements of a document, of which one may stand without a list.
pub(crate) fn statements(document: &Value) -> &[Value] {
    let statements = &document["Statement"];
    statements.as_array().map_or(core::slice::from_ref(statements), Vec::as_slice)
}

/// Requests near the patterns of documents.
pub(crate) fn requests(documents: &[Value], n: usize, seed: u64) -> Vec<Request> {
    let mut dice = Dice(seed);
    let (mut actions, mut resources) = (Vec::new(), Vec::new());
    for statement in documents.iter().flat_map(statements) {
        for (names, found) in
            [(["Action", "NotAction"], &mut actions), (["Resource", "NotResource"], &mut resources)]
        {
            for value in names.iter().map(|name| &statement[*name]) {
                match value {
                    Value::String(one) => found.push(one.clone()),
                    Value::Array(all) => {
                        found.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => {}
                }
            }
        }
    }
    resources.push("arn:aws:s3:::jobs/in/x".to_owned());
    (0..n)
        .map(|_| {
            let action = &actions[dice.below(actions.len())];
            let action = if action == "*" { "s3:GetObject" } else { action };
            let resource = &resources[dice.below(resources.len())];
            let resource = if resource == "*" { "arn:aws:s3:::jobs" } else { resource };
            let (kind, name) = CALLERS[dice.below(CALLERS.len())];
            Request {
                principal: (kind, name.to_owned()),
                action: near(action, &["", "a", "Object", "Acl", "Message"], &mut dice),
                resource: whole(near(
                    resource,
                    &["", "a", "jobs", "in/x", "x:y", "eu-west-1", "/", "log-group"],
                    &mut dice,
                )),
                context: context(&mut dice),
            }
        })
        .collect()
}

/// An ARN that a pattern with fewer fields matches.
fn whole(arn: String) -> String {
    let missing = 5usize.saturating_sub(arn.matches(':').count());
    arn + &":x".repeat(missing)
}

/// A text that a pattern matches, or nearly.
fn near(pattern: &str, parts: &[&str], dice: &mut Dice) -> String {
    let pattern = pattern.replace("${aws:username}", "me").replace("${aws:username, 'nobody'}", "nobody");
    let mut text = String::new();
    for c in pattern.chars() {
        match c {
            '*' => text.push_str(dice.of(parts)),
            '?' => text.push_str(dice.of(&["a", "G", ":", "s"])),
            c if dice.below(60) == 0 => {
                text.push(if c.is_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() });
            }
            _ if dice.below(120) == 0 => text.push_str(dice.of(&["", "x", ":", "/"])),
            c => text.push(c),
        }
    }
    text
}

fn context(dice: &mut Dice) -> BTreeMap<String, Vec<String>> {
    let mut context = BTreeMap::new();
    for (key, values) in CONTEXT {
        if dice.below(4) > 0 {
            let values = dice.of(values);
            context.insert((*key).to_owned(), values.iter().map(|value| (*value).to_owned()).collect());
        }
    }
    context
}
