// @generated from catalog/2.9/user-awsbatch by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::render::{self, Document, Render, Sink};
use crate::values::Reader;
use crate::{AccountId, Region, RoleName, RoleNamePattern};

/// Lets an administrator create, update and delete clusters with AWS Batch.
///
/// `ParallelClusterUserPolicy` in AWS Identity and Access Management roles in AWS ParallelCluster, attached to a user or group.
///
/// Stated in `catalog/2.9/user-awsbatch/policy.toml`; its constant is [`USER_AWSBATCH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserAwsbatch<'a> {
    /// The region in which the clusters run.
    pub region: Region<'a>,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
    /// The existing role for Amazon EC2 with which the nodes of the clusters run.
    pub ec2_role: Option<RoleName<'a>>,
    /// The names of the roles that the stacks of the clusters create and pass to services.
    ///
    /// Without it, `parallelcluster-*`.
    ///
    /// The stack of a cluster names its roles `parallelcluster-CLUSTER-`, followed by the logical name and a random string. If the pattern does not match them, `pcluster create` rolls back with AccessDenied on `iam:CreateRole` or `iam:PassRole`, even with `ec2_iam_role`, because the clean-up Lambda function and AWS Batch have roles of their own. In 2.11 a cluster with Slurm, SGE or Torque creates no role if `ec2_iam_role` and `iam_lambda_role` are both set.
    pub cluster_roles: Option<RoleNamePattern<'a>>,
}

impl UserAwsbatch<'_> {
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

