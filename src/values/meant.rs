//! Values that are meant by other strings: an ARN where a name is asked, a name where an ARN is asked.

use super::odd::has_suffix;
use super::{PARTITIONS, Parameter, ParameterRole, Values};
use crate::shared::grammar::{self, Rule};

/// A value that a string of another form means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeantValue {
    /// The value, which follows the rule of the parameter's type.
    pub value: String,
    /// True if the string can mean nothing else. A role's name alone leaves the path of its ARN open.
    pub is_certain: bool,
}

impl Parameter {
    /// The value that a string means which does not follow the rule of the parameter's type: the name in an ARN,
    /// the ARN of a name in the account of the other values, an account id with hyphens.
    ///
    /// ```
    /// use pcluster_iam::{Parameter, ParameterRole, Values};
    ///
    /// let account = Parameter::with_role(ParameterRole::AccountId).expect("the catalog has one");
    /// let meant = account.meant("1234-5678-9012", &Values::new()).expect("it has twelve digits");
    /// assert_eq!(meant.value, "123456789012");
    /// ```
    #[must_use]
    pub fn meant(&self, text: &str, values: &Values<'_>) -> Option<MeantValue> {
        let text = text.trim();
        let accepts = |value: &str| match self.role() {
            ParameterRole::Region => PARTITIONS.iter().any(|partition| partition.regions.contains(&value)),
            ParameterRole::Partition => PARTITIONS.iter().any(|partition| partition.id == value),
            _ => Rule::named(self.type_name).is_some_and(|rule| rule.accepts(value)),
        };
        let certain = |value: String| MeantValue { value, is_certain: true };
        let meant = match self.role() {
            ParameterRole::AccountId => account(text).map(certain),
            ParameterRole::Region => region(text).map(|it| certain(it.to_owned())),
            ParameterRole::Partition => grammar::partition_of(text).map(|it| certain(it.to_owned())),
            _ => THINGS.iter().find_map(|thing| thing.meant(self.type_name, text, values)),
        };
        meant.filter(|it| accepts(&it.value) && it.value != text)
    }
}

/// The account of an ARN, or the digits of an id that is written in groups.
fn account(text: &str) -> Option<String> {
    if let Some(arn) = Arn::read(text) {
        return Some(arn.account.to_owned());
    }
    let is_separator = |c: char| matches!(c, '-' | ' ');
    text.chars().all(|c| c.is_ascii_digit() || is_separator(c)).then(|| text.replace(is_separator, ""))
}

/// The region of an ARN or of an availability zone.
fn region(text: &str) -> Option<&str> {
    match Arn::read(text) {
        Some(arn) => Some(arn.region),
        None => text.strip_suffix(|c| matches!(c, 'a'..='f')),
    }
}

/// A kind of resource, with the types of parameters that name it and those that have its ARN.
struct Thing {
    service: &'static str,
    /// The text before the name in the last part of the ARN.
    kind: &'static str,
    scope: Scope,
    /// The characters that end the name, such as that before a revision.
    end: &'static [char],
    names: &'static [&'static str],
    arns: &'static [&'static str],
}

/// The parts of an ARN that say where a resource is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Everywhere,
    Account,
    Region,
}

const NO_END: &[char] = &[];

