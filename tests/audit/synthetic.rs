//! A synthetic account, in the form of `aws iam get-account-authorization-details`: roles, users and groups
//! with policies of the catalog among many others.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// The number of the account.
pub(crate) const ACCOUNT: &str = "111122223333";

/// An account under construction.
#[derive(Default)]
pub(crate) struct SyntheticAccount {
    users: Vec<Value>,
    groups: Vec<Value>,
    roles: Vec<Value>,
    policies: Vec<Value>,
}

/// A policy of one statement.
pub(crate) fn policy(action: &str, resource: &str) -> Value {
    json!({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}],
    })
}

/// The text with the escapes of a URL, as IAM's API has documents.
pub(crate) fn encoded(document: &Value) -> String {
    document.to_string().bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("a string");
        }
        text
    })
}

impl SyntheticAccount {
    /// Adds a managed policy, with an old version beside its default one, and returns its ARN.
    pub(crate) fn managed(&mut self, name: &str, document: impl Into<Value>) -> String {
        let arn = match name.strip_prefix("aws/") {
            Some(name) => format!("arn:aws:iam::aws:policy/{name}"),
            None => format!("arn:aws:iam::{ACCOUNT}:policy/{name}"),
        };
        self.policies.push(json!({
            "PolicyName": name,
            "Arn": arn,
            "Path": "/",
            "DefaultVersionId": "v2",
            "PolicyVersionList": [
                {"VersionId": "v1", "IsDefaultVersion": false, "Document": policy("*", "*")},
                {"VersionId": "v2", "IsDefaultVersion": true, "Document": document.into()},
            ],
        }));
        arn
    }

    /// Adds a role that a service assumes.
    pub(crate) fn role(&mut self, path: &str, name: &str, service: &str, further: Value) {
        let trust = json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"Service": format!("{service}.amazonaws.com")},
            }],
        });
        let own = json!({
            "RoleName": name,
            "Path": path,
            "Arn": format!("arn:aws:iam::{ACCOUNT}:role{path}{name}"),
            "AssumeRolePolicyDocument": encoded(&trust),
        });
        self.roles.push(joined(own, further));
    }

    /// Adds a user.
    pub(crate) fn user(&mut self, name: &str, further: Value) {
        let own =
            json!({"UserName": name, "Path": "/", "Arn": format!("arn:aws:iam::{ACCOUNT}:user/{name}")});
        self.users.push(joined(own, further));
    }

    /// Adds a group.
    pub(crate) fn group(&mut self, name: &str, further: Value) {
        let own =
            json!({"GroupName": name, "Path": "/", "Arn": format!("arn:aws:iam::{ACCOUNT}:group/{name}")});
        self.groups.push(joined(own, further));
    }

    /// The output of the AWS CLI.
    pub(crate) fn to_json(&self) -> String {
        let whole = json!({
            "UserDetailList": self.users,
            "GroupDetailList": self.groups,
            "RoleDetailList": self.roles,
            "Policies": self.policies,
        });
        format!("{whole:#}")
    }
}

fn joined(mut own: Value, further: Value) -> Value {
    if let (Value::Object(own), Value::Object(further)) = (&mut own, further) {
        own.extend(further);
    }
    own
}

/// The members of an identity with inline policies; the list has the name of its kind.
pub(crate) fn inline(list: &str, policies: &[(&str, Value)]) -> Value {
    let policies: Vec<_> = policies
        .iter()
        .map(|(name, document)| json!({"PolicyName": name, "PolicyDocument": document}))
        .collect();
    json!({ list: policies })
}

/// The members of an identity with managed policies.
pub(crate) fn attached(arns: &[&str]) -> Value {
    let attached: Vec<_> = arns.iter().map(|arn| json!({"PolicyName": arn, "PolicyArn": arn})).collect();
    json!({"AttachedManagedPolicies": attached})
}
