// @generated from catalog/2.9/user by build.rs. Do not edit.

use core::fmt;
use crate::policy::*;
use crate::catalog::parameters;
use crate::fill::{Filled, Reader};
use crate::render::{self, Render, Sink};
use crate::{AccountId, Region, RoleName, RoleNamePattern};

/// Lets an administrator create, update and delete clusters with SGE, Slurm or Torque.
///
/// `ParallelClusterUserPolicy` in AWS Identity and Access Management roles in AWS ParallelCluster, attached to a user or group.
///
/// Stated in `catalog/2.9/user/policy.toml`; its constant is [`USER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User<'a> {
    /// The region in which the clusters run.
    pub region: Region<'a>,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
    /// The existing role for Amazon EC2 that the nodes of the clusters run with.
    pub ec2_role: Option<RoleName<'a>>,
    /// The names of the roles that the stacks of the clusters create and hand over.
    ///
    /// Without it, `parallelcluster-*`.
    ///
    /// The stack of a cluster names its roles itself, after its own name: `parallelcluster-CLUSTER-`, the logical name, a random text. Where the pattern does not match them, `pcluster create` rolls back with AccessDenied on `iam:CreateRole` or `iam:PassRole`, also with `ec2_iam_role`, because the clean-up Lambda function and AWS Batch have roles of their own.
    pub cluster_roles: Option<RoleNamePattern<'a>>,
}

impl User<'_> {
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

