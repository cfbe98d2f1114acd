// @generated from catalog/3.11/user-fsx by build.rs. Do not edit.

use core::fmt;
use crate::policy::*;
use crate::catalog::parameters;
use crate::fill::{Filled, Reader};
use crate::render::{self, Render, Sink};
use crate::{AccountId, BucketArn, Partition};

/// Adds what clusters need whose FSx for Lustre file systems import from S3 buckets or export to them.
///
/// `ParallelClusterFSxS3AccessPolicy` in AWS ParallelCluster Policies, attached to a user or group.
///
/// Stated in `catalog/3.11/user-fsx/policy.toml`; its constant is [`USER_FSX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserFsx<'a> {
    /// The partition that the ARNs name; it follows from the region.
    pub partition: &'static Partition,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
    /// The S3 buckets that FSx for Lustre file systems import from and export to.
    ///
    /// An empty list counts as not given.
    pub fsx_buckets: &'a [BucketArn<'a>],
}

impl UserFsx<'_> {
    /// The document in one line, as an API call takes it.
    #[must_use]
    pub fn to_json(&self) -> String {
        render::to_json(self)
    }
    /// The document indented by four spaces, as documented; no newline at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        render::to_json_pretty(self)
    }
    /// Writes the document in one line; allocates nothing itself.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json(&self, out: &mut impl fmt::Write) -> fmt::Result {
        render::write_json(self, out)
    }
    /// Writes the document indented by four spaces; allocates nothing itself.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json_pretty(&self, out: &mut impl fmt::Write) -> fmt::Result {
        render::write_json_pretty(self, out)
    }
}

