// @generated from catalog/1.0/scripts by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::quota::Attachment;
use crate::render::{self, Document, Render, Sink};
use crate::values::{ForeignArnError, Reader};
use crate::{BucketArn, ObjectKey, Partition};

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
    /// A folder, whose name may hold blanks.
    pub folder: ObjectKey<'a>,
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
        render::check_partition(&parameters::BUCKETS, self.buckets, self.partition)?;
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

use crate::render::is_same;
impl Render for Scripts<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        let buckets = self.buckets;
        let folder = self.folder.as_str();
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
        sink.text(
            r#"],"Effect":"Allow","Sid":"Bucket"},{"Action":["s3:PutObject"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::scripts/")?;
        sink.text(folder)?;
        sink.text(r#"/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":s3:::logs/")?;
        sink.text(folder)?;
        sink.text(r#"/*"],"Effect":"Allow","Sid":"Folder"}"#)?;
        if buckets.is_empty() {
            sink.text(r#",{"Action":["s3:ListBucket"],"Resource":["arn:"#)?;
            sink.text(partition)?;
            sink.text(
                r#":s3:::scripts"],"Effect":"Allow","Condition":{"StringLike":{"s3:prefix":[""#,
            )?;
            sink.text(folder)?;
            sink.text(r#"/*"]}},"Sid":"OneFolder"}"#)?;
        }
        sink.text("]}")?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.partition.as_str();
        let buckets = self.buckets;
        let folder = self.folder.as_str();
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
        },
        {
            "Action": [
                "s3:PutObject"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::scripts/")?;
        sink.text(folder)?;
        sink.text(r#"/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":s3:::logs/")?;
        sink.text(folder)?;
        sink.text(
            r#"/*"
            ],
            "Effect": "Allow",
            "Sid": "Folder"
        }"#,
        )?;
        if buckets.is_empty() {
            sink.text(
                r#",
        {
            "Action": [
                "s3:ListBucket"
            ],
            "Resource": [
                "arn:"#,
            )?;
            sink.text(partition)?;
            sink.text(
                r#":s3:::scripts"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringLike": {
                    "s3:prefix": [
                        ""#,
            )?;
            sink.text(folder)?;
            sink.text(
                r#"/*"
                    ]
                }
            },
            "Sid": "OneFolder"
        }"#,
            )?;
        }
        sink.text(r"
    ]
}")?;
        Ok(())
    }
    fn size(&self) -> usize {
        let partition = self.partition.as_str();
        let buckets = self.buckets;
        let folder = self.folder.as_str();
        let mut size = 244 + 3 * partition.len() + 2 * render::length(folder);
        if buckets.is_empty() {
            size += 145 + partition.len() + render::length(folder);
        }
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            if !is_same(&[buckets], &["arn:", partition, ":s3:::scripts/*"]) {
                size += 3 + buckets.len();
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
    beside: &[],
    configurations: &[],
    denied: &[],
    notes: &[],
    acknowledged: &[],
    losses: &[],
    fits: &[Attachment::Managed],
    split: false,
    sizes: &[
        SizeRange {
            partition: "aws",
            smallest: 274,
            largest: 3473,
            lists: &[
                ListSize {
                    parameter: "buckets",
                    each: 79,
                },
            ],
            smallest_with: &[("buckets", None)],
            largest_without: &["buckets"],
        },
        SizeRange {
            partition: "aws-cn",
            smallest: 286,
            largest: 3485,
            lists: &[
                ListSize {
                    parameter: "buckets",
                    each: 82,
                },
            ],
            smallest_with: &[("buckets", None)],
            largest_without: &["buckets"],
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
        PolicyParameter {
            parameter: &parameters::FOLDER,
            need: Need::Required,
            placeholder: Some("<FOLDER>"),
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
        Statement {
            name: "Folder",
            sid: Some("Folder"),
            why: "The nodes write there.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
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
                        text: "arn:{partition}:s3:::scripts/{folder}/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:s3:::logs/{folder}/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/scripts/s3.toml#Folder",
        },
        Statement {
            name: "OneFolder",
            sid: Some("OneFolder"),
            why: "The nodes list it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:ListBucket",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::scripts",
                        change: None,
                    },
                ],
            },
            conditions: &[
                Condition {
                    operator: "StringLike",
                    key: "s3:prefix",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "{folder}/*",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence {
                when: &[],
                unless: &["buckets"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/scripts/s3.toml#OneFolder",
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
        },
        {
            "Action": [
                "s3:PutObject"
            ],
            "Resource": [
                "arn:aws:s3:::scripts/<FOLDER>/*",
                "arn:aws:s3:::logs/<FOLDER>/*"
            ],
            "Effect": "Allow",
            "Sid": "Folder"
        },
        {
            "Action": [
                "s3:ListBucket"
            ],
            "Resource": [
                "arn:aws:s3:::scripts"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringLike": {
                    "s3:prefix": [
                        "<FOLDER>/*"
                    ]
                }
            },
            "Sid": "OneFolder"
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
        },
        {
            "Action": [
                "s3:PutObject"
            ],
            "Resource": [
                "arn:aws:s3:::scripts/<FOLDER>/*",
                "arn:aws:s3:::logs/<FOLDER>/*"
            ],
            "Effect": "Allow",
            "Sid": "Folder"
        },
        {
            "Action": [
                "s3:ListBucket"
            ],
            "Resource": [
                "arn:aws:s3:::scripts"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringLike": {
                    "s3:prefix": [
                        "<FOLDER>/*"
                    ]
                }
            },
            "Sid": "OneFolder"
        }
    ]
}"#,
    source: "catalog/1.0/scripts/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let partition = reader.partition(&parameters::PARTITION);
    let buckets = reader.list(&parameters::BUCKETS, BucketArn::new);
    let folder = reader.required(&parameters::FOLDER, ObjectKey::new);
    Some(
        Box::new(Owned {
            partition: partition?,
            buckets: buckets?,
            folder: folder?,
        }),
    )
}
/// The policy's struct together with the lists that it borrows.
#[derive(Debug)]
struct Owned<'a> {
    partition: &'static Partition,
    buckets: Vec<BucketArn<'a>>,
    folder: ObjectKey<'a>,
}
impl Owned<'_> {
    fn get(&self) -> Scripts<'_> {
        Scripts {
            partition: self.partition,
            buckets: &self.buckets,
            folder: self.folder,
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
