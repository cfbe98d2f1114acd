// @generated from catalog/2.9/instance-awsbatch by build.rs. Do not edit.

use core::fmt;
use crate::policy::*;
use crate::catalog::parameters;
use crate::fill::{Filled, Reader};
use crate::render::{self, Render, Sink};
use crate::{
    AccountId, BucketName, EcsClusterName, JobDefinitionName, JobQueueName, Region,
    RoleName, StackName,
};

/// Lets the head node of a cluster with AWS Batch set itself up and its users submit and follow jobs.
///
/// `ParallelClusterInstancePolicy` in AWS Identity and Access Management roles in AWS ParallelCluster, attached to a role.
///
/// Stated in `catalog/2.9/instance-awsbatch/policy.toml`; its constant is [`INSTANCE_AWSBATCH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstanceAwsbatch<'a> {
    /// The region in which the clusters run.
    pub region: Region<'a>,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
    /// The name of the cluster's stack in AWS CloudFormation.
    pub stack_name: StackName<'a>,
    /// The S3 bucket in which the cluster keeps its files.
    pub resources_bucket: BucketName<'a>,
    /// The AWS Batch job definition for jobs on one host, without its revision.
    pub job_definition_serial: JobDefinitionName<'a>,
    /// The AWS Batch job definition for multi-node parallel jobs, without its revision.
    pub job_definition_mnp: JobDefinitionName<'a>,
    /// The AWS Batch job queue of the cluster.
    pub job_queue: JobQueueName<'a>,
    /// The role that the containers of AWS Batch jobs run with.
    pub job_role: RoleName<'a>,
    /// The Amazon ECS cluster behind the AWS Batch compute environment.
    pub ecs_cluster: EcsClusterName<'a>,
}

impl InstanceAwsbatch<'_> {
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

