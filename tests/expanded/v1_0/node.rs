// @generated from catalog/1.0/node by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::quota::{Attachment, IdentityKind};
use crate::render::{self, Document, Render, Sink};
use crate::values::{ForeignArnError, Reader};
use crate::Partition;

/// For readers of the generated code.
///
/// `Node` in A page, attached to a role.
///
/// Stated in `catalog/1.0/node/policy.toml`; its constant is [`NODE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The partition.
    pub partition: &'static Partition,
}

impl Node {
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
    /// The document in one line, if no value contradicts another one.
    ///
    /// # Errors
    ///
    /// If an ARN is in another partition than the policy.
    pub fn try_to_json(&self) -> Result<String, ForeignArnError> {
        self.check()?;
        Ok(self.to_json())
    }
    /// Compares the partitions of the values that are ARNs with that of the policy.
    ///
    /// # Errors
    ///
    /// If an ARN is in another partition than the policy.
    pub fn check(&self) -> Result<(), ForeignArnError> {
        Ok(())
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
    /// The size of the document as IAM's quotas count it: its characters without white
    /// space. Nothing is rendered.
    #[must_use]
    pub fn size(&self) -> usize {
        Render::size(self)
    }
}

impl Render for Node {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["s3:Get*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":s3:::scripts/*"],"Effect":"Allow","Sid":"Bucket"}]}"#)?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        sink.text(
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "s3:Get*"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::scripts/*"
            ],
            "Effect": "Allow",
            "Sid": "Bucket"
        }
    ]
}"#,
        )?;
        Ok(())
    }
    fn size(&self) -> usize {
        let partition = self.partition.as_str();
        128 + partition.len()
    }
}

/// For readers of the generated code. The catalog's facts about the policy.
pub static NODE: Policy = Policy {
    id: "1.0/node",
    version: "1.0",
    name: "Node",
    title: "A policy with one parameter",
    anchor: "node",
    summary: "For readers of the generated code.",
    attach_to: AttachTo::Role {
        trusted_services: &["ec2"],
    },
    path: Some("/nodes/{cluster-name}/"),
    managed_policies: &[
        ManagedPolicy {
            name: "AmazonSSMManagedInstanceCore",
            setting: None,
            unless_setting: None,
            not_in: &[],
        },
        ManagedPolicy {
            name: "service-role/AWSLambdaVPCAccessExecutionRole",
            setting: Some("Network"),
            unless_setting: None,
            not_in: &[],
        },
        ManagedPolicy {
            name: "CloudWatchAgentServerPolicy",
            setting: None,
            unless_setting: Some("Logs: false"),
            not_in: &["aws-cn"],
        },
    ],
    applies_to: ">=1.0.0",
    schedulers: &["slurm"],
    commands: &[],
    beside: &[],
    configurations: &[],
    denied: &[],
    notes: &[],
    acknowledged: &[],
    losses: &[],
    fits: &[
        Attachment::Managed,
        Attachment::Inline(IdentityKind::Role),
        Attachment::Inline(IdentityKind::Group),
        Attachment::Inline(IdentityKind::User),
    ],
    split: true,
    sizes: &[
        SizeRange {
            partition: "aws",
            smallest: 131,
            largest: 131,
            lists: &[],
            smallest_with: &[],
            largest_without: &[],
        },
        SizeRange {
            partition: "aws-cn",
            smallest: 134,
            largest: 134,
            lists: &[],
            smallest_with: &[],
            largest_without: &[],
        },
    ],
    parameters: &[
        PolicyParameter {
            parameter: &parameters::PARTITION,
            need: Need::Required,
            placeholder: Some("aws"),
        },
    ],
    statements: &[
        Statement {
            name: "Bucket",
            sid: Some("Bucket"),
            why: "The scripts lie there.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:Get*",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::scripts/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/node/s3.toml#Bucket",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "s3:Get*"
            ],
            "Resource": [
                "arn:aws:s3:::scripts/*"
            ],
            "Effect": "Allow",
            "Sid": "Bucket"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "s3:Get*"
            ],
            "Resource": [
                "arn:aws:s3:::scripts/*"
            ],
            "Effect": "Allow",
            "Sid": "Bucket"
        }
    ]
}"#,
    source: "catalog/1.0/node/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let partition = reader.partition(&parameters::PARTITION);
    Some(Box::new(Node { partition: partition? }))
}
