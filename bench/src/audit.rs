//! Audits of whole accounts: a synthetic one with thousands of policies, some of them like those of the catalog.

use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use pcluster_iam::audit::{Account, Distance, InferredValues, Needed, NeededPolicy, candidates};
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::Layer;
use pcluster_iam::{POLICIES, Values};

use crate::time::{OURS, row};

/// The number of roles, each with a managed and an inline policy.
const N_ROLES: usize = 1_500;

/// Of so many roles one has a policy of the catalog.
const ONE_OF: usize = 30;

/// The least likeness of the actions of an identity to those of the catalog, as `audit --account` has it.
const MIN_LIKENESS: f64 = 0.5;

/// The most policies of the catalog that an identity is compared with, as `audit --account` has it.
const MAX_COMPARED: usize = 8;

/// Measures the parts of an audit, and prints a table.
pub fn table() {
    let text = account();
    println!("audit, an account of {} policies, {} MB", 2 * N_ROLES, text.len() >> 20);
    let start = Instant::now();
    let account = Account::parse(&text).expect("it is JSON").expect("it has roles");
    println!("  {:<28}{:>9} ms", "read", start.elapsed().as_millis());
    let start = Instant::now();
    let mut alike = Vec::new();
    for identity in &account.identities {
        let documents: Vec<&Document> = identity
            .policies
            .iter()
            .filter(|it| it.layer == Layer::Identity)
            .filter_map(|it| Some(&account.document(it)?.embedded.as_ref()?.document))
            .collect();
        let found = candidates(&documents, None, &identity.services);
        if found.first().is_some_and(|it| it.likeness() >= MIN_LIKENESS) {
            alike.push((identity, documents, found));
        }
    }
    println!(
        "  {:<28}{:>9} ms, {} of them",
        "find what looks alike",
        start.elapsed().as_millis(),
        alike.len()
    );
    let start = Instant::now();
    let mut n_compared = 0;
    for (identity, documents, found) in alike {
        let (held, _) = account.policies(identity);
        for candidate in found.into_iter().take(MAX_COMPARED) {
            let inferred = InferredValues::of(&candidate.needs.policies, &documents);
            let values: Vec<(&str, &str)> =
                inferred.values.iter().map(|it| (it.parameter.name, it.value.as_str())).collect();
            let filled = candidate.needs.policies.iter().map(|policy| {
                let is_used = |name: &str| {
                    matches!(name, "region" | "partition")
                        || policy.parameters.iter().any(|it| it.parameter.name == name)
                };
                let own: Values<'_> = values.iter().copied().filter(|(name, _)| is_used(name)).collect();
                let own = if inferred.all_regions { own.all_regions() } else { own };
                let filled = policy.fill(&own).ok()?;
                Some(NeededPolicy::new(&filled, |name| values.iter().any(|(known, _)| *known == name)))
            });
            let Some(filled) = filled.collect::<Option<Vec<_>>>() else { continue };
            let needed = Needed::new(candidate.needs, filled).expect("IAM accepts it");
            Distance::between(&held, &needed.policies).expect("it is not too complex");
            n_compared += 1;
        }
    }
    println!("  {:<28}{:>9} ms, {n_compared} times", "compare", start.elapsed().as_millis());
    process(&text);
}

/// The same as a whole process.
fn process(text: &str) {
    let file = env::temp_dir().join("pcluster-iam-bench-account.json");
    fs::write(&file, text).expect("the file can be written");
    row("pcluster-iam audit", Command::new(OURS).args(["audit", "--account"]).arg(&file), 3);
    drop(fs::remove_file(&file));
}

/// The output of `aws iam get-account-authorization-details` for a synthetic account.
fn account() -> String {
    let mut seed = 2_026_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % limit
    };
    let (mut roles, mut policies) = (String::new(), String::new());
    for idx in 0..N_ROLES {
        let policy = POLICIES[idx % POLICIES.len()];
        let inline = if idx % ONE_OF == 0 {
            policy.fill(&policy.examples()).expect("the examples fill it").to_json()
        } else {
            random(&mut below)
        };
        let (comma, managed) = (if idx == 0 { "" } else { ",\n" }, random(&mut below));
        let service = ["ec2", "lambda"][below(2)];
        let arn = format!("arn:aws:iam::123456789012:policy/p{idx}");
        write!(
            roles,
            r#"{comma}{{"RoleName": "r{idx}", "Path": "/", "Arn": "arn:aws:iam::123456789012:role/r{idx}",
            "AssumeRolePolicyDocument": {{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow",
                "Action": "sts:AssumeRole", "Principal": {{"Service": "{service}.amazonaws.com"}}}}]}},
            "RolePolicyList": [{{"PolicyName": "inline", "PolicyDocument": {inline}}}],
            "AttachedManagedPolicies": [{{"PolicyName": "p{idx}", "PolicyArn": "{arn}"}}]}}"#
        )
        .expect("a string");
        let managed = if idx % ONE_OF == 0 { NOTHING.to_owned() } else { managed };
        write!(
            policies,
            r#"{comma}{{"PolicyName": "p{idx}", "Arn": "{arn}", "Path": "/", "DefaultVersionId": "v1",
            "PolicyVersionList": [{{"VersionId": "v1", "IsDefaultVersion": true, "Document": {managed}}}]}}"#
        )
        .expect("a string");
    }
    format!(r#"{{"RoleDetailList": [{roles}], "Policies": [{policies}]}}"#)
}

/// A policy of one action.
const NOTHING: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*"}]}"#;

/// A policy of some statements about services that many have policies for.
fn random(below: &mut impl FnMut(usize) -> usize) -> String {
    const SERVICES: [&str; 12] =
        ["s3", "ec2", "lambda", "dynamodb", "sqs", "sns", "logs", "iam", "kms", "ssm", "ecs", "rds"];
    const NAMES: [&str; 7] = ["Get*", "List*", "Describe*", "Put*", "Create*", "Delete*", "*"];
    let statements = (0..=below(7)).map(|_| {
        let service = SERVICES[below(SERVICES.len())];
        let actions: Vec<_> =
            (0..=below(4)).map(|_| format!(r#""{service}:{}""#, NAMES[below(NAMES.len())])).collect();
        let resource = match below(2) {
            0 => "*".to_owned(),
            _ => format!("arn:aws:{service}:eu-west-1:123456789012:name-{}*", below(100)),
        };
        format!(r#"{{"Effect": "Allow", "Action": [{}], "Resource": "{resource}"}}"#, actions.join(", "))
    });
    let statements: Vec<_> = statements.collect();
    format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, statements.join(", "))
}
