//! Identities out of the output of `aws iam get-account-authorization-details`.

use pcluster_iam::audit::{Account, AccountIdentity};
use pcluster_iam::evaluate::{Context, Outcome};
use serde_json::{Value, json};

use crate::synthetic::{ACCOUNT, SyntheticAccount, attached, encoded, inline, policy};

const QUEUE: &str = "arn:aws:sqs:eu-west-1:111122223333:jobs";

fn parsed(account: &SyntheticAccount) -> Account {
    Account::parse(&account.to_json()).expect("it is JSON").expect("it has lists")
}

fn identity<'a>(account: &'a Account, name: &str) -> &'a AccountIdentity {
    account.identities.iter().find(|it| it.name() == name).unwrap_or_else(|| panic!("there is no {name}"))
}

fn allows(account: &Account, name: &str, action: &str) -> bool {
    let (policies, errors) = account.policies(identity(account, name));
    assert!(errors.is_empty(), "{errors:?}");
    policies.decide(action, QUEUE, &Context::new()) == Outcome::Allowed
}

#[test]
fn all_policies_of_an_identity_count() {
    let mut account = SyntheticAccount::default();
    let of_account = account.managed("receive", policy("sqs:ReceiveMessage", "*"));
    let of_aws = account.managed("aws/Purge", policy("sqs:PurgeQueue", "*"));
    let boundary = account.managed("boundary", policy("sqs:*Message", "*"));
    let written = encoded(&policy("sqs:SendMessage", "*"));
    account.group(
        "team",
        joined([inline("GroupPolicyList", &[("send", Value::String(written))]), attached(&[&of_aws])]),
    );
    account.user(
        "alice",
        joined([
            inline("UserPolicyList", &[("delete", policy("sqs:DeleteMessage", "*"))]),
            attached(&[&of_account]),
            json!({"GroupList": ["team"]}),
        ]),
    );
    account.role(
        "/service/",
        "bob",
        "ec2",
        joined([
            attached(&[&of_account, &of_aws]),
            json!({"PermissionsBoundary": {"PermissionsBoundaryArn": boundary}}),
        ]),
    );
    let account = parsed(&account);
    for action in ["sqs:ReceiveMessage", "sqs:PurgeQueue", "sqs:SendMessage", "sqs:DeleteMessage"] {
        assert!(allows(&account, "user/alice", action), "{action}");
    }
    // The old version of a managed policy allows everything.
    assert!(!allows(&account, "user/alice", "sqs:CreateQueue"));
    assert!(allows(&account, "group/team", "sqs:SendMessage"));
    assert!(!allows(&account, "group/team", "sqs:DeleteMessage"));
    assert!(allows(&account, "role/bob", "sqs:ReceiveMessage"));
    assert!(!allows(&account, "role/bob", "sqs:PurgeQueue"), "the boundary does not allow it");
    let bob = identity(&account, "role/bob");
    assert_eq!(
        (bob.path.as_str(), bob.services.as_slice()),
        ("/service/", &["ec2.amazonaws.com".to_owned()][..])
    );
    assert_eq!(bob.arn.as_deref(), Some(format!("arn:aws:iam::{ACCOUNT}:role/service/bob").as_str()));
}

#[test]
fn what_the_output_does_not_describe_is_named() {
    let mut account = SyntheticAccount::default();
    let unknown = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    account.user("alice", joined([attached(&[unknown]), json!({"GroupList": ["gone"]})]));
    let account = parsed(&account);
    let alice = identity(&account, "user/alice");
    assert_eq!(account.unknown(alice).collect::<Vec<_>>(), [unknown, "gone"]);
    assert!(!account.is_truncated);
}

#[test]
fn a_policy_that_iam_would_refuse_is_an_error() {
    let mut account = SyntheticAccount::default();
    let wrong = json!({"Version": "2012-10-17", "Statement": [{"Effect": "allow", "Action": "sqs:*", "Resource": "*"}]});
    account.user("alice", inline("UserPolicyList", &[("a", wrong), ("b", policy("sqs:*", "*"))]));
    let account = parsed(&account);
    let (policies, errors) = account.policies(identity(&account, "user/alice"));
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].source, "user/alice/a");
    assert_eq!(policies.decide("sqs:SendMessage", QUEUE, &Context::new()), Outcome::Allowed);
}

#[test]
fn other_texts_are_no_accounts() {
    assert!(Account::parse("{").is_err());
    for text in ["{}", "[]", r#"{"Policies": []}"#, r#"{"Statement": []}"#] {
        assert!(Account::parse(text).expect("it is JSON").is_none(), "{text}");
    }
    for text in [r#"{"RoleDetailList": 1}"#, r#"{"RoleDetailList": [1, {}, {"RoleName": 1}]}"#] {
        assert_eq!(Account::parse(text).expect("it is JSON").expect("it has a list").identities.len(), 0);
    }
    let page =
        |name: &str| format!(r#"{{"IsTruncated": true, "UserDetailList": [{{"UserName": "{name}"}}]}}"#);
    let account = Account::parse(&page("a")).expect("it is JSON").expect("it has a list");
    assert!(account.is_truncated);
}

fn joined<const N: usize>(members: [Value; N]) -> Value {
    let members = members.into_iter().filter_map(|it| match it {
        Value::Object(members) => Some(members),
        _ => None,
    });
    Value::Object(members.flatten().collect())
}