impl Render for UserFsx<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        let account_id = self.account_id.as_str();
        let fsx_buckets = self.fsx_buckets;
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["iam:CreateServiceLinkedRole","iam:AttachRolePolicy","iam:PutRolePolicy"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*","Effect":"Allow","Sid":"FSxS3PoliciesAttach"}"#,
        )?;
        if !fsx_buckets.is_empty() {
            sink.text(
                r#",{"Action":["s3:Get*","s3:List*","s3:PutObject"],"Resource":["#,
            )?;
            for (idx, value) in fsx_buckets.iter().enumerate() {
                if fsx_buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let fsx_buckets = value.as_str();
                sink.text(r#"""#)?;
                sink.text(fsx_buckets)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in fsx_buckets.iter().enumerate() {
                if fsx_buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let fsx_buckets = value.as_str();
                sink.text(r#",""#)?;
                sink.text(fsx_buckets)?;
                sink.text(r#"/*""#)?;
            }
            sink.text(r#"],"Effect":"Allow","Sid":"EnableFSxS3Access"}"#)?;
        }
        if fsx_buckets.is_empty() {
            sink.text(
                r#",{"Action":["s3:Get*","s3:List*","s3:PutObject"],"Resource":["*"],"Effect":"Allow","Sid":"EnableFSxS3Access"}"#,
            )?;
        }
        sink.text("]}")?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        let account_id = self.account_id.as_str();
        let fsx_buckets = self.fsx_buckets;
        sink.text(
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "iam:CreateServiceLinkedRole",
                "iam:AttachRolePolicy",
                "iam:PutRolePolicy"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*",
            "Effect": "Allow",
            "Sid": "FSxS3PoliciesAttach"
        }"#,
        )?;
        if !fsx_buckets.is_empty() {
            sink.text(
                r#",
        {
            "Action": [
                "s3:Get*",
                "s3:List*",
                "s3:PutObject"
            ],
            "Resource": ["#,
            )?;
            for (idx, value) in fsx_buckets.iter().enumerate() {
                if fsx_buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let fsx_buckets = value.as_str();
                sink.text(r#"
                ""#)?;
                sink.text(fsx_buckets)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in fsx_buckets.iter().enumerate() {
                if fsx_buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let fsx_buckets = value.as_str();
                sink.text(r#",
                ""#)?;
                sink.text(fsx_buckets)?;
                sink.text(r#"/*""#)?;
            }
            sink.text(
                r#"
            ],
            "Effect": "Allow",
            "Sid": "EnableFSxS3Access"
        }"#,
            )?;
        }
        if fsx_buckets.is_empty() {
            sink.text(
                r#",
        {
            "Action": [
                "s3:Get*",
                "s3:List*",
                "s3:PutObject"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "EnableFSxS3Access"
        }"#,
            )?;
        }
        sink.text(r"
    ]
}")?;
        Ok(())
    }
}

/// Adds what clusters need whose FSx for Lustre file systems import from S3 buckets or export to them. What the catalog states about it.
pub static USER_FSX: Policy = Policy {
    id: "3.11/user-fsx",
    version: "3.11",
    name: "ParallelClusterFSxS3AccessPolicy",
    title: "ParallelClusterFSxS3AccessPolicy",
    anchor: "ParallelClusterFSxS3AccessPolicy",
    summary: "Adds what clusters need whose FSx for Lustre file systems import from S3 buckets or export to them.",
    attach_to: AttachTo::UserOrGroup,
    managed_policies: &[],
    schedulers: &["slurm"],
    commands: &["create-cluster", "update-cluster"],
    notes: &[
        "A file system without a bucket needs nothing from here: `FSx` in `3.11/user-cluster-2` covers it.",
        r"Name the buckets with `--fsx-buckets`, by ARN and without a path, `arn:aws:s3:::my-bucket`.
Without the option the resource is `*`, as with the template's `FsxS3Buckets` at `*`: whoever holds the policy may then read and overwrite objects in all buckets of the account.",
        r"FSx looks at the buckets when a file system or an association is created.
Nodes that read a bucket directly need `S3Access` in the configuration, not this policy.",
        "The template creates it with `EnableFSxS3Access`, as an inline policy of the API's role.",
    ],
    parameters: &[
        PolicyParameter {
            parameter: &parameters::PARTITION,
            need: Need::Required,
            placeholder: Some("${AWS::Partition}"),
        },
        PolicyParameter {
            parameter: &parameters::ACCOUNT_ID,
            need: Need::Required,
            placeholder: Some("${AWS::AccountId}"),
        },
        PolicyParameter {
            parameter: &parameters::FSX_BUCKETS,
            need: Need::List,
            placeholder: None,
        },
    ],
    statements: &[
        Statement {
            name: "FSxS3PoliciesAttach",
            sid: Some("FSxS3PoliciesAttach"),
            why: "For each file system that is linked to a bucket FSx creates a service-linked role `AWSServiceRoleForFSxS3Access_*` and gives it access to the bucket, all with the caller's rights. Without it the stack rolls back with `Amazon FSx is unable to create Service-Linked-Role to access the S3 bucket`.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:CreateServiceLinkedRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:AttachRolePolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:PutRolePolicy",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/3.11/user-fsx/iam.toml#FSxS3PoliciesAttach",
        },
        Statement {
            name: "EnableFSxS3Access",
            sid: Some("EnableFSxS3Access"),
            why: "FSx tries the buckets of `ImportPath`, `ExportPath` and `DataRepositoryAssociations` with the caller's rights, and the validation of `AutoImportPolicy` reads the bucket's region. Without it the stack rolls back with `Amazon FSx is unable to validate access to the S3 bucket`. With `fsx-buckets` only those buckets and their objects match.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:Get*",
                        change: None,
                    },
                    Entry {
                        text: "s3:List*",
                        change: None,
                    },
                    Entry {
                        text: "s3:PutObject",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "{fsx-buckets...}",
                        change: None,
                    },
                    Entry {
                        text: "{fsx-buckets...}/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::When("fsx-buckets"),
            change: None,
            source: "catalog/3.11/user-fsx/s3.toml#EnableFSxS3Access",
        },
        Statement {
            name: "EnableFSxS3AccessAllBuckets",
            sid: Some("EnableFSxS3Access"),
            why: "FSx tries the buckets of `ImportPath`, `ExportPath` and `DataRepositoryAssociations` with the caller's rights, and the validation of `AutoImportPolicy` reads the bucket's region. Without it the stack rolls back with `Amazon FSx is unable to validate access to the S3 bucket`. While no bucket is named every object that the account can reach may be read and overwritten.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:Get*",
                        change: None,
                    },
                    Entry {
                        text: "s3:List*",
                        change: None,
                    },
                    Entry {
                        text: "s3:PutObject",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[Entry { text: "*", change: None }],
            },
            conditions: &[],
            presence: Presence::Unless("fsx-buckets"),
            change: None,
            source: "catalog/3.11/user-fsx/s3.toml#EnableFSxS3AccessAllBuckets",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "iam:CreateServiceLinkedRole",
                "iam:AttachRolePolicy",
                "iam:PutRolePolicy"
            ],
            "Resource": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*",
            "Effect": "Allow",
            "Sid": "FSxS3PoliciesAttach"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*",
                "s3:PutObject"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "EnableFSxS3Access"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "iam:CreateServiceLinkedRole",
                "iam:AttachRolePolicy",
                "iam:PutRolePolicy"
            ],
            "Resource": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*",
            "Effect": "Allow",
            "Sid": "FSxS3PoliciesAttach"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*",
                "s3:PutObject"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "EnableFSxS3Access"
        }
    ]
}"#,
    source: "catalog/3.11/user-fsx/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Filled<'a>> {
    let partition = reader.partition(&parameters::PARTITION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let fsx_buckets = reader.list(&parameters::FSX_BUCKETS, BucketArn::new);
    Some(
        Filled::new(
            &USER_FSX,
            Owned {
                partition: partition?,
                account_id: account_id?,
                fsx_buckets: fsx_buckets?,
            },
        ),
    )
}
/// The policy's struct together with the lists that it borrows.
#[derive(Debug)]
struct Owned<'a> {
    partition: &'static Partition,
    account_id: AccountId<'a>,
    fsx_buckets: Vec<BucketArn<'a>>,
}
impl Owned<'_> {
    fn get(&self) -> UserFsx<'_> {
        UserFsx {
            partition: self.partition,
            account_id: self.account_id,
            fsx_buckets: &self.fsx_buckets,
        }
    }
}
impl Render for Owned<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        self.get().compact(sink)
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        self.get().pretty(sink)
    }
}
