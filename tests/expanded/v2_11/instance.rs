// @generated from catalog/2.11/instance by build.rs. Do not edit.

use core::fmt;
use crate::policy::*;
use crate::catalog::parameters;
use crate::fill::{Filled, Reader};
use crate::render::{self, Render, Sink};
use crate::{AccountId, BucketNamePattern, ImageId, KeyPairName, Region, SubnetId};

/// Lets the head node and the compute nodes of a Slurm cluster run it.
///
/// `ParallelClusterInstancePolicy` in AWS Identity and Access Management roles in AWS ParallelCluster, attached to a role.
///
/// Stated in `catalog/2.11/instance/policy.toml`; its constant is [`INSTANCE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance<'a> {
    /// The region in which the clusters run.
    pub region: Region<'a>,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
    /// The S3 bucket in which the clusters keep their files, or the pattern of several.
    ///
    /// Without it, `parallelcluster-*`.
    ///
    /// Clusters without `cluster_resource_bucket` make buckets named `parallelcluster-` and a random text. Where the pattern does not match the bucket of a cluster, `pcluster create` ends before it creates anything, or the head node cannot read its configuration and the creation rolls back.
    pub cluster_buckets: Option<BucketNamePattern<'a>>,
    /// The subnet in which the compute nodes are launched.
    pub compute_subnet: SubnetId<'a>,
    /// The Amazon Machine Image that the nodes are launched from.
    pub image: ImageId<'a>,
    /// The key pair with which people connect to the nodes.
    pub key_pair: Option<KeyPairName<'a>>,
}

impl Instance<'_> {
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

