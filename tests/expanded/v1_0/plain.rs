// @generated from catalog/1.0/plain by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::quota::Attachment;
use crate::render::{self, Document, Render, Sink};
use crate::values::{ForeignArnError, Reader};

/// For readers of the generated code.
///
/// `Plain` in A page, attached to a role.
///
/// Stated in `catalog/1.0/plain/policy.toml`; its constant is [`PLAIN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plain;

impl Plain {
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

impl Render for Plain {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["ec2:DescribeVolumes"],"Resource":["*"],"Effect":"Allow","Sid":"AllVolumes"}]}"#,
        )?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.text(
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeVolumes"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "AllVolumes"
        }
    ]
}"#,
        )?;
        Ok(())
    }
    fn size(&self) -> usize {
        126
    }
}

/// For readers of the generated code. The catalog's facts about the policy.
pub static PLAIN: Policy = Policy {
    id: "1.0/plain",
    version: "1.0",
    name: "Plain",
    title: "A policy without parameters",
    anchor: "plain",
    summary: "For readers of the generated code.",
    attach_to: AttachTo::Role {
        trusted_services: &["ec2"],
    },
    path: None,
    managed_policies: &[],
    applies_to: ">=1.0.0",
    schedulers: &["slurm"],
    commands: &["create", "delete"],
    beside: &["1.0/node"],
    configurations: &["small", "large"],
    denied: &[
        AcceptedDenial {
            call: "s3:HeadBucket",
            commands: &["delete"],
            configurations: &["large"],
            reason: "The bucket is optional.",
        },
    ],
    notes: &[],
    acknowledged: &[],
    losses: &[
        Loss {
            actions: &["s3:*"],
            resources: &[],
            when: &[],
            why: r#"Nothing writes "buckets" any more."#,
            source: "https://example.com/changes",
        },
        Loss {
            actions: &["ec2:CreateVolume", "ec2:Describe*"],
            resources: &["arn:{partition}:ec2:{region}:{account-id}:volume/*", "*"],
            when: &["region"],
            why: "The volumes are gone.",
            source: "https://example.com/changes",
        },
    ],
    fits: &[Attachment::Managed],
    split: false,
    sizes: &[
        SizeRange {
            partition: "aws",
            smallest: 126,
            largest: 126,
            lists: &[],
            smallest_with: &[],
            largest_without: &[],
        },
        SizeRange {
            partition: "aws-cn",
            smallest: 126,
            largest: 126,
            lists: &[],
            smallest_with: &[],
            largest_without: &[],
        },
    ],
    parameters: &[],
    statements: &[
        Statement {
            name: "AllVolumes",
            sid: Some("AllVolumes"),
            why: "Another policy has the very statement.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:DescribeVolumes",
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
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/ec2.toml#AllVolumes",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeVolumes"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "AllVolumes"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeVolumes"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "AllVolumes"
        }
    ]
}"#,
    source: "catalog/1.0/plain/policy.toml",
    fill,
};

#[allow(clippy::unnecessary_wraps, reason = "a policy with parameters can lack values")]
fn fill<'a>(_: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    Some(Box::new(Plain))
}
