//! Every policy, in every partition, with any valid values: the rendered text against a slow
//! renderer of the test's own, which is built on `docs/catalog.json` and knows nothing of the
//! generated code.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pcluster_iam::{
    AccountId, Filled, JobDefinitionName, PARTITIONS, POLICIES, Policy, Region, RoleName, RoleNamePattern,
    StackName, Values, v2_9,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

static CATALOG: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../docs/catalog.json")).expect("docs/catalog.json is JSON")
});

/// A policy as docs/catalog.json has it.
fn stated(id: &str) -> &'static Value {
    CATALOG["versions"]
        .as_array()
        .expect("versions")
        .iter()
        .flat_map(|version| version["policies"].as_array().expect("policies"))
        .find(|policy| policy["id"] == id)
        .expect("the catalog states it")
}

/// The slow renderer: the maintained form, by the rules of the catalog's README.
fn slow(id: &str, given: &BTreeMap<String, String>) -> Value {
    let policy = stated(id);
    let mut values = given.clone();
    for parameter in policy["parameters"].as_array().expect("parameters") {
        if let Some(default) = parameter["default"].as_str() {
            values
                .entry(parameter["name"].as_str().expect("a name").to_owned())
                .or_insert_with(|| default.to_owned());
        }
    }
    let is_maintained = |it: &&Value| it["change"]["kind"] != "withdrawn";
    let statements: Vec<Value> = policy["statements"]
        .as_array()
        .expect("statements")
        .iter()
        .filter(is_maintained)
        .map(|statement| {
            let element = |element: &Value| {
                let mut texts: Vec<String> = Vec::new();
                for entry in element["entries"].as_array().expect("entries").iter().filter(is_maintained) {
                    if let Some(text) = substitute(entry["text"].as_str().expect("a text"), &values)
                        && !texts.contains(&text)
                    {
                        texts.push(text);
                    }
                }
                if element["scalar"] == true { json!(texts[0]) } else { json!(texts) }
            };
            let key = |element: &Value, plain: &str| {
                if element["negated"] == true { format!("Not{plain}") } else { plain.to_owned() }
            };
            let mut object = Map::new();
            object.insert(key(&statement["actions"], "Action"), element(&statement["actions"]));
            object.insert(key(&statement["resources"], "Resource"), element(&statement["resources"]));
            object.insert("Effect".to_owned(), statement["effect"].clone());
            for condition in statement["conditions"].as_array().expect("conditions") {
                let text = |name: &str| condition[name].as_str().expect("a text").to_owned();
                let values = element(&condition["values"]);
                let block = object.entry("Condition").or_insert_with(|| json!({}));
                block[text("operator")][text("key")] = values;
            }
            if let Some(sid) = statement["sid"].as_str() {
                object.insert("Sid".to_owned(), json!(sid));
            }
            Value::Object(object)
        })
        .collect();
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// A text with its placeholders replaced, or nothing if an optional one has no value.
fn substitute(text: &str, values: &BTreeMap<String, String>) -> Option<String> {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a closed placeholder");
        result.push_str(before);
        match values.get(name.trim_end_matches('?')) {
            Some(value) => result.push_str(value),
            None if name.ends_with('?') => return None,
            None => panic!("`{name}` has no value"),
        }
        rest = after;
    }
    result.push_str(rest);
    Some(result)
}

/// A valid text for a type.
fn value_of(type_name: &str) -> BoxedStrategy<String> {
    match type_name {
        "account-id" => "[0-9]{12}".boxed(),
        "role-name" => {
            prop_oneof!["[A-Za-z0-9+=,.@_-]{1,64}", "[a-z]{1,9}/[a-z]{1,9}/[A-Za-z0-9_-]{1,20}"].boxed()
        }
        "role-name-pattern" => {
            prop_oneof!["[A-Za-z0-9+=,.@_*?-]{1,64}", "aws-service-role/\\*", "same"].boxed()
        }
        "stack-name" => "[a-zA-Z][a-zA-Z0-9-]{0,60}".boxed(),
        "bucket-name" => "[a-z0-9]{3,40}".boxed(),
        "ecs-cluster-name" => "[A-Za-z0-9_-]{1,60}".boxed(),
        _ => "[A-Za-z0-9][A-Za-z0-9_-]{0,60}".boxed(),
    }
}

