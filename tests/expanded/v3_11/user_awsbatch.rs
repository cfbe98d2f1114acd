// @generated from catalog/3.11/user-awsbatch by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::render::{self, Document, Render, Sink};
use crate::values::Reader;
use crate::{AccountId, Region};

/// Adds to `3.11/user-cluster-1` and `3.11/user-cluster-2` what clusters with AWS Batch need.
///
/// `ParallelClusterClusterPolicyBatch` in AWS ParallelCluster Policies, attached to a user or group.
///
/// Stated in `catalog/3.11/user-awsbatch/policy.toml`; its constant is [`USER_AWSBATCH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserAwsbatch<'a> {
    /// The region in which the clusters run.
    pub region: Region<'a>,
    /// The twelve digits of the AWS account in which the clusters run.
    pub account_id: AccountId<'a>,
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
        sink.text(
            r#"{"Version":"2012-10-17","Statement":[{"Action":["iam:PassRole"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":role/parallelcluster/*"],"Effect":"Allow","Condition":{"StringEqualsIfExists":{"iam:PassedToService":["ecs-tasks.amazonaws.com","batch.amazonaws.com","codebuild.amazonaws.com"]}},"Sid":"IamPassRole"},{"Action":["iam:CreateServiceLinkedRole","iam:DeleteServiceLinkedRole"],"Resource":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":role/aws-service-role/batch.amazonaws.com/*"],"Effect":"Allow","Condition":{"StringEquals":{"iam:AWSServiceName":["batch.amazonaws.com"]}}},{"Action":["codebuild:*"],"Resource":"arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":codebuild:")?;
        sink.text(region)?;
        sink.text(":")?;
        sink.text(account_id)?;
        sink.text(
            r#":project/pcluster-*","Effect":"Allow"},{"Action":["ecr:*"],"Resource":"*","Effect":"Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(r#","Condition":{"StringEquals":{"aws:RequestedRegion":[""#)?;
            sink.text(region)?;
            sink.text(r#""]}}"#)?;
        }
        sink.text(
            r#","Sid":"ECR"},{"Action":["batch:*"],"Resource":"*","Effect":"Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(r#","Condition":{"StringEquals":{"aws:RequestedRegion":[""#)?;
            sink.text(region)?;
            sink.text(r#""]}}"#)?;
        }
        sink.text(
            r#","Sid":"Batch"},{"Action":["events:*"],"Resource":"*","Effect":"Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(r#","Condition":{"StringEquals":{"aws:RequestedRegion":[""#)?;
            sink.text(region)?;
            sink.text(r#""]}}"#)?;
        }
        sink.text(
            r#","Sid":"AmazonCloudWatchEvents"},{"Action":["ecs:DescribeContainerInstances","ecs:ListContainerInstances"],"Resource":"*","Effect":"Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(r#","Condition":{"StringEquals":{"aws:RequestedRegion":[""#)?;
            sink.text(region)?;
            sink.text(r#""]}}"#)?;
        }
        sink.text(r#","Sid":"ECS"}]}"#)?;
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
                        "ecs-tasks.amazonaws.com",
                        "batch.amazonaws.com",
                        "codebuild.amazonaws.com"
                    ]
                }
            },
            "Sid": "IamPassRole"
        },
        {
            "Action": [
                "iam:CreateServiceLinkedRole",
                "iam:DeleteServiceLinkedRole"
            ],
            "Resource": [
                "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(
            r#":role/aws-service-role/batch.amazonaws.com/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "iam:AWSServiceName": [
                        "batch.amazonaws.com"
                    ]
                }
            }
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
            r#":project/pcluster-*",
            "Effect": "Allow"
        },
        {
            "Action": [
                "ecr:*"
            ],
            "Resource": "*",
            "Effect": "Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(
                r#",
            "Condition": {
                "StringEquals": {
                    "aws:RequestedRegion": [
                        ""#,
            )?;
            sink.text(region)?;
            sink.text(r#""
                    ]
                }
            }"#)?;
        }
        sink.text(
            r#",
            "Sid": "ECR"
        },
        {
            "Action": [
                "batch:*"
            ],
            "Resource": "*",
            "Effect": "Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(
                r#",
            "Condition": {
                "StringEquals": {
                    "aws:RequestedRegion": [
                        ""#,
            )?;
            sink.text(region)?;
            sink.text(r#""
                    ]
                }
            }"#)?;
        }
        sink.text(
            r#",
            "Sid": "Batch"
        },
        {
            "Action": [
                "events:*"
            ],
            "Resource": "*",
            "Effect": "Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(
                r#",
            "Condition": {
                "StringEquals": {
                    "aws:RequestedRegion": [
                        ""#,
            )?;
            sink.text(region)?;
            sink.text(r#""
                    ]
                }
            }"#)?;
        }
        sink.text(
            r#",
            "Sid": "AmazonCloudWatchEvents"
        },
        {
            "Action": [
                "ecs:DescribeContainerInstances",
                "ecs:ListContainerInstances"
            ],
            "Resource": "*",
            "Effect": "Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(
                r#",
            "Condition": {
                "StringEquals": {
                    "aws:RequestedRegion": [
                        ""#,
            )?;
            sink.text(region)?;
            sink.text(r#""
                    ]
                }
            }"#)?;
        }
        sink.text(r#",
            "Sid": "ECS"
        }
    ]
}"#)?;
        Ok(())
    }
}

