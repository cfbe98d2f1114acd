//! Random values for policies: short ones, long ones, and such that are often the same.

use std::collections::BTreeMap;

use pcluster_iam::{Filled, Need, PARTITIONS, POLICIES, Partition, Policy, PolicyParameter, Values};
use proptest::prelude::*;

/// Values by parameter: a single value, or those of a list. Without a region, all regions are meant.
pub(crate) type Given = BTreeMap<String, Vec<String>>;

/// A valid string for a type; `PARTITION` and `REGION` stand for those of an ARN.
pub(crate) fn value_of(type_name: &str) -> BoxedStrategy<String> {
    match type_name {
        "flag" => Just("true".to_owned()).boxed(),
        "account-id" => "[0-9]{12}".boxed(),
        "bucket-arn" => "arn:PARTITION:s3:::[a-z0-9]{3,20}".boxed(),
        "bucket-name" => "[a-z0-9]{3,40}".boxed(),
        "bucket-name-pattern" => {
            "[a-z0-9*?.]{1,3}[a-z0-9*-]{1,30}".prop_filter("no two dots", |text| !text.contains("..")).boxed()
        }
        "image-id" => "ami-[0-9a-f]{17}".boxed(),
        "subnet-id" => "subnet-[0-9a-f]{8}".boxed(),
        "policy-arn" => {
            prop_oneof!["arn:PARTITION:iam::[0-9]{12}:policy/[a-z]{1,9}", "arn:PARTITION:iam::aws:policy/a/b"]
                .boxed()
        }
        "role-arn" => "arn:PARTITION:iam::[0-9]{12}:role/[a-z]{1,2}".boxed(),
        "role-name" => {
            prop_oneof!["[A-Za-z0-9+=,.@_-]{1,64}", "[a-z]{1,9}/[a-z]{1,9}/[A-Za-z0-9_-]{1,20}"].boxed()
        }
        "role-name-pattern" => {
            prop_oneof!["[A-Za-z0-9+=,.@_*?-]{1,64}", "aws-service-role/\\*", "same"].boxed()
        }
        "secret-name-pattern" => "[A-Za-z0-9/_+=.@*?-]{1,60}".boxed(),
        "capacity-reservation-arn" => {
            "arn:PARTITION:ec2:REGION:[0-9]{12}:capacity-reservation/cr-[0-9a-f]{17}".boxed()
        }
        "cluster-name" => "[a-zA-Z][a-zA-Z0-9-]{0,59}".boxed(),
        "codebuild-project-arn" => "arn:PARTITION:codebuild:REGION:[0-9]{12}:project/[a-z]{1,9}".boxed(),
        "component-number" => "[0-9]{1,3}".boxed(),
        "ecr-repository-arn" => "arn:PARTITION:ecr:REGION:[0-9]{12}:repository/[a-z]{1,9}".boxed(),
        "file-system-id" => "fs-[0-9a-f]{17}".boxed(),
        "hosted-zone-id-pattern" => "[A-Z0-9*?]{1,32}".boxed(),
        "iam-path" => "[a-z]{1,9}(/[a-z]{1,9})?".boxed(),
        "image-id-pattern" => prop_oneof!["ami-[0-9a-f]{8}", "ami-[0-9a-f]{0,7}\\*", "\\*"].boxed(),
        "image-name-pattern" => "[A-Za-z0-9_*?-]{1,60}".boxed(),
        "key-pair-name" => "[a-z]([ a-z]{0,20}[a-z])?".boxed(),
        "key-pair-name-pattern" => "[A-Za-z0-9_*?-]([ a-z*]{0,20}[a-z])?".boxed(),
        "job-definition-arn" => {
            "arn:PARTITION:batch:REGION:[0-9]{12}:job-definition/[a-z]{1,9}:[0-9]{1,2}".boxed()
        }
        "job-queue-arn" => "arn:PARTITION:batch:REGION:[0-9]{12}:job-queue/[a-z]{1,9}".boxed(),
        "object-key" => "[a-z0-9]{1,9}(/[a-zA-Z0-9._-]{1,9}){0,2}".boxed(),
        "object-pattern" => "[a-z0-9]{3,20}/[a-z*?/]{1,20}".boxed(),
        "pool-name-pattern" => "[a-z0-9*?-]{1,25}".boxed(),
        "queue-name" => "[a-z][a-z0-9-]{0,24}".boxed(),
        "resource-group-arn" => "arn:PARTITION:resource-groups:REGION:[0-9]{12}:group/[a-z]{1,9}".boxed(),
        "role-arn-pattern" => "arn:PARTITION:iam::[0-9]{12}:role/[a-z*?]{1,9}".boxed(),
        "secret-arn" => "arn:PARTITION:secretsmanager:REGION:[0-9]{12}:secret:[a-z]{1,9}".boxed(),
        "ssm-parameter-arn" => "arn:PARTITION:ssm:REGION:[0-9]{12}:parameter/[a-z]{1,9}".boxed(),
        "stack-arn" => "arn:PARTITION:cloudformation:REGION:[0-9]{12}:stack/[a-z]{1,9}/[0-9a-f]{12}".boxed(),
        "subnet-id-pattern" => prop_oneof!["subnet-[0-9a-f]{8}", "subnet-[0-9a-f]{0,7}\\*", "\\*"].boxed(),
        "uuid-pattern" => "[0-9a-f*?-]{1,36}".boxed(),
        "stack-name" => "[a-zA-Z][a-zA-Z0-9-]{0,60}".boxed(),
        "ecs-cluster-name" => "[A-Za-z0-9_-]{1,60}".boxed(),
        _ => "[A-Za-z0-9][A-Za-z0-9_-]{0,60}".boxed(),
    }
}

