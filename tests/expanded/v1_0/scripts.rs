// @generated from catalog/1.0/scripts by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::quota::Attachment;
use crate::render::{self, Document, Render, Sink};
use crate::values::Reader;
use crate::{BucketArn, Partition};

/// For readers of the generated code.
///
/// `Scripts` in A page, attached to a role.
///
/// Stated in `catalog/1.0/scripts/policy.toml`; its constant is [`SCRIPTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scripts<'a> {
    /// The partition.
    pub partition: &'static Partition,
    /// Buckets.
    ///
    /// An empty list counts as not given.
    pub buckets: &'a [BucketArn<'a>],
}

impl Scripts<'_> {
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
    /// The size of the document as IAM's quotas count it: its characters without white
    /// space. Nothing is rendered.
    #[must_use]
    pub fn size(&self) -> usize {
        Render::size(self)
    }
}

use crate::render::is_same;
impl Render for Scripts<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        let buckets = self.buckets;
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["s3:Get*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":s3:::scripts/*""#)?;
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            if !is_same(&[buckets], &["arn:", partition, ":s3:::scripts/*"]) {
                sink.text(r#",""#)?;
                sink.text(buckets)?;
                sink.text(r#"""#)?;
            }
        }
        sink.text(r#"],"Effect":"Allow","Sid":"Bucket"}]}"#)?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        let buckets = self.buckets;
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
        sink.text(r#":s3:::scripts/*""#)?;
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            if !is_same(&[buckets], &["arn:", partition, ":s3:::scripts/*"]) {
                sink.text(r#",
                ""#)?;
                sink.text(buckets)?;
                sink.text(r#"""#)?;
            }
        }
        sink.text(
            r#"
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
        let buckets = self.buckets;
        let mut size = 128 + render::length(partition);
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            if !is_same(&[buckets], &["arn:", partition, ":s3:::scripts/*"]) {
                size += 3 + render::length(buckets);
            }
        }
        size
    }
}

/// For readers of the generated code. The catalog's facts about the policy.
pub static SCRIPTS: Policy = Policy {
    id: "1.0/scripts",
    version: "1.0",
    name: "Scripts",
    title: "A policy in which no region says the partition",
    anchor: "scripts",
    summary: "For readers of the generated code.",
    attach_to: AttachTo::Role {
        trusted_services: &["ec2"],
    },
    path: None,
    managed_policies: &[],
    applies_to: ">=1.0.0",
    schedulers: &["slurm"],
    commands: &[],
    notes: &[],
    acknowledged: &[],
    fits: &[Attachment::Managed],
    split: false,
    sizes: &[
        SizeRange {
            partition: "aws",
            smallest: 131,
            largest: 210,
            lists: &[
                ListSize {
                    parameter: "buckets",
                    each: 79,
                },
            ],
            smallest_with: &[],
            largest_without: &[],
        },
        SizeRange {
            partition: "aws-cn",
            smallest: 134,
            largest: 216,
            lists: &[
                ListSize {
                    parameter: "buckets",
                    each: 82,
                },
            ],
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
        PolicyParameter {
            parameter: &parameters::BUCKETS,
            need: Need::List,
            placeholder: None,
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
                    Entry {
                        text: "{buckets...}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/scripts/s3.toml#Bucket",
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
    source: "catalog/1.0/scripts/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let partition = reader.partition(&parameters::PARTITION);
    let buckets = reader.list(&parameters::BUCKETS, BucketArn::new);
    Some(
        Box::new(Owned {
            partition: partition?,
            buckets: buckets?,
        }),
    )
}
/// The policy's struct together with the lists that it borrows.
#[derive(Debug)]
struct Owned<'a> {
    partition: &'static Partition,
    buckets: Vec<BucketArn<'a>>,
}
impl Owned<'_> {
    fn get(&self) -> Scripts<'_> {
        Scripts {
            partition: self.partition,
            buckets: &self.buckets,
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
    fn size(&self) -> usize {
        self.get().size()
    }
}