impl Render for InstanceAwsbatch<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let stack_name = self.stack_name.as_str();
        let resources_bucket = self.resources_bucket.as_str();
        let job_definition_serial = self.job_definition_serial.as_str();
        let job_definition_mnp = self.job_definition_mnp.as_str();
        let job_queue = self.job_queue.as_str();
        let job_role = self.job_role.as_str();
        let ecs_cluster = self.ecs_cluster.as_str();
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["batch:SubmitJob","batch:RegisterJobDefinition","cloudformation:DescribeStacks","ecs:ListContainerInstances","ecs:DescribeContainerInstances","logs:GetLogEvents","logs:FilterLogEvents","s3:PutObject","s3:Get*","s3:DeleteObject","iam:PassRole"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":batch:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":job-definition/")?;
        sink.text(job_definition_serial)?;
        sink.text(r#":1","arn:"#)?;
        sink.text(partition)?;
        sink.text(":batch:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":job-definition/")?;
        sink.text(job_definition_mnp)?;
        sink.text(r#"*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":batch:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":job-queue/")?;
        sink.text(job_queue)?;
        sink.text(r#"","arn:"#)?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":stack/")?;
        sink.text(stack_name)?;
        sink.text(r#"/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(resources_bucket)?;
        sink.text(r#"/batch/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(job_role)?;
        sink.text(r#"","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ecs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":cluster/")?;
        sink.text(ecs_cluster)?;
        sink.text(r#"","arn:"#)?;
        sink.text(partition)?;
        sink.text(":ecs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":container-instance/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":logs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":log-group:/aws/batch/job:log-stream:*"],"Effect":"Allow"},{"Action":["s3:List*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(resources_bucket)?;
        sink.text(
            r#""],"Effect":"Allow"},{"Action":["batch:DescribeJobQueues","batch:TerminateJob","batch:DescribeJobs","batch:CancelJob","batch:DescribeJobDefinitions","batch:ListJobs","batch:DescribeComputeEnvironments"],"Resource":"*","Effect":"Allow"},{"Action":["ec2:DescribeInstances","ec2:AttachVolume","ec2:DescribeVolumes","ec2:DescribeInstanceAttribute"],"Resource":"*","Effect":"Allow","Sid":"EC2"},{"Action":["cloudformation:DescribeStackResource","cloudformation:SignalResource"],"Resource":"*","Effect":"Allow","Sid":"CloudFormation"},{"Action":["fsx:DescribeFileSystems"],"Resource":["*"],"Effect":"Allow","Sid":"FSx"},{"Action":["logs:CreateLogGroup","logs:CreateLogStream"],"Resource":["*"],"Effect":"Allow","Sid":"CWLogs"}]}"#,
        )?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let stack_name = self.stack_name.as_str();
        let resources_bucket = self.resources_bucket.as_str();
        let job_definition_serial = self.job_definition_serial.as_str();
        let job_definition_mnp = self.job_definition_mnp.as_str();
        let job_queue = self.job_queue.as_str();
        let job_role = self.job_role.as_str();
        let ecs_cluster = self.ecs_cluster.as_str();
        sink.text(
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "batch:SubmitJob",
                "batch:RegisterJobDefinition",
                "cloudformation:DescribeStacks",
                "ecs:ListContainerInstances",
                "ecs:DescribeContainerInstances",
                "logs:GetLogEvents",
                "logs:FilterLogEvents",
                "s3:PutObject",
                "s3:Get*",
                "s3:DeleteObject",
                "iam:PassRole"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":batch:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":job-definition/")?;
        sink.text(job_definition_serial)?;
        sink.text(r#":1",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":batch:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":job-definition/")?;
        sink.text(job_definition_mnp)?;
        sink.text(r#"*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":batch:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":job-queue/")?;
        sink.text(job_queue)?;
        sink.text(r#"",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":stack/")?;
        sink.text(stack_name)?;
        sink.text(r#"/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(resources_bucket)?;
        sink.text(r#"/batch/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(job_role)?;
        sink.text(r#"",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ecs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(":cluster/")?;
        sink.text(ecs_cluster)?;
        sink.text(r#"",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":ecs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":container-instance/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":logs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":log-group:/aws/batch/job:log-stream:*"
            ],
            "Effect": "Allow"
        },
        {
            "Action": [
                "s3:List*"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(resources_bucket)?;
        sink.text(
            r#""
            ],
            "Effect": "Allow"
        },
        {
            "Action": [
                "batch:DescribeJobQueues",
                "batch:TerminateJob",
                "batch:DescribeJobs",
                "batch:CancelJob",
                "batch:DescribeJobDefinitions",
                "batch:ListJobs",
                "batch:DescribeComputeEnvironments"
            ],
            "Resource": "*",
            "Effect": "Allow"
        },
        {
            "Action": [
                "ec2:DescribeInstances",
                "ec2:AttachVolume",
                "ec2:DescribeVolumes",
                "ec2:DescribeInstanceAttribute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2"
        },
        {
            "Action": [
                "cloudformation:DescribeStackResource",
                "cloudformation:SignalResource"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
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
                "logs:CreateLogGroup",
                "logs:CreateLogStream"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "CWLogs"
        }
    ]
}"#,
        )?;
        Ok(())
    }
}

/// Lets the head node of a cluster with AWS Batch set itself up and its users submit and follow jobs. What the catalog states about it.
pub static INSTANCE_AWSBATCH: Policy = Policy {
    id: "2.9/instance-awsbatch",
    version: "2.9",
    name: "ParallelClusterInstancePolicy",
    title: "ParallelClusterInstancePolicy using awsbatch",
    anchor: "parallelclusterinstancepolicy-batch",
    summary: "Lets the head node of a cluster with AWS Batch set itself up and its users submit and follow jobs.",
    attach_to: AttachTo::Role {
        trusted_services: &["ec2"],
    },
    managed_policies: &[],
    schedulers: &["awsbatch"],
    commands: &[],
    notes: &[
        r"The page calls this policy an overview.
The role must carry what the `BatchUserRole` of the AWS Batch substack has; its ARN is the output `BatchUserRole` of the cluster's stack.
Compare the two after the cluster exists: `aws iam list-role-policies --role-name NAME` and `aws iam get-role-policy`.",
        r"Most of its parameters are names that exist only after the cluster was created, while `ec2_iam_role` must exist before.
Create the role with what is known, create the cluster, then render this policy from the outputs of its stack.",
        r"In 2.9.1 the check of `ec2_iam_role` simulates the actions of `2.9/instance` with every scheduler, awsbatch too.
A role with this policy alone is refused with `IAM role error on user provided role`: attach `2.9/instance` as well, or turn the checks off with `sanity_check = false`.",
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
        PolicyParameter {
            parameter: &parameters::STACK_NAME,
            need: Need::Required,
            placeholder: Some("<STACK NAME>"),
        },
        PolicyParameter {
            parameter: &parameters::RESOURCES_BUCKET,
            need: Need::Required,
            placeholder: Some("<RESOURCES S3 BUCKET>"),
        },
        PolicyParameter {
            parameter: &parameters::JOB_DEFINITION_SERIAL,
            need: Need::Required,
            placeholder: Some("<AWS_BATCH_STACK - JOB_DEFINITION_SERIAL_NAME>"),
        },
        PolicyParameter {
            parameter: &parameters::JOB_DEFINITION_MNP,
            need: Need::Required,
            placeholder: Some("<AWS_BATCH_STACK - JOB_DEFINITION_MNP_NAME>"),
        },
        PolicyParameter {
            parameter: &parameters::JOB_QUEUE,
            need: Need::Required,
            placeholder: Some("<AWS_BATCH_STACK - JOB_QUEUE_NAME>"),
        },
        PolicyParameter {
            parameter: &parameters::JOB_ROLE,
            need: Need::Required,
            placeholder: Some("<AWS_BATCH_STACK - JOB_ROLE>"),
        },
        PolicyParameter {
            parameter: &parameters::ECS_CLUSTER,
            need: Need::Required,
            placeholder: Some("<ECS COMPUTE ENVIRONMENT>"),
        },
    ],
    statements: &[
        Statement {
            name: "BatchJobs",
            sid: None,
            why: "The commands on the head node work with the role of the node: `awsbsub` puts the job's files below `batch/` in the cluster's bucket and submits the job, `awsbout` reads its output, `awsbhosts` lists the hosts of the compute environment, and all of them read the stack. Without it `awsbsub` ends with AccessDenied. One statement holds actions and resources of six services, so many pairs of the two have no effect.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "batch:SubmitJob",
                        change: None,
                    },
                    Entry {
                        text: "batch:RegisterJobDefinition",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:DescribeStacks",
                        change: None,
                    },
                    Entry {
                        text: "ecs:ListContainerInstances",
                        change: None,
                    },
                    Entry {
                        text: "ecs:DescribeContainerInstances",
                        change: None,
                    },
                    Entry {
                        text: "logs:GetLogEvents",
                        change: None,
                    },
                    Entry {
                        text: "logs:FilterLogEvents",
                        change: None,
                    },
                    Entry {
                        text: "s3:PutObject",
                        change: None,
                    },
                    Entry {
                        text: "s3:Get*",
                        change: None,
                    },
                    Entry {
                        text: "s3:DeleteObject",
                        change: None,
                    },
                    Entry {
                        text: "iam:PassRole",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:batch:{region}:{account-id}:job-definition/{job-definition-serial}:1",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:batch:{region}:{account-id}:job-definition/{job-definition-mnp}*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:batch:{region}:{account-id}:job-queue/{job-queue}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:cloudformation:{region}:{account-id}:stack/{stack-name}/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:s3:::{resources-bucket}/batch/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{job-role}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ecs:{region}:{account-id}:cluster/{ecs-cluster}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ecs:{region}:{account-id}:container-instance/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:logs:{region}:{account-id}:log-group:/aws/batch/job:log-stream:*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/instance-awsbatch/batch.toml#BatchJobs",
        },
        Statement {
            name: "ResourcesBucketList",
            sid: None,
            why: "Lists the job files below `batch/` in the cluster's bucket, as the role BatchUserRole of the stack may. Without it a look at what a job left there is denied.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:List*",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::{resources-bucket}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/instance-awsbatch/s3.toml#ResourcesBucketList",
        },
        Statement {
            name: "BatchDescribe",
            sid: None,
            why: "`awsbstat`, `awsbqueues`, `awsbhosts` and `awsbkill` show and end jobs with it. Most of these actions have no resource-level permissions, so the resource is `*`. Without it jobs can be submitted but neither followed nor ended.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "batch:DescribeJobQueues",
                        change: None,
                    },
                    Entry {
                        text: "batch:TerminateJob",
                        change: None,
                    },
                    Entry {
                        text: "batch:DescribeJobs",
                        change: None,
                    },
                    Entry {
                        text: "batch:CancelJob",
                        change: None,
                    },
                    Entry {
                        text: "batch:DescribeJobDefinitions",
                        change: None,
                    },
                    Entry {
                        text: "batch:ListJobs",
                        change: None,
                    },
                    Entry {
                        text: "batch:DescribeComputeEnvironments",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[Entry { text: "*", change: None }],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/instance-awsbatch/batch.toml#BatchDescribe",
        },
        Statement {
            name: "EC2",
            sid: Some("EC2"),
            why: "The head node attaches the shared EBS volumes that it exports to the job containers, and `awsbhosts` shows the instances of the compute environment. Without it the shared directory is missing and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:DescribeInstances",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AttachVolume",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeVolumes",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeInstanceAttribute",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[Entry { text: "*", change: None }],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/instance-awsbatch/ec2.toml#EC2",
        },
        Statement {
            name: "CloudFormation",
            sid: Some("CloudFormation"),
            why: "While the head node boots it reads its configuration from the stack and signals the result to it. Without it the creation waits for the signal until it times out and rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
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
                scalar: true,
                entries: &[Entry { text: "*", change: None }],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/instance-awsbatch/cloudformation.toml#CloudFormation",
        },
        Statement {
            name: "FSx",
            sid: Some("FSx"),
            why: "A node that mounts FSx for Lustre first looks up the mount name of the file system. Without it the mount fails and the node does not finish its bootstrap; for the head node that rolls the stack back.",
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
            source: "catalog/2.9/instance/fsx.toml#FSx",
        },
        Statement {
            name: "CWLogs",
            sid: Some("CWLogs"),
            why: "The CloudWatch agent of the head node opens its log group and log streams. Without it no log of the head node reaches CloudWatch. Writing into the streams needs `logs:PutLogEvents`, which the page does not grant here: attach the AWS managed policy `CloudWatchAgentServerPolicy` as well, as the cluster does for a role of its own.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "logs:CreateLogGroup",
                        change: None,
                    },
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
            source: "catalog/2.9/instance-awsbatch/logs.toml#CWLogs",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "batch:SubmitJob",
                "batch:RegisterJobDefinition",
                "cloudformation:DescribeStacks",
                "ecs:ListContainerInstances",
                "ecs:DescribeContainerInstances",
                "logs:GetLogEvents",
                "logs:FilterLogEvents",
                "s3:PutObject",
                "s3:Get*",
                "s3:DeleteObject",
                "iam:PassRole"
            ],
            "Resource": [
                "arn:aws:batch:<REGION>:<AWS ACCOUNT ID>:job-definition/<AWS_BATCH_STACK - JOB_DEFINITION_SERIAL_NAME>:1",
                "arn:aws:batch:<REGION>:<AWS ACCOUNT ID>:job-definition/<AWS_BATCH_STACK - JOB_DEFINITION_MNP_NAME>*",
                "arn:aws:batch:<REGION>:<AWS ACCOUNT ID>:job-queue/<AWS_BATCH_STACK - JOB_QUEUE_NAME>",
                "arn:aws:cloudformation:<REGION>:<AWS ACCOUNT ID>:stack/<STACK NAME>/*",
                "arn:aws:s3:::<RESOURCES S3 BUCKET>/batch/*",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/<AWS_BATCH_STACK - JOB_ROLE>",
                "arn:aws:ecs:<REGION>:<AWS ACCOUNT ID>:cluster/<ECS COMPUTE ENVIRONMENT>",
                "arn:aws:ecs:<REGION>:<AWS ACCOUNT ID>:container-instance/*",
                "arn:aws:logs:<REGION>:<AWS ACCOUNT ID>:log-group:/aws/batch/job:log-stream:*"
            ],
            "Effect": "Allow"
        },
        {
            "Action": [
                "s3:List*"
            ],
            "Resource": [
                "arn:aws:s3:::<RESOURCES S3 BUCKET>"
            ],
            "Effect": "Allow"
        },
        {
            "Action": [
                "batch:DescribeJobQueues",
                "batch:TerminateJob",
                "batch:DescribeJobs",
                "batch:CancelJob",
                "batch:DescribeJobDefinitions",
                "batch:ListJobs",
                "batch:DescribeComputeEnvironments"
            ],
            "Resource": "*",
            "Effect": "Allow"
        },
        {
            "Action": [
                "ec2:DescribeInstances",
                "ec2:AttachVolume",
                "ec2:DescribeVolumes",
                "ec2:DescribeInstanceAttribute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2"
        },
        {
            "Action": [
                "cloudformation:DescribeStackResource",
                "cloudformation:SignalResource"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
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
                "logs:CreateLogGroup",
                "logs:CreateLogStream"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "CWLogs"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "batch:SubmitJob",
                "batch:RegisterJobDefinition",
                "cloudformation:DescribeStacks",
                "ecs:ListContainerInstances",
                "ecs:DescribeContainerInstances",
                "logs:GetLogEvents",
                "logs:FilterLogEvents",
                "s3:PutObject",
                "s3:Get*",
                "s3:DeleteObject",
                "iam:PassRole"
            ],
            "Resource": [
                "arn:aws:batch:<REGION>:<AWS ACCOUNT ID>:job-definition/<AWS_BATCH_STACK - JOB_DEFINITION_SERIAL_NAME>:1",
                "arn:aws:batch:<REGION>:<AWS ACCOUNT ID>:job-definition/<AWS_BATCH_STACK - JOB_DEFINITION_MNP_NAME>*",
                "arn:aws:batch:<REGION>:<AWS ACCOUNT ID>:job-queue/<AWS_BATCH_STACK - JOB_QUEUE_NAME>",
                "arn:aws:cloudformation:<REGION>:<AWS ACCOUNT ID>:stack/<STACK NAME>/*",
                "arn:aws:s3:::<RESOURCES S3 BUCKET>/batch/*",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/<AWS_BATCH_STACK - JOB_ROLE>",
                "arn:aws:ecs:<REGION>:<AWS ACCOUNT ID>:cluster/<ECS COMPUTE ENVIRONMENT>",
                "arn:aws:ecs:<REGION>:<AWS ACCOUNT ID>:container-instance/*",
                "arn:aws:logs:<REGION>:<AWS ACCOUNT ID>:log-group:/aws/batch/job:log-stream:*"
            ],
            "Effect": "Allow"
        },
        {
            "Action": [
                "s3:List*"
            ],
            "Resource": [
                "arn:aws:s3:::<RESOURCES S3 BUCKET>"
            ],
            "Effect": "Allow"
        },
        {
            "Action": [
                "batch:DescribeJobQueues",
                "batch:TerminateJob",
                "batch:DescribeJobs",
                "batch:CancelJob",
                "batch:DescribeJobDefinitions",
                "batch:ListJobs",
                "batch:DescribeComputeEnvironments"
            ],
            "Resource": "*",
            "Effect": "Allow"
        },
        {
            "Action": [
                "ec2:DescribeInstances",
                "ec2:AttachVolume",
                "ec2:DescribeVolumes",
                "ec2:DescribeInstanceAttribute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2"
        },
        {
            "Action": [
                "cloudformation:DescribeStackResource",
                "cloudformation:SignalResource"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
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
                "logs:CreateLogGroup",
                "logs:CreateLogStream"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "CWLogs"
        }
    ]
}"#,
    source: "catalog/2.9/instance-awsbatch/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Filled<'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let stack_name = reader.required(&parameters::STACK_NAME, StackName::new);
    let resources_bucket = reader
        .required(&parameters::RESOURCES_BUCKET, BucketName::new);
    let job_definition_serial = reader
        .required(&parameters::JOB_DEFINITION_SERIAL, JobDefinitionName::new);
    let job_definition_mnp = reader
        .required(&parameters::JOB_DEFINITION_MNP, JobDefinitionName::new);
    let job_queue = reader.required(&parameters::JOB_QUEUE, JobQueueName::new);
    let job_role = reader.required(&parameters::JOB_ROLE, RoleName::new);
    let ecs_cluster = reader.required(&parameters::ECS_CLUSTER, EcsClusterName::new);
    Some(
        Filled::new(
            &INSTANCE_AWSBATCH,
            InstanceAwsbatch {
                region: region?,
                account_id: account_id?,
                stack_name: stack_name?,
                resources_bucket: resources_bucket?,
                job_definition_serial: job_definition_serial?,
                job_definition_mnp: job_definition_mnp?,
                job_queue: job_queue?,
                job_role: job_role?,
                ecs_cluster: ecs_cluster?,
            },
        ),
    )
}
