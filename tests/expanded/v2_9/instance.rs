// @generated from catalog/2.9/instance by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::render::{self, Document, Render, Sink};
use crate::values::Reader;
use crate::{AccountId, Region};

/// Lets the head node and the compute nodes of a cluster with SGE, Slurm or Torque run it.
///
/// `ParallelClusterInstancePolicy` in AWS Identity and Access Management roles in AWS ParallelCluster, attached to a role.
///
/// Stated in `catalog/2.9/instance/policy.toml`; its constant is [`INSTANCE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance<'a> {
    /// The region in which the clusters run.
    pub region: Region<'a>,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
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

impl Render for Instance<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["ec2:DescribeVolumes","ec2:AttachVolume","ec2:DescribeInstanceAttribute","ec2:DescribeInstanceStatus","ec2:DescribeInstances","ec2:DescribeRegions","ec2:RunInstances","ec2:TerminateInstances","ec2:DescribeLaunchTemplates","ec2:CreateTags"],"Resource":["*"],"Effect":"Allow","Sid":"EC2"},{"Action":["dynamodb:ListTables"],"Resource":["*"],"Effect":"Allow","Sid":"DynamoDBList"},{"Action":["sqs:SendMessage","sqs:ReceiveMessage","sqs:ChangeMessageVisibility","sqs:DeleteMessage","sqs:GetQueueUrl"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":sqs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":parallelcluster-*"],"Effect":"Allow","Sid":"SQSQueue"},{"Action":["autoscaling:DescribeAutoScalingGroups","autoscaling:TerminateInstanceInAutoScalingGroup","autoscaling:SetDesiredCapacity","autoscaling:UpdateAutoScalingGroup","autoscaling:DescribeTags","autoscaling:SetInstanceHealth"],"Resource":["*"],"Effect":"Allow","Sid":"Autoscaling"},{"Action":["cloudformation:DescribeStacks","cloudformation:DescribeStackResource","cloudformation:SignalResource"],"Resource":["arn:"#,
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
            r#"-aws-parallelcluster/*"],"Effect":"Allow","Sid":"S3GetObj"},{"Action":["sqs:ListQueues"],"Resource":["*"],"Effect":"Allow","Sid":"SQSList"},{"Action":["iam:PassRole"],"Resource":["*"],"Effect":"Allow","Sid":"IAMPassRole"},{"Action":["s3:GetObject"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::dcv-license.")?;
        sink.text(region)?;
        sink.text(
            r#"/*"],"Effect":"Allow","Sid":"DcvLicense"},{"Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::parallelcluster-*/*"],"Effect":"Allow","Sid":"GetClusterConfig"},{"Action":["fsx:DescribeFileSystems"],"Resource":["*"],"Effect":"Allow","Sid":"FSx"},{"Action":["logs:CreateLogStream"],"Resource":["*"],"Effect":"Allow","Sid":"CWLogs"},{"Action":["route53:ChangeResourceRecordSets"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":route53:::hostedzone/*"],"Effect":"Allow","Sid":"Route53"}]}"#)?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
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
                "ec2:DescribeInstances",
                "ec2:DescribeRegions",
                "ec2:RunInstances",
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
                "sqs:SendMessage",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueUrl"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":sqs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "SQSQueue"
        },
        {
            "Action": [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:TerminateInstanceInAutoScalingGroup",
                "autoscaling:SetDesiredCapacity",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:DescribeTags",
                "autoscaling:SetInstanceHealth"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "Autoscaling"
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
                "sqs:ListQueues"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "SQSList"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
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
        sink.text(
            r#":s3:::parallelcluster-*/*"
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
                "logs:CreateLogStream"
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

/// Lets the head node and the compute nodes of a cluster with SGE, Slurm or Torque run it. What the catalog states about it.
pub static INSTANCE: Policy = Policy {
    id: "2.9/instance",
    version: "2.9",
    name: "ParallelClusterInstancePolicy",
    title: "ParallelClusterInstancePolicy using SGE, Slurm, or Torque",
    anchor: "parallelclusterinstancepolicy",
    summary: "Lets the head node and the compute nodes of a cluster with SGE, Slurm or Torque run it.",
    attach_to: AttachTo::Role {
        trusted_services: &["ec2"],
    },
    managed_policies: &[],
    schedulers: &["sge", "slurm", "torque"],
    commands: &[],
    notes: &[
        r"Attach this policy to the role that `ec2_iam_role` names.
A cluster without `ec2_iam_role` creates a role of its own and needs nothing from here.",
        r"`pcluster create` simulates part of these actions on the role before it creates anything, whatever the scheduler.
A role that lacks one is refused with `IAM role error on user provided role`.",
        r"The role of a cluster that creates its own also carries the AWS managed policy `CloudWatchAgentServerPolicy`, as long as logging to CloudWatch is on.
Attach it to an existing role yourself: this policy opens log streams but does not write to them.",
    ],
    acknowledged: &[
        Acknowledgement {
            finding: "PRIVILEGE_ESCALATION",
            statement: Some("IAMPassRole"),
            entry: None,
            reason: "Whoever runs code on a node can use the credentials of its role, and so launch an instance with any role that Amazon EC2 can assume. Only Slurm needs the two actions, and for the role of the nodes alone: with its ARN in the place of `*` in `IAMPassRole` there is nothing to gain. A role for SGE and Torque works without that statement.",
            source: "catalog/2.9/instance/policy.toml",
        },
    ],
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
    ],
    statements: &[
        Statement {
            name: "EC2",
            sid: Some("EC2"),
            why: "The head node looks up its block devices and attaches the shared EBS volumes. On Slurm clusters clustermgtd and the resume program launch, watch and terminate the compute nodes, whose launch templates tag them. Without it the shared volumes stay detached and the creation rolls back, or Slurm nodes go down because no instance can be launched (`/var/log/parallelcluster/slurm_resume.log`).",
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
                        text: "ec2:DescribeInstances",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeRegions",
                        change: None,
                    },
                    Entry {
                        text: "ec2:RunInstances",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The instances and volumes have ids that do not exist before the cluster does, and in 2.9 `pcluster create` simulates `ec2:AttachVolume` on `*` and refuses a role that is narrower there. `ec2:TerminateInstances` can be held to the nodes of clusters, in a statement of its own with `StringLike` on `ec2:ResourceTag/Application` and the value `parallelcluster-*`: the role that a cluster creates for itself has such a condition too. It guards against mistakes and not against users of the nodes, who can tag any instance by `ec2:CreateTags`.",
                    source: "catalog/2.9/instance/ec2.toml#EC2",
                },
            ],
            source: "catalog/2.9/instance/ec2.toml#EC2",
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
            name: "SQSQueue",
            sid: Some("SQSQueue"),
            why: "On SGE and Torque clusters the Auto Scaling group reports started and ended instances to the cluster's queue, and sqswatcher on the head node reads it to add and remove hosts. Without it instances run and cost money but never join the scheduler. Slurm does not use the queue, but in 2.9 the check of `ec2_iam_role` asks for these actions with every scheduler.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "sqs:SendMessage",
                        change: None,
                    },
                    Entry {
                        text: "sqs:ReceiveMessage",
                        change: None,
                    },
                    Entry {
                        text: "sqs:ChangeMessageVisibility",
                        change: None,
                    },
                    Entry {
                        text: "sqs:DeleteMessage",
                        change: None,
                    },
                    Entry {
                        text: "sqs:GetQueueUrl",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:sqs:{region}:{account-id}:parallelcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/instance/sqs.toml#SQSQueue",
        },
        Statement {
            name: "Autoscaling",
            sid: Some("Autoscaling"),
            why: "On SGE and Torque clusters jobwatcher finds the group by its tags and raises its capacity when jobs wait, nodewatcher takes its own idle instance out of the group, and a node whose bootstrap fails reports itself unhealthy. Without it jobs stay queued and idle nodes never go away. In 2.9 the check of `ec2_iam_role` asks for these actions with every scheduler.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "autoscaling:DescribeAutoScalingGroups",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:TerminateInstanceInAutoScalingGroup",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:SetDesiredCapacity",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:UpdateAutoScalingGroup",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:DescribeTags",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:SetInstanceHealth",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "In 2.9 `pcluster create` simulates these actions on `*` and refuses a role that is narrower, unless `sanity_check = false` turns the check off. Since 2.10 it does not: there the four actions that change something can have a statement of their own on `autoScalingGroup:*:autoScalingGroupName/parallelcluster-*`, which matches the groups of all clusters.",
                    source: "catalog/2.9/instance/autoscaling.toml#Autoscaling",
                },
            ],
            source: "catalog/2.9/instance/autoscaling.toml#Autoscaling",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "SHARED_NAME_PATTERN",
                    statement: None,
                    entry: None,
                    reason: "The bucket belongs to AWS, so that a condition that asks for your account would deny every read. Only the policy for all regions has a pattern in the bucket's name: render it for one region, and it names that bucket alone.",
                    source: "catalog/2.9/instance/s3.toml#S3GetObj",
                },
            ],
            source: "catalog/2.9/instance/s3.toml#S3GetObj",
        },
        Statement {
            name: "SQSList",
            sid: Some("SQSList"),
            why: "No daemon of the nodes lists queues, but `pcluster create` of 2.9 simulates this action on the role that `ec2_iam_role` names, and without it stops with `IAM role error on user provided role`. From 2.10 on nothing asks for it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "sqs:ListQueues",
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
            source: "catalog/2.9/instance/sqs.toml#SQSList",
        },
        Statement {
            name: "IAMPassRole",
            sid: Some("IAMPassRole"),
            why: "On Slurm clusters the head node launches the compute nodes itself and hands them the instance profile of the launch template. Without it every launch is denied and the nodes go down and their jobs wait in the queue.",
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
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "PASS_ROLE_WITH_STAR_IN_RESOURCE",
                    statement: None,
                    entry: None,
                    reason: "The page names no role here, although the head node passes one only, the role that `ec2_iam_role` names. Put the ARN of that role in the place of `*`, and `iam:PassedToService` with `ec2.amazonaws.com`, in China `ec2.amazonaws.com.cn` too, into a condition, as `2.11/instance` has it: `pcluster create` does not simulate this action, and the nodes pass no role to anything else.",
                    source: "catalog/2.9/instance/iam.toml#IAMPassRole",
                },
            ],
            source: "catalog/2.9/instance/iam.toml#IAMPassRole",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "SHARED_NAME_PATTERN",
                    statement: None,
                    entry: None,
                    reason: "The bucket belongs to AWS, so that a condition that asks for your account would deny every read. Only the policy for all regions has a pattern in the bucket's name: render it for one region, and it names that bucket alone.",
                    source: "catalog/2.9/instance/s3.toml#DcvLicense",
                },
            ],
            source: "catalog/2.9/instance/s3.toml#DcvLicense",
        },
        Statement {
            name: "GetClusterConfig",
            sid: Some("GetClusterConfig"),
            why: "`pcluster create` and `update` put the configuration of a Slurm cluster into its bucket as `configs/cluster-config.json`, and the head node reads one version of it to write the Slurm configuration. Without it the head node fails to boot and the stack rolls back.",
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
                        text: "arn:{partition}:s3:::parallelcluster-*/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "SHARED_NAME_PATTERN",
                    statement: None,
                    entry: None,
                    reason: "The bucket of a cluster is named `parallelcluster-` and a random text, which nobody knows before. `StringEquals` on `aws:ResourceAccount` with the number of your account leaves out the buckets of strangers, and the head node still reads its configuration.",
                    source: "catalog/2.9/instance/s3.toml#GetClusterConfig",
                },
            ],
            source: "catalog/2.9/instance/s3.toml#GetClusterConfig",
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
            why: "The CloudWatch agent of each node opens the log streams below the cluster's log group, which the stack creates. Without it no log reaches CloudWatch. Writing into the streams needs `logs:PutLogEvents`, which the page does not grant here: attach the AWS managed policy `CloudWatchAgentServerPolicy` as well, as the cluster does for a role of its own.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "logs:CreateLogStream",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The log groups of clusters are named `/aws/parallelcluster/` and the cluster's name, so that `log-group:/aws/parallelcluster/*` would be enough. It gains little: `CloudWatchAgentServerPolicy`, which the role needs besides, grants the same on everything.",
                    source: "catalog/2.9/instance/logs.toml#CWLogs",
                },
            ],
            source: "catalog/2.9/instance/logs.toml#CWLogs",
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
                "ec2:DescribeInstances",
                "ec2:DescribeRegions",
                "ec2:RunInstances",
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
                "sqs:SendMessage",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueUrl"
            ],
            "Resource": [
                "arn:aws:sqs:<REGION>:<AWS ACCOUNT ID>:parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "SQSQueue"
        },
        {
            "Action": [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:TerminateInstanceInAutoScalingGroup",
                "autoscaling:SetDesiredCapacity",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:DescribeTags",
                "autoscaling:SetInstanceHealth"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "Autoscaling"
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
                "sqs:ListQueues"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "SQSList"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
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
                "logs:CreateLogStream"
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
                "ec2:DescribeInstances",
                "ec2:DescribeRegions",
                "ec2:RunInstances",
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
                "sqs:SendMessage",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueUrl"
            ],
            "Resource": [
                "arn:aws:sqs:<REGION>:<AWS ACCOUNT ID>:parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "SQSQueue"
        },
        {
            "Action": [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:TerminateInstanceInAutoScalingGroup",
                "autoscaling:SetDesiredCapacity",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:DescribeTags",
                "autoscaling:SetInstanceHealth"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "Autoscaling"
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
                "sqs:ListQueues"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "SQSList"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
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
                "logs:CreateLogStream"
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
    source: "catalog/2.9/instance/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    Some(
        Box::new(Instance {
            region: region?,
            account_id: account_id?,
        }),
    )
}
