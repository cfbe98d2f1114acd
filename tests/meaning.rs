//! Findings about grants without effect hold for every request: a slow evaluator of policies, written for
//! this test alone, sees no difference without the grant.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Finding, Options, check};
use pcluster_iam::{Action, ArnFormat, ArnPart, ResourceType, action};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const ACTIONS: &[&str] = &[
    "*",
    "s3:*",
    "s3:Get*",
    "S3:GETOBJECT",
    "s3:GetObject",
    "s3:GetObjectAcl",
    "s3:ListBucket",
    "s3:PutObject",
    "sqs:*",
    "sqs:ListQueues",
    "sqs:SendMessage",
    "sqs:?endMessage",
    "sns:Publish",
    "logs:PutLogEvents",
    "logs:Create*",
];

const RESOURCES: &[&str] = &[
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::jobs*",
    "arn:aws:s3:::jobs",
    "arn:aws:s3:::jobs/*",
    "arn:aws:s3:::jobs/in/*",
    "arn:aws:s3:::job?/in/x",
    "arn:aws:sqs:*",
    "arn:aws:sqs:eu-west-1:123456789012:*",
    "arn:aws:sqs:eu-west-1:123456789012:jobs",
    "arn:*:sqs:*:*:jobs",
    "arn:aws:sqs:eu-*-1:123456789012:jobs",
    "arn:aws:sqs:*-1:*:jobs*",
    "arn:aws:sns:*:*:*",
    "arn:aws:logs:*:*:jobs*",
    "arn:aws:logs:*:*:log-group:jobs*",
    "arn:aws:logs:*:*:log-stream:x",
    "arn:aws:logs:*:123456789012:log-group:jobs:log-stream:x",
    "arn:aws:logs:eu-west-1:*:log-stream:*",
    "arn:aws:logs:?u-west-1:1*2:log-group:jobs:*",
    "arn:aws:sns:eu-west-1:123456789012:jobs",
];

/// The values of a variable in the ARN of a request.
const VALUES: &[&str] = &["jobs", "jobs2", "x", "in/x", "in/y/z"];

/// A statement: its kind, its actions and its resources.
type Statement = (Kind, Vec<&'static str>, Vec<&'static str>);

/// The effect of a statement, and its negated elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    denies: bool,
    not_action: bool,
    not_resource: bool,
}

const ALLOW: Kind = Kind { denies: false, not_action: false, not_resource: false };

/// A request: an action and the ARN of its resource, or `*`.
type Request = (Action, String);

fn statement() -> impl Strategy<Value = Statement> {
    let actions = subsequence(ACTIONS, 1..=3).prop_shuffle();
    let resources = subsequence(RESOURCES, 1..=3).prop_shuffle();
    let rarely = || select(&[false, false, false, true][..]);
    let kind = (rarely(), rarely(), rarely());
    let kind = kind.prop_map(|(denies, not_action, not_resource)| Kind { denies, not_action, not_resource });
    (kind, actions, resources)
}

fn text(statements: &[Statement]) -> String {
    let statements: Vec<_> = statements
        .iter()
        .map(|(kind, actions, resources)| {
            let effect = if kind.denies { "Deny" } else { "Allow" };
            let [not_action, not_resource] =
                [kind.not_action, kind.not_resource].map(|negated| if negated { "Not" } else { "" });
            format!(
                "{{\"Effect\": {effect:?}, \"{not_action}Action\": {actions:?}, \"{not_resource}Resource\": {resources:?}}}"
            )
        })
        .collect();
    format!("{{\"Version\": \"2012-10-17\", \"Statement\": [{}]}}", statements.join(", "))
}

/// Requests of all actions that match the entries above, on many ARNs of each of their types.
fn requests() -> Vec<Request> {
    let names = ["s3:GetObject", "s3:GetObjectAcl", "s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"];
    let others =
        ["s3:ListAllMyBuckets", "sqs:ListQueues", "sqs:SendMessage", "sns:Publish", "sns:ListTopics"];
    let with_colons = ["logs:PutLogEvents", "logs:CreateLogStream", "logs:CreateLogGroup"];
    let mut requests = Vec::new();
    for action in names.iter().chain(&others).chain(&with_colons).filter_map(|name| action(name)) {
        requests.push((action, "*".to_owned()));
        for format in action.resource_types().flat_map(ResourceType::arn_formats) {
            requests.extend(VALUES.iter().filter_map(|value| Some((action, arn(format, value)?))));
        }
    }
    requests
}

/// An ARN of a format, with a value for its last variable; nothing if the variable cannot have the value.
fn arn(format: ArnFormat, value: &str) -> Option<String> {
    let parts: Vec<_> = format.resource_parts().collect();
    let last = parts.iter().rposition(|part| matches!(part, ArnPart::Variable(_)));
    let mut resource = String::new();
    for (idx, part) in parts.iter().enumerate() {
        match part {
            ArnPart::Text(text) => resource.push_str(text),
            ArnPart::Variable(variable) if Some(idx) == last => {
                if !value.chars().all(|c| variable.may_hold(c)) {
                    return None;
                }
                resource.push_str(value);
            }
            ArnPart::Variable(_) => resource.push_str("jobs"),
        }
    }
    let fill = |field: &str| field.replace("${Region}", "eu-west-1").replace("${Account}", "123456789012");
    let (region, account) = (fill(format.region()), fill(format.account()));
    Some(format!("arn:aws:{}:{region}:{account}:{resource}", format.service()))
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', after @ ..], _) => {
            glob(after, text) || text.split_first().is_some_and(|(_, rest)| glob(pattern, rest))
        }
        ([b'?', after @ ..], [_, rest @ ..]) => glob(after, rest),
        ([wanted, after @ ..], [found, rest @ ..]) => wanted == found && glob(after, rest),
        _ => false,
    }
}