/// A shortest and a longest valid string for a type, as the rules of AWS have them.
fn extremes_of(type_name: &str) -> [BoxedStrategy<String>; 2] {
    let [shortest, longest] = match type_name {
        "flag" => ["true", "true"],
        "account-id" => ["[0-9]{12}", "[0-9]{12}"],
        "bucket-arn" => ["arn:PARTITION:s3:::[a-z]{3}", "arn:PARTITION:s3:::[a-z]{63}"],
        "bucket-name" => ["[a-z]{3}", "[a-z]{63}"],
        "bucket-name-pattern" => ["[a*]", "[a-z*]{63}"],
        "capacity-reservation-arn" => [
            "arn:PARTITION:ec2:REGION:[0-9]{12}:capacity-reservation/cr-[0-9a-f]{8}",
            "arn:PARTITION:ec2:REGION:[0-9]{12}:capacity-reservation/cr-[0-9a-f]{17}",
        ],
        "cluster-name" => ["[a-z]", "[a-z]{60}"],
        "codebuild-project-arn" => [
            "arn:PARTITION:codebuild:REGION:[0-9]{12}:project/[a-z]",
            "arn:PARTITION:codebuild:REGION:[0-9]{12}:project/[a-z]{255}",
        ],
        "component-number" => ["[0-9]", "[0-9]{3}"],
        "ecr-repository-arn" => [
            "arn:PARTITION:ecr:REGION:[0-9]{12}:repository/[a-z]",
            "arn:PARTITION:ecr:REGION:[0-9]{12}:repository/[a-z]{256}",
        ],
        "ecs-cluster-name" => ["[a-z]", "[a-z]{255}"],
        "file-system-id" => ["fs-[0-9a-f]{8}", "fs-[0-9a-f]{17}"],
        "hosted-zone-id-pattern" => ["[A*]", "[A-Z?]{32}"],
        "iam-path" => ["[a-z]", "[a-z]{254}/[a-z]{255}"],
        "image-id" => ["ami-[0-9a-f]{8}", "ami-[0-9a-f]{17}"],
        "image-id-pattern" => ["\\*", "ami-[0-9a-f]{17}"],
        "image-name-pattern" => ["[a*]", "[a-z*]{128}"],
        "job-definition-arn" => [
            "arn:PARTITION:batch:REGION:[0-9]{12}:job-definition/[a-z]",
            "arn:PARTITION:batch:REGION:[0-9]{12}:job-definition/[a-z]{128}:[0-9]{10}",
        ],
        "job-queue-arn" => [
            "arn:PARTITION:batch:REGION:[0-9]{12}:job-queue/[a-z]",
            "arn:PARTITION:batch:REGION:[0-9]{12}:job-queue/[a-z]{128}",
        ],
        "key-pair-name" => ["[a-z]", "[a-z]{100}[ a-z]{54}[a-z]{101}"],
        "key-pair-name-pattern" => ["[a*]", "[a-z*]{255}"],
        "object-key" => ["[a-z]", "[a-z]{1024}"],
        "object-pattern" => ["[a-z]{3}/[a*]", "[a-z]{63}/[a-z*]{1024}"],
        "policy-arn" => [
            "arn:PARTITION:iam::aws:policy/[a-z]",
            "arn:PARTITION:iam::[0-9]{12}:policy/[a-z]{510}/[a-z]{128}",
        ],
        "pool-name-pattern" => ["[a*]", "[a-z*]{25}"],
        "queue-name" => ["[a-z]", "[a-z]{25}"],
        "resource-group-arn" => [
            "arn:PARTITION:resource-groups:REGION:[0-9]{12}:group/[a-z]",
            "arn:PARTITION:resource-groups:REGION:[0-9]{12}:group/[a-z]{300}",
        ],
        "role-arn" | "role-arn-pattern" => [
            "arn:PARTITION:iam::[0-9]{12}:role/[a-z]",
            "arn:PARTITION:iam::[0-9]{12}:role/[a-z]{510}/[a-z]{64}",
        ],
        "role-name" | "role-name-pattern" => ["[ab]", "[a-z]{510}/[a-z]{64}"],
        "secret-arn" => [
            "arn:PARTITION:secretsmanager:REGION:[0-9]{12}:secret:[a-z]",
            "arn:PARTITION:secretsmanager:REGION:[0-9]{12}:secret:[a-z]{519}",
        ],
        "secret-name-pattern" => ["[a*]", "[a-z*]{519}"],
        "ssm-parameter-arn" => [
            "arn:PARTITION:ssm:REGION:[0-9]{12}:parameter/[a-z]",
            "arn:PARTITION:ssm:REGION:[0-9]{12}:parameter/[a-z]{950}",
        ],
        "stack-arn" => [
            "arn:PARTITION:cloudformation:REGION:[0-9]{12}:stack/[a-z]/[a-z]",
            "arn:PARTITION:cloudformation:REGION:[0-9]{12}:stack/[a-z]{128}/[0-9a-f]{36}",
        ],
        "subnet-id" => ["subnet-[0-9a-f]{8}", "subnet-[0-9a-f]{17}"],
        "subnet-id-pattern" => ["\\*", "subnet-[0-9a-f]{17}"],
        "uuid-pattern" => ["[a*]", "[0-9a-f]{36}"],
        // The names of stacks and of what AWS Batch has.
        _ => ["[a-z]", "[a-z]{128}"],
    };
    [shortest.boxed(), longest.boxed()]
}