/// The kinds of resources whose names and ARNs are types of parameters.
#[rustfmt::skip]
const THINGS: &[Thing] = &[
    Thing { service: "iam", kind: "role/", scope: Scope::Account, end: NO_END, names: &["role-name", "role-name-pattern"], arns: &["role-arn", "role-arn-pattern"] },
    Thing { service: "sts", kind: "assumed-role/", scope: Scope::Account, end: &['/'], names: &["role-name", "role-name-pattern"], arns: &[] },
    Thing { service: "iam", kind: "policy/", scope: Scope::Account, end: NO_END, names: &[], arns: &["policy-arn"] },
    Thing { service: "s3", kind: "", scope: Scope::Everywhere, end: &['/'], names: &["bucket-name", "bucket-name-pattern"], arns: &["bucket-arn"] },
    Thing { service: "s3", kind: "", scope: Scope::Everywhere, end: NO_END, names: &["object-pattern"], arns: &[] },
    Thing { service: "secretsmanager", kind: "secret:", scope: Scope::Region, end: NO_END, names: &["secret-name-pattern"], arns: &["secret-arn"] },
    Thing { service: "ssm", kind: "parameter/", scope: Scope::Region, end: NO_END, names: &[], arns: &["ssm-parameter-arn"] },
    Thing { service: "cloudformation", kind: "stack/", scope: Scope::Region, end: &['/'], names: &["stack-name"], arns: &[] },
    Thing { service: "ec2", kind: "subnet/", scope: Scope::Region, end: NO_END, names: &["subnet-id", "subnet-id-pattern"], arns: &[] },
    Thing { service: "ec2", kind: "image/", scope: Scope::Region, end: NO_END, names: &["image-id", "image-id-pattern"], arns: &[] },
    Thing { service: "ec2", kind: "key-pair/", scope: Scope::Region, end: NO_END, names: &["key-pair-name", "key-pair-name-pattern"], arns: &[] },
    Thing { service: "ec2", kind: "capacity-reservation/", scope: Scope::Region, end: NO_END, names: &[], arns: &["capacity-reservation-arn"] },
    Thing { service: "elasticfilesystem", kind: "file-system/", scope: Scope::Region, end: NO_END, names: &["file-system-id"], arns: &[] },
    Thing { service: "route53", kind: "hostedzone/", scope: Scope::Everywhere, end: NO_END, names: &["hosted-zone-id-pattern"], arns: &[] },
    Thing { service: "batch", kind: "job-definition/", scope: Scope::Region, end: &[':'], names: &["job-definition-name"], arns: &["job-definition-arn"] },
    Thing { service: "batch", kind: "job-queue/", scope: Scope::Region, end: NO_END, names: &["job-queue-name"], arns: &["job-queue-arn"] },
    Thing { service: "batch", kind: "compute-environment/", scope: Scope::Region, end: NO_END, names: &["compute-environment-name"], arns: &[] },
    Thing { service: "ecs", kind: "cluster/", scope: Scope::Region, end: NO_END, names: &["ecs-cluster-name"], arns: &[] },
    Thing { service: "ecr", kind: "repository/", scope: Scope::Region, end: NO_END, names: &[], arns: &["ecr-repository-arn"] },
    Thing { service: "codebuild", kind: "project/", scope: Scope::Region, end: NO_END, names: &[], arns: &["codebuild-project-arn"] },
    Thing { service: "resource-groups", kind: "group/", scope: Scope::Region, end: NO_END, names: &[], arns: &["resource-group-arn"] },
];

impl Thing {
    fn meant(&self, type_name: &str, text: &str, values: &Values<'_>) -> Option<MeantValue> {
        if self.names.contains(&type_name) {
            let name = self.name(text)?.to_owned();
            return Some(MeantValue { value: name, is_certain: true });
        }
        if !self.arns.contains(&type_name) {
            return None;
        }
        // A URL has the name of the bucket; the last part of an ARN alone has its kind.
        let name = self.name(text).unwrap_or_else(|| text.strip_prefix(self.kind).unwrap_or(text));
        let is_named = self.service != "secretsmanager" || has_suffix(name);
        let is_name = is_named && !name.is_empty() && !name.starts_with("arn:");
        let value = is_name.then(|| self.arn(name, values)).flatten()?;
        // Only an ARN without an account says all that there is to say.
        Some(MeantValue { value, is_certain: self.scope == Scope::Everywhere })
    }

    /// The name in an ARN, in a URL of Amazon S3, or in the form that a service's own answers have.
    fn name<'t>(&self, text: &'t str) -> Option<&'t str> {
        let of_arn = || {
            let arn = Arn::read(text).filter(|arn| arn.service == self.service)?;
            arn.resource.strip_prefix(self.kind)
        };
        let of_url = || (self.service == "s3").then(|| text.strip_prefix("s3://")).flatten();
        let of_answer =
            || (!self.kind.is_empty()).then(|| text.strip_prefix('/')?.strip_prefix(self.kind)).flatten();
        let name = of_arn().or_else(of_url).or_else(of_answer)?;
        name.split(self.end).next()
    }

    /// The ARN of a name in the account and the region of the other values, if these are known.
    fn arn(&self, name: &str, values: &Values<'_>) -> Option<String> {
        let given = |role| values.get(Parameter::with_role(role)?.name).next();
        let partition = values.partition()?;
        let account = if self.scope == Scope::Everywhere { "" } else { given(ParameterRole::AccountId)? };
        let region = if self.scope == Scope::Region { given(ParameterRole::Region)? } else { "" };
        Some(format!("arn:{partition}:{}:{region}:{account}:{}{name}", self.service, self.kind))
    }
}

/// The parts of an ARN.
pub(super) struct Arn<'t> {
    pub(super) partition: &'t str,
    pub(super) service: &'t str,
    pub(super) region: &'t str,
    pub(super) account: &'t str,
    pub(super) resource: &'t str,
}

impl<'t> Arn<'t> {
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let mut parts = text.strip_prefix("arn:")?.splitn(5, ':');
        let (partition, service, region) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { partition, service, region, account: parts.next()?, resource: parts.next()? })
    }
}