/// The two readings of a `*` at the end of an ARN's region or account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// It can reach past the colons behind it.
    Wide,
    /// It stays in its field.
    Narrow,
}

fn is_on(pattern: &str, arn: &str, reading: Reading) -> bool {
    fn fits(wanted: &[&str], found: &[&str], reading: Reading) -> bool {
        let Some((field, after)) = wanted.split_first() else { return found.is_empty() };
        // The last field takes all that is left, and one that ends in `*` as many fields as it can.
        let may_take_more = reading == Reading::Wide && field.ends_with('*');
        let n_taken = match (after.len(), may_take_more) {
            (0, _) => found.len()..=found.len(),
            (_, true) => 1..=found.len(),
            (_, false) => 1..=1,
        };
        n_taken.into_iter().any(|n| {
            n > 0
                && found.len() >= n
                && glob(field.as_bytes(), found[..n].join(":").as_bytes())
                && fits(after, &found[n..], reading)
        })
    }
    if pattern == "*" {
        return true;
    }
    let (wanted, found): (Vec<_>, Vec<_>) = (pattern.splitn(6, ':').collect(), arn.split(':').collect());
    found.len() >= 6
        && (wanted.len() == 6 || pattern.ends_with('*'))
        && wanted[..3].iter().zip(&found).all(|(wanted, found)| glob(wanted.as_bytes(), found.as_bytes()))
        && fits(&wanted[3..], &found[3..], reading)
}

fn covers((kind, actions, resources): &Statement, (action, arn): &Request, reading: Reading) -> bool {
    let name = action.to_string().to_ascii_lowercase();
    let is_named =
        actions.iter().any(|pattern| glob(pattern.to_ascii_lowercase().as_bytes(), name.as_bytes()));
    let is_there = resources.iter().any(|pattern| is_on(pattern, arn, reading));
    is_named != kind.not_action && is_there != kind.not_resource
}

fn allows(statements: &[Statement], request: &Request, reading: Reading) -> bool {
    let mut found = statements.iter().filter(|statement| covers(statement, request, reading)).peekable();
    found.peek().is_some() && !found.any(|(kind, ..)| kind.denies)
}

/// The requests that a statement covers.
fn covered(statement: &Statement, requests: &[Request]) -> Vec<bool> {
    requests.iter().map(|request| covers(statement, request, Reading::Wide)).collect()
}

/// The statements without the grant that a finding calls redundant or without effect.
fn without(statements: &[Statement], finding: &Finding) -> Vec<Statement> {
    let mut statements = statements.to_vec();
    let idx = finding.statement.expect("it is about a statement");
    let (_, actions, resources) = &mut statements[idx];
    match &finding.subject {
        None => {
            statements.remove(idx);
        }
        Some(subject) => {
            actions.retain(|action| action != subject);
            resources.retain(|resource| resource != subject);
        }
    }
    statements
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_changes_without_what_is_in_vain(statements in prop::collection::vec(statement(), 1..4)) {
        let requests = requests();
        let document = Document::parse(&text(&statements));
        let allowed = |statements: &[Statement], reading: Reading| -> Vec<bool> {
            requests.iter().map(|request| allows(statements, request, reading)).collect()
        };
        for finding in check(&document, &Options::default()) {
            let name = finding.code.name();
            let is_in_vain = matches!(
                name,
                "ACTION_NEVER_MATCHES" | "RESOURCE_NEVER_MATCHES" | "REDUNDANT_ACTION" | "REDUNDANT_RESOURCE"
                    | "REDUNDANT_STATEMENT" | "GRANT_REPEATED" | "GRANT_DENIED"
            );
            if is_in_vain {
                let rest = without(&statements, &finding);
                let idx = finding.statement.expect("it is about a statement");
                // What a denial decides holds for both readings.
                let is_by_denial = name == "GRANT_DENIED" || statements[idx].0.denies;
                let readings = if is_by_denial { &[Reading::Wide, Reading::Narrow][..] } else { &[Reading::Wide] };
                for &reading in readings {
                    let (with, without) = (allowed(&statements, reading), allowed(&rest, reading));
                    prop_assert_eq!(with, without, "{}: {} ({:?})", name, &finding.message, reading);
                }
            }
        }
    }

    #[test]
    fn what_can_match_is_not_said_to_be_in_vain(statement in statement()) {
        let requests = requests();
        let document = Document::parse(&text(&[(ALLOW, statement.1.clone(), statement.2.clone())]));
        let vain: Vec<_> = check(&document, &Options::default())
            .into_iter()
            .filter(|finding| finding.code.name().ends_with("_NEVER_MATCHES"))
            .filter_map(|finding| finding.subject)
            .collect();
        let (_, actions, resources) = statement;
        for action in actions.iter().filter(|action| !action.contains(['*', '?'])) {
            let alone = (ALLOW, vec![*action], resources.clone());
            let is_alive = covered(&alone, &requests).contains(&true);
            prop_assert_eq!(!is_alive, vain.iter().any(|it| it == action), "{} on {:?}", action, resources);
        }
    }
}
