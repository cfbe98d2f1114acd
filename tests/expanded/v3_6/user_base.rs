// @generated from catalog/3.6/user-base by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::render::{self, Document, Render, Sink};
use crate::values::Reader;
use crate::{AccountId, Region, RoleArn, SecretNamePattern};

/// Lets an administrator create, update, delete and look at clusters and read their logs; other policies add the rest.
///
/// `ParallelClusterUserBasePolicy` in AWS Identity and Access Management permissions in AWS ParallelCluster 3.x, attached to a user or group.
///
/// Stated in `catalog/3.6/user-base/policy.toml`; its constant is [`USER_BASE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserBase<'a> {
    /// The region in which the clusters run.
    pub region: Region<'a>,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
    /// The existing roles, outside the path `/parallelcluster/`, that the policy's holder passes to nodes and functions.
    ///
    /// An empty list counts as not given.
    pub custom_roles: &'a [RoleArn<'a>],
    /// The secret that holds the password for Active Directory, with the six random characters at the end of its ARN.
    pub directory_secret: Option<SecretNamePattern<'a>>,
}

impl UserBase<'_> {
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

impl Render for UserBase<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let custom_roles = self.custom_roles;
        let directory_secret = self.directory_secret.map(SecretNamePattern::as_str);
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["ec2:Describe*"],"Resource":"*","Effect":"Allow","Sid":"EC2Read"},{"Action":["ec2:AllocateAddress","ec2:AssociateAddress","ec2:AttachNetworkInterface","ec2:AuthorizeSecurityGroupEgress","ec2:AuthorizeSecurityGroupIngress","ec2:CreateFleet","ec2:CreateLaunchTemplate","ec2:CreateLaunchTemplateVersion","ec2:CreateNetworkInterface","ec2:CreatePlacementGroup","ec2:CreateSecurityGroup","ec2:CreateSnapshot","ec2:CreateTags","ec2:CreateVolume","ec2:DeleteLaunchTemplate","ec2:DeleteNetworkInterface","ec2:DeletePlacementGroup","ec2:DeleteSecurityGroup","ec2:DeleteVolume","ec2:DisassociateAddress","ec2:ModifyLaunchTemplate","ec2:ModifyNetworkInterfaceAttribute","ec2:ModifyVolume","ec2:ModifyVolumeAttribute","ec2:ReleaseAddress","ec2:RevokeSecurityGroupEgress","ec2:RevokeSecurityGroupIngress","ec2:RunInstances","ec2:TerminateInstances"],"Resource":"*","Effect":"Allow","Sid":"EC2Write"},{"Action":["dynamodb:DescribeTable","dynamodb:ListTagsOfResource","dynamodb:CreateTable","dynamodb:DeleteTable","dynamodb:GetItem","dynamodb:PutItem","dynamodb:UpdateItem","dynamodb:Query","dynamodb:TagResource"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":dynamodb:*:")?;
        sink.text(account_id)?;
        sink.text(
            r#":table/parallelcluster-*","Effect":"Allow","Sid":"DynamoDB"},{"Action":["route53:ChangeResourceRecordSets","route53:ChangeTagsForResource","route53:CreateHostedZone","route53:DeleteHostedZone","route53:GetChange","route53:GetHostedZone","route53:ListResourceRecordSets","route53:ListQueryLoggingConfigs"],"Resource":"*","Effect":"Allow","Sid":"Route53HostedZones"},{"Action":["cloudformation:*"],"Resource":"*","Effect":"Allow","Sid":"CloudFormation"},{"Action":["cloudwatch:PutDashboard","cloudwatch:ListDashboards","cloudwatch:DeleteDashboards","cloudwatch:GetDashboard","cloudwatch:PutMetricAlarm","cloudwatch:DeleteAlarms","cloudwatch:DescribeAlarms"],"Resource":"*","Effect":"Allow","Sid":"CloudWatch"},{"Action":["iam:GetRole","iam:GetRolePolicy","iam:GetPolicy","iam:SimulatePrincipalPolicy","iam:GetInstanceProfile"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(r#":role/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(r#":policy/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(r#":iam::aws:policy/*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/*"],"Effect":"Allow","Sid":"IamRead"},{"Action":["iam:CreateInstanceProfile","iam:DeleteInstanceProfile","iam:AddRoleToInstanceProfile","iam:RemoveRoleFromInstanceProfile"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/parallelcluster/*"],"Effect":"Allow","Sid":"IamInstanceProfile"}"#,
        )?;
        if custom_roles.is_empty() {
            sink.text(r#",{"Action":["iam:PassRole"],"Resource":["arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(
                r#":role/parallelcluster/*"],"Effect":"Allow","Condition":{"StringEqualsIfExists":{"iam:PassedToService":["lambda.amazonaws.com","ec2.amazonaws.com","spotfleet.amazonaws.com","ec2.amazonaws.com.cn"]}},"Sid":"IamPassRole"}"#,
            )?;
        }
        if !custom_roles.is_empty() {
            sink.text(r#",{"Action":["iam:PassRole"],"Resource":["#)?;
            for (idx, value) in custom_roles.iter().enumerate() {
                if custom_roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let custom_roles = value.as_str();
                sink.text(r#"""#)?;
                sink.text(custom_roles)?;
                sink.text(r#"""#)?;
            }
            sink.text(
                r#"],"Effect":"Allow","Condition":{"StringEqualsIfExists":{"iam:PassedToService":["ecs-tasks.amazonaws.com","lambda.amazonaws.com","ec2.amazonaws.com","spotfleet.amazonaws.com","batch.amazonaws.com","codebuild.amazonaws.com","ec2.amazonaws.com.cn"]}},"Sid":"IamPassRole"}"#,
            )?;
        }
        sink.text(
            r#",{"Action":["lambda:CreateFunction","lambda:DeleteFunction","lambda:GetFunctionConfiguration","lambda:GetFunction","lambda:InvokeFunction","lambda:AddPermission","lambda:RemovePermission","lambda:UpdateFunctionConfiguration","lambda:TagResource","lambda:ListTags","lambda:UntagResource"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":lambda:*:")?;
        sink.text(account_id)?;
        sink.text(r#":function:parallelcluster-*","arn:"#)?;
        sink.text(partition)?;
        sink.text(":lambda:*:")?;
        sink.text(account_id)?;
        sink.text(
            r#":function:pcluster-*"],"Effect":"Allow","Sid":"Lambda"},{"Action":["s3:*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":s3:::parallelcluster-*","arn:"#)?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::aws-parallelcluster-*"],"Effect":"Allow","Sid":"S3ResourcesBucket"},{"Action":["s3:Get*","s3:List*"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::*-aws-parallelcluster*","Effect":"Allow","Sid":"S3ParallelClusterReadOnly"},{"Action":["elasticfilesystem:*"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":elasticfilesystem:*:")?;
        sink.text(account_id)?;
        sink.text(
            r#":*"],"Effect":"Allow","Sid":"EFS"},{"Action":["logs:DeleteLogGroup","logs:PutRetentionPolicy","logs:DescribeLogGroups","logs:CreateLogGroup","logs:TagResource","logs:UntagResource","logs:FilterLogEvents","logs:GetLogEvents","logs:CreateExportTask","logs:DescribeLogStreams","logs:DescribeExportTasks","logs:DescribeMetricFilters","logs:PutMetricFilter","logs:DeleteMetricFilter"],"Resource":"*","Effect":"Allow","Sid":"CloudWatchLogs"},{"Action":["resource-groups:ListGroupResources","resource-groups:GetGroupConfiguration"],"Resource":"*","Effect":"Allow","Sid":"ResourceGroupRead"}"#,
        )?;
        if let Some(directory_secret) = directory_secret {
            sink.text(r#",{"Action":"secretsmanager:DescribeSecret","Resource":"arn:"#)?;
            sink.text(partition)?;
            sink.text(":secretsmanager:")?;
            sink.text(region)?;
            sink.text(":")?;
            sink.text(account_id)?;
            sink.text(":secret:")?;
            sink.text(directory_secret)?;
            sink.text(r#"","Effect":"Allow"}"#)?;
        }
        sink.text(r#",{"Action":"kms:DescribeKey","Resource":"arn:"#)?;
        sink.text(partition)?;
        sink.text(":kms:*:")?;
        sink.text(account_id)?;
        sink.text(r#":key/*","Effect":"Allow","Sid":"KMS"}]}"#)?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let custom_roles = self.custom_roles;
        let directory_secret = self.directory_secret.map(SecretNamePattern::as_str);
        sink.text(
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:Describe*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Read"
        },
        {
            "Action": [
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:AttachNetworkInterface",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateFleet",
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:CreateNetworkInterface",
                "ec2:CreatePlacementGroup",
                "ec2:CreateSecurityGroup",
                "ec2:CreateSnapshot",
                "ec2:CreateTags",
                "ec2:CreateVolume",
                "ec2:DeleteLaunchTemplate",
                "ec2:DeleteNetworkInterface",
                "ec2:DeletePlacementGroup",
                "ec2:DeleteSecurityGroup",
                "ec2:DeleteVolume",
                "ec2:DisassociateAddress",
                "ec2:ModifyLaunchTemplate",
                "ec2:ModifyNetworkInterfaceAttribute",
                "ec2:ModifyVolume",
                "ec2:ModifyVolumeAttribute",
                "ec2:ReleaseAddress",
                "ec2:RevokeSecurityGroupEgress",
                "ec2:RevokeSecurityGroupIngress",
                "ec2:RunInstances",
                "ec2:TerminateInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Write"
        },
        {
            "Action": [
                "dynamodb:DescribeTable",
                "dynamodb:ListTagsOfResource",
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:Query",
                "dynamodb:TagResource"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":dynamodb:*:")?;
        sink.text(account_id)?;
        sink.text(
            r#":table/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "DynamoDB"
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
                "cloudformation:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "cloudwatch:PutDashboard",
                "cloudwatch:ListDashboards",
                "cloudwatch:DeleteDashboards",
                "cloudwatch:GetDashboard",
                "cloudwatch:PutMetricAlarm",
                "cloudwatch:DeleteAlarms",
                "cloudwatch:DescribeAlarms"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatch"
        },
        {
            "Action": [
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:GetPolicy",
                "iam:SimulatePrincipalPolicy",
                "iam:GetInstanceProfile"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(r#":role/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(r#":policy/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(r#":iam::aws:policy/*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/*"
            ],
            "Effect": "Allow",
            "Sid": "IamRead"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile",
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":instance-profile/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Sid": "IamInstanceProfile"
        }"#,
        )?;
        if custom_roles.is_empty() {
            sink.text(
                r#",
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "arn:"#,
            )?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(
                r#":role/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEqualsIfExists": {
                    "iam:PassedToService": [
                        "lambda.amazonaws.com",
                        "ec2.amazonaws.com",
                        "spotfleet.amazonaws.com",
                        "ec2.amazonaws.com.cn"
                    ]
                }
            },
            "Sid": "IamPassRole"
        }"#,
            )?;
        }
        if !custom_roles.is_empty() {
            sink.text(
                r#",
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": ["#,
            )?;
            for (idx, value) in custom_roles.iter().enumerate() {
                if custom_roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let custom_roles = value.as_str();
                sink.text(r#"
                ""#)?;
                sink.text(custom_roles)?;
                sink.text(r#"""#)?;
            }
            sink.text(
                r#"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEqualsIfExists": {
                    "iam:PassedToService": [
                        "ecs-tasks.amazonaws.com",
                        "lambda.amazonaws.com",
                        "ec2.amazonaws.com",
                        "spotfleet.amazonaws.com",
                        "batch.amazonaws.com",
                        "codebuild.amazonaws.com",
                        "ec2.amazonaws.com.cn"
                    ]
                }
            },
            "Sid": "IamPassRole"
        }"#,
            )?;
        }
        sink.text(
            r#",
        {
            "Action": [
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
                "lambda:GetFunction",
                "lambda:InvokeFunction",
                "lambda:AddPermission",
                "lambda:RemovePermission",
                "lambda:UpdateFunctionConfiguration",
                "lambda:TagResource",
                "lambda:ListTags",
                "lambda:UntagResource"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":lambda:*:")?;
        sink.text(account_id)?;
        sink.text(r#":function:parallelcluster-*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(":lambda:*:")?;
        sink.text(account_id)?;
        sink.text(
            r#":function:pcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Lambda"
        },
        {
            "Action": [
                "s3:*"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":s3:::parallelcluster-*",
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::aws-parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3ResourcesBucket"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*"
            ],
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(
            r#":s3:::*-aws-parallelcluster*",
            "Effect": "Allow",
            "Sid": "S3ParallelClusterReadOnly"
        },
        {
            "Action": [
                "elasticfilesystem:*"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":elasticfilesystem:*:")?;
        sink.text(account_id)?;
        sink.text(
            r#":*"
            ],
            "Effect": "Allow",
            "Sid": "EFS"
        },
        {
            "Action": [
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:DescribeLogGroups",
                "logs:CreateLogGroup",
                "logs:TagResource",
                "logs:UntagResource",
                "logs:FilterLogEvents",
                "logs:GetLogEvents",
                "logs:CreateExportTask",
                "logs:DescribeLogStreams",
                "logs:DescribeExportTasks",
                "logs:DescribeMetricFilters",
                "logs:PutMetricFilter",
                "logs:DeleteMetricFilter"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatchLogs"
        },
        {
            "Action": [
                "resource-groups:ListGroupResources",
                "resource-groups:GetGroupConfiguration"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ResourceGroupRead"
        }"#,
        )?;
        if let Some(directory_secret) = directory_secret {
            sink.text(
                r#",
        {
            "Action": "secretsmanager:DescribeSecret",
            "Resource": "arn:"#,
            )?;
            sink.text(partition)?;
            sink.text(":secretsmanager:")?;
            sink.text(region)?;
            sink.text(":")?;
            sink.text(account_id)?;
            sink.text(":secret:")?;
            sink.text(directory_secret)?;
            sink.text(r#"",
            "Effect": "Allow"
        }"#)?;
        }
        sink.text(
            r#",
        {
            "Action": "kms:DescribeKey",
            "Resource": "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":kms:*:")?;
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

/// Lets an administrator create, update, delete and look at clusters and read their logs; other policies add the rest. What the catalog states about it.
pub static USER_BASE: Policy = Policy {
    id: "3.6/user-base",
    version: "3.6",
    name: "ParallelClusterUserBasePolicy",
    title: "Base AWS ParallelCluster pcluster user policy",
    anchor: "iam-roles-in-parallelcluster-v3-base-user-policy",
    summary: "Lets an administrator create, update, delete and look at clusters and read their logs; other policies add the rest.",
    attach_to: AttachTo::UserOrGroup,
    managed_policies: &[],
    schedulers: &["slurm", "awsbatch"],
    commands: &[
        "configure",
        "create-cluster",
        "update-cluster",
        "delete-cluster",
        "list-clusters",
        "describe-cluster",
        "describe-cluster-instances",
        "delete-cluster-instances",
        "describe-compute-fleet",
        "update-compute-fleet",
        "list-cluster-log-streams",
        "get-cluster-log-events",
        "get-cluster-stack-events",
        "export-cluster-logs",
        "list-official-images",
        "ssh",
        "dcv-connect",
        "version",
    ],
    notes: &[
        r"Creating a cluster needs one thing more: rights to create its roles, in `3.6/user-iam-privileged` or `3.6/user-iam-permissions-boundary`, or existing roles that the configuration names everywhere.
`3.6/user-awsbatch` adds AWS Batch, `3.6/user-fsx-lustre` Amazon FSx.",
        r"Existing roles have to have the path `/parallelcluster/`, because only roles there may be passed.
Where that cannot be, `--custom-roles ARN`, once for each role, puts the page's statement for named roles in place of `IamPassRole`.
Then nothing but these roles can be passed: name all roles of the configuration, and do not use the option for clusters that create roles.",
        r"Only clusters with `DirectoryService` have a secret.
`--directory-secret NAME` adds the statement with which its existence is checked; without it the validation ends in a warning, `Cannot validate secret`, and the creation goes on.",
        r"`CloudFormation` allows everything with all stacks of the account, `Route53HostedZones` with all its zones, and `EC2Write` may terminate any instance.
Give the policy to people whom you would trust with those.",
        r"Beyond the page the policy holds what pcluster 3.6 looks up while it validates: `resource-groups:GetGroupConfiguration` and `kms:DescribeKey`.
An encrypted volume or file system with a key of your own also needs the use of that key, which its key policy has to allow.",
        r"`pcluster configure` can write a configuration for a network that exists.
Its wizard for a new VPC is denied: `EC2Write` creates no VPC.",
    ],
    acknowledged: &[
        Acknowledgement {
            finding: "LIMITED_PRIVILEGE_ESCALATION",
            statement: Some("IamPassRole"),
            entry: Some("iam:PassRole"),
            reason: "Roles that clusters create have paths below `/parallelcluster/`, and their names are not known before. The holder can run an instance or a function with any role there that trusts Amazon EC2 or AWS Lambda, those of other people's clusters too: keep roles that can do more out of this path. With existing roles `--custom-roles` puts their ARNs in the place of the pattern.",
            source: "catalog/3.6/user-base/policy.toml",
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
            parameter: &parameters::CUSTOM_ROLES,
            need: Need::List,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::DIRECTORY_SECRET,
            need: Need::Optional,
            placeholder: Some("<SECRET NAME>"),
        },
    ],
    statements: &[
        Statement {
            name: "EC2Read",
            sid: Some("EC2Read"),
            why: "`create-cluster` and `update-cluster` compare the configuration with the account: images, instance types, key pair, network, volumes, capacity reservations. The commands also find the instances of a cluster by their tags. Without it they end with `UnauthorizedOperation` while they validate.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:Describe*",
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
            source: "catalog/3.6/user-base/ec2.toml#EC2Read",
        },
        Statement {
            name: "EC2Write",
            sid: Some("EC2Write"),
            why: "CloudFormation creates, changes and deletes with the caller's rights: the head node with its network interface and address, the launch templates of the queues, security groups, placement groups and shared volumes; the validation makes dry runs of `ec2:RunInstances`, and `delete-cluster-instances` terminates compute nodes. Without it the stack rolls back, or `delete-cluster` leaves resources behind. No command of 3.6 calls `ec2:CreateFleet`; the head node does, with its own role.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
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
                        text: "ec2:CreateFleet",
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
                        text: "ec2:CreateNetworkInterface",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreatePlacementGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateSecurityGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateSnapshot",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateTags",
                        change: None,
                    },
                    Entry {
                        text: "ec2:CreateVolume",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteLaunchTemplate",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteNetworkInterface",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeletePlacementGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteSecurityGroup",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DeleteVolume",
                        change: None,
                    },
                    Entry {
                        text: "ec2:DisassociateAddress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyLaunchTemplate",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyNetworkInterfaceAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyVolume",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ModifyVolumeAttribute",
                        change: None,
                    },
                    Entry {
                        text: "ec2:ReleaseAddress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:RevokeSecurityGroupEgress",
                        change: None,
                    },
                    Entry {
                        text: "ec2:RevokeSecurityGroupIngress",
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
                    reason: "An update of a cluster makes new versions of its launch templates, whose ARN has an id that Amazon EC2 chooses. Launch templates of others match too: who makes a new version of one the default decides what its next instances run, with the role that the template names. Where other people have launch templates in the account, deny both actions on those, by id or by a tag.",
                    source: "catalog/3.6/user-base/ec2.toml#EC2Write",
                },
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "Amazon EC2 chooses the ids when the stack is created, and the dry runs of the validation come before, so that no ARN can be written in advance. All nodes carry the tag `parallelcluster:cluster-name`: a condition on `ec2:ResourceTag/parallelcluster:cluster-name` for `ec2:TerminateInstances`, in a statement of its own, keeps other people's instances out of reach.",
                    source: "catalog/3.6/user-base/ec2.toml#EC2Write",
                },
            ],
            source: "catalog/3.6/user-base/ec2.toml#EC2Write",
        },
        Statement {
            name: "DynamoDB",
            sid: Some("DynamoDB"),
            why: "The stack of a Slurm cluster has two tables, `parallelcluster-NAME` for the state of the fleet, which `describe-cluster`, `describe-compute-fleet` and `update-cluster` read and `update-compute-fleet` writes, and `parallelcluster-slurm-NAME` for the names of its nodes. Without it the creation rolls back, or the fleet can be neither stopped nor started. Clusters older than 3.2 are stopped with `dynamodb:PutItem`, later ones with `dynamodb:UpdateItem`.",
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
                    Entry {
                        text: "dynamodb:CreateTable",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:DeleteTable",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:GetItem",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:PutItem",
                        change: None,
                    },
                    Entry {
                        text: "dynamodb:UpdateItem",
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
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:dynamodb:*:{account-id}:table/parallelcluster-*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/3.6/user-base/dynamodb.toml#DynamoDB",
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
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "A hosted zone gets its id when the stack creates it, and its ARN does not have its name, so that nothing tells the zone of a cluster from others. Where the account has zones of its own, deny `route53:ChangeResourceRecordSets` and `route53:DeleteHostedZone` on `hostedzone/ID` of each.",
                    source: "catalog/2.9/user/route53.toml#Route53HostedZones",
                },
            ],
            source: "catalog/2.9/user/route53.toml#Route53HostedZones",
        },
        Statement {
            name: "CloudFormation",
            sid: Some("CloudFormation"),
            why: "A cluster is a stack of the same name, with a nested one for its queues, and nearly every command starts from it: its status, tags, parameters, outputs and events. Without it no pcluster command gets beyond its first call. The names of clusters are free, so that no pattern limits the stacks.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "cloudformation:*",
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
                    reason: "The stacks of clusters have the clusters' names, which are free. Everything is allowed with every other stack as well, and one that has a service role is updated with that role's rights; stacks of clusters have none, because pcluster creates them with the caller's rights. Agree on how clusters are called and `stack/PREFIX*` can stand here, with what names no stack, such as the `cloudformation:DescribeStacks` of `list-clusters`, on `*` beside it.",
                    source: "catalog/3.6/user-base/cloudformation.toml#CloudFormation",
                },
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "The stacks of clusters have the clusters' names, which are free. Everything is allowed with every other stack as well, and one that has a service role is updated with that role's rights; stacks of clusters have none, because pcluster creates them with the caller's rights. Agree on how clusters are called and `stack/PREFIX*` can stand here, with what names no stack, such as the `cloudformation:DescribeStacks` of `list-clusters`, on `*` beside it.",
                    source: "catalog/3.6/user-base/cloudformation.toml#CloudFormation",
                },
            ],
            source: "catalog/3.6/user-base/cloudformation.toml#CloudFormation",
        },
        Statement {
            name: "CloudWatch",
            sid: Some("CloudWatch"),
            why: "The stack creates a dashboard for the cluster and, since 3.6.0, alarms for the memory and the disk of the head node. Without it the creation rolls back at `CloudwatchDashboard` or at an alarm; a configuration that turns off `Monitoring/Dashboards/CloudWatch` has neither.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "cloudwatch:PutDashboard",
                        change: None,
                    },
                    Entry {
                        text: "cloudwatch:ListDashboards",
                        change: None,
                    },
                    Entry {
                        text: "cloudwatch:DeleteDashboards",
                        change: None,
                    },
                    Entry {
                        text: "cloudwatch:GetDashboard",
                        change: None,
                    },
                    Entry {
                        text: "cloudwatch:PutMetricAlarm",
                        change: None,
                    },
                    Entry {
                        text: "cloudwatch:DeleteAlarms",
                        change: None,
                    },
                    Entry {
                        text: "cloudwatch:DescribeAlarms",
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
                    reason: "The dashboard is named after the cluster and its region and the alarms begin with the cluster's name, which is free. Agree on how clusters are called and `dashboard/PREFIX*` and `alarm:PREFIX*` can stand here for what is written and deleted; as it is, the holder can delete all alarms of the account.",
                    source: "catalog/3.6/user-base/cloudwatch.toml#CloudWatch",
                },
            ],
            source: "catalog/3.6/user-base/cloudwatch.toml#CloudWatch",
        },
        Statement {
            name: "IamRead",
            sid: Some("IamRead"),
            why: "The validation looks up the roles, instance profiles and policies that the configuration names, and CloudFormation reads back the roles and instance profiles that it creates. Without it such a configuration fails in the validation with AccessDenied, or the stack rolls back. No command of 3.6 calls `iam:SimulatePrincipalPolicy`.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:GetRole",
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
                        text: "iam:SimulatePrincipalPolicy",
                        change: None,
                    },
                    Entry {
                        text: "iam:GetInstanceProfile",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:policy/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::aws:policy/*",
                        change: None,
                    },
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
            source: "catalog/3.6/user-base/iam.toml#IamRead",
        },
        Statement {
            name: "IamInstanceProfile",
            sid: Some("IamInstanceProfile"),
            why: "The stack wraps the roles of the head node and the queues, existing ones too, in instance profiles below the path `/parallelcluster/`. Without it the creation rolls back at an instance profile; only a configuration that names an `InstanceProfile` everywhere does without.",
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
                        text: "iam:AddRoleToInstanceProfile",
                        change: None,
                    },
                    Entry {
                        text: "iam:RemoveRoleFromInstanceProfile",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:instance-profile/parallelcluster/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/3.6/user-base/iam.toml#IamInstanceProfile",
        },
        Statement {
            name: "IamPassRole",
            sid: Some("IamPassRole"),
            why: "The stack hands roles to the Lambda functions that clean up, to the nodes and, for AWS Batch with Spot capacity, to the Spot fleet. Without it the creation rolls back with AccessDenied on `iam:PassRole`. Roles that clusters create have the path `/parallelcluster/`; an existing one needs it too, or the option `custom-roles`.",
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
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/parallelcluster/*",
                        change: None,
                    },
                ],
            },
            conditions: &[
                Condition {
                    operator: "StringEqualsIfExists",
                    key: "iam:PassedToService",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "lambda.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "ec2.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "spotfleet.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "ec2.amazonaws.com.cn",
                                change: Some(Change {
                                    kind: ChangeKind::Added,
                                    date: "2026-11-24",
                                    why: "In China a role is passed to Amazon EC2 under this name; without it the creation rolls back there.",
                                    source: "https://github.com/aws/aws-parallelcluster/blob/v3.11.1/cloudformation/policies/parallelcluster-policies.yaml",
                                }),
                            },
                        ],
                    },
                },
            ],
            presence: Presence::Unless("custom-roles"),
            change: None,
            acknowledged: &[],
            source: "catalog/3.6/user-base/iam.toml#IamPassRole",
        },
        Statement {
            name: "IamPassCustomRoles",
            sid: Some("IamPassRole"),
            why: "The page's statement for existing roles that cannot have the path `/parallelcluster/`: it stands in place of `IamPassRole` when `custom-roles` names them. Without it, or with a role that is not in the list, the creation rolls back with AccessDenied on `iam:PassRole`.",
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
                entries: &[
                    Entry {
                        text: "{custom-roles...}",
                        change: None,
                    },
                ],
            },
            conditions: &[
                Condition {
                    operator: "StringEqualsIfExists",
                    key: "iam:PassedToService",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "ecs-tasks.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "lambda.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "ec2.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "spotfleet.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "batch.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "codebuild.amazonaws.com",
                                change: None,
                            },
                            Entry {
                                text: "ec2.amazonaws.com.cn",
                                change: Some(Change {
                                    kind: ChangeKind::Added,
                                    date: "2026-11-24",
                                    why: "In China a role is passed to Amazon EC2 under this name; without it the creation rolls back there.",
                                    source: "https://github.com/aws/aws-parallelcluster/blob/v3.11.1/cloudformation/policies/parallelcluster-policies.yaml",
                                }),
                            },
                        ],
                    },
                },
            ],
            presence: Presence::When("custom-roles"),
            change: None,
            acknowledged: &[],
            source: "catalog/3.6/user-base/iam.toml#IamPassCustomRoles",
        },
        Statement {
            name: "Lambda",
            sid: Some("Lambda"),
            why: "The stack creates functions such as `pcluster-CleanupResources-*` and `pcluster-CleanupRoute53-*` and calls them as custom resources, to empty the cluster's part of the bucket, terminate its nodes and remove its DNS records. Since 2022 CloudFormation needs `lambda:TagResource` for that as well. Without it the creation rolls back, or `delete-cluster` ends in `DELETE_FAILED`.",
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
                    Entry {
                        text: "lambda:UpdateFunctionConfiguration",
                        change: None,
                    },
                    Entry {
                        text: "lambda:TagResource",
                        change: None,
                    },
                    Entry {
                        text: "lambda:ListTags",
                        change: None,
                    },
                    Entry {
                        text: "lambda:UntagResource",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:lambda:*:{account-id}:function:parallelcluster-*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:lambda:*:{account-id}:function:pcluster-*",
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
                    reason: "CloudFormation changes the functions of a cluster when it is updated, and their names end in a part of the stack's id, so that they are not known before. The holder can bring code of their own into the functions of all clusters of the account, with their roles: these terminate instances, delete files of the bucket and change DNS records.",
                    source: "catalog/3.6/user-base/lambda.toml#Lambda",
                },
            ],
            source: "catalog/3.6/user-base/lambda.toml#Lambda",
        },
        Statement {
            name: "S3ResourcesBucket",
            sid: Some("S3ResourcesBucket"),
            why: "pcluster keeps the configurations, templates and code of all clusters and images of a region in one bucket, `parallelcluster-HASH-v1-do-not-delete`, which the first command creates, versions and encrypts. Without it commands end with `Unable to initialize s3 bucket`. A bucket of another name in `CustomS3Bucket` needs a policy of its own.",
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
                    Entry {
                        text: "arn:{partition}:s3:::aws-parallelcluster-*",
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
                    reason: "What `s3:*` says beyond buckets and their objects is not granted, such as access points, batch jobs and the list of all buckets, and no command needs it. On the buckets themselves it is everything: the holder can also delete them and change their policies.",
                    source: "catalog/3.6/user-base/s3.toml#S3ResourcesBucket",
                },
            ],
            source: "catalog/3.6/user-base/s3.toml#S3ResourcesBucket",
        },
        Statement {
            name: "S3ParallelClusterReadOnly",
            sid: Some("S3ParallelClusterReadOnly"),
            why: "The regional bucket of AWS ParallelCluster holds what upstream publishes for a release. Of the commands of 3.6 only the VPC wizard of `pcluster configure` hands a template from it to CloudFormation, with the caller's rights; clusters are created from templates that pcluster writes itself, and work without it.",
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
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:s3:::*-aws-parallelcluster*",
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
                    reason: "The bucket is AWS's, so that a condition on your own account would deny it, and the `*` at the end also lets its holder read buckets of strangers. No cluster depends on the statement: leave it out, unless somebody uses the VPC wizard of `pcluster configure` with rights of its own.",
                    source: "catalog/3.6/user-base/s3.toml#S3ParallelClusterReadOnly",
                },
                Acknowledgement {
                    finding: "ACTION_PARTLY_MATCHES",
                    statement: None,
                    entry: None,
                    reason: "What `s3:Get*` and `s3:List*` say beyond buckets and their objects is not granted, such as access points, storage lenses and the list of all buckets. No command needs it.",
                    source: "catalog/3.6/user-base/s3.toml#S3ParallelClusterReadOnly",
                },
            ],
            source: "catalog/3.6/user-base/s3.toml#S3ParallelClusterReadOnly",
        },
        Statement {
            name: "EFS",
            sid: Some("EFS"),
            why: "A cluster with `EfsSettings` creates a file system and its mount targets through its stack and deletes them with it, or looks up those of an existing one. Without it the stack rolls back or the validation fails; other clusters do not need it. Where only existing file systems are used, the page advises to name them instead.",
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
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:elasticfilesystem:*:{account-id}:*",
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
                    reason: "No command needs the settings of the account, `elasticfilesystem:DescribeAccountPreferences` and `PutAccountPreferences`, which need `*`. `elasticfilesystem:CreateFileSystem` has no resource in AWS's reference either, but AWS's own examples grant it on file systems, as here.",
                    source: "catalog/3.6/user-base/elasticfilesystem.toml#EFS",
                },
            ],
            source: "catalog/3.6/user-base/elasticfilesystem.toml#EFS",
        },
        Statement {
            name: "CloudWatchLogs",
            sid: Some("CloudWatchLogs"),
            why: "The stack creates the log groups of the cluster and of its Lambda functions, with retention and tags, and metric filters for the dashboard; the commands for logs list, read and export them. Without it the creation rolls back at a log group, or `get-cluster-log-events` and `export-cluster-logs` are denied. All log groups of the account match, not only those of clusters.",
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
                    Entry {
                        text: "logs:TagResource",
                        change: None,
                    },
                    Entry {
                        text: "logs:UntagResource",
                        change: None,
                    },
                    Entry {
                        text: "logs:FilterLogEvents",
                        change: None,
                    },
                    Entry {
                        text: "logs:GetLogEvents",
                        change: None,
                    },
                    Entry {
                        text: "logs:CreateExportTask",
                        change: None,
                    },
                    Entry {
                        text: "logs:DescribeLogStreams",
                        change: None,
                    },
                    Entry {
                        text: "logs:DescribeExportTasks",
                        change: None,
                    },
                    Entry {
                        text: "logs:DescribeMetricFilters",
                        change: None,
                    },
                    Entry {
                        text: "logs:PutMetricFilter",
                        change: None,
                    },
                    Entry {
                        text: "logs:DeleteMetricFilter",
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
                    reason: "All log groups of clusters and images begin with `/aws/parallelcluster/`, `/aws/lambda/pcluster-`, `/aws/imagebuilder/ParallelClusterImage-` or `/aws/lambda/ParallelClusterImage-`: ARNs with these can stand here, with `logs:DescribeLogGroups` and `logs:DescribeExportTasks` on `*` in a statement of their own. As it is, the holder can read and delete every log of the account.",
                    source: "catalog/3.6/user-base/logs.toml#CloudWatchLogs",
                },
            ],
            source: "catalog/3.6/user-base/logs.toml#CloudWatchLogs",
        },
        Statement {
            name: "ResourceGroupRead",
            sid: Some("ResourceGroupRead"),
            why: "A queue with `CapacityReservationResourceGroupArn` names a group of capacity reservations; the validation reads the group's configuration and its members. Without it such a configuration fails in the validation; others do not need it.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "resource-groups:ListGroupResources",
                        change: None,
                    },
                    Entry {
                        text: "resource-groups:GetGroupConfiguration",
                        change: Some(Change {
                            kind: ChangeKind::Added,
                            date: "2026-11-24",
                            why: "The validation asks whether the group is one of Amazon EC2; without it each group is refused with `must be a Service Linked Group`.",
                            source: "https://github.com/aws/aws-parallelcluster/blob/v3.6.0/cli/src/pcluster/validators/ec2_validators.py",
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
            acknowledged: &[],
            source: "catalog/3.6/user-base/resource-groups.toml#ResourceGroupRead",
        },
        Statement {
            name: "DirectorySecret",
            sid: None,
            why: "`create-cluster` and `update-cluster` check that the secret in `DirectoryService/PasswordSecretArn` exists; they do not read it. Without it they print the warning `Cannot validate secret`, and a wrong ARN shows only when the head node fails to boot.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "secretsmanager:DescribeSecret",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "arn:{partition}:secretsmanager:{region}:{account-id}:secret:{directory-secret}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::When("directory-secret"),
            change: None,
            acknowledged: &[],
            source: "catalog/3.6/user-base/secretsmanager.toml#DirectorySecret",
        },
        Statement {
            name: "KMS",
            sid: Some("KMS"),
            why: "`create-cluster`, `update-cluster` and `build-image` check that the key in `KmsKeyId` of a volume or file system exists. Without it a configuration with a key of its own fails in the validation with AccessDenied; other configurations do not need it.",
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
                        text: "arn:{partition}:kms:*:{account-id}:key/*",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::Always,
            change: Some(Change {
                kind: ChangeKind::Added,
                date: "2026-11-24",
                why: "`create-cluster`, `update-cluster` and `build-image` check that the key in `KmsKeyId` of a volume or file system exists. Without it a configuration with a key of its own fails in the validation with AccessDenied; other configurations do not need it.",
                source: "https://github.com/aws/aws-parallelcluster/blob/v3.6.0/cli/src/pcluster/validators/kms_validators.py",
            }),
            acknowledged: &[],
            source: "catalog/3.6/user-base/kms.toml#KMS",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "ec2:Describe*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Read"
        },
        {
            "Action": [
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:AttachNetworkInterface",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateFleet",
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:CreateNetworkInterface",
                "ec2:CreatePlacementGroup",
                "ec2:CreateSecurityGroup",
                "ec2:CreateSnapshot",
                "ec2:CreateTags",
                "ec2:CreateVolume",
                "ec2:DeleteLaunchTemplate",
                "ec2:DeleteNetworkInterface",
                "ec2:DeletePlacementGroup",
                "ec2:DeleteSecurityGroup",
                "ec2:DeleteVolume",
                "ec2:DisassociateAddress",
                "ec2:ModifyLaunchTemplate",
                "ec2:ModifyNetworkInterfaceAttribute",
                "ec2:ModifyVolume",
                "ec2:ModifyVolumeAttribute",
                "ec2:ReleaseAddress",
                "ec2:RevokeSecurityGroupEgress",
                "ec2:RevokeSecurityGroupIngress",
                "ec2:RunInstances",
                "ec2:TerminateInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Write"
        },
        {
            "Action": [
                "dynamodb:DescribeTable",
                "dynamodb:ListTagsOfResource",
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:Query",
                "dynamodb:TagResource"
            ],
            "Resource": "arn:aws:dynamodb:*:<AWS ACCOUNT ID>:table/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "DynamoDB"
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
                "cloudformation:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "cloudwatch:PutDashboard",
                "cloudwatch:ListDashboards",
                "cloudwatch:DeleteDashboards",
                "cloudwatch:GetDashboard",
                "cloudwatch:PutMetricAlarm",
                "cloudwatch:DeleteAlarms",
                "cloudwatch:DescribeAlarms"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatch"
        },
        {
            "Action": [
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:GetPolicy",
                "iam:SimulatePrincipalPolicy",
                "iam:GetInstanceProfile"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/*",
                "arn:aws:iam::<AWS ACCOUNT ID>:policy/*",
                "arn:aws:iam::aws:policy/*",
                "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/*"
            ],
            "Effect": "Allow",
            "Sid": "IamRead"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile",
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Sid": "IamInstanceProfile"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEqualsIfExists": {
                    "iam:PassedToService": [
                        "lambda.amazonaws.com",
                        "ec2.amazonaws.com",
                        "spotfleet.amazonaws.com",
                        "ec2.amazonaws.com.cn"
                    ]
                }
            },
            "Sid": "IamPassRole"
        },
        {
            "Action": [
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
                "lambda:GetFunction",
                "lambda:InvokeFunction",
                "lambda:AddPermission",
                "lambda:RemovePermission",
                "lambda:UpdateFunctionConfiguration",
                "lambda:TagResource",
                "lambda:ListTags",
                "lambda:UntagResource"
            ],
            "Resource": [
                "arn:aws:lambda:*:<AWS ACCOUNT ID>:function:parallelcluster-*",
                "arn:aws:lambda:*:<AWS ACCOUNT ID>:function:pcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Lambda"
        },
        {
            "Action": [
                "s3:*"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*",
                "arn:aws:s3:::aws-parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3ResourcesBucket"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*"
            ],
            "Resource": "arn:aws:s3:::*-aws-parallelcluster*",
            "Effect": "Allow",
            "Sid": "S3ParallelClusterReadOnly"
        },
        {
            "Action": [
                "elasticfilesystem:*"
            ],
            "Resource": [
                "arn:aws:elasticfilesystem:*:<AWS ACCOUNT ID>:*"
            ],
            "Effect": "Allow",
            "Sid": "EFS"
        },
        {
            "Action": [
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:DescribeLogGroups",
                "logs:CreateLogGroup",
                "logs:TagResource",
                "logs:UntagResource",
                "logs:FilterLogEvents",
                "logs:GetLogEvents",
                "logs:CreateExportTask",
                "logs:DescribeLogStreams",
                "logs:DescribeExportTasks",
                "logs:DescribeMetricFilters",
                "logs:PutMetricFilter",
                "logs:DeleteMetricFilter"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatchLogs"
        },
        {
            "Action": [
                "resource-groups:ListGroupResources",
                "resource-groups:GetGroupConfiguration"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ResourceGroupRead"
        },
        {
            "Action": "secretsmanager:DescribeSecret",
            "Resource": "arn:aws:secretsmanager:<REGION>:<AWS ACCOUNT ID>:secret:<SECRET NAME>",
            "Effect": "Allow"
        },
        {
            "Action": "kms:DescribeKey",
            "Resource": "arn:aws:kms:*:<AWS ACCOUNT ID>:key/*",
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
                "ec2:Describe*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Read"
        },
        {
            "Action": [
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:AttachNetworkInterface",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateFleet",
                "ec2:CreateLaunchTemplate",
                "ec2:CreateLaunchTemplateVersion",
                "ec2:CreateNetworkInterface",
                "ec2:CreatePlacementGroup",
                "ec2:CreateSecurityGroup",
                "ec2:CreateSnapshot",
                "ec2:CreateTags",
                "ec2:CreateVolume",
                "ec2:DeleteLaunchTemplate",
                "ec2:DeleteNetworkInterface",
                "ec2:DeletePlacementGroup",
                "ec2:DeleteSecurityGroup",
                "ec2:DeleteVolume",
                "ec2:DisassociateAddress",
                "ec2:ModifyLaunchTemplate",
                "ec2:ModifyNetworkInterfaceAttribute",
                "ec2:ModifyVolume",
                "ec2:ModifyVolumeAttribute",
                "ec2:ReleaseAddress",
                "ec2:RevokeSecurityGroupEgress",
                "ec2:RevokeSecurityGroupIngress",
                "ec2:RunInstances",
                "ec2:TerminateInstances"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "EC2Write"
        },
        {
            "Action": [
                "dynamodb:DescribeTable",
                "dynamodb:ListTagsOfResource",
                "dynamodb:CreateTable",
                "dynamodb:DeleteTable",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:Query",
                "dynamodb:TagResource"
            ],
            "Resource": "arn:aws:dynamodb:*:<AWS ACCOUNT ID>:table/parallelcluster-*",
            "Effect": "Allow",
            "Sid": "DynamoDB"
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
                "cloudformation:*"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudFormation"
        },
        {
            "Action": [
                "cloudwatch:PutDashboard",
                "cloudwatch:ListDashboards",
                "cloudwatch:DeleteDashboards",
                "cloudwatch:GetDashboard",
                "cloudwatch:PutMetricAlarm",
                "cloudwatch:DeleteAlarms",
                "cloudwatch:DescribeAlarms"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatch"
        },
        {
            "Action": [
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:GetPolicy",
                "iam:SimulatePrincipalPolicy",
                "iam:GetInstanceProfile"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/*",
                "arn:aws:iam::<AWS ACCOUNT ID>:policy/*",
                "arn:aws:iam::aws:policy/*",
                "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/*"
            ],
            "Effect": "Allow",
            "Sid": "IamRead"
        },
        {
            "Action": [
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile",
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:instance-profile/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Sid": "IamInstanceProfile"
        },
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "arn:aws:iam::<AWS ACCOUNT ID>:role/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEqualsIfExists": {
                    "iam:PassedToService": [
                        "lambda.amazonaws.com",
                        "ec2.amazonaws.com",
                        "spotfleet.amazonaws.com"
                    ]
                }
            },
            "Sid": "IamPassRole"
        },
        {
            "Action": [
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunctionConfiguration",
                "lambda:GetFunction",
                "lambda:InvokeFunction",
                "lambda:AddPermission",
                "lambda:RemovePermission",
                "lambda:UpdateFunctionConfiguration",
                "lambda:TagResource",
                "lambda:ListTags",
                "lambda:UntagResource"
            ],
            "Resource": [
                "arn:aws:lambda:*:<AWS ACCOUNT ID>:function:parallelcluster-*",
                "arn:aws:lambda:*:<AWS ACCOUNT ID>:function:pcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Lambda"
        },
        {
            "Action": [
                "s3:*"
            ],
            "Resource": [
                "arn:aws:s3:::parallelcluster-*",
                "arn:aws:s3:::aws-parallelcluster-*"
            ],
            "Effect": "Allow",
            "Sid": "S3ResourcesBucket"
        },
        {
            "Action": [
                "s3:Get*",
                "s3:List*"
            ],
            "Resource": "arn:aws:s3:::*-aws-parallelcluster*",
            "Effect": "Allow",
            "Sid": "S3ParallelClusterReadOnly"
        },
        {
            "Action": [
                "elasticfilesystem:*"
            ],
            "Resource": [
                "arn:aws:elasticfilesystem:*:<AWS ACCOUNT ID>:*"
            ],
            "Effect": "Allow",
            "Sid": "EFS"
        },
        {
            "Action": [
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:DescribeLogGroups",
                "logs:CreateLogGroup",
                "logs:TagResource",
                "logs:UntagResource",
                "logs:FilterLogEvents",
                "logs:GetLogEvents",
                "logs:CreateExportTask",
                "logs:DescribeLogStreams",
                "logs:DescribeExportTasks",
                "logs:DescribeMetricFilters",
                "logs:PutMetricFilter",
                "logs:DeleteMetricFilter"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "CloudWatchLogs"
        },
        {
            "Action": [
                "resource-groups:ListGroupResources"
            ],
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "ResourceGroupRead"
        },
        {
            "Action": "secretsmanager:DescribeSecret",
            "Resource": "arn:aws:secretsmanager:<REGION>:<AWS ACCOUNT ID>:secret:<SECRET NAME>",
            "Effect": "Allow"
        }
    ]
}"#,
    source: "catalog/3.6/user-base/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let custom_roles = reader.list(&parameters::CUSTOM_ROLES, RoleArn::new);
    let directory_secret = reader
        .optional(&parameters::DIRECTORY_SECRET, SecretNamePattern::new);
    Some(
        Box::new(Owned {
            region: region?,
            account_id: account_id?,
            custom_roles: custom_roles?,
            directory_secret: directory_secret?,
        }),
    )
}
/// The policy's struct together with the lists that it borrows.
#[derive(Debug)]
struct Owned<'a> {
    region: Region<'a>,
    account_id: AccountId<'a>,
    custom_roles: Vec<RoleArn<'a>>,
    directory_secret: Option<SecretNamePattern<'a>>,
}
impl Owned<'_> {
    fn get(&self) -> UserBase<'_> {
        UserBase {
            region: self.region,
            account_id: self.account_id,
            custom_roles: &self.custom_roles,
            directory_secret: self.directory_secret,
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