/// A policy with values for it: a region of any partition, or none for all of one.
fn filled() -> impl Strategy<Value = (&'static Policy, &'static str, Option<String>, BTreeMap<String, String>)>
{
    (prop::sample::select(POLICIES), prop::sample::select(PARTITIONS)).prop_flat_map(|(policy, partition)| {
        let region =
            prop::option::weighted(0.8, prop::sample::select(partition.regions).prop_map(str::to_owned));
        let texts: Vec<_> = policy
            .parameters
            .iter()
            .filter(|used| !["region", "partition"].contains(&used.parameter.type_name))
            .map(|used| {
                let name = used.parameter.name.to_owned();
                let is_required = used.need == pcluster_iam::Need::Required;
                let valid = value_of(used.parameter.type_name);
                let text = if is_required {
                    valid.prop_map(Some).boxed()
                } else {
                    // Often the same for two parameters, so that entries collapse.
                    prop_oneof![3 => valid.prop_map(Some), 1 => Just(Some("same".to_owned())), 2 => Just(None)].boxed()
                };
                (Just(name), text)
            })
            .collect();
        (Just(policy), Just(partition.id), region, texts).prop_map(|(policy, partition, region, texts)| {
            let texts = texts.into_iter().filter_map(|(name, text)| Some((name, text?))).collect();
            (policy, partition, region, texts)
        })
    })
}

fn fill<'v>(
    policy: &'static Policy,
    partition: &'v str,
    region: Option<&'v str>,
    texts: &'v BTreeMap<String, String>,
) -> Filled<'v> {
    let mut values: Values<'v> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    values = values.set("partition", partition);
    values = match region {
        Some(region) => values.set("region", region),
        None => values.all_regions(),
    };
    policy.fill(&values).expect("the values are valid")
}

proptest! {
    #[test]
    fn rendered_text_equals_the_slow_renderer((policy, partition, region, texts) in filled()) {
        let filled = fill(policy, partition, region.as_deref(), &texts);
        let compact = filled.to_json();
        let pretty = filled.to_json_pretty();

        let mut values = texts.clone();
        values.insert("partition".to_owned(), partition.to_owned());
        values.insert("region".to_owned(), region.clone().unwrap_or_else(|| "*".to_owned()));
        let expected = slow(policy.id, &values);
        prop_assert_eq!(&compact, &expected.to_string());
        let parsed: Value = serde_json::from_str(&pretty).expect("JSON");
        prop_assert_eq!(&parsed, &expected);
        prop_assert_eq!(&pcluster_iam::json::compact(&pretty), &compact);

        // Nothing is left to be replaced.
        for mark in ["<", ">", "${"] {
            prop_assert!(!compact.contains(mark), "{} in {}", mark, compact);
        }
        for parameter in policy.parameters {
            let placeholder = format!("{{{}", parameter.parameter.name);
            prop_assert!(!compact.contains(&placeholder), "{} in {}", placeholder, compact);
        }
        // Each ARN is of the partition.
        for arn in compact.split("\"arn:").skip(1) {
            prop_assert_eq!(arn.split(':').next(), Some(partition));
        }
        let mut written = String::new();
        filled.write_json(&mut written).expect("a string takes all");
        prop_assert_eq!(&written, &compact);
        written.clear();
        filled.write_json_pretty(&mut written).expect("a string takes all");
        prop_assert_eq!(written, pretty);
    }

    #[test]
    fn typed_and_by_name_agree(
        region in prop::sample::select(PARTITIONS).prop_flat_map(|it| prop::sample::select(it.regions)),
        account in value_of("account-id"),
        role in prop::option::of(value_of("role-name")),
        roles in prop::option::of(value_of("role-name-pattern")),
        stack in value_of("stack-name"),
    ) {
        let partition = Region::new(region).expect("a region").partition().id;
        let (region, account_id) = (Region::new(region).expect("valid"), AccountId::new(&account).expect("valid"));
        let ec2_role = role.as_deref().map(|role| RoleName::new(role).expect("valid"));
        let cluster_roles = roles.as_deref().map(|roles| RoleNamePattern::new(roles).expect("valid"));
        let mut texts = BTreeMap::from([("account-id".to_owned(), account.clone())]);
        let name = region.as_str().to_owned();
        let by_name = fill(&v2_9::INSTANCE, partition, Some(&name), &texts).to_json();
        prop_assert_eq!(by_name, v2_9::Instance { region, account_id }.to_json());

        texts.insert("stack-name".to_owned(), stack.clone());
        let stack_name = StackName::new(&stack).expect("valid");
        let by_name = fill(&v2_9::USER_MINIMAL, partition, Some(&name), &texts).to_json_pretty();
        prop_assert_eq!(by_name, v2_9::UserMinimal { region, account_id, stack_name }.to_json_pretty());

        texts.remove("stack-name");
        texts.extend(role.clone().map(|role| ("ec2-role".to_owned(), role)));
        texts.extend(roles.clone().map(|roles| ("cluster-roles".to_owned(), roles)));
        let by_name = fill(&v2_9::USER, partition, Some(&name), &texts).to_json();
        prop_assert_eq!(by_name, v2_9::User { region, account_id, ec2_role, cluster_roles }.to_json());
        let by_name = fill(&v2_9::USER_AWSBATCH, partition, Some(&name), &texts).to_json();
        prop_assert_eq!(by_name, v2_9::UserAwsbatch { region, account_id, ec2_role, cluster_roles }.to_json());
    }
}