impl Render for UserAwsbatch<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let ec2_role = self.ec2_role.map(RoleName::as_str);
        let cluster_roles = self
            .cluster_roles
            .map_or("parallelcluster-*", RoleNamePattern::as_str);
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["ec2:DescribeKeyPairs","ec2:DescribeRegions","ec2:DescribeVpcs","ec2:DescribeSubnets","ec2:DescribeSecurityGroups","ec2:DescribePlacementGroups","ec2:DescribeImages","ec2:DescribeInstances","ec2:DescribeInstanceStatus","ec2:DescribeInstanceTypes","ec2:DescribeInstanceTypeOfferings","ec2:DescribeSnapshots","ec2:DescribeVolumes","ec2:DescribeVpcAttribute","ec2:DescribeAddresses","ec2:CreateTags","ec2:DescribeNetworkInterfaces","ec2:DescribeAvailabilityZones"],"Resource":"*","Effect":"Allow","Sid":"EC2Describe"},{"Action":["ec2:CreateLaunchTemplate","ec2:CreateLaunchTemplateVersion","ec2:ModifyLaunchTemplate","ec2:DeleteLaunchTemplate","ec2:DescribeLaunchTemplates","ec2:DescribeLaunchTemplateVersions"],"Resource":"*","Effect":"Allow","Sid":"EC2LaunchTemplate"},{"Action":["ec2:CreateVpc","ec2:ModifyVpcAttribute","ec2:DescribeNatGateways","ec2:CreateNatGateway","ec2:DescribeInternetGateways","ec2:CreateInternetGateway","ec2:AttachInternetGateway","ec2:DescribeRouteTables","ec2:CreateRouteTable","ec2:AssociateRouteTable","ec2:CreateSubnet","ec2:ModifySubnetAttribute","ec2:CreateRoute"],"Resource":"*","Effect":"Allow","Sid":"NetworkingEasyConfig"},{"Action":["ec2:CreateVolume","ec2:RunInstances","ec2:AllocateAddress","ec2:AssociateAddress","ec2:AttachNetworkInterface","ec2:AuthorizeSecurityGroupEgress","ec2:AuthorizeSecurityGroupIngress","ec2:CreateNetworkInterface","ec2:CreateSecurityGroup","ec2:ModifyVolumeAttribute","ec2:ModifyNetworkInterfaceAttribute","ec2:DeleteNetworkInterface","ec2:DeleteVolume","ec2:TerminateInstances","ec2:DeleteSecurityGroup","ec2:DisassociateAddress","ec2:RevokeSecurityGroupIngress","ec2:RevokeSecurityGroupEgress","ec2:ReleaseAddress","ec2:CreatePlacementGroup","ec2:DeletePlacementGroup"],"Resource":"*","Effect":"Allow","Sid":"EC2Modify"},{"Action":["dynamodb:DescribeTable","dynamodb:CreateTable","dynamodb:DeleteTable","dynamodb:PutItem","dynamodb:Query","dynamodb:TagResource","dynamodb:GetItem"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":dynamodb:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":table/parallelcluster-*","Effect":"Allow","Sid":"DynamoDB"},{"Action":["cloudformation:DescribeStackEvents","cloudformation:DescribeStackResource","cloudformation:DescribeStackResources","cloudformation:DescribeStacks","cloudformation:GetTemplate","cloudformation:CreateStack","cloudformation:DeleteStack","cloudformation:UpdateStack"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":stack/parallelcluster-*","Effect":"Allow","Sid":"CloudFormation"},{"Action":["route53:ChangeResourceRecordSets","route53:ChangeTagsForResource","route53:DeleteHostedZone","route53:GetHostedZone","route53:ListResourceRecordSets"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":route53:::hostedzone/*","Effect":"Allow","Sid":"Route53HostedZones"},{"Action":["sqs:GetQueueAttributes","sqs:CreateQueue","sqs:SetQueueAttributes","sqs:DeleteQueue","sqs:TagQueue"],"Resource":"*","Effect":"Allow","Sid":"SQS"},{"Action":["sqs:SendMessage","sqs:ReceiveMessage","sqs:ChangeMessageVisibility","sqs:DeleteMessage","sqs:GetQueueUrl"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":sqs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":parallelcluster-*","Effect":"Allow","Sid":"SQSQueue"},{"Action":["sns:ListTopics","sns:GetTopicAttributes","sns:CreateTopic","sns:Subscribe","sns:Unsubscribe","sns:DeleteTopic"],"Resource":"*","Effect":"Allow","Sid":"SNS"},{"Action":["iam:PassRole","iam:CreateRole","iam:DeleteRole","iam:GetRole","iam:TagRole","iam:SimulatePrincipalPolicy"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(cluster_roles)?;
        sink.text(r#"""#)?;
        if let Some(ec2_role) = ec2_role && ec2_role != cluster_roles {
            sink.text(r#","arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(ec2_role)?;
            sink.text(r#"""#)?;
        }
        sink.text(
            r#"],"Effect":"Allow","Sid":"IAMRole"},{"Action":["iam:CreateInstanceProfile","iam:DeleteInstanceProfile","iam:GetInstanceProfile"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/*","Effect":"Allow","Sid":"IAMInstanceProfile"},{"Action":["iam:AddRoleToInstanceProfile","iam:RemoveRoleFromInstanceProfile","iam:GetRolePolicy","iam:PutRolePolicy","iam:DeleteRolePolicy","iam:GetPolicy","iam:AttachRolePolicy","iam:DetachRolePolicy"],"Resource":"*","Effect":"Allow","Sid":"IAM"},{"Action":["s3:*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::parallelcluster-*"],"Effect":"Allow","Sid":"S3ResourcesBucket"},{"Action":["s3:Get*","s3:List*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":s3:::")?;
        sink.text(region)?;
        sink.text(
            r#"-aws-parallelcluster/*"],"Effect":"Allow","Sid":"S3ParallelClusterReadOnly"},{"Action":["s3:DeleteBucket","s3:DeleteObject","s3:DeleteObjectVersion"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::parallelcluster-*"],"Effect":"Allow","Sid":"S3Delete"},{"Action":["lambda:CreateFunction","lambda:DeleteFunction","lambda:GetFunctionConfiguration","lambda:InvokeFunction","lambda:AddPermission","lambda:RemovePermission"],"Resource":["arn:"#,
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
            r#":function:pcluster-*"],"Effect":"Allow","Sid":"Lambda"},{"Action":["logs:*"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":logs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":*","Effect":"Allow","Sid":"Logs"},{"Action":["codebuild:*"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":codebuild:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":project/parallelcluster-*","Effect":"Allow","Sid":"CodeBuild"},{"Action":["ecr:*"],"Resource":"*","Effect":"Allow","Sid":"ECR"},{"Action":["batch:*"],"Resource":"*","Effect":"Allow","Sid":"Batch"},{"Action":["events:*"],"Resource":"*","Effect":"Allow","Sid":"AmazonCloudWatchEvents"},{"Action":["ecs:DescribeContainerInstances","ecs:ListContainerInstances"],"Resource":"*","Effect":"Allow","Sid":"ECS"},{"Action":["elasticfilesystem:CreateFileSystem","elasticfilesystem:CreateMountTarget","elasticfilesystem:DeleteFileSystem","elasticfilesystem:DeleteMountTarget","elasticfilesystem:DescribeFileSystems","elasticfilesystem:DescribeMountTargets","elasticfilesystem:DescribeMountTargetSecurityGroups"],"Resource":"*","Effect":"Allow","Sid":"EFS"},{"Action":["fsx:*"],"Resource":"*","Effect":"Allow","Sid":"FSx"},{"Action":["cloudformation:DescribeStacks","cloudformation:ListStacks"],"Resource":"*","Effect":"Allow","Sid":"CloudFormationList"},{"Action":["cloudformation:CreateStack","cloudformation:DescribeStackEvents"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":stack/parallelclusternetworking-*","Effect":"Allow","Sid":"CloudFormationNetworking"},{"Action":"kms:DescribeKey","Resource":"arn:"#,
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
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:ModifyLaunchTemplate",
                "ec2:DeleteLaunchTemplate",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeLaunchTemplateVersions"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2LaunchTemplate"
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
                "dynamodb:DescribeTable",
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:TagResource",
                "dynamodb:GetItem"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":dynamodb:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":table/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "DynamoDB"
        },
        {
            "Action": [
                "cloudformation:DescribeStackEvents",
                "cloudformation:DescribeStackResource",
                "cloudformation:DescribeStackResources",
                "cloudformation:DescribeStacks",
                "cloudformation:GetTemplate",
                "cloudformation:CreateStack",
                "cloudformation:DeleteStack",
                "cloudformation:UpdateStack"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":stack/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets",
                "route53:ChangeTagsForResource",
                "route53:DeleteHostedZone",
                "route53:GetHostedZone",
                "route53:ListResourceRecordSets"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":route53:::hostedzone/*",
            "Effect": "Allow",
            "Sid": "Route53HostedZones"
        },
        {
            "Action": [
                "sqs:GetQueueAttributes",
                "sqs:CreateQueue",
                "sqs:SetQueueAttributes",
                "sqs:DeleteQueue",
                "sqs:TagQueue"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQS"
        },
        {
            "Action": [
                "sqs:SendMessage",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueUrl"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":sqs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":parallelcluster-*",
            "Effect": "Allow",
            "Sid": "SQSQueue"
        },
        {
            "Action": [
                "sns:ListTopics",
                "sns:GetTopicAttributes",
                "sns:CreateTopic",
                "sns:Subscribe",
                "sns:Unsubscribe",
                "sns:DeleteTopic"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNS"
        },
        {
            "Action": [
                "iam:PassRole",
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:GetRole",
                "iam:TagRole",
                "iam:SimulatePrincipalPolicy"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(cluster_roles)?;
        sink.text(r#"""#)?;
        if let Some(ec2_role) = ec2_role && ec2_role != cluster_roles {
            sink.text(r#",
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(ec2_role)?;
            sink.text(r#"""#)?;
        }
        sink.text(
            r#"
            ],
            "Effect": "Allow",
            "Sid": "IAMRole"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile",
                "iam:GetInstanceProfile"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/*",
            "Effect": "Allow",
            "Sid": "IAMInstanceProfile"
        },
        {
            "Action": [
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:GetRolePolicy",
                "iam:PutRolePolicy",
                "iam:DeleteRolePolicy",
                "iam:GetPolicy",
                "iam:AttachRolePolicy",
                "iam:DetachRolePolicy"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "IAM"
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
            r#"-aws-parallelcluster/*"
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
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
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
            "Action": [
                "logs:*"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":logs:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":*",
            "Effect": "Allow",
            "Sid": "Logs"
        },
        {
            "Action": [
                "codebuild:*"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":codebuild:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":project/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "CodeBuild"
        },
        {
            "Action": [
                "ecr:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ECR"
        },
        {
            "Action": [
                "batch:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Batch"
        },
        {
            "Action": [
                "events:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AmazonCloudWatchEvents"
        },
        {
            "Action": [
                "ecs:DescribeContainerInstances",
                "ecs:ListContainerInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ECS"
        },
        {
            "Action": [
                "elasticfilesystem:CreateFileSystem",
                "elasticfilesystem:CreateMountTarget",
                "elasticfilesystem:DeleteFileSystem",
                "elasticfilesystem:DeleteMountTarget",
                "elasticfilesystem:DescribeFileSystems",
                "elasticfilesystem:DescribeMountTargets",
                "elasticfilesystem:DescribeMountTargetSecurityGroups"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFS"
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
                "cloudformation:DescribeStacks",
                "cloudformation:ListStacks"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationList"
        },
        {
            "Action": [
                "cloudformation:CreateStack",
                "cloudformation:DescribeStackEvents"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":cloudformation:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":stack/parallelclusternetworking-*",
            "Effect": "Allow",
            "Sid": "CloudFormationNetworking"
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

/// Lets an administrator create, update and delete clusters with AWS Batch. What the catalog states about it.
pub static USER_AWSBATCH: Policy = Policy {
    id: "2.9/user-awsbatch",
    version: "2.9",
    name: "ParallelClusterUserPolicy",
    title: "ParallelClusterUserPolicy using awsbatch",
    anchor: "parallelclusteruserpolicy-batch",
    summary: "Lets an administrator create, update and delete clusters with AWS Batch.",
    attach_to: AttachTo::UserOrGroup,
    managed_policies: &[],
    schedulers: &["awsbatch"],
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
        r"With `ec2_iam_role = NAME` in the configuration add that role with `--ec2-role NAME`.
Keep `role/parallelcluster-*`: an AWS Batch cluster always creates roles of its own.",
        r"`IAM` may attach any policy to any role, so whoever holds this policy can raise their own rights.
Give it to people whom you would trust with the account.",
        r"As documented this policy fits into a managed policy of 6,144 characters, as maintained it is 40 to 240 characters too long.
A role takes inline policies of 10,240 characters in all: let administrators assume a role and put the policy there with `aws iam put-role-policy`.",
    ],
    acknowledged: &[
        Acknowledgement {
            finding: "REDUNDANT_STATEMENT",
            statement: Some("S3Delete"),
            entry: None,
            reason: "`S3ResourcesBucket` grants every action on the same bucket, so that `S3Delete` can be left out to make the policy shorter. It matters to who narrows the other statement: `create` deletes the bucket again when it fails.",
            source: "catalog/2.9/user-awsbatch/policy.toml",
        },
        Acknowledgement {
            finding: "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
            statement: None,
            entry: None,
            reason: "To have this policy as a managed one, leave out what only clusters with other schedulers have, `DynamoDB`, `Route53HostedZones`, `SQS`, `SQSQueue` and `SNS`: about 5,200 characters remain.",
            source: "catalog/2.9/user-awsbatch/policy.toml",
        },
        Acknowledgement {
            finding: "GRANT_REPEATED",
            statement: Some("CloudFormation"),
            entry: None,
            reason: "The page grants `cloudformation:DescribeStacks` on the stacks of clusters, and `CloudFormationList` adds all others, for `pcluster list`. Who leaves that statement out, and does without `list` and the VPC wizard, still needs the action here.",
            source: "catalog/2.9/user-awsbatch/policy.toml",
        },
        Acknowledgement {
            finding: "LIMITED_PRIVILEGE_ESCALATION",
            statement: Some("IAMRole"),
            entry: None,
            reason: "The stack passes the roles that it creates for the head node, AWS Batch, the jobs, AWS CodeBuild and its functions, all with generated names that begin with `parallelcluster-`. Whoever holds the policy can act as any role of such a name, so give no other role one; `IAM` allows far more in any case.",
            source: "catalog/2.9/user-awsbatch/policy.toml",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "What the stack and the VPC wizard label has no id before, and `ec2:CreateTags` stands in one statement with actions that take `*` alone. Whoever may tag everything meets every condition on tags of Amazon EC2, so do not rely on such conditions to keep holders of this policy away from something.",
                    source: "catalog/2.9/user/ec2.toml#EC2Describe",
                },
            ],
            source: "catalog/2.9/user/ec2.toml#EC2Describe",
        },
        Statement {
            name: "EC2LaunchTemplate",
            sid: Some("EC2LaunchTemplate"),
            why: "The stack describes the head node in a launch template. Without it the substack of the head node fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
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
            acknowledged: &[
                Acknowledgement {
                    finding: "PRIVILEGE_ESCALATION",
                    statement: None,
                    entry: Some("ec2:ModifyLaunchTemplate"),
                    reason: "An ARN names a launch template by its id, which does not exist before the cluster, and not by its name. Where other templates of the account start instances with powerful roles, deny both actions on `launch-template/ID` of each: a new default version would start their next instance with other user data.",
                    source: "catalog/2.9/user-awsbatch/ec2.toml#EC2LaunchTemplate",
                },
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "A launch template has an id, which does not exist before the cluster does; its name, which begins with the cluster's, is no part of its ARN.",
                    source: "catalog/2.9/user-awsbatch/ec2.toml#EC2LaunchTemplate",
                },
            ],
            source: "catalog/2.9/user-awsbatch/ec2.toml#EC2LaunchTemplate",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "Only the VPC wizard of `pcluster configure` needs it, to create a network that has no ids before. Leave the statement out for administrators who create clusters in existing networks, or give it to somebody who runs the wizard once.",
                    source: "catalog/2.9/user/ec2.toml#NetworkingEasyConfig",
                },
            ],
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "Instances, volumes, network interfaces, addresses and security groups get their ids when the stack creates them, so that there is nothing to name before. `StringEquals` on `aws:RequestedRegion` keeps the statement to the regions of your clusters; instances and volumes that must not be touched can be named in a statement that denies the actions on them.",
                    source: "catalog/2.9/user/ec2.toml#EC2Modify",
                },
            ],
            source: "catalog/2.9/user/ec2.toml#EC2Modify",
        },
        Statement {
            name: "DynamoDB",
            sid: Some("DynamoDB"),
            why: "Kept as the page has it: the stack of an AWS Batch cluster has no table; the tables `parallelcluster-*` belong to clusters with other schedulers. Without it AWS Batch clusters still work, clusters with another scheduler do not.",
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
                            why: "An administrator who starts, stops or updates a Slurm cluster reads its table first; minimal users may already do so.",
                            source: "https://github.com/aws/aws-parallelcluster/issues/2060",
                        }),
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
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
            source: "catalog/2.9/user-awsbatch/dynamodb.toml#DynamoDB",
        },
        Statement {
            name: "CloudFormation",
            sid: Some("CloudFormation"),
            why: "Create, watch, update and delete the stack of a cluster, limited to names that begin with `parallelcluster-`. Without it no pcluster command gets beyond its first call.",
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
                        change: Some(Change {
                            kind: ChangeKind::Withdrawn,
                            date: "2026-11-25",
                            why: "AWS checks it on all stacks at once, which `stack/parallelcluster-*` never matches; `CloudFormationList` grants it.",
                            source: "https://github.com/aws/copilot-cli/pull/5761",
                        }),
                    },
                    Entry {
                        text: "cloudformation:GetTemplate",
                        change: None,
                    },
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
                entries: &[
                    Entry {
                        text: "arn:{partition}:cloudformation:{region}:{account-id}:stack/parallelcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "LIMITED_PRIVILEGE_ESCALATION",
                    statement: None,
                    entry: None,
                    reason: "`pcluster` gives its stacks no role, so that there is nothing to gain as long as nobody gives one to a stack whose name begins with `parallelcluster-`.",
                    source: "catalog/2.9/user-awsbatch/cloudformation.toml#CloudFormation",
                },
            ],
            source: "catalog/2.9/user-awsbatch/cloudformation.toml#CloudFormation",
        },
        Statement {
            name: "Route53HostedZones",
            sid: Some("Route53HostedZones"),
            why: "Kept as the page has it: only the stack of a Slurm cluster has a hosted zone. The page limits it to zones that exist, and a zone that is being created has no id yet; AWS Batch clusters work without it.",
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
                        change: Some(Change {
                            kind: ChangeKind::Withdrawn,
                            date: "2026-11-25",
                            why: "A zone that is being created has no ARN yet, so that only `*` matches; AWS Batch clusters create no zone.",
                            source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html",
                        }),
                    },
                    Entry {
                        text: "route53:DeleteHostedZone",
                        change: None,
                    },
                    Entry {
                        text: "route53:GetChange",
                        change: Some(Change {
                            kind: ChangeKind::Withdrawn,
                            date: "2026-11-25",
                            why: "It is about the ARN of a change, `change/*`, which `hostedzone/*` never matches; AWS Batch clusters change no records.",
                            source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html",
                        }),
                    },
                    Entry {
                        text: "route53:GetHostedZone",
                        change: None,
                    },
                    Entry {
                        text: "route53:ListResourceRecordSets",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
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
            source: "catalog/2.9/user-awsbatch/route53.toml#Route53HostedZones",
        },
        Statement {
            name: "SQS",
            sid: Some("SQS"),
            why: "Kept as the page has it: a queue belongs to the stack of an SGE or Torque cluster. AWS Batch clusters work without it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "sqs:GetQueueAttributes",
                        change: None,
                    },
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The page has it for all schedulers, although only the stack of an SGE or Torque cluster has a queue. Administrators of AWS Batch clusters can do without the statement.",
                    source: "catalog/2.9/user-awsbatch/sqs.toml#SQS",
                },
            ],
            source: "catalog/2.9/user-awsbatch/sqs.toml#SQS",
        },
        Statement {
            name: "SQSQueue",
            sid: Some("SQSQueue"),
            why: "Kept as the page has it: sqswatcher uses the queue with the role of the head node, and no pcluster command does. AWS Batch clusters work without it.",
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
                scalar: true,
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
            source: "catalog/2.9/user-awsbatch/sqs.toml#SQSQueue",
        },
        Statement {
            name: "SNS",
            sid: Some("SNS"),
            why: "Kept as the page has it: a topic belongs to the stack of an SGE or Torque cluster. AWS Batch clusters work without it.",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The page has it for all schedulers, although only the stack of an SGE or Torque cluster has a topic. Administrators of AWS Batch clusters can do without the statement.",
                    source: "catalog/2.9/user-awsbatch/sns.toml#SNS",
                },
            ],
            source: "catalog/2.9/user-awsbatch/sns.toml#SNS",
        },
        Statement {
            name: "IAMRole",
            sid: Some("IAMRole"),
            why: "In 2.9 `create` checks the role of `ec2_iam_role`. The stack of an AWS Batch cluster always creates roles of its own: for the service, the container instances, the jobs, their users, CodeBuild and, without the `iam_lambda_role` of later releases, the Lambda functions, all named `parallelcluster-*`. Without the matching resource the creation rolls back with AccessDenied on `iam:CreateRole` or `iam:PassRole`.",
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
                        text: "arn:{partition}:iam::{account-id}:role/{cluster-roles}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{ec2-role?}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/2.9/user-awsbatch/iam.toml#IAMRole",
        },
        Statement {
            name: "IAMInstanceProfile",
            sid: Some("IAMInstanceProfile"),
            why: "The stack creates two instance profiles, for the head node and for the container instances of AWS Batch. Without it the creation rolls back at one of them.",
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
                    Entry {
                        text: "iam:GetInstanceProfile",
                        change: None,
                    },
                    Entry {
                        text: "iam:PassRole",
                        change: Some(Change {
                            kind: ChangeKind::Withdrawn,
                            date: "2026-11-25",
                            why: "A role is passed by its own ARN, which `instance-profile/*` never matches; `IAMRole` grants it.",
                            source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
                        }),
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
            acknowledged: &[],
            source: "catalog/2.9/user-awsbatch/iam.toml#IAMInstanceProfile",
        },
        Statement {
            name: "IAM",
            sid: Some("IAM"),
            why: "The stack puts roles into the instance profiles, writes their policies and attaches AWS managed ones such as `AWSBatchServiceRole`. Without it the creation rolls back, and `delete` fails on roles that still have policies. The resource is `*`: who may attach any policy to any role can raise their own rights.",
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
                        text: "iam:PutRolePolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:DeleteRolePolicy",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "PRIVILEGE_ESCALATION",
                    statement: None,
                    entry: None,
                    reason: "The stack always writes and attaches the policies of roles that it creates, and its templates know no permissions boundary, so that a condition on `iam:PermissionsBoundary` makes every creation roll back. Let one trusted administrator, or a pipeline, create the clusters, and give others `2.9/user-minimal`.",
                    source: "catalog/2.9/user-awsbatch/iam.toml#IAM",
                },
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The names of the roles and instance profiles are generated and begin with `parallelcluster-`: `role/parallelcluster-*` and `instance-profile/parallelcluster-*` are enough for the actions that change something. That protects all other roles from changes, but not the account: a role of such a name can still be given any policy.",
                    source: "catalog/2.9/user-awsbatch/iam.toml#IAM",
                },
            ],
            source: "catalog/2.9/user-awsbatch/iam.toml#IAM",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "SHARED_NAME_PATTERN",
                    statement: None,
                    entry: None,
                    reason: "`create` makes a bucket named `parallelcluster-` and a random text, which nobody knows before. `StringEqualsIfExists` on `aws:ResourceAccount` with the number of your account leaves out the buckets of strangers, which otherwise match as far as their owners let your account in.",
                    source: "catalog/2.9/user/s3.toml#S3ResourcesBucket",
                },
            ],
            source: "catalog/2.9/user/s3.toml#S3ResourcesBucket",
        },
        Statement {
            name: "S3ParallelClusterReadOnly",
            sid: Some("S3ParallelClusterReadOnly"),
            why: "CloudFormation fetches the templates of the release from the regional bucket of AWS ParallelCluster with the caller's rights. Without it the creation of the stack is refused because a template cannot be read. `s3:List*` has no effect: the resource names the objects, not the bucket.",
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
                    source: "catalog/2.9/user-awsbatch/s3.toml#S3ParallelClusterReadOnly",
                },
                Acknowledgement {
                    finding: "ACTION_PARTLY_MATCHES",
                    statement: None,
                    entry: Some("s3:Get*"),
                    reason: "AWS CloudFormation reads templates by their full names, for which the part that matches, `s3:GetObject`, is enough. The bucket itself is not named, so that nobody can list it, and nothing needs to.",
                    source: "catalog/2.9/user-awsbatch/s3.toml#S3ParallelClusterReadOnly",
                },
                Acknowledgement {
                    finding: "ACTION_PARTLY_MATCHES",
                    statement: None,
                    entry: Some("s3:List*"),
                    reason: "AWS CloudFormation reads templates by their full names, for which the part that matches, `s3:GetObject`, is enough. The bucket itself is not named, so that nobody can list it, and nothing needs to.",
                    source: "catalog/2.9/user-awsbatch/s3.toml#S3ParallelClusterReadOnly",
                },
            ],
            source: "catalog/2.9/user-awsbatch/s3.toml#S3ParallelClusterReadOnly",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "SHARED_NAME_PATTERN",
                    statement: None,
                    entry: None,
                    reason: "`create` makes a bucket named `parallelcluster-` and a random text, which nobody knows before. `StringEqualsIfExists` on `aws:ResourceAccount` with the number of your account leaves out the buckets of strangers, which otherwise match as far as their owners let your account in.",
                    source: "catalog/2.9/user/s3.toml#S3Delete",
                },
            ],
            source: "catalog/2.9/user/s3.toml#S3Delete",
        },
        Statement {
            name: "Lambda",
            sid: Some("Lambda"),
            why: "The stack creates the functions that build and delete the Docker images and clean up the bucket (`pcluster-*`) and calls them as custom resources. Without it the Batch substack fails and the creation rolls back.",
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
            acknowledged: &[],
            source: "catalog/2.9/user-awsbatch/lambda.toml#Lambda",
        },
        Statement {
            name: "Logs",
            sid: Some("Logs"),
            why: "The stack creates the log group of the cluster, and an administrator reads the logs of jobs and image builds. Without it the CloudWatchLogsSubstack fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "logs:*",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:logs:{region}:{account-id}:*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "ACTION_PARTLY_MATCHES",
                    statement: None,
                    entry: None,
                    reason: "The ARN matches everything in the region that has a name or id in Amazon CloudWatch Logs, and `logs:DescribeLogGroups` too. What it does not match takes no resource, such as the actions on running queries and on the settings of the account, and neither the stack nor `awsbout` needs any of that.",
                    source: "catalog/2.9/user-awsbatch/logs.toml#Logs",
                },
            ],
            source: "catalog/2.9/user-awsbatch/logs.toml#Logs",
        },
        Statement {
            name: "CodeBuild",
            sid: Some("CodeBuild"),
            why: "The stack creates the project that builds the Docker image in which the jobs run (`parallelcluster-*-build-docker-images-project`). Without it the Batch substack fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "codebuild:*",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:codebuild:{region}:{account-id}:project/parallelcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "LIMITED_PRIVILEGE_ESCALATION",
                    statement: None,
                    entry: None,
                    reason: "A build runs with the role of its project, which writes images into the cluster's repository and reads the cluster's bucket, so that little is gained. Give no project with a more powerful role a name that begins with `parallelcluster-`.",
                    source: "catalog/2.9/user-awsbatch/codebuild.toml#CodeBuild",
                },
                Acknowledgement {
                    finding: "ACTION_PARTLY_MATCHES",
                    statement: None,
                    entry: None,
                    reason: "The actions on projects and builds match, which is all that the stack needs. The others, such as lists, report groups, fleets and credentials of repositories, are not granted, and nothing asks for them.",
                    source: "catalog/2.9/user-awsbatch/codebuild.toml#CodeBuild",
                },
            ],
            source: "catalog/2.9/user-awsbatch/codebuild.toml#CodeBuild",
        },
        Statement {
            name: "ECR",
            sid: Some("ECR"),
            why: "The stack creates the repository of the Docker images, and `delete` removes it. Without it the Batch substack fails and the creation rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ecr:*",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The repository gets a generated name when the stack creates it. Where the account has other repositories, deny `ecr:DeleteRepository`, `ecr:BatchDeleteImage` and `ecr:PutImage` on theirs: as it is, the holder may replace and delete their images.",
                    source: "catalog/2.9/user-awsbatch/ecr.toml#ECR",
                },
            ],
            source: "catalog/2.9/user-awsbatch/ecr.toml#ECR",
        },
        Statement {
            name: "Batch",
            sid: Some("Batch"),
            why: "The stack creates the compute environment, the queue and the job definitions; `create` and `update` probe the valid instance types with a request that must fail, and `start` and `stop` switch the compute environment. Without it the creation rolls back and the fleet cannot be stopped.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "batch:*",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "Compute environments, queues and job definitions get generated names when the stack creates them, and jobs have ids. The holder may therefore change and delete those of others too: where the account uses AWS Batch for more than clusters, give clusters an account or a region of their own.",
                    source: "catalog/2.9/user-awsbatch/batch.toml#Batch",
                },
            ],
            source: "catalog/2.9/user-awsbatch/batch.toml#Batch",
        },
        Statement {
            name: "AmazonCloudWatchEvents",
            sid: Some("AmazonCloudWatchEvents"),
            why: "A rule of the stack calls the Lambda function that reports the end of the image build. Without it the stack cannot create the rule and rolls back.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "events:*",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The stack has one rule on the default event bus, with a generated name. `rule/*` in the place of `*` is enough for it and leaves event buses, archives, connections and API destinations alone.",
                    source: "catalog/2.9/user-awsbatch/events.toml#AmazonCloudWatchEvents",
                },
            ],
            source: "catalog/2.9/user-awsbatch/events.toml#AmazonCloudWatchEvents",
        },
        Statement {
            name: "ECS",
            sid: Some("ECS"),
            why: "`awsbhosts`, run with an administrator's credentials, lists the container instances behind the compute environment. Without it `awsbhosts` is denied; clusters and jobs are not affected.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ecs:DescribeContainerInstances",
                        change: None,
                    },
                    Entry {
                        text: "ecs:ListContainerInstances",
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
            acknowledged: &[],
            source: "catalog/2.9/user-awsbatch/ecs.toml#ECS",
        },
        Statement {
            name: "EFS",
            sid: Some("EFS"),
            why: "A cluster with an `[efs]` section creates the file system and its mount targets through its stack, and `create` looks up the mount targets of an existing one. Without it the EFS substack rolls back; other clusters do not need it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "elasticfilesystem:CreateFileSystem",
                        change: None,
                    },
                    Entry {
                        text: "elasticfilesystem:CreateMountTarget",
                        change: None,
                    },
                    Entry {
                        text: "elasticfilesystem:DeleteFileSystem",
                        change: None,
                    },
                    Entry {
                        text: "elasticfilesystem:DeleteMountTarget",
                        change: None,
                    },
                    Entry {
                        text: "elasticfilesystem:DescribeFileSystems",
                        change: None,
                    },
                    Entry {
                        text: "elasticfilesystem:DescribeMountTargets",
                        change: None,
                    },
                    Entry {
                        text: "elasticfilesystem:DescribeMountTargetSecurityGroups",
                        change: Some(Change {
                            kind: ChangeKind::Added,
                            date: "2026-11-24",
                            why: "`create` checks that the mount target of the file system in `efs_fs_id` lets NFS through; without it the validation fails.",
                            source: "https://github.com/aws/aws-parallelcluster/blob/v2.9.1/cli/pcluster/config/validators.py",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "A file system has an id, which does not exist before the stack creates it. Where clusters only mount existing file systems, the three `Describe` actions are enough; else deny `elasticfilesystem:DeleteFileSystem` on those that must stay.",
                    source: "catalog/2.9/user-awsbatch/elasticfilesystem.toml#EFS",
                },
            ],
            source: "catalog/2.9/user-awsbatch/elasticfilesystem.toml#EFS",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "A file system has an id, which does not exist before the stack creates it, and `fsx:*` deletes any other one of the account as well. Where clusters only mount existing file systems, `fsx:DescribeFileSystems` is enough; else deny `fsx:DeleteFileSystem` on those that must stay.",
                    source: "catalog/2.9/user/fsx.toml#FSx",
                },
            ],
            source: "catalog/2.9/user/fsx.toml#FSx",
        },
        Statement {
            name: "CloudFormationList",
            sid: Some("CloudFormationList"),
            why: "`pcluster list` describes the stacks without naming one. AWS CloudFormation checks that on all stacks and wants both actions, while the page limits them to `stack/parallelcluster-*`. Without it `pcluster list` ends with AccessDenied.",
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
                        text: "cloudformation:ListStacks",
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
            change: Some(Change {
                kind: ChangeKind::Added,
                date: "2026-11-24",
                why: "`pcluster list` describes the stacks without naming one. AWS CloudFormation checks that on all stacks and wants both actions, while the page limits them to `stack/parallelcluster-*`. Without it `pcluster list` ends with AccessDenied.",
                source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html",
            }),
            acknowledged: &[],
            source: "catalog/2.9/user-awsbatch/cloudformation.toml#CloudFormationList",
        },
        Statement {
            name: "CloudFormationNetworking",
            sid: Some("CloudFormationNetworking"),
            why: "The VPC wizard of `pcluster configure` creates a stack `parallelclusternetworking-*` and follows it to its end; to describe it `CloudFormationList` is enough. The page's `stack/parallelcluster-*` does not match that name, so without it the wizard ends with AccessDenied.",
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
                        text: "cloudformation:DescribeStackEvents",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:cloudformation:{region}:{account-id}:stack/parallelclusternetworking-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: Some(Change {
                kind: ChangeKind::Added,
                date: "2026-11-24",
                why: "The VPC wizard of `pcluster configure` creates a stack `parallelclusternetworking-*` and follows it to its end; to describe it `CloudFormationList` is enough. The page's `stack/parallelcluster-*` does not match that name, so without it the wizard ends with AccessDenied.",
                source: "https://github.com/aws/aws-parallelcluster/blob/v2.9.1/cli/pcluster/configure/networking.py",
            }),
            acknowledged: &[],
            source: "catalog/2.9/user-awsbatch/cloudformation.toml#CloudFormationNetworking",
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
            acknowledged: &[],
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
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:ModifyLaunchTemplate",
                "ec2:DeleteLaunchTemplate",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeLaunchTemplateVersions"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2LaunchTemplate"
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
                "dynamodb:DescribeTable",
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:TagResource",
                "dynamodb:GetItem"
            ],
            "Resource": "arn:aws:dynamodb:<REGION>:<AWS ACCOUNT ID>:table/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "DynamoDB"
        },
        {
            "Action": [
                "cloudformation:DescribeStackEvents",
                "cloudformation:DescribeStackResource",
                "cloudformation:DescribeStackResources",
                "cloudformation:DescribeStacks",
                "cloudformation:GetTemplate",
                "cloudformation:CreateStack",
                "cloudformation:DeleteStack",
                "cloudformation:UpdateStack"
            ],
            "Resource": "arn:aws:cloudformation:<REGION>:<AWS ACCOUNT ID>:stack/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets",
                "route53:ChangeTagsForResource",
                "route53:DeleteHostedZone",
                "route53:GetHostedZone",
                "route53:ListResourceRecordSets"
            ],
            "Resource": "arn:aws:route53:::hostedzone/*",
            "Effect": "Allow",
            "Sid": "Route53HostedZones"
        },
        {
            "Action": [
                "sqs:GetQueueAttributes",
                "sqs:CreateQueue",
                "sqs:SetQueueAttributes",
                "sqs:DeleteQueue",
                "sqs:TagQueue"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQS"
        },
        {
            "Action": [
                "sqs:SendMessage",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueUrl"
            ],
            "Resource": "arn:aws:sqs:<REGION>:<AWS ACCOUNT ID>:parallelcluster-*",
            "Effect": "Allow",
            "Sid": "SQSQueue"
        },
        {
            "Action": [
                "sns:ListTopics",
                "sns:GetTopicAttributes",
                "sns:CreateTopic",
                "sns:Subscribe",
                "sns:Unsubscribe",
                "sns:DeleteTopic"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNS"
        },
        {
            "Action": [
                "iam:PassRole",
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:GetRole",
                "iam:TagRole",
                "iam:SimulatePrincipalPolicy"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/parallelcluster-*",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/<PARALLELCLUSTER EC2 ROLE NAME>"
            ],
            "Effect": "Allow",
            "Sid": "IAMRole"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile",
                "iam:GetInstanceProfile"
            ],
            "Resource": "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/*",
            "Effect": "Allow",
            "Sid": "IAMInstanceProfile"
        },
        {
            "Action": [
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:GetRolePolicy",
                "iam:PutRolePolicy",
                "iam:DeleteRolePolicy",
                "iam:GetPolicy",
                "iam:AttachRolePolicy",
                "iam:DetachRolePolicy"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "IAM"
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
                "arn:aws:s3:::<REGION>-aws-parallelcluster/*"
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
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
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
            "Action": [
                "logs:*"
            ],
            "Resource": "arn:aws:logs:<REGION>:<AWS ACCOUNT ID>:*",
            "Effect": "Allow",
            "Sid": "Logs"
        },
        {
            "Action": [
                "codebuild:*"
            ],
            "Resource": "arn:aws:codebuild:<REGION>:<AWS ACCOUNT ID>:project/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "CodeBuild"
        },
        {
            "Action": [
                "ecr:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ECR"
        },
        {
            "Action": [
                "batch:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Batch"
        },
        {
            "Action": [
                "events:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AmazonCloudWatchEvents"
        },
        {
            "Action": [
                "ecs:DescribeContainerInstances",
                "ecs:ListContainerInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ECS"
        },
        {
            "Action": [
                "elasticfilesystem:CreateFileSystem",
                "elasticfilesystem:CreateMountTarget",
                "elasticfilesystem:DeleteFileSystem",
                "elasticfilesystem:DeleteMountTarget",
                "elasticfilesystem:DescribeFileSystems",
                "elasticfilesystem:DescribeMountTargets",
                "elasticfilesystem:DescribeMountTargetSecurityGroups"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFS"
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
                "cloudformation:DescribeStacks",
                "cloudformation:ListStacks"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormationList"
        },
        {
            "Action": [
                "cloudformation:CreateStack",
                "cloudformation:DescribeStackEvents"
            ],
            "Resource": "arn:aws:cloudformation:<REGION>:<AWS ACCOUNT ID>:stack/parallelclusternetworking-*",
            "Effect": "Allow",
            "Sid": "CloudFormationNetworking"
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
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:ModifyLaunchTemplate",
                "ec2:DeleteLaunchTemplate",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeLaunchTemplateVersions"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2LaunchTemplate"
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
                "dynamodb:DescribeTable",
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:TagResource"
            ],
            "Resource": "arn:aws:dynamodb:<REGION>:<AWS ACCOUNT ID>:table/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "DynamoDB"
        },
        {
            "Action": [
                "cloudformation:DescribeStackEvents",
                "cloudformation:DescribeStackResource",
                "cloudformation:DescribeStackResources",
                "cloudformation:DescribeStacks",
                "cloudformation:ListStacks",
                "cloudformation:GetTemplate",
                "cloudformation:CreateStack",
                "cloudformation:DeleteStack",
                "cloudformation:UpdateStack"
            ],
            "Resource": "arn:aws:cloudformation:<REGION>:<AWS ACCOUNT ID>:stack/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "route53:ChangeResourceRecordSets",
                "route53:ChangeTagsForResource",
                "route53:CreateHostedZone",
                "route53:DeleteHostedZone",
                "route53:GetChange",
                "route53:GetHostedZone",
                "route53:ListResourceRecordSets"
            ],
            "Resource": "arn:aws:route53:::hostedzone/*",
            "Effect": "Allow",
            "Sid": "Route53HostedZones"
        },
        {
            "Action": [
                "sqs:GetQueueAttributes",
                "sqs:CreateQueue",
                "sqs:SetQueueAttributes",
                "sqs:DeleteQueue",
                "sqs:TagQueue"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SQS"
        },
        {
            "Action": [
                "sqs:SendMessage",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueUrl"
            ],
            "Resource": "arn:aws:sqs:<REGION>:<AWS ACCOUNT ID>:parallelcluster-*",
            "Effect": "Allow",
            "Sid": "SQSQueue"
        },
        {
            "Action": [
                "sns:ListTopics",
                "sns:GetTopicAttributes",
                "sns:CreateTopic",
                "sns:Subscribe",
                "sns:Unsubscribe",
                "sns:DeleteTopic"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "SNS"
        },
        {
            "Action": [
                "iam:PassRole",
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:GetRole",
                "iam:TagRole",
                "iam:SimulatePrincipalPolicy"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/parallelcluster-*",
                "arn:aws:iam::<AWS ACCOUNT ID>:role/<PARALLELCLUSTER EC2 ROLE NAME>"
            ],
            "Effect": "Allow",
            "Sid": "IAMRole"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile",
                "iam:GetInstanceProfile",
                "iam:PassRole"
            ],
            "Resource": "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/*",
            "Effect": "Allow",
            "Sid": "IAMInstanceProfile"
        },
        {
            "Action": [
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:GetRolePolicy",
                "iam:PutRolePolicy",
                "iam:DeleteRolePolicy",
                "iam:GetPolicy",
                "iam:AttachRolePolicy",
                "iam:DetachRolePolicy"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "IAM"
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
                "arn:aws:s3:::<REGION>-aws-parallelcluster/*"
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
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
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
            "Action": [
                "logs:*"
            ],
            "Resource": "arn:aws:logs:<REGION>:<AWS ACCOUNT ID>:*",
            "Effect": "Allow",
            "Sid": "Logs"
        },
        {
            "Action": [
                "codebuild:*"
            ],
            "Resource": "arn:aws:codebuild:<REGION>:<AWS ACCOUNT ID>:project/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "CodeBuild"
        },
        {
            "Action": [
                "ecr:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ECR"
        },
        {
            "Action": [
                "batch:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Batch"
        },
        {
            "Action": [
                "events:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "AmazonCloudWatchEvents"
        },
        {
            "Action": [
                "ecs:DescribeContainerInstances",
                "ecs:ListContainerInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ECS"
        },
        {
            "Action": [
                "elasticfilesystem:CreateFileSystem",
                "elasticfilesystem:CreateMountTarget",
                "elasticfilesystem:DeleteFileSystem",
                "elasticfilesystem:DeleteMountTarget",
                "elasticfilesystem:DescribeFileSystems",
                "elasticfilesystem:DescribeMountTargets"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EFS"
        },
        {
            "Action": [
                "fsx:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "FSx"
        }
    ]
}"#,
    source: "catalog/2.9/user-awsbatch/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let ec2_role = reader.optional(&parameters::EC2_ROLE, RoleName::new);
    let cluster_roles = reader
        .optional(&parameters::CLUSTER_ROLES, RoleNamePattern::new);
    Some(
        Box::new(UserAwsbatch {
            region: region?,
            account_id: account_id?,
            ec2_role: ec2_role?,
            cluster_roles: cluster_roles?,
        }),
    )
}
