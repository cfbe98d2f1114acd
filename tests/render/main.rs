//! Every policy, in every partition, with random valid values: the rendered document equals that of a
//! slow second renderer, which reads `docs/catalog.json` and does not use the generated code.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

mod sizes;
mod values;

use std::sync::LazyLock;

use pcluster_iam::{
    AccountId, BucketArn, JobDefinitionName, PARTITIONS, PolicyArn, Region, RoleName, RoleNamePattern,
    SecretArn, StackName, Values, v2_9, v3_6, v3_11,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use values::{Given, fill, filled, value_of};

static CATALOG: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../docs/catalog.json")).expect("docs/catalog.json is JSON")
});

/// A policy of docs/catalog.json.
fn stated(id: &str) -> &'static Value {
    CATALOG["versions"]
        .as_array()
        .expect("versions")
        .iter()
        .flat_map(|version| version["policies"].as_array().expect("policies"))
        .find(|policy| policy["id"] == id)
        .expect("the catalog states it")
}

/// The slow renderer of the maintained form, which follows the rules of the catalog's README.
fn slow(id: &str, given: &Given) -> Value {
    let policy = stated(id);
    let mut values = given.clone();
    for parameter in policy["parameters"].as_array().expect("parameters") {
        if let Some(default) = parameter["default"].as_str() {
            values
                .entry(parameter["name"].as_str().expect("a name").to_owned())
                .or_insert_with(|| vec![default.to_owned()]);
        }
    }
    let is_given = |name: &Value| values.contains_key(name.as_str().expect("a name"));
    let exists = |statement: &&Value| {
        let names = |key: &str| statement["presence"][key].as_array().expect("names").iter();
        names("when").all(is_given) && !names("unless").any(is_given)
    };
    let statements: Vec<Value> = policy["statements"]
        .as_array()
        .expect("statements")
        .iter()
        .filter(is_maintained)
        .filter(exists)
        .map(|statement| slow_statement(statement, &values))
        .collect();
    json!({ "Version": "2012-10-17", "Statement": statements })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as `filter` asks for it")]
fn is_maintained(it: &&Value) -> bool {
    it["change"]["kind"] != "withdrawn"
}

fn slow_statement(statement: &Value, values: &Given) -> Value {
    let element = |element: &Value| {
        let mut texts: Vec<String> = Vec::new();
        for entry in element["entries"].as_array().expect("entries").iter().filter(is_maintained) {
            for text in substitute(entry["text"].as_str().expect("a text"), values) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
        match (element["scalar"] == true, texts.as_slice()) {
            (_, []) => None,
            (true, [text]) => Some(json!(text)),
            _ => Some(json!(texts)),
        }
    };
    let key = |element: &Value, plain: &str| {
        if element["negated"] == true { format!("Not{plain}") } else { plain.to_owned() }
    };
    let needed = |it: &Value| element(it).expect("IAM refuses an empty list");
    let mut object = Map::new();
    object.insert(key(&statement["actions"], "Action"), needed(&statement["actions"]));
    object.insert(key(&statement["resources"], "Resource"), needed(&statement["resources"]));
    object.insert("Effect".to_owned(), statement["effect"].clone());
    for condition in statement["conditions"].as_array().expect("conditions") {
        let text = |name: &str| condition[name].as_str().expect("a text").to_owned();
        // A condition without a value does not exist.
        if let Some(values) = element(&condition["values"]) {
            let block = object.entry("Condition").or_insert_with(|| json!({}));
            block[text("operator")][text("key")] = values;
        }
    }
    if let Some(sid) = statement["sid"].as_str() {
        object.insert("Sid".to_owned(), json!(sid));
    }
    Value::Object(object)
}

/// The strings of an entry: a single one, none if an optional placeholder has no value, or one for each
/// value of a list.
fn substitute(text: &str, values: &Given) -> Vec<String> {
    let Some((before, after)) = text.split_once('{') else { return vec![text.to_owned()] };
    let (placeholder, after) = after.split_once('}').expect("a closed placeholder");
    let name = placeholder.trim_end_matches(['?', '.']);
    let given = match values.get(name) {
        Some(given) if placeholder.ends_with("...") => given.clone(),
        Some(given) => given[..1].to_vec(),
        None if placeholder.ends_with(['?', '.']) => Vec::new(),
        None if name == "region" => vec!["*".to_owned()],
        None => panic!("`{name}` has no value"),
    };
    given
        .iter()
        .flat_map(|value| {
            let rests = substitute(after, values);
            rests.into_iter().map(move |rest| format!("{before}{value}{rest}"))
        })
        .collect()
}

proptest! {
    #[test]
    fn rendered_text_equals_the_slow_renderer((policy, partition, region, texts) in filled()) {
        let filled = fill(policy, partition, region.as_deref(), &texts);
        let compact = filled.to_json();
        let pretty = filled.to_json_pretty();

        let mut values = texts.clone();
        values.insert("partition".to_owned(), vec![partition.to_owned()]);
        values.extend(region.clone().map(|region| ("region".to_owned(), vec![region])));
        let expected = slow(policy.id, &values);
        prop_assert_eq!(&compact, &expected.to_string());
        let parsed: Value = serde_json::from_str(&pretty).expect("JSON");
        prop_assert_eq!(&parsed, &expected);
        prop_assert_eq!(&pcluster_iam::json::compact(&pretty), &compact);
        prop_assert_eq!(filled.size(), pcluster_iam::json::size(&compact));

        // No placeholder is left.
        for mark in ["<", ">", "${"] {
            prop_assert!(!compact.contains(mark), "{} in {}", mark, compact);
        }
        // IAM refuses an empty list, and an empty condition.
        for mark in [":[]", ":{}"] {
            prop_assert!(!compact.contains(mark), "{} in {}", mark, compact);
        }
        for parameter in policy.parameters {
            let placeholder = format!("{{{}", parameter.parameter.name);
            prop_assert!(!compact.contains(&placeholder), "{} in {}", placeholder, compact);
        }
        // Each ARN is in the partition.
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
        let mut texts = Given::from([("account-id".to_owned(), vec![account.clone()])]);
        let name = region.as_str().to_owned();
        let by_name = fill(&v2_9::INSTANCE, partition, Some(&name), &texts).to_json();
        prop_assert_eq!(by_name, v2_9::Instance { region, account_id }.to_json());

        texts.insert("stack-name".to_owned(), vec![stack.clone()]);
        let stack_name = StackName::new(&stack).expect("valid");
        let by_name = fill(&v2_9::USER_MINIMAL, partition, Some(&name), &texts).to_json_pretty();
        prop_assert_eq!(by_name, v2_9::UserMinimal { region, account_id, stack_name }.to_json_pretty());

        texts.remove("stack-name");
        texts.extend(role.clone().map(|role| ("ec2-role".to_owned(), vec![role])));
        texts.extend(roles.clone().map(|roles| ("cluster-roles".to_owned(), vec![roles])));
        let by_name = fill(&v2_9::USER, partition, Some(&name), &texts).to_json();
        prop_assert_eq!(by_name, v2_9::User { region, account_id, ec2_role, cluster_roles }.to_json());
        let by_name = fill(&v2_9::USER_AWSBATCH, partition, Some(&name), &texts).to_json();
        prop_assert_eq!(by_name, v2_9::UserAwsbatch { region, account_id, ec2_role, cluster_roles }.to_json());
    }
}

#[test]
fn lists_and_options_typed_and_by_name_agree() {
    let arns = ["arn:aws:s3:::bucket-1", "arn:aws:s3:::bucket-2"];
    let buckets = arns.map(|arn| BucketArn::new(arn).expect("an ARN"));
    let region = Region::new("eu-west-1").expect("a region");
    let boundary = "arn:aws:iam::123456789012:policy/boundary";
    let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:munge-a1B2c3";
    let account = "123456789012";
    let account_id = AccountId::new(account).expect("an account");
    let typed = v3_11::SlurmFsxAdministrator {
        region,
        account_id,
        permissions_boundary: Some(PolicyArn::new(boundary).expect("an ARN")),
        fsx_buckets: &buckets,
        munge_key_secret: Some(SecretArn::new(secret).expect("an ARN")),
        directory_parameter_arn: None,
    };
    for (policy, json) in typed.to_json() {
        let mut values = Values::new().set("region", "eu-west-1");
        for (name, value) in [
            ("account-id", account),
            ("permissions-boundary", boundary),
            ("munge-key-secret", secret),
            ("fsx-buckets", arns[0]),
            ("fsx-buckets", arns[1]),
        ] {
            if policy.parameters.iter().any(|used| used.parameter.name == name) {
                values = values.set(name, value);
            }
        }
        assert_eq!(policy.fill(&values).expect("they fill it").to_json(), json, "{}", policy.id);
    }
}

#[test]
fn arns_of_another_partition_are_refused() {
    let values = Values::new().set("region", "cn-north-1").set("account-id", "123456789012");
    let values = values.set("fsx-buckets", "arn:aws-cn:s3:::mine").set("fsx-buckets", "arn:aws:s3:::other");
    let error = v3_11::USER_FSX.fill(&values).expect_err("one is of another partition");
    assert_eq!(
        error.to_string(),
        "`3.11/user-fsx` cannot be filled\n\
         - `fsx-buckets`: `arn:aws:s3:::other` is in partition `aws`, but the policy is for `aws-cn`"
    );
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
         - region `cn-north-1` is in partition `aws-cn`, not in `aws`\n\
         - `account-id`: `12` is refused: expected an AWS account id of 12 digits\n\
         - `stack-name` is missing: The name of the cluster's stack in AWS CloudFormation.\n\
         - no parameter is named `acount-id`\n\
         - the policy does not use `job-queue`"
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
    // Other services have the same name everywhere.
    let partition = pcluster_iam::Partition::new("aws-cn").expect("a partition");
    let lambda = v3_6::LAMBDA_FUNCTIONS_ROLE.trust_policy(partition).expect("it is a role's");
    assert!(lambda.contains("\"Service\": \"lambda.amazonaws.com\"\n"), "{lambda}");
    assert_eq!(v2_9::USER.trust_policy(PARTITIONS[0]), None);
}