use crate::render::is_same;
impl Render for Instance<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let cluster_buckets = self
            .cluster_buckets
            .map_or("parallelcluster-*", BucketNamePattern::as_str);
        let compute_subnet = self.compute_subnet.as_str();
        let image = self.image.as_str();
        let key_pair = self.key_pair.map(KeyPairName::as_str);
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["ec2:DescribeVolumes","ec2:AttachVolume","ec2:DescribeInstanceAttribute","ec2:DescribeInstanceStatus","ec2:DescribeInstanceTypes","ec2:DescribeInstances","ec2:DescribeRegions","ec2:TerminateInstances","ec2:DescribeLaunchTemplates","ec2:CreateTags"],"Resource":["*"],"Effect":"Allow","Sid":"EC2"},{"Action":"ec2:RunInstances","Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":subnet/")?;
        sink.text(compute_subnet)?;
        sink.text(r#"","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":network-interface/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":instance/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":volume/*""#)?;
        if !is_same(&[":image/", image], &[account_id, ":subnet/", compute_subnet])
            && !is_same(&[":image/", image], &[account_id, ":network-interface/*"])
            && !is_same(&[":image/", image], &[account_id, ":instance/*"])
            && !is_same(&[":image/", image], &[account_id, ":volume/*"])
            && !is_same(&[":image/", image], &[account_id, ":security-group/*"])
            && !is_same(&[":image/", image], &[account_id, ":launch-template/*"])
            && !is_same(&[":image/", image], &[account_id, ":placement-group/*"])
        {
            sink.text(r#","arn:"#)?;
            sink.text(partition)?;
            sink.text(":ec2:")?;
            sink.text(region)?;
            sink.text("::image/")?;
            sink.text(image)?;
            sink.text(r#"""#)?;
        }
        if let Some(key_pair) = key_pair
            && !is_same(&[account_id, ":key-pair/", key_pair], &[":image/", image])
        {
            sink.text(r#","arn:"#)?;
            sink.text(partition)?;
            sink.text(":ec2:")?;
            sink.text(region)?;
            sink.text(":")?;
            sink.text(account_id)?;
            sink.text(":key-pair/")?;
            sink.text(key_pair)?;
            sink.text(r#"""#)?;
        }
        sink.text(r#","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":security-group/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":launch-template/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":placement-group/*"],"Effect":"Allow","Sid":"EC2RunInstances"},{"Action":["dynamodb:ListTables"],"Resource":["*"],"Effect":"Allow","Sid":"DynamoDBList"},{"Action":["cloudformation:DescribeStacks","cloudformation:DescribeStackResource","cloudformation:SignalResource"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":stack/parallelcluster-*/*"],"Effect":"Allow","Sid":"CloudFormation"},{"Action":["dynamodb:PutItem","dynamodb:Query","dynamodb:GetItem","dynamodb:BatchWriteItem","dynamodb:DeleteItem","dynamodb:DescribeTable"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":dynamodb:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":table/parallelcluster-*"],"Effect":"Allow","Sid":"DynamoDBTable"},{"Action":["s3:GetObject"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(region)?;
        sink.text(
            r#"-aws-parallelcluster/*"],"Effect":"Allow","Sid":"S3GetObj"},{"Action":["iam:PassRole"],"Resource":["*"],"Effect":"Allow","Condition":{"StringEquals":{"iam:PassedToService":["ec2.amazonaws.com","ec2.amazonaws.com.cn"]}},"Sid":"IAMPassRole"},{"Action":["s3:GetObject"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::dcv-license.")?;
        sink.text(region)?;
        sink.text(
            r#"/*"],"Effect":"Allow","Sid":"DcvLicense"},{"Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(cluster_buckets)?;
        sink.text(
            r#"/*"],"Effect":"Allow","Sid":"GetClusterConfig"},{"Action":["fsx:DescribeFileSystems"],"Resource":["*"],"Effect":"Allow","Sid":"FSx"},{"Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":["*"],"Effect":"Allow","Sid":"CWLogs"},{"Action":["route53:ChangeResourceRecordSets"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":route53:::hostedzone/*"],"Effect":"Allow","Sid":"Route53"}]}"#)?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let cluster_buckets = self
            .cluster_buckets
            .map_or("parallelcluster-*", BucketNamePattern::as_str);
        let compute_subnet = self.compute_subnet.as_str();
        let image = self.image.as_str();
        let key_pair = self.key_pair.map(KeyPairName::as_str);
        sink.text(
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeVolumes",
                "ec2:AttachVolume",
                "ec2:DescribeInstanceAttribute",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstances",
                "ec2:DescribeRegions",
                "ec2:TerminateInstances",
                "ec2:DescribeLaunchTemplates",
                "ec2:CreateTags"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "EC2"
        },
        {
            "Action": "ec2:RunInstances",
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":subnet/")?;
        sink.text(compute_subnet)?;
        sink.text(r#"",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":network-interface/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":instance/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":volume/*""#)?;
        if !is_same(&[":image/", image], &[account_id, ":subnet/", compute_subnet])
            && !is_same(&[":image/", image], &[account_id, ":network-interface/*"])
            && !is_same(&[":image/", image], &[account_id, ":instance/*"])
            && !is_same(&[":image/", image], &[account_id, ":volume/*"])
            && !is_same(&[":image/", image], &[account_id, ":security-group/*"])
            && !is_same(&[":image/", image], &[account_id, ":launch-template/*"])
            && !is_same(&[":image/", image], &[account_id, ":placement-group/*"])
        {
            sink.text(r#",
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":ec2:")?;
            sink.text(region)?;
            sink.text("::image/")?;
            sink.text(image)?;
            sink.text(r#"""#)?;
        }
        if let Some(key_pair) = key_pair
            && !is_same(&[account_id, ":key-pair/", key_pair], &[":image/", image])
        {
            sink.text(r#",
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":ec2:")?;
            sink.text(region)?;
            sink.text(":")?;
            sink.text(account_id)?;
            sink.text(":key-pair/")?;
            sink.text(key_pair)?;
            sink.text(r#"""#)?;
        }
        sink.text(r#",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":security-group/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":launch-template/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ec2:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":placement-group/*"
            ],
            "Effect": "Allow",
            "Sid": "EC2RunInstances"
        },
        {
            "Action": [
                "dynamodb:ListTables"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "DynamoDBList"
        },
        {
            "Action": [
                "cloudformation:DescribeStacks",
                "cloudformation:DescribeStackResource",
                "cloudformation:SignalResource"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":stack/parallelcluster-*/*"
            ],
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:GetItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:DeleteItem",
                "dynamodb:DescribeTable"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":dynamodb:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":table/parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "DynamoDBTable"
        },
        {
            "Action": [
                "s3:GetObject"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(region)?;
        sink.text(
            r#"-aws-parallelcluster/*"
            ],
            "Effect": "Allow",
            "Sid": "S3GetObj"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "iam:PassedToService": [
                        "ec2.amazonaws.com",
                        "ec2.amazonaws.com.cn"
                    ]
                }
            },
            "Sid": "IAMPassRole"
        },
        {
            "Action": [
                "s3:GetObject"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::dcv-license.")?;
        sink.text(region)?;
        sink.text(
            r#"/*"
            ],
            "Effect": "Allow",
            "Sid": "DcvLicense"
        },
        {
            "Action": [
                "s3:GetObject",
                "s3:GetObjectVersion"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(cluster_buckets)?;
        sink.text(
            r#"/*"
            ],
            "Effect": "Allow",
            "Sid": "GetClusterConfig"
        },
        {
            "Action": [
                "fsx:DescribeFileSystems"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "FSx"
        },
        {
            "Action": [
                "logs:CreateLogStream",
                "logs:PutLogEvents"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "CWLogs"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":route53:::hostedzone/*"
            ],
            "Effect": "Allow",
            "Sid": "Route53"
        }
    ]
}"#,
        )?;
        Ok(())
    }
}

/// Lets the head node and the compute nodes of a Slurm cluster run it. What the catalog states about it.
pub static INSTANCE: Policy = Policy {
    id: "2.11/instance",
    version: "2.11",
    name: "ParallelClusterInstancePolicy",
    title: "ParallelClusterInstancePolicy using Slurm",
    anchor: "parallelclusterinstancepolicy-slurm",
    summary: "Lets the head node and the compute nodes of a Slurm cluster run it.",
    attach_to: AttachTo::Role {
        trusted_services: &["ec2"],
    },
    managed_policies: &[],
    schedulers: &["slurm"],
    commands: &[],
    notes: &[
        r"Attach this policy to the role that `ec2_iam_role` names.
A cluster without `ec2_iam_role` creates a role of its own and needs nothing from here.",
        r"Since 2.10 `pcluster create` no longer checks that role before it creates anything.
An action that is missing shows later: the stack rolls back, or nodes are set to down and jobs stay queued.",
        r"`EC2RunInstances` names one subnet, one image and one key pair.
A role that serves clusters with several of them needs the policy once for each, under different names.
With a new release the image changes too: render the policy again before you create clusters with it.",
        r"`GetClusterConfig` stands in the page with `parallelcluster-*`, the buckets that clusters make for themselves.
With `cluster_resource_bucket` name that bucket with `--cluster-buckets`, or the head node cannot read its configuration and the creation rolls back.",
        r"With `ec2_iam_role` the settings `additional_iam_policies`, `s3_read_resource` and `s3_read_write_resource` have no effect.
Give the role those rights yourself, also `s3:GetObject` on the scripts that `pre_install` and `post_install` name by an `s3://` address.",
        "An image with an encrypted snapshot needs `kms:DescribeKey`, `kms:ReEncrypt*`, `kms:CreateGrant` and `kms:Decrypt` on the key besides, in this role and for the administrators.",
    ],
    acknowledged: &[],
    parameters: &[
        PolicyParameter {
            parameter: &parameters::PARTITION,
            need: Need::Required,
            placeholder: Some("aws"),
        },
        PolicyParameter {
            parameter: &parameters::REGION,
            need: Need::Required,
            placeholder: Some("<REGION>"),
        },
        PolicyParameter {
            parameter: &parameters::ACCOUNT_ID,
            need: Need::Required,
            placeholder: Some("<AWS ACCOUNT ID>"),
        },
        PolicyParameter {
            parameter: &parameters::CLUSTER_BUCKETS,
            need: Need::Default,
            placeholder: Some("parallelcluster-*"),
        },
        PolicyParameter {
            parameter: &parameters::COMPUTE_SUBNET,
            need: Need::Required,
            placeholder: Some("<COMPUTE SUBNET ID>"),
        },
        PolicyParameter {
            parameter: &parameters::IMAGE,
            need: Need::Required,
            placeholder: Some("<IMAGE ID>"),
        },
        PolicyParameter {
            parameter: &parameters::KEY_PAIR,
            need: Need::Optional,
            placeholder: Some("<KEY NAME>"),
        },
    ],
    statements: &[
        Statement {
            name: "EC2",
            sid: Some("EC2"),
            why: "The head node looks up its block devices and attaches the shared EBS volumes. On Slurm clusters clustermgtd watches and terminates the compute nodes, whose launch templates tag them; on SGE and Torque clusters jobwatcher asks for the processors and GPUs of the instance type. Without it the shared volumes stay detached and the creation rolls back, or idle and broken nodes stay and go on costing money.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:DescribeVolumes",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AttachVolume",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeInstanceAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeInstanceStatus",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeInstanceTypes",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeInstances",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeRegions",
                        change: None,
                    },
                    Entry {
                        text: "ec2:TerminateInstances",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeLaunchTemplates",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateTags",
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
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.11/instance/ec2.toml#EC2",
        },
        Statement {
            name: "EC2RunInstances",
            sid: Some("EC2RunInstances"),
            why: "On Slurm clusters the resume program and clustermgtd launch the compute nodes, from the launch templates of the stack. 2.11 limits that to the cluster's subnet, image and key pair: with another value in one of them every launch is denied, the nodes are set to down and their jobs wait (`/var/log/parallelcluster/slurm_resume.log`). On SGE and Torque clusters the Auto Scaling group launches the nodes and no daemon does.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "ec2:RunInstances",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:subnet/{compute-subnet}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:network-interface/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:instance/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:volume/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}::image/{image}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:key-pair/{key-pair?}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:security-group/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:launch-template/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}:{account-id}:placement-group/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.11/instance/ec2.toml#EC2RunInstances",
        },
        Statement {
            name: "DynamoDBList",
            sid: Some("DynamoDBList"),
            why: "No daemon of the nodes lists tables, but `pcluster create` of 2.9 simulates this action on the role that `ec2_iam_role` names, and without it stops with `IAM role error on user provided role`. From 2.10 on nothing asks for it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "dynamodb:ListTables",
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
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/dynamodb.toml#DynamoDBList",
        },
        Statement {
            name: "CloudFormation",
            sid: Some("CloudFormation"),
            why: "While a node boots it reads its configuration from the stack and signals the result to it, and the daemons wait there until the stack is complete. Without it the head node cannot be set up and the creation fails or waits for a signal until it times out and rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "cloudformation:DescribeStacks",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:DescribeStackResource",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:SignalResource",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:cloudformation:{region}:{account-id}:stack/parallelcluster-*/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/cloudformation.toml#CloudFormation",
        },
        Statement {
            name: "DynamoDBTable",
            sid: Some("DynamoDBTable"),
            why: "In the table of the cluster sqswatcher keeps the hosts it has added, clustermgtd the state of the Slurm compute fleet, and the resume program the node name of each instance. Without it sqswatcher stops at start-up, and Slurm nodes that were launched are set to down because their names could not be saved.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "dynamodb:PutItem",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:Query",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:GetItem",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:BatchWriteItem",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:DeleteItem",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:DescribeTable",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:dynamodb:{region}:{account-id}:table/parallelcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/dynamodb.toml#DynamoDBTable",
        },
        Statement {
            name: "S3GetObj",
            sid: Some("S3GetObj"),
            why: "The regional bucket of AWS ParallelCluster holds what the nodes load at run time. In 2.9 the daemons of SGE and Torque read the table of instance types from it, and without it jobwatcher and nodewatcher stop with `Could not load instance mapping file from S3 bucket`; those of 2.11 ask Amazon EC2 instead.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:GetObject",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::{region}-aws-parallelcluster/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/s3.toml#S3GetObj",
        },
        Statement {
            name: "IAMPassRole",
            sid: Some("IAMPassRole"),
            why: "The launch templates of a Slurm cluster carry the instance profile of the nodes, and the head node, which launches from them, has to be allowed to hand its role to Amazon EC2. Without it every launch is denied, the nodes are set to down and their jobs wait. The condition keeps the nodes from handing a role to any other service.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:PassRole",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[Entry { text: "*", change: None }],
            },
            conditions: &[
                Condition {
                    operator: "StringEquals",
                    key: "iam:PassedToService",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "ec2.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "ec2.amazonaws.com.cn",
                                change: Some(Change {
                                    kind: ChangeKind::Added,
                                    date: "2026-11-24",
                                    why: "In China Amazon EC2 takes the role of a new instance under this name; without it no Slurm node can be launched there.",
                                    source: "https://github.com/aws/karpenter-provider-aws/issues/6843",
                                }),
                            },
                        ],
                    },
                },
            ],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.11/instance/iam.toml#IAMPassRole",
        },
        Statement {
            name: "DcvLicense",
            sid: Some("DcvLicense"),
            why: "A NICE DCV server on Amazon EC2 checks its licence by reading an object of this bucket. Without it the sessions that `pcluster dcv connect` opens on the head node have no licence.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:GetObject",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::dcv-license.{region}/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/s3.toml#DcvLicense",
        },
        Statement {
            name: "GetClusterConfig",
            sid: Some("GetClusterConfig"),
            why: "`pcluster create` and `update` put the configuration of a Slurm cluster into its bucket as `configs/cluster-config.json`, in a directory of the cluster's own, and the head node reads one version of it to write the Slurm configuration. Without it the head node fails to boot and the stack rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:GetObject",
                        change: None,
                    },
                    Entry {
                        text: "s3:GetObjectVersion",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::{cluster-buckets}/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.11/instance/s3.toml#GetClusterConfig",
        },
        Statement {
            name: "FSx",
            sid: Some("FSx"),
            why: "In 2.9 a node that mounts FSx for Lustre first looks up the mount name of the file system; without it the mount fails and the node does not finish its bootstrap, which for the head node rolls the stack back. In 2.11 the stack hands the name to the nodes, and nothing asks for it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "fsx:DescribeFileSystems",
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
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/fsx.toml#FSx",
        },
        Statement {
            name: "CWLogs",
            sid: Some("CWLogs"),
            why: "The CloudWatch agent of each node opens the log streams below the cluster's log group, which the stack creates, and writes into them. Without it no log of the nodes reaches CloudWatch, and those of a compute node are lost with it. The two actions are enough for that; a role that a cluster creates carries `CloudWatchAgentServerPolicy` instead.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "logs:CreateLogStream",
                        change: None,
                    },
                    Entry {
                        text: "logs:PutLogEvents",
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
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.11/instance/logs.toml#CWLogs",
        },
        Statement {
            name: "Route53",
            sid: Some("Route53"),
            why: "On Slurm clusters the head node enters each compute node it launches into the private zone of the cluster, so that node names resolve. Without it nodes are launched and then set to down, and jobs never start.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "route53:ChangeResourceRecordSets",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:route53:::hostedzone/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/route53.toml#Route53",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeVolumes",
                "ec2:AttachVolume",
                "ec2:DescribeInstanceAttribute",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstances",
                "ec2:DescribeRegions",
                "ec2:TerminateInstances",
                "ec2:DescribeLaunchTemplates",
                "ec2:CreateTags"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "EC2"
        },
        {
            "Action": "ec2:RunInstances",
            "Resource": [
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:subnet/<COMPUTE SUBNET ID>",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:network-interface/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:instance/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:volume/*",
                "arn:aws:ec2:<REGION>::image/<IMAGE ID>",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:key-pair/<KEY NAME>",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:security-group/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:launch-template/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:placement-group/*"
            ],
            "Effect": "Allow",
            "Sid": "EC2RunInstances"
        },
        {
            "Action": [
                "dynamodb:ListTables"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "DynamoDBList"
        },
        {
            "Action": [
                "cloudformation:DescribeStacks",
                "cloudformation:DescribeStackResource",
                "cloudformation:SignalResource"
            ],
            "Resource": [
                "arn:aws:cloudformation:<REGION>:<AWS ACCOUNT ID>:stack/parallelcluster-*/*"
            ],
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:GetItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:DeleteItem",
                "dynamodb:DescribeTable"
            ],
            "Resource": [
                "arn:aws:dynamodb:<REGION>:<AWS ACCOUNT ID>:table/parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "DynamoDBTable"
        },
        {
            "Action": [
                "s3:GetObject"
            ],
            "Resource": [
                "arn:aws:s3:::<REGION>-aws-parallelcluster/*"
            ],
            "Effect": "Allow",
            "Sid": "S3GetObj"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "iam:PassedToService": [
                        "ec2.amazonaws.com",
                        "ec2.amazonaws.com.cn"
                    ]
                }
            },
            "Sid": "IAMPassRole"
        },
        {
            "Action": [
                "s3:GetObject"
            ],
            "Resource": [
                "arn:aws:s3:::dcv-license.<REGION>/*"
            ],
            "Effect": "Allow",
            "Sid": "DcvLicense"
        },
        {
            "Action": [
                "s3:GetObject",
                "s3:GetObjectVersion"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*/*"
            ],
            "Effect": "Allow",
            "Sid": "GetClusterConfig"
        },
        {
            "Action": [
                "fsx:DescribeFileSystems"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "FSx"
        },
        {
            "Action": [
                "logs:CreateLogStream",
                "logs:PutLogEvents"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "CWLogs"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets"
            ],
            "Resource": [
                "arn:aws:route53:::hostedzone/*"
            ],
            "Effect": "Allow",
            "Sid": "Route53"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeVolumes",
                "ec2:AttachVolume",
                "ec2:DescribeInstanceAttribute",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstances",
                "ec2:DescribeRegions",
                "ec2:TerminateInstances",
                "ec2:DescribeLaunchTemplates",
                "ec2:CreateTags"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "EC2"
        },
        {
            "Action": "ec2:RunInstances",
            "Resource": [
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:subnet/<COMPUTE SUBNET ID>",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:network-interface/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:instance/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:volume/*",
                "arn:aws:ec2:<REGION>::image/<IMAGE ID>",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:key-pair/<KEY NAME>",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:security-group/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:launch-template/*",
                "arn:aws:ec2:<REGION>:<AWS ACCOUNT ID>:placement-group/*"
            ],
            "Effect": "Allow",
            "Sid": "EC2RunInstances"
        },
        {
            "Action": [
                "dynamodb:ListTables"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "DynamoDBList"
        },
        {
            "Action": [
                "cloudformation:DescribeStacks",
                "cloudformation:DescribeStackResource",
                "cloudformation:SignalResource"
            ],
            "Resource": [
                "arn:aws:cloudformation:<REGION>:<AWS ACCOUNT ID>:stack/parallelcluster-*/*"
            ],
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:GetItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:DeleteItem",
                "dynamodb:DescribeTable"
            ],
            "Resource": [
                "arn:aws:dynamodb:<REGION>:<AWS ACCOUNT ID>:table/parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "DynamoDBTable"
        },
        {
            "Action": [
                "s3:GetObject"
            ],
            "Resource": [
                "arn:aws:s3:::<REGION>-aws-parallelcluster/*"
            ],
            "Effect": "Allow",
            "Sid": "S3GetObj"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "iam:PassedToService": [
                        "ec2.amazonaws.com"
                    ]
                }
            },
            "Sid": "IAMPassRole"
        },
        {
            "Action": [
                "s3:GetObject"
            ],
            "Resource": [
                "arn:aws:s3:::dcv-license.<REGION>/*"
            ],
            "Effect": "Allow",
            "Sid": "DcvLicense"
        },
        {
            "Action": [
                "s3:GetObject",
                "s3:GetObjectVersion"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*/*"
            ],
            "Effect": "Allow",
            "Sid": "GetClusterConfig"
        },
        {
            "Action": [
                "fsx:DescribeFileSystems"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "FSx"
        },
        {
            "Action": [
                "logs:CreateLogStream",
                "logs:PutLogEvents"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "CWLogs"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets"
            ],
            "Resource": [
                "arn:aws:route53:::hostedzone/*"
            ],
            "Effect": "Allow",
            "Sid": "Route53"
        }
    ]
}"#,
    source: "catalog/2.11/instance/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Filled<'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let cluster_buckets = reader
        .optional(&parameters::CLUSTER_BUCKETS, BucketNamePattern::new);
    let compute_subnet = reader.required(&parameters::COMPUTE_SUBNET, SubnetId::new);
    let image = reader.required(&parameters::IMAGE, ImageId::new);
    let key_pair = reader.optional(&parameters::KEY_PAIR, KeyPairName::new);
    Some(
        Filled::new(
            &INSTANCE,
            Instance {
                region: region?,
                account_id: account_id?,
                cluster_buckets: cluster_buckets?,
                compute_subnet: compute_subnet?,
                image: image?,
                key_pair: key_pair?,
            },
        ),
    )
}