#[test]
fn equal_entries_collapse() {
    let policy = v2_9::User {
        region: Region::new("eu-west-1").expect("a region"),
        account_id: AccountId::new("123456789012").expect("an account"),
        ec2_role: Some(RoleName::new("mine").expect("a role")),
        cluster_roles: Some(RoleNamePattern::new("mine").expect("a pattern")),
    };
    assert_eq!(policy.to_json().matches(":role/mine\"").count(), 1);
}

#[test]
fn all_problems_at_once() {
    let values = Values::new()
        .set("region", "cn-north-1")
        .set("partition", "aws")
        .set("account-id", "12")
        .set("acount-id", "123456789012")
        .set("job-queue", "q");
    let error = v2_9::USER_MINIMAL.fill(&values).expect_err("nothing of it is right");
    assert_eq!(
        error.to_string(),
        "`2.9/user-minimal` cannot be filled\n\
         - region `cn-north-1` belongs to partition `aws-cn`, not to `aws`\n\
         - `account-id`: `12` is refused: expected an AWS account id of 12 digits\n\
         - `stack-name` is missing: The name of the cluster's stack in AWS CloudFormation.\n\
         - no parameter is named `acount-id`\n\
         - the policy has no `job-queue`"
    );
}

#[test]
fn a_stack_is_named_after_its_cluster() {
    assert_eq!(v2_9::stack_name("demo"), "parallelcluster-demo");
    assert!(JobDefinitionName::new(&v2_9::stack_name("demo")).is_ok());
}

#[test]
fn trust_policies_name_the_services_of_the_partition() {
    let trust = |partition: &str| {
        let partition = pcluster_iam::Partition::new(partition).expect("a partition");
        let text = v2_9::INSTANCE.trust_policy(partition).expect("it is a role's");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        document["Statement"][0]["Principal"]["Service"].clone()
    };
    assert_eq!(trust("aws"), json!("ec2.amazonaws.com"));
    assert_eq!(trust("aws-cn"), json!(["ec2.amazonaws.com", "ec2.amazonaws.com.cn"]));
    assert_eq!(v2_9::USER.trust_policy(PARTITIONS[0]), None);
}