/// The values for a parameter of a policy: none, one or several.
fn values_of(
    used: &'static PolicyParameter,
    partition: &'static Partition,
) -> impl Strategy<Value = Vec<String>> + use<> {
    let type_name = used.parameter.type_name;
    let [shortest, longest] = extremes_of(type_name);
    // Two parameters often get the same value, so that entries become equal.
    let is_role = type_name.starts_with("role-name");
    let same = if is_role { Just("same".to_owned()).boxed() } else { shortest.clone() };
    let text = prop_oneof![3 => value_of(type_name), 1 => shortest, 1 => longest, 1 => same];
    let valid = (text, prop::sample::select(partition.regions))
        .prop_map(|(text, region)| text.replace("PARTITION", partition.id).replace("REGION", region));
    let n_values = match used.need {
        Need::Required => 1..2_usize,
        Need::List => 0..4,
        _ => 0..2,
    };
    prop::collection::vec(valid, n_values)
}

/// A policy and values for it: a region of any partition, or all regions of one.
pub(crate) fn filled() -> impl Strategy<Value = (&'static Policy, &'static str, Option<String>, Given)> {
    (prop::sample::select(POLICIES), prop::sample::select(PARTITIONS)).prop_flat_map(|(policy, partition)| {
        filled_in(policy, partition).prop_map(move |(region, texts)| (policy, partition.id, region, texts))
    })
}

/// A region of a partition or all of them, and values for a policy.
pub(crate) fn filled_in(
    policy: &'static Policy,
    partition: &'static Partition,
) -> impl Strategy<Value = (Option<String>, Given)> {
    let region = prop::option::weighted(0.8, prop::sample::select(partition.regions).prop_map(str::to_owned));
    let texts: Vec<_> = policy
        .parameters
        .iter()
        .filter(|used| !["region", "partition"].contains(&used.parameter.type_name))
        .map(|used| (Just(used.parameter.name.to_owned()), values_of(used, partition)))
        .collect();
    (region, texts).prop_map(|(region, texts)| {
        let given: Given = texts.into_iter().filter(|(_, texts)| !texts.is_empty()).collect();
        (region, with_effect(policy, given))
    })
}

/// The values without those that have an effect only together with others: filling refuses them.
fn with_effect(policy: &Policy, mut given: Given) -> Given {
    loop {
        let idle = policy.parameters.iter().map(|used| used.parameter).find(|parameter| {
            let is_given = |name: &str| given.contains_key(name);
            is_given(parameter.name) && policy.needed_beside(parameter, is_given).is_some()
        });
        let Some(idle) = idle else { return given };
        given.remove(idle.name);
    }
}

pub(crate) fn fill<'v>(
    policy: &'static Policy,
    partition: &'v str,
    region: Option<&'v str>,
    texts: &'v Given,
) -> Filled<'v> {
    let each = |(name, texts): (&'v String, &'v Vec<String>)| {
        texts.iter().map(|text| (name.as_str(), text.as_str()))
    };
    let mut values: Values<'v> = texts.iter().flat_map(each).collect();
    values = values.set("partition", partition);
    values = match region {
        Some(region) => values.set("region", region),
        None => values.all_regions(),
    };
    policy.fill(&values).expect("the values are valid")
}