/// Adds to `3.11/user-cluster-1` and `3.11/user-cluster-2` what clusters with AWS Batch need. What the catalog states about it.
pub static USER_AWSBATCH: Policy = Policy {
    id: "3.11/user-awsbatch",
    version: "3.11",
    name: "ParallelClusterClusterPolicyBatch",
    title: "ParallelClusterClusterPolicyBatch",
    anchor: "ParallelClusterClusterPolicyBatch",
    summary: "Adds to `3.11/user-cluster-1` and `3.11/user-cluster-2` what clusters with AWS Batch need.",
    attach_to: AttachTo::UserOrGroup,
    managed_policies: &[],
    schedulers: &["awsbatch"],
    commands: &[
        "create-cluster",
        "update-cluster",
        "delete-cluster",
        "describe-cluster",
        "describe-compute-fleet",
        "update-compute-fleet",
    ],
    notes: &[
        r"The policy adds to the two halves of the cluster policy and is of no use without them.
The template creates it with `EnableBatchAccess`.",
        "Attach `3.11/user-iam` too, also with existing roles for the nodes: the stack of an AWS Batch cluster always creates roles of its own, for the container instances, the jobs, their users and CodeBuild.",
        r"`ECR`, `Batch` and `AmazonCloudWatchEvents` allow everything in their services, not only what belongs to clusters.
In an account that uses them for other things give the policy to people whom you would trust with those.",
    ],
    acknowledged: &[
        Acknowledgement {
            finding: "LIMITED_PRIVILEGE_ESCALATION",
            statement: Some("IamPassRole"),
            entry: Some("iam:PassRole"),
            reason: "The stack creates the role of the CodeBuild project, so that its ARN is not known before; the path `/parallelcluster/` has the roles of all clusters. The holder can run commands with each of them that trusts CodeBuild: keep roles that can do more out of this path.",
            source: "catalog/3.11/user-awsbatch/policy.toml",
        },
    ],
    parameters: &[
        PolicyParameter {
            parameter: &parameters::PARTITION,
            need: Need::Required,
            placeholder: Some("${AWS::Partition}"),
        },
        PolicyParameter {
            parameter: &parameters::REGION,
            need: Need::Required,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::ACCOUNT_ID,
            need: Need::Required,
            placeholder: Some("${AWS::AccountId}"),
        },
    ],
    statements: &[
        Statement {
            name: "IamPassRole",
            sid: Some("IamPassRole"),
            why: "The stack hands roles to the jobs, to AWS Batch and to the CodeBuild project; `3.11/user-cluster-2` passes roles to other services only. Without it the creation of an AWS Batch cluster rolls back with AccessDenied on `iam:PassRole`.",
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
                                text: "ecs-tasks.amazonaws.com",
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
                        ],
                    },
                },
            ],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/3.11/user-awsbatch/iam.toml#IamPassRole",
        },
        Statement {
            name: "BatchServiceLinkedRole",
            sid: None,
            why: "The compute environment of the stack names no service role, so AWS Batch uses its service-linked role and creates it with the first one of an account. Without it that first AWS Batch cluster rolls back; where the role exists nobody notices.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:CreateServiceLinkedRole",
                        change: None,
                    },
                    Entry {
                        text: "iam:DeleteServiceLinkedRole",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/aws-service-role/batch.amazonaws.com/*",
                        change: None,
                    },
                ],
            },
            conditions: &[
                Condition {
                    operator: "StringEquals",
                    key: "iam:AWSServiceName",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "batch.amazonaws.com",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/3.11/user-awsbatch/iam.toml#BatchServiceLinkedRole",
        },
        Statement {
            name: "CodeBuild",
            sid: None,
            why: "The stack creates the project `pcluster-CLUSTER-build-docker-images-project`, which builds the Docker image that the jobs run in. Without it the creation rolls back at `PclusterCodeBuildDockerImageBuilderProj`.",
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
                        text: "arn:{partition}:codebuild:{region}:{account-id}:project/pcluster-*",
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
                    reason: "A function of the stack starts the build, with a role of its own; the stack only creates, changes and deletes the project. Who starts builds themselves runs commands with the role of a project, which can push images for the jobs and read the cluster's files. Deny `codebuild:StartBuild` and `codebuild:StartBuildBatch` to people who should not.",
                    source: "catalog/3.11/user-awsbatch/codebuild.toml#CodeBuild",
                },
                Acknowledgement {
                    finding: "ACTION_PARTLY_MATCHES",
                    statement: None,
                    entry: None,
                    reason: "What `codebuild:*` says beyond projects and their builds is not granted: reports, fleets, sandboxes, credentials for sources and all lists. The stack has none of them.",
                    source: "catalog/3.11/user-awsbatch/codebuild.toml#CodeBuild",
                },
            ],
            source: "catalog/3.11/user-awsbatch/codebuild.toml#CodeBuild",
        },
        Statement {
            name: "ECR",
            sid: Some("ECR"),
            why: "The stack creates the repository `ParallelClusterDockerImagesRepo` for the image of the jobs and deletes it with the cluster. Without it the creation rolls back. The resource is `*`: all repositories of the account are within reach.",
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
            conditions: &[
                Condition {
                    operator: "StringEquals",
                    key: "aws:RequestedRegion",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "{region?}",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "CloudFormation names the repository after the stack, in lower case, and the names of clusters are free. Agree on how clusters are called and `repository/PREFIX*` can stand here, with `ecr:GetAuthorizationToken` on `*` beside it; as it is, the holder can delete every repository of the account.",
                    source: "catalog/3.11/user-awsbatch/ecr.toml#ECR",
                },
            ],
            source: "catalog/3.11/user-awsbatch/ecr.toml#ECR",
        },
        Statement {
            name: "Batch",
            sid: Some("Batch"),
            why: "The stack creates the compute environment, the queue and the job definitions. The validation learns the valid instance types from a request that must fail, `describe-cluster` reads the state of the compute environment and `update-compute-fleet` enables and disables it. Without it the creation rolls back and the fleet cannot be stopped.",
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
            conditions: &[
                Condition {
                    operator: "StringEquals",
                    key: "aws:RequestedRegion",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "{region?}",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "CloudFormation names the compute environment, the queue and the job definitions, beginning with `PclusterComputeEnvironment`, `PclusterJobQueue` and `PclusterJobDefinition`. ARNs with these would do for them, but the validation also asks for an environment named `dummy`, to read the valid instance types from the refusal, and what reads needs `*`. Until somebody writes that out, the holder can change all of AWS Batch in the account.",
                    source: "catalog/3.11/user-awsbatch/batch.toml#Batch",
                },
            ],
            source: "catalog/3.11/user-awsbatch/batch.toml#Batch",
        },
        Statement {
            name: "AmazonCloudWatchEvents",
            sid: Some("AmazonCloudWatchEvents"),
            why: "A rule of the stack calls the function `pcluster-BuildNotification-*` when the build of the Docker image ends. Without it the creation rolls back at `CodeBuildNotificationRule`.",
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
            conditions: &[
                Condition {
                    operator: "StringEquals",
                    key: "aws:RequestedRegion",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "{region?}",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence::Always,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "CHANGES_EVERYTHING",
                    statement: None,
                    entry: None,
                    reason: "CloudFormation names the rule after the stack, and the names of clusters are free. Agree on how clusters are called and `rule/PREFIX*` can stand here; event buses, archives and connections, which the wildcard covers as well, are not needed.",
                    source: "catalog/3.11/user-awsbatch/events.toml#AmazonCloudWatchEvents",
                },
            ],
            source: "catalog/3.11/user-awsbatch/events.toml#AmazonCloudWatchEvents",
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
            conditions: &[
                Condition {
                    operator: "StringEquals",
                    key: "aws:RequestedRegion",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "{region?}",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence::Always,
            change: None,
            acknowledged: &[],
            source: "catalog/3.11/user-awsbatch/ecs.toml#ECS",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEqualsIfExists": {
                    "iam:PassedToService": [
                        "ecs-tasks.amazonaws.com",
                        "batch.amazonaws.com",
                        "codebuild.amazonaws.com"
                    ]
                }
            },
            "Sid": "IamPassRole"
        },
        {
            "Action": [
                "iam:CreateServiceLinkedRole",
                "iam:DeleteServiceLinkedRole"
            ],
            "Resource": [
                "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/batch.amazonaws.com/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "iam:AWSServiceName": [
                        "batch.amazonaws.com"
                    ]
                }
            }
        },
        {
            "Action": [
                "codebuild:*"
            ],
            "Resource": "arn:${AWS::Partition}:codebuild:*:${AWS::AccountId}:project/pcluster-*",
            "Effect": "Allow"
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
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "iam:PassRole"
            ],
            "Resource": [
                "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/parallelcluster/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEqualsIfExists": {
                    "iam:PassedToService": [
                        "ecs-tasks.amazonaws.com",
                        "batch.amazonaws.com",
                        "codebuild.amazonaws.com"
                    ]
                }
            },
            "Sid": "IamPassRole"
        },
        {
            "Action": [
                "iam:CreateServiceLinkedRole",
                "iam:DeleteServiceLinkedRole"
            ],
            "Resource": [
                "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/batch.amazonaws.com/*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "iam:AWSServiceName": [
                        "batch.amazonaws.com"
                    ]
                }
            }
        },
        {
            "Action": [
                "codebuild:*"
            ],
            "Resource": "arn:${AWS::Partition}:codebuild:*:${AWS::AccountId}:project/pcluster-*",
            "Effect": "Allow"
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
        }
    ]
}"#,
    source: "catalog/3.11/user-awsbatch/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    Some(
        Box::new(UserAwsbatch {
            region: region?,
            account_id: account_id?,
        }),
    )
}