impl Render for User<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let ec2_role = self.ec2_role.map(RoleName::as_str);
        let cluster_roles = self
            .cluster_roles
            .map_or("parallelcluster-*", RoleNamePattern::as_str);
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["ec2:DescribeKeyPairs","ec2:DescribeRegions","ec2:DescribeVpcs","ec2:DescribeSubnets","ec2:DescribeSecurityGroups","ec2:DescribePlacementGroups","ec2:DescribeImages","ec2:DescribeInstances","ec2:DescribeInstanceStatus","ec2:DescribeInstanceTypes","ec2:DescribeInstanceTypeOfferings","ec2:DescribeSnapshots","ec2:DescribeVolumes","ec2:DescribeVpcAttribute","ec2:DescribeAddresses","ec2:CreateTags","ec2:DescribeNetworkInterfaces","ec2:DescribeAvailabilityZones"],"Resource":"*","Effect":"Allow","Sid":"EC2Describe"},{"Action":["ec2:CreateVpc","ec2:ModifyVpcAttribute","ec2:DescribeNatGateways","ec2:CreateNatGateway","ec2:DescribeInternetGateways","ec2:CreateInternetGateway","ec2:AttachInternetGateway","ec2:DescribeRouteTables","ec2:CreateRouteTable","ec2:AssociateRouteTable","ec2:CreateSubnet","ec2:ModifySubnetAttribute","ec2:CreateRoute"],"Resource":"*","Effect":"Allow","Sid":"NetworkingEasyConfig"},{"Action":["ec2:CreateVolume","ec2:RunInstances","ec2:AllocateAddress","ec2:AssociateAddress","ec2:AttachNetworkInterface","ec2:AuthorizeSecurityGroupEgress","ec2:AuthorizeSecurityGroupIngress","ec2:CreateNetworkInterface","ec2:CreateSecurityGroup","ec2:ModifyVolumeAttribute","ec2:ModifyNetworkInterfaceAttribute","ec2:DeleteNetworkInterface","ec2:DeleteVolume","ec2:TerminateInstances","ec2:DeleteSecurityGroup","ec2:DisassociateAddress","ec2:RevokeSecurityGroupIngress","ec2:RevokeSecurityGroupEgress","ec2:ReleaseAddress","ec2:CreatePlacementGroup","ec2:DeletePlacementGroup"],"Resource":"*","Effect":"Allow","Sid":"EC2Modify"},{"Action":["autoscaling:DescribeAutoScalingGroups","autoscaling:DescribeAutoScalingInstances"],"Resource":"*","Effect":"Allow","Sid":"AutoScalingDescribe"},{"Action":["autoscaling:CreateAutoScalingGroup","ec2:CreateLaunchTemplate","ec2:CreateLaunchTemplateVersion","ec2:ModifyLaunchTemplate","ec2:DeleteLaunchTemplate","ec2:DescribeLaunchTemplates","ec2:DescribeLaunchTemplateVersions","autoscaling:PutNotificationConfiguration","autoscaling:UpdateAutoScalingGroup","autoscaling:PutScalingPolicy","autoscaling:DescribeScalingActivities","autoscaling:DeleteAutoScalingGroup","autoscaling:DeletePolicy","autoscaling:DisableMetricsCollection","autoscaling:EnableMetricsCollection"],"Resource":"*","Effect":"Allow","Sid":"AutoScalingModify"},{"Action":["dynamodb:DescribeTable","dynamodb:ListTagsOfResource"],"Resource":"*","Effect":"Allow","Sid":"DynamoDBDescribe"},{"Action":["dynamodb:CreateTable","dynamodb:DeleteTable","dynamodb:PutItem","dynamodb:Query","dynamodb:TagResource","dynamodb:GetItem"],"Resource":"*","Effect":"Allow","Sid":"DynamoDBModify"},{"Action":["route53:ChangeResourceRecordSets","route53:ChangeTagsForResource","route53:CreateHostedZone","route53:DeleteHostedZone","route53:GetChange","route53:GetHostedZone","route53:ListResourceRecordSets","route53:ListQueryLoggingConfigs"],"Resource":"*","Effect":"Allow","Sid":"Route53HostedZones"},{"Action":["sqs:GetQueueAttributes"],"Resource":"*","Effect":"Allow","Sid":"SQSDescribe"},{"Action":["sqs:CreateQueue","sqs:SetQueueAttributes","sqs:DeleteQueue","sqs:TagQueue"],"Resource":"*","Effect":"Allow","Sid":"SQSModify"},{"Action":["sns:ListTopics","sns:GetTopicAttributes"],"Resource":"*","Effect":"Allow","Sid":"SNSDescribe"},{"Action":["sns:CreateTopic","sns:Subscribe","sns:Unsubscribe","sns:DeleteTopic"],"Resource":"*","Effect":"Allow","Sid":"SNSModify"},{"Action":["cloudformation:DescribeStackEvents","cloudformation:DescribeStackResource","cloudformation:DescribeStackResources","cloudformation:DescribeStacks","cloudformation:ListStacks","cloudformation:GetTemplate"],"Resource":"*","Effect":"Allow","Sid":"CloudFormationDescribe"},{"Action":["cloudformation:CreateStack","cloudformation:DeleteStack","cloudformation:UpdateStack"],"Resource":"*","Effect":"Allow","Sid":"CloudFormationModify"},{"Action":["s3:*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::parallelcluster-*"],"Effect":"Allow","Sid":"S3ResourcesBucket"},{"Action":["s3:Get*","s3:List*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(region)?;
        sink.text(
            r#"-aws-parallelcluster*"],"Effect":"Allow","Sid":"S3ParallelClusterReadOnly"},{"Action":["s3:DeleteBucket","s3:DeleteObject","s3:DeleteObjectVersion"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::parallelcluster-*"],"Effect":"Allow","Sid":"S3Delete"},{"Action":["iam:PassRole","iam:CreateRole","iam:CreateServiceLinkedRole","iam:DeleteRole","iam:GetRole","iam:TagRole","iam:SimulatePrincipalPolicy"],"Resource":["#,
        )?;
        if let Some(ec2_role) = ec2_role && ec2_role != cluster_roles {
            sink.text(r#""arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(ec2_role)?;
            sink.text(r#"","#)?;
        }
        sink.text(r#""arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(cluster_roles)?;
        sink.text(r#"""#)?;
        if cluster_roles != "aws-service-role/*" {
            sink.text(r#","arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(r#":role/aws-service-role/*""#)?;
        }
        sink.text(
            r#"],"Effect":"Allow","Sid":"IAMModify"},{"Action":["iam:CreateInstanceProfile","iam:DeleteInstanceProfile"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/*","Effect":"Allow","Sid":"IAMCreateInstanceProfile"},{"Action":["iam:AddRoleToInstanceProfile","iam:RemoveRoleFromInstanceProfile","iam:GetRolePolicy","iam:GetPolicy","iam:AttachRolePolicy","iam:DetachRolePolicy","iam:PutRolePolicy","iam:DeleteRolePolicy"],"Resource":"*","Effect":"Allow","Sid":"IAMInstanceProfile"},{"Action":["elasticfilesystem:DescribeMountTargets","elasticfilesystem:DescribeMountTargetSecurityGroups","ec2:DescribeNetworkInterfaceAttribute"],"Resource":"*","Effect":"Allow","Sid":"EFSDescribe"},{"Action":["ssm:GetParametersByPath"],"Resource":"*","Effect":"Allow","Sid":"SSMDescribe"},{"Action":["fsx:*"],"Resource":"*","Effect":"Allow","Sid":"FSx"},{"Action":["elasticfilesystem:*"],"Resource":"*","Effect":"Allow","Sid":"EFS"},{"Action":["logs:DeleteLogGroup","logs:PutRetentionPolicy","logs:DescribeLogGroups","logs:CreateLogGroup"],"Resource":"*","Effect":"Allow","Sid":"CloudWatchLogs"},{"Action":["lambda:CreateFunction","lambda:DeleteFunction","lambda:GetFunctionConfiguration","lambda:GetFunction","lambda:InvokeFunction","lambda:AddPermission","lambda:RemovePermission"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":lambda:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":function:parallelcluster-*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":lambda:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":function:pcluster-*"],"Effect":"Allow","Sid":"Lambda"},{"Action":"kms:DescribeKey","Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":kms:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":key/*","Effect":"Allow","Sid":"KMS"}]}"#)?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let ec2_role = self.ec2_role.map(RoleName::as_str);
        let cluster_roles = self
            .cluster_roles
            .map_or("parallelcluster-*", RoleNamePattern::as_str);
        sink.text(
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeKeyPairs",
                "ec2:DescribeRegions",
                "ec2:DescribeVpcs",
                "ec2:DescribeSubnets",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribePlacementGroups",
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeSnapshots",
                "ec2:DescribeVolumes",
                "ec2:DescribeVpcAttribute",
                "ec2:DescribeAddresses",
                "ec2:CreateTags",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeAvailabilityZones"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Describe"
        },
        {
            "Action": [
                "ec2:CreateVpc",
                "ec2:ModifyVpcAttribute",
                "ec2:DescribeNatGateways",
                "ec2:CreateNatGateway",
                "ec2:DescribeInternetGateways",
                "ec2:CreateInternetGateway",
                "ec2:AttachInternetGateway",
                "ec2:DescribeRouteTables",
                "ec2:CreateRouteTable",
                "ec2:AssociateRouteTable",
                "ec2:CreateSubnet",
                "ec2:ModifySubnetAttribute",
                "ec2:CreateRoute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "NetworkingEasyConfig"
        },
        {
            "Action": [
                "ec2:CreateVolume",
                "ec2:RunInstances",
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:AttachNetworkInterface",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateNetworkInterface",
                "ec2:CreateSecurityGroup",
                "ec2:ModifyVolumeAttribute",
                "ec2:ModifyNetworkInterfaceAttribute",
                "ec2:DeleteNetworkInterface",
                "ec2:DeleteVolume",
                "ec2:TerminateInstances",
                "ec2:DeleteSecurityGroup",
                "ec2:DisassociateAddress",
                "ec2:RevokeSecurityGroupIngress",
                "ec2:RevokeSecurityGroupEgress",
                "ec2:ReleaseAddress",
                "ec2:CreatePlacementGroup",
                "ec2:DeletePlacementGroup"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Modify"
        },
        {
            "Action": [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:DescribeAutoScalingInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AutoScalingDescribe"
        },
        {
            "Action": [
                "autoscaling:CreateAutoScalingGroup",
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:ModifyLaunchTemplate",
                "ec2:DeleteLaunchTemplate",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeLaunchTemplateVersions",
                "autoscaling:PutNotificationConfiguration",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:PutScalingPolicy",
                "autoscaling:DescribeScalingActivities",
                "autoscaling:DeleteAutoScalingGroup",
                "autoscaling:DeletePolicy",
                "autoscaling:DisableMetricsCollection",
                "autoscaling:EnableMetricsCollection"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AutoScalingModify"
        },
        {
            "Action": [
                "dynamodb:DescribeTable",
                "dynamodb:ListTagsOfResource"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "DynamoDBDescribe"
        },
        {
            "Action": [
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:TagResource",
                "dynamodb:GetItem"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "DynamoDBModify"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets",
                "route53:ChangeTagsForResource",
                "route53:CreateHostedZone",
                "route53:DeleteHostedZone",
                "route53:GetChange",
                "route53:GetHostedZone",
                "route53:ListResourceRecordSets",
                "route53:ListQueryLoggingConfigs"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Route53HostedZones"
        },
        {
            "Action": [
                "sqs:GetQueueAttributes"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQSDescribe"
        },
        {
            "Action": [
                "sqs:CreateQueue",
                "sqs:SetQueueAttributes",
                "sqs:DeleteQueue",
                "sqs:TagQueue"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQSModify"
        },
        {
            "Action": [
                "sns:ListTopics",
                "sns:GetTopicAttributes"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNSDescribe"
        },
        {
            "Action": [
                "sns:CreateTopic",
                "sns:Subscribe",
                "sns:Unsubscribe",
                "sns:DeleteTopic"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNSModify"
        },
        {
            "Action": [
                "cloudformation:DescribeStackEvents",
                "cloudformation:DescribeStackResource",
                "cloudformation:DescribeStackResources",
                "cloudformation:DescribeStacks",
                "cloudformation:ListStacks",
                "cloudformation:GetTemplate"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationDescribe"
        },
        {
            "Action": [
                "cloudformation:CreateStack",
                "cloudformation:DeleteStack",
                "cloudformation:UpdateStack"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationModify"
        },
        {
            "Action": [
                "s3:*"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3ResourcesBucket"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(region)?;
        sink.text(
            r#"-aws-parallelcluster*"
            ],
            "Effect": "Allow",
            "Sid": "S3ParallelClusterReadOnly"
        },
        {
            "Action": [
                "s3:DeleteBucket",
                "s3:DeleteObject",
                "s3:DeleteObjectVersion"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3Delete"
        },
        {
            "Action": [
                "iam:PassRole",
                "iam:CreateRole",
                "iam:CreateServiceLinkedRole",
                "iam:DeleteRole",
                "iam:GetRole",
                "iam:TagRole",
                "iam:SimulatePrincipalPolicy"
            ],
            "Resource": ["#,
        )?;
        if let Some(ec2_role) = ec2_role && ec2_role != cluster_roles {
            sink.text(r#"
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(ec2_role)?;
            sink.text(r#"","#)?;
        }
        sink.text(r#"
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(cluster_roles)?;
        sink.text(r#"""#)?;
        if cluster_roles != "aws-service-role/*" {
            sink.text(r#",
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(r#":role/aws-service-role/*""#)?;
        }
        sink.text(
            r#"
            ],
            "Effect": "Allow",
            "Sid": "IAMModify"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/*",
            "Effect": "Allow",
            "Sid": "IAMCreateInstanceProfile"
        },
        {
            "Action": [
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:GetRolePolicy",
                "iam:GetPolicy",
                "iam:AttachRolePolicy",
                "iam:DetachRolePolicy",
                "iam:PutRolePolicy",
                "iam:DeleteRolePolicy"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "IAMInstanceProfile"
        },
        {
            "Action": [
                "elasticfilesystem:DescribeMountTargets",
                "elasticfilesystem:DescribeMountTargetSecurityGroups",
                "ec2:DescribeNetworkInterfaceAttribute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFSDescribe"
        },
        {
            "Action": [
                "ssm:GetParametersByPath"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SSMDescribe"
        },
        {
            "Action": [
                "fsx:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "FSx"
        },
        {
            "Action": [
                "elasticfilesystem:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFS"
        },
        {
            "Action": [
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:DescribeLogGroups",
                "logs:CreateLogGroup"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatchLogs"
        },
        {
            "Action": [
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
                "lambda:GetFunction",
                "lambda:InvokeFunction",
                "lambda:AddPermission",
                "lambda:RemovePermission"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":lambda:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(r#":function:parallelcluster-*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":lambda:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":function:pcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Lambda"
        },
        {
            "Action": "kms:DescribeKey",
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":kms:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":key/*",
            "Effect": "Allow",
            "Sid": "KMS"
        }
    ]
}"#,
        )?;
        Ok(())
    }
}

/// Lets an administrator create, update and delete clusters with SGE, Slurm or Torque. What the catalog states about it.
pub static USER: Policy = Policy {
    id: "2.9/user",
    version: "2.9",
    name: "ParallelClusterUserPolicy",
    title: "ParallelClusterUserPolicy using SGE, Slurm, or Torque",
    anchor: "parallelclusteruserpolicy",
    summary: "Lets an administrator create, update and delete clusters with SGE, Slurm or Torque.",
    attach_to: AttachTo::UserOrGroup,
    schedulers: &["sge", "slurm", "torque"],
    commands: &[
        "configure",
        "create",
        "update",
        "delete",
        "start",
        "stop",
        "status",
        "list",
        "instances",
        "ssh",
        "dcv",
        "version",
    ],
    notes: &[
        r"With `ec2_iam_role = NAME` in the configuration the policy has to name that role.
The page says to put it in place of `role/parallelcluster-*`; `--cluster-roles NAME` does that.
`--ec2-role NAME` adds it and keeps `parallelcluster-*`, which 2.9 still needs for the roles that it creates itself.",
        r"`IAMInstanceProfile` may attach any policy to any role, so whoever holds this policy can raise their own rights.
Give it to people whom you would trust with the account.",
        r"With additions and real values this policy is close to the 6,144 characters that IAM allows a managed policy, and over it with long names or partitions.
A role takes inline policies of 10,240 characters in all: let administrators assume a role and put the policy there with `aws iam put-role-policy`.",
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
            parameter: &parameters::EC2_ROLE,
            need: Need::Optional,
            placeholder: Some("<PARALLELCLUSTER EC2 ROLE NAME>"),
        },
        PolicyParameter {
            parameter: &parameters::CLUSTER_ROLES,
            need: Need::Default,
            placeholder: None,
        },
    ],
    statements: &[
        Statement {
            name: "EC2Describe",
            sid: Some("EC2Describe"),
            why: "`create` and `update` compare the configuration with the account (key pair, network, image, instance types, volumes), and `instances`, `status`, `ssh` and `dcv` find the head node. `ec2:CreateTags` labels what the stack and the VPC wizard create. Without it a command ends with `UnauthorizedOperation` while it validates.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:DescribeKeyPairs",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeRegions",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeVpcs",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeSubnets",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeSecurityGroups",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribePlacementGroups",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeImages",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeInstances",
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
                        text: "ec2:DescribeInstanceTypeOfferings",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeSnapshots",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeVolumes",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeVpcAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeAddresses",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateTags",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeNetworkInterfaces",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeAvailabilityZones",
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
            source: "catalog/2.9/user/ec2.toml#EC2Describe",
        },
        Statement {
            name: "NetworkingEasyConfig",
            sid: Some("NetworkingEasyConfig"),
            why: "The wizard of `pcluster configure` creates a VPC with its subnets, gateways and routes. Without it the wizard fails and a new network has to come from somebody else; clusters in an existing network do not need it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:CreateVpc",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyVpcAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeNatGateways",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateNatGateway",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeInternetGateways",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateInternetGateway",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AttachInternetGateway",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeRouteTables",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateRouteTable",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AssociateRouteTable",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateSubnet",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifySubnetAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateRoute",
                        change: Some(Change {
                            kind: ChangeKind::Added,
                            date: "2026-11-24",
                            why: "The wizard's stack enters the default routes; without it the wizard of `pcluster configure` fails at `AWS::EC2::Route`.",
                            source: "https://github.com/awsdocs/aws-parallelcluster-user-guide/issues/44",
                        }),
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
            source: "catalog/2.9/user/ec2.toml#NetworkingEasyConfig",
        },
        Statement {
            name: "EC2Modify",
            sid: Some("EC2Modify"),
            why: "CloudFormation creates and deletes the head node, its network interface, address, security groups, volumes and placement groups with the caller's rights; `create` makes dry runs of `ec2:RunInstances`, and `delete` terminates compute nodes. Without it the stack rolls back, or `delete` leaves resources behind.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:CreateVolume",
                        change: None,
                    },
                    Entry {
                        text: "ec2:RunInstances",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AllocateAddress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AssociateAddress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AttachNetworkInterface",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AuthorizeSecurityGroupEgress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:AuthorizeSecurityGroupIngress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateNetworkInterface",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateSecurityGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyVolumeAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyNetworkInterfaceAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteNetworkInterface",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteVolume",
                        change: None,
                    },
                    Entry {
                        text: "ec2:TerminateInstances",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteSecurityGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DisassociateAddress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:RevokeSecurityGroupIngress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:RevokeSecurityGroupEgress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ReleaseAddress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreatePlacementGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeletePlacementGroup",
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
            source: "catalog/2.9/user/ec2.toml#EC2Modify",
        },
        Statement {
            name: "AutoScalingDescribe",
            sid: Some("AutoScalingDescribe"),
            why: "`update` of an SGE or Torque cluster reads the current size of its Auto Scaling group, and CloudFormation waits for the group's instances. Without it `update` fails before it changes anything.",
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
                        text: "autoscaling:DescribeAutoScalingInstances",
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
            source: "catalog/2.9/user/autoscaling.toml#AutoScalingDescribe",
        },
        Statement {
            name: "AutoScalingModify",
            sid: Some("AutoScalingModify"),
            why: "The stack of an SGE or Torque cluster has an Auto Scaling group with its notifications; `start` and `stop` change its limits. The launch templates serve Slurm as well, one for each instance type of a queue. Without it the substack of the compute fleet fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "autoscaling:CreateAutoScalingGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateLaunchTemplate",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateLaunchTemplateVersion",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyLaunchTemplate",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteLaunchTemplate",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeLaunchTemplates",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeLaunchTemplateVersions",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:PutNotificationConfiguration",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:UpdateAutoScalingGroup",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:PutScalingPolicy",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:DescribeScalingActivities",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:DeleteAutoScalingGroup",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:DeletePolicy",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:DisableMetricsCollection",
                        change: None,
                    },
                    Entry {
                        text: "autoscaling:EnableMetricsCollection",
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
            source: "catalog/2.9/user/autoscaling.toml#AutoScalingModify",
        },
        Statement {
            name: "DynamoDBDescribe",
            sid: Some("DynamoDBDescribe"),
            why: "CloudFormation waits for the table of the cluster to become active and reads its tags. Without it the table, and with it the creation, fails.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "dynamodb:DescribeTable",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:ListTagsOfResource",
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
            source: "catalog/2.9/user/dynamodb.toml#DynamoDBDescribe",
        },
        Statement {
            name: "DynamoDBModify",
            sid: Some("DynamoDBModify"),
            why: "The stack creates the table of the cluster, and `start` and `stop` write the wanted state of the Slurm compute fleet into it. Without it the creation rolls back or the fleet cannot be stopped.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "dynamodb:CreateTable",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:DeleteTable",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:PutItem",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:Query",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:TagResource",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:GetItem",
                        change: Some(Change {
                            kind: ChangeKind::Added,
                            date: "2020-12-19",
                            why: "`start`, `stop` and `update` read the state and the configuration version of a Slurm cluster from its table and fail without it; `status` prints an error.",
                            source: "https://github.com/aws/aws-parallelcluster/issues/2060",
                        }),
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
            source: "catalog/2.9/user/dynamodb.toml#DynamoDBModify",
        },
        Statement {
            name: "Route53HostedZones",
            sid: Some("Route53HostedZones"),
            why: "The stack of a Slurm cluster creates a private hosted zone, through which the compute nodes get their names, and deletes it with the cluster. Without it the substack of the compute fleet fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "route53:ChangeResourceRecordSets",
                        change: None,
                    },
                    Entry {
                        text: "route53:ChangeTagsForResource",
                        change: None,
                    },
                    Entry {
                        text: "route53:CreateHostedZone",
                        change: None,
                    },
                    Entry {
                        text: "route53:DeleteHostedZone",
                        change: None,
                    },
                    Entry {
                        text: "route53:GetChange",
                        change: None,
                    },
                    Entry {
                        text: "route53:GetHostedZone",
                        change: None,
                    },
                    Entry {
                        text: "route53:ListResourceRecordSets",
                        change: None,
                    },
                    Entry {
                        text: "route53:ListQueryLoggingConfigs",
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
            source: "catalog/2.9/user/route53.toml#Route53HostedZones",
        },
        Statement {
            name: "SQSDescribe",
            sid: Some("SQSDescribe"),
            why: "CloudFormation reads back the queue of an SGE or Torque cluster, for its ARN. Without it the queue fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "sqs:GetQueueAttributes",
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
            source: "catalog/2.9/user/sqs.toml#SQSDescribe",
        },
        Statement {
            name: "SQSModify",
            sid: Some("SQSModify"),
            why: "The stack of an SGE or Torque cluster creates the queue through which sqswatcher hears of instances that started or ended. Without it the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "sqs:CreateQueue",
                        change: None,
                    },
                    Entry {
                        text: "sqs:SetQueueAttributes",
                        change: None,
                    },
                    Entry {
                        text: "sqs:DeleteQueue",
                        change: None,
                    },
                    Entry {
                        text: "sqs:TagQueue",
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
            source: "catalog/2.9/user/sqs.toml#SQSModify",
        },
        Statement {
            name: "SNSDescribe",
            sid: Some("SNSDescribe"),
            why: "CloudFormation reads back the topic of an SGE or Torque cluster. Without it the topic fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "sns:ListTopics",
                        change: None,
                    },
                    Entry {
                        text: "sns:GetTopicAttributes",
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
            source: "catalog/2.9/user/sns.toml#SNSDescribe",
        },
        Statement {
            name: "SNSModify",
            sid: Some("SNSModify"),
            why: "The stack of an SGE or Torque cluster creates the topic that passes the events of the Auto Scaling group to the queue. Without it the creation rolls back, and `delete` leaves the topic behind.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "sns:CreateTopic",
                        change: None,
                    },
                    Entry {
                        text: "sns:Subscribe",
                        change: None,
                    },
                    Entry {
                        text: "sns:Unsubscribe",
                        change: None,
                    },
                    Entry {
                        text: "sns:DeleteTopic",
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
            source: "catalog/2.9/user/sns.toml#SNSModify",
        },
        Statement {
            name: "CloudFormationDescribe",
            sid: Some("CloudFormationDescribe"),
            why: "Nearly every pcluster command starts from the stack: its status, outputs, events, and for `ssh` and `dcv` its template. `list` shows all stacks, hence the resource `*`. Without it not even `pcluster status` works.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "cloudformation:DescribeStackEvents",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:DescribeStackResource",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:DescribeStackResources",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:DescribeStacks",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:ListStacks",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:GetTemplate",
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
            source: "catalog/2.9/user/cloudformation.toml#CloudFormationDescribe",
        },
        Statement {
            name: "CloudFormationModify",
            sid: Some("CloudFormationModify"),
            why: "`create`, `update` and `delete` are operations on the stack, and the VPC wizard of `configure` creates one of its own. Without it these commands end with AccessDenied at once.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "cloudformation:CreateStack",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:DeleteStack",
                        change: None,
                    },
                    Entry {
                        text: "cloudformation:UpdateStack",
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
            source: "catalog/2.9/user/cloudformation.toml#CloudFormationModify",
        },
        Statement {
            name: "S3ResourcesBucket",
            sid: Some("S3ResourcesBucket"),
            why: "`create` makes a bucket `parallelcluster-` plus a random text for the cluster, sets its versioning, encryption and policy and uploads the templates, code and configuration; `update` reads and renews them. Without it `create` stops with `Unable to create S3 bucket`.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:*",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::parallelcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/user/s3.toml#S3ResourcesBucket",
        },
        Statement {
            name: "S3ParallelClusterReadOnly",
            sid: Some("S3ParallelClusterReadOnly"),
            why: "CloudFormation fetches the templates of the release from the regional bucket of AWS ParallelCluster with the caller's rights. Without it the creation of the stack is refused because a template cannot be read.",
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
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::{region}-aws-parallelcluster*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/user/s3.toml#S3ParallelClusterReadOnly",
        },
        Statement {
            name: "S3Delete",
            sid: Some("S3Delete"),
            why: "`create` empties and deletes the bucket of the cluster again when it fails. `S3ResourcesBucket` grants the same and more, so leaving this out changes nothing as long as that statement stands.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "s3:DeleteBucket",
                        change: None,
                    },
                    Entry {
                        text: "s3:DeleteObject",
                        change: None,
                    },
                    Entry {
                        text: "s3:DeleteObjectVersion",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::parallelcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/user/s3.toml#S3Delete",
        },
        Statement {
            name: "IAMModify",
            sid: Some("IAMModify"),
            why: "`create` checks the role of `ec2_iam_role` by simulating its policies, and the stack hands it to the nodes. With such a role too the stack creates roles `parallelcluster-*` of its own, among them that of the clean-up Lambda function. Without the matching resource the validation fails or the stack rolls back with AccessDenied on `iam:CreateRole` or `iam:PassRole`. `aws-service-role/*` is for service-linked roles, which an account needs once.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:PassRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:CreateRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:CreateServiceLinkedRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:DeleteRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:GetRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:TagRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:SimulatePrincipalPolicy",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{ec2-role?}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{cluster-roles}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/aws-service-role/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/user/iam.toml#IAMModify",
        },
        Statement {
            name: "IAMCreateInstanceProfile",
            sid: Some("IAMCreateInstanceProfile"),
            why: "The stack wraps the role of the nodes, existing or not, in an instance profile and deletes it with the cluster. Without it the creation rolls back at `RootInstanceProfile`.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:CreateInstanceProfile",
                        change: None,
                    },
                    Entry {
                        text: "iam:DeleteInstanceProfile",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:instance-profile/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/user/iam.toml#IAMCreateInstanceProfile",
        },
        Statement {
            name: "IAMInstanceProfile",
            sid: Some("IAMInstanceProfile"),
            why: "The stack puts the role into the instance profile and writes the policies of the roles that it creates; `create` looks up the policies of `additional_iam_policies`. Without it the creation rolls back, and `delete` fails on roles that still have policies. The resource is `*`: who may attach any policy to any role can raise their own rights.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:AddRoleToInstanceProfile",
                        change: None,
                    },
                    Entry {
                        text: "iam:RemoveRoleFromInstanceProfile",
                        change: None,
                    },
                    Entry {
                        text: "iam:GetRolePolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:GetPolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:AttachRolePolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:DetachRolePolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:PutRolePolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:DeleteRolePolicy",
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
            source: "catalog/2.9/user/iam.toml#IAMInstanceProfile",
        },
        Statement {
            name: "EFSDescribe",
            sid: Some("EFSDescribe"),
            why: "`create` looks up the mount target of the file system in `efs_fs_id` and whether its security groups let NFS through. Without it the validation of an existing EFS file system fails.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "elasticfilesystem:DescribeMountTargets",
                        change: None,
                    },
                    Entry {
                        text: "elasticfilesystem:DescribeMountTargetSecurityGroups",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DescribeNetworkInterfaceAttribute",
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
            source: "catalog/2.9/user/elasticfilesystem.toml#EFSDescribe",
        },
        Statement {
            name: "SSMDescribe",
            sid: Some("SSMDescribe"),
            why: "When no other image is given, `create` takes the newest Amazon Linux image from the public parameters for its dry run. Without it `create` ends with `Unable to retrieve Amazon Linux AMI id`.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ssm:GetParametersByPath",
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
            source: "catalog/2.9/user/ssm.toml#SSMDescribe",
        },
        Statement {
            name: "FSx",
            sid: Some("FSx"),
            why: "A cluster with an `[fsx]` section creates and deletes the file system through its stack, and `create` checks an existing one, or the backup to restore. Without it `fsx_fs_id` fails in the validation and a new file system rolls the stack back; other clusters do not need it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "fsx:*",
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
            source: "catalog/2.9/user/fsx.toml#FSx",
        },
        Statement {
            name: "EFS",
            sid: Some("EFS"),
            why: "A cluster with an `[efs]` section creates the file system and its mount targets through its stack and deletes them with it. Without it the EFS substack rolls back; other clusters do not need it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "elasticfilesystem:*",
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
            source: "catalog/2.9/user/elasticfilesystem.toml#EFS",
        },
        Statement {
            name: "CloudWatchLogs",
            sid: Some("CloudWatchLogs"),
            why: "The stack creates the log group of the cluster with its retention, unless `[cw_log]` turns it off. Without it the CloudWatchLogsSubstack fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "logs:DeleteLogGroup",
                        change: None,
                    },
                    Entry {
                        text: "logs:PutRetentionPolicy",
                        change: None,
                    },
                    Entry {
                        text: "logs:DescribeLogGroups",
                        change: None,
                    },
                    Entry {
                        text: "logs:CreateLogGroup",
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
            source: "catalog/2.9/user/logs.toml#CloudWatchLogs",
        },
        Statement {
            name: "Lambda",
            sid: Some("Lambda"),
            why: "The stack creates functions such as `pcluster-CleanupResources-*` and calls them as custom resources, to empty the bucket and terminate the nodes of a deleted cluster. Without it a custom resource fails: the creation rolls back, or `delete` ends in `DELETE_FAILED`.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "lambda:CreateFunction",
                        change: None,
                    },
                    Entry {
                        text: "lambda:DeleteFunction",
                        change: None,
                    },
                    Entry {
                        text: "lambda:GetFunctionConfiguration",
                        change: None,
                    },
                    Entry {
                        text: "lambda:GetFunction",
                        change: None,
                    },
                    Entry {
                        text: "lambda:InvokeFunction",
                        change: None,
                    },
                    Entry {
                        text: "lambda:AddPermission",
                        change: None,
                    },
                    Entry {
                        text: "lambda:RemovePermission",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:lambda:{region}:{account-id}:function:parallelcluster-*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:lambda:{region}:{account-id}:function:pcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            source: "catalog/2.9/user/lambda.toml#Lambda",
        },
        Statement {
            name: "KMS",
            sid: Some("KMS"),
            why: "`create` and `update` check that the key in `ebs_kms_key_id`, `efs_kms_key_id` or `fsx_kms_key_id` exists. Without it a configuration with a key of its own fails in the validation with AccessDenied; other configurations do not need it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "kms:DescribeKey",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:kms:{region}:{account-id}:key/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: Some(Change {
                kind: ChangeKind::Added,
                date: "2026-11-24",
                why: "`create` and `update` check that the key in `ebs_kms_key_id`, `efs_kms_key_id` or `fsx_kms_key_id` exists. Without it a configuration with a key of its own fails in the validation with AccessDenied; other configurations do not need it.",
                source: "https://github.com/aws/aws-parallelcluster/blob/v2.9.1/cli/pcluster/config/validators.py",
            }),
            source: "catalog/2.9/user/kms.toml#KMS",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeKeyPairs",
                "ec2:DescribeRegions",
                "ec2:DescribeVpcs",
                "ec2:DescribeSubnets",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribePlacementGroups",
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeSnapshots",
                "ec2:DescribeVolumes",
                "ec2:DescribeVpcAttribute",
                "ec2:DescribeAddresses",
                "ec2:CreateTags",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeAvailabilityZones"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Describe"
        },
        {
            "Action": [
                "ec2:CreateVpc",
                "ec2:ModifyVpcAttribute",
                "ec2:DescribeNatGateways",
                "ec2:CreateNatGateway",
                "ec2:DescribeInternetGateways",
                "ec2:CreateInternetGateway",
                "ec2:AttachInternetGateway",
                "ec2:DescribeRouteTables",
                "ec2:CreateRouteTable",
                "ec2:AssociateRouteTable",
                "ec2:CreateSubnet",
                "ec2:ModifySubnetAttribute",
                "ec2:CreateRoute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "NetworkingEasyConfig"
        },
        {
            "Action": [
                "ec2:CreateVolume",
                "ec2:RunInstances",
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:AttachNetworkInterface",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateNetworkInterface",
                "ec2:CreateSecurityGroup",
                "ec2:ModifyVolumeAttribute",
                "ec2:ModifyNetworkInterfaceAttribute",
                "ec2:DeleteNetworkInterface",
                "ec2:DeleteVolume",
                "ec2:TerminateInstances",
                "ec2:DeleteSecurityGroup",
                "ec2:DisassociateAddress",
                "ec2:RevokeSecurityGroupIngress",
                "ec2:RevokeSecurityGroupEgress",
                "ec2:ReleaseAddress",
                "ec2:CreatePlacementGroup",
                "ec2:DeletePlacementGroup"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Modify"
        },
        {
            "Action": [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:DescribeAutoScalingInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AutoScalingDescribe"
        },
        {
            "Action": [
                "autoscaling:CreateAutoScalingGroup",
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:ModifyLaunchTemplate",
                "ec2:DeleteLaunchTemplate",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeLaunchTemplateVersions",
                "autoscaling:PutNotificationConfiguration",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:PutScalingPolicy",
                "autoscaling:DescribeScalingActivities",
                "autoscaling:DeleteAutoScalingGroup",
                "autoscaling:DeletePolicy",
                "autoscaling:DisableMetricsCollection",
                "autoscaling:EnableMetricsCollection"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AutoScalingModify"
        },
        {
            "Action": [
                "dynamodb:DescribeTable",
                "dynamodb:ListTagsOfResource"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "DynamoDBDescribe"
        },
        {
            "Action": [
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:TagResource",
                "dynamodb:GetItem"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "DynamoDBModify"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets",
                "route53:ChangeTagsForResource",
                "route53:CreateHostedZone",
                "route53:DeleteHostedZone",
                "route53:GetChange",
                "route53:GetHostedZone",
                "route53:ListResourceRecordSets",
                "route53:ListQueryLoggingConfigs"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Route53HostedZones"
        },
        {
            "Action": [
                "sqs:GetQueueAttributes"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQSDescribe"
        },
        {
            "Action": [
                "sqs:CreateQueue",
                "sqs:SetQueueAttributes",
                "sqs:DeleteQueue",
                "sqs:TagQueue"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQSModify"
        },
        {
            "Action": [
                "sns:ListTopics",
                "sns:GetTopicAttributes"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNSDescribe"
        },
        {
            "Action": [
                "sns:CreateTopic",
                "sns:Subscribe",
                "sns:Unsubscribe",
                "sns:DeleteTopic"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNSModify"
        },
        {
            "Action": [
                "cloudformation:DescribeStackEvents",
                "cloudformation:DescribeStackResource",
                "cloudformation:DescribeStackResources",
                "cloudformation:DescribeStacks",
                "cloudformation:ListStacks",
                "cloudformation:GetTemplate"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationDescribe"
        },
        {
            "Action": [
                "cloudformation:CreateStack",
                "cloudformation:DeleteStack",
                "cloudformation:UpdateStack"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationModify"
        },
        {
            "Action": [
                "s3:*"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3ResourcesBucket"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*"
            ],
            "Resource": [
                "arn:aws:s3:::<REGION>-aws-parallelcluster*"
            ],
            "Effect": "Allow",
            "Sid": "S3ParallelClusterReadOnly"
        },
        {
            "Action": [
                "s3:DeleteBucket",
                "s3:DeleteObject",
                "s3:DeleteObjectVersion"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3Delete"
        },
        {
            "Action": [
                "iam:PassRole",
                "iam:CreateRole",
                "iam:CreateServiceLinkedRole",
                "iam:DeleteRole",
                "iam:GetRole",
                "iam:TagRole",
                "iam:SimulatePrincipalPolicy"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/<PARALLELCLUSTER EC2 ROLE NAME>",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/parallelcluster-*",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/aws-service-role/*"
            ],
            "Effect": "Allow",
            "Sid": "IAMModify"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile"
            ],
            "Resource": "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/*",
            "Effect": "Allow",
            "Sid": "IAMCreateInstanceProfile"
        },
        {
            "Action": [
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:GetRolePolicy",
                "iam:GetPolicy",
                "iam:AttachRolePolicy",
                "iam:DetachRolePolicy",
                "iam:PutRolePolicy",
                "iam:DeleteRolePolicy"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "IAMInstanceProfile"
        },
        {
            "Action": [
                "elasticfilesystem:DescribeMountTargets",
                "elasticfilesystem:DescribeMountTargetSecurityGroups",
                "ec2:DescribeNetworkInterfaceAttribute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFSDescribe"
        },
        {
            "Action": [
                "ssm:GetParametersByPath"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SSMDescribe"
        },
        {
            "Action": [
                "fsx:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "FSx"
        },
        {
            "Action": [
                "elasticfilesystem:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFS"
        },
        {
            "Action": [
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:DescribeLogGroups",
                "logs:CreateLogGroup"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatchLogs"
        },
        {
            "Action": [
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
                "lambda:GetFunction",
                "lambda:InvokeFunction",
                "lambda:AddPermission",
                "lambda:RemovePermission"
            ],
            "Resource": [
                "arn:aws:lambda:<REGION>:<AWS ACCOUNT ID>:function:parallelcluster-*",
                "arn:aws:lambda:<REGION>:<AWS ACCOUNT ID>:function:pcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Lambda"
        },
        {
            "Action": "kms:DescribeKey",
            "Resource": "arn:aws:kms:<REGION>:<AWS ACCOUNT ID>:key/*",
            "Effect": "Allow",
            "Sid": "KMS"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:DescribeKeyPairs",
                "ec2:DescribeRegions",
                "ec2:DescribeVpcs",
                "ec2:DescribeSubnets",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribePlacementGroups",
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeSnapshots",
                "ec2:DescribeVolumes",
                "ec2:DescribeVpcAttribute",
                "ec2:DescribeAddresses",
                "ec2:CreateTags",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeAvailabilityZones"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Describe"
        },
        {
            "Action": [
                "ec2:CreateVpc",
                "ec2:ModifyVpcAttribute",
                "ec2:DescribeNatGateways",
                "ec2:CreateNatGateway",
                "ec2:DescribeInternetGateways",
                "ec2:CreateInternetGateway",
                "ec2:AttachInternetGateway",
                "ec2:DescribeRouteTables",
                "ec2:CreateRouteTable",
                "ec2:AssociateRouteTable",
                "ec2:CreateSubnet",
                "ec2:ModifySubnetAttribute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "NetworkingEasyConfig"
        },
        {
            "Action": [
                "ec2:CreateVolume",
                "ec2:RunInstances",
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:AttachNetworkInterface",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateNetworkInterface",
                "ec2:CreateSecurityGroup",
                "ec2:ModifyVolumeAttribute",
                "ec2:ModifyNetworkInterfaceAttribute",
                "ec2:DeleteNetworkInterface",
                "ec2:DeleteVolume",
                "ec2:TerminateInstances",
                "ec2:DeleteSecurityGroup",
                "ec2:DisassociateAddress",
                "ec2:RevokeSecurityGroupIngress",
                "ec2:RevokeSecurityGroupEgress",
                "ec2:ReleaseAddress",
                "ec2:CreatePlacementGroup",
                "ec2:DeletePlacementGroup"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Modify"
        },
        {
            "Action": [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:DescribeAutoScalingInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AutoScalingDescribe"
        },
        {
            "Action": [
                "autoscaling:CreateAutoScalingGroup",
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:ModifyLaunchTemplate",
                "ec2:DeleteLaunchTemplate",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeLaunchTemplateVersions",
                "autoscaling:PutNotificationConfiguration",
                "autoscaling:UpdateAutoScalingGroup",
                "autoscaling:PutScalingPolicy",
                "autoscaling:DescribeScalingActivities",
                "autoscaling:DeleteAutoScalingGroup",
                "autoscaling:DeletePolicy",
                "autoscaling:DisableMetricsCollection",
                "autoscaling:EnableMetricsCollection"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AutoScalingModify"
        },
        {
            "Action": [
                "dynamodb:DescribeTable",
                "dynamodb:ListTagsOfResource"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "DynamoDBDescribe"
        },
        {
            "Action": [
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:TagResource"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "DynamoDBModify"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets",
                "route53:ChangeTagsForResource",
                "route53:CreateHostedZone",
                "route53:DeleteHostedZone",
                "route53:GetChange",
                "route53:GetHostedZone",
                "route53:ListResourceRecordSets",
                "route53:ListQueryLoggingConfigs"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Route53HostedZones"
        },
        {
            "Action": [
                "sqs:GetQueueAttributes"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQSDescribe"
        },
        {
            "Action": [
                "sqs:CreateQueue",
                "sqs:SetQueueAttributes",
                "sqs:DeleteQueue",
                "sqs:TagQueue"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQSModify"
        },
        {
            "Action": [
                "sns:ListTopics",
                "sns:GetTopicAttributes"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNSDescribe"
        },
        {
            "Action": [
                "sns:CreateTopic",
                "sns:Subscribe",
                "sns:Unsubscribe",
                "sns:DeleteTopic"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNSModify"
        },
        {
            "Action": [
                "cloudformation:DescribeStackEvents",
                "cloudformation:DescribeStackResource",
                "cloudformation:DescribeStackResources",
                "cloudformation:DescribeStacks",
                "cloudformation:ListStacks",
                "cloudformation:GetTemplate"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationDescribe"
        },
        {
            "Action": [
                "cloudformation:CreateStack",
                "cloudformation:DeleteStack",
                "cloudformation:UpdateStack"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationModify"
        },
        {
            "Action": [
                "s3:*"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3ResourcesBucket"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*"
            ],
            "Resource": [
                "arn:aws:s3:::<REGION>-aws-parallelcluster*"
            ],
            "Effect": "Allow",
            "Sid": "S3ParallelClusterReadOnly"
        },
        {
            "Action": [
                "s3:DeleteBucket",
                "s3:DeleteObject",
                "s3:DeleteObjectVersion"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3Delete"
        },
        {
            "Action": [
                "iam:PassRole",
                "iam:CreateRole",
                "iam:CreateServiceLinkedRole",
                "iam:DeleteRole",
                "iam:GetRole",
                "iam:TagRole",
                "iam:SimulatePrincipalPolicy"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/<PARALLELCLUSTER EC2 ROLE NAME>",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/parallelcluster-*",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/aws-service-role/*"
            ],
            "Effect": "Allow",
            "Sid": "IAMModify"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile"
            ],
            "Resource": "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/*",
            "Effect": "Allow",
            "Sid": "IAMCreateInstanceProfile"
        },
        {
            "Action": [
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:GetRolePolicy",
                "iam:GetPolicy",
                "iam:AttachRolePolicy",
                "iam:DetachRolePolicy",
                "iam:PutRolePolicy",
                "iam:DeleteRolePolicy"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "IAMInstanceProfile"
        },
        {
            "Action": [
                "elasticfilesystem:DescribeMountTargets",
                "elasticfilesystem:DescribeMountTargetSecurityGroups",
                "ec2:DescribeNetworkInterfaceAttribute"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFSDescribe"
        },
        {
            "Action": [
                "ssm:GetParametersByPath"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SSMDescribe"
        },
        {
            "Action": [
                "fsx:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "FSx"
        },
        {
            "Action": [
                "elasticfilesystem:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFS"
        },
        {
            "Action": [
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:DescribeLogGroups",
                "logs:CreateLogGroup"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatchLogs"
        },
        {
            "Action": [
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
                "lambda:GetFunction",
                "lambda:InvokeFunction",
                "lambda:AddPermission",
                "lambda:RemovePermission"
            ],
            "Resource": [
                "arn:aws:lambda:<REGION>:<AWS ACCOUNT ID>:function:parallelcluster-*",
                "arn:aws:lambda:<REGION>:<AWS ACCOUNT ID>:function:pcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Lambda"
        }
    ]
}"#,
    source: "catalog/2.9/user/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Filled<'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let ec2_role = reader.optional(&parameters::EC2_ROLE, RoleName::new);
    let cluster_roles = reader
        .optional(&parameters::CLUSTER_ROLES, RoleNamePattern::new);
    Some(
        Filled::new(
            &USER,
            User {
                region: region?,
                account_id: account_id?,
                ec2_role: ec2_role?,
                cluster_roles: cluster_roles?,
            },
        ),
    )
}
