//! The types of a policy's parameters: strings that are checked when a value is created.
//!
//! INVARIANT: no value contains a character that JSON would escape, and only patterns and values
//! created by `any` contain a wildcard. Rendering relies on this and copies values unchanged.

use core::fmt;

use super::Partition;
use crate::shared::grammar::{self, Rule};

/// A string that does not follow the rule of a parameter's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValueError {
    pub(crate) value: Box<str>,
    pub(crate) allowed: &'static str,
}

impl InvalidValueError {
    /// The string that was refused.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The strings that the type allows: a phrase that follows "expected".
    #[must_use]
    pub fn allowed(&self) -> &'static str {
        self.allowed
    }
}

impl fmt::Display for InvalidValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is refused: expected {}", self.value.escape_debug(), self.allowed)
    }
}

impl core::error::Error for InvalidValueError {}

/// Checks `value` by `rule`.
fn check<'a>(rule: &Rule, value: &'a str) -> Result<&'a str, InvalidValueError> {
    if rule.accepts(value) {
        Ok(value)
    } else {
        Err(InvalidValueError { value: value.into(), allowed: rule.allowed })
    }
}

/// A value of a struct's field that may be ARNs.
pub(crate) trait Arns {
    /// The first ARN that names another partition.
    fn foreign_to(&self, partition: &Partition) -> Option<&str>;
}

impl<T: Arns> Arns for Option<T> {
    fn foreign_to(&self, partition: &Partition) -> Option<&str> {
        self.as_ref()?.foreign_to(partition)
    }
}

impl<T: Arns> Arns for &[T] {
    fn foreign_to(&self, partition: &Partition) -> Option<&str> {
        self.iter().find_map(|arn| arn.foreign_to(partition))
    }
}

/// Declares a borrowed, checked name and its owned twin.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident, $owned:ident: $rule:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
        pub struct $name<'a>(&'a str);

        impl<'a> $name<'a> {
            /// Creates a value from a string, after checking it.
            ///
            /// # Errors
            ///
            /// If the string does not follow the rule of the type.
            pub fn new(value: &'a str) -> Result<Self, InvalidValueError> {
                check(&grammar::$rule, value).map(Self)
            }

            /// The wildcard `*` in place of a value, so that a grant covers all of them.
            #[must_use]
            pub const fn any() -> Self {
                Self("*")
            }

            /// A default of the catalog, which the build has checked.
            #[allow(dead_code, reason = "few types have a default in a list")]
            pub(crate) const fn default_of_catalog(value: &'a str) -> Self {
                Self(value)
            }

            /// The string, as in a policy.
            #[must_use]
            pub const fn as_str(self) -> &'a str {
                self.0
            }
        }

        impl Arns for $name<'_> {
            fn foreign_to(&self, partition: &Partition) -> Option<&str> {
                let named = grammar::partition_of(self.0)?;
                (named != partition.id).then_some(self.0)
            }
        }

        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.0)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de: 'a, 'a> serde::Deserialize<'de> for $name<'a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <&str as serde::Deserialize>::deserialize(deserializer)?;
                Self::new(text).map_err(serde::de::Error::custom)
            }
        }

        #[doc = concat!("The owned twin of [`", stringify!($name), "`], for values that outlive their source.")]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
        pub struct $owned(Box<str>);

        impl $owned {
            /// The borrowed value, for a policy's struct.
            #[must_use]
            pub fn get(&self) -> $name<'_> {
                $name(&self.0)
            }
        }

        impl From<$name<'_>> for $owned {
            fn from(value: $name<'_>) -> Self {
                Self(value.0.into())
            }
        }

        impl core::str::FromStr for $owned {
            type Err = InvalidValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $name::new(text).map(Self::from)
            }
        }

        impl fmt::Display for $owned {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.get().fmt(f)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $owned {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <Box<str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

names! {
    /// The id of an AWS account: 12 digits.
    AccountId, AccountIdBuf: ACCOUNT_ID;
    /// The ARN of an S3 bucket.
    BucketArn, BucketArnBuf: BUCKET_ARN;
    /// The name of an S3 bucket, by the naming rules of general purpose buckets.
    BucketName, BucketNameBuf: BUCKET_NAME;
    /// A pattern of S3 bucket names, in which `*` is any run of characters and `?` any single character.
    BucketNamePattern, BucketNamePatternBuf: BUCKET_NAME_PATTERN;
    /// The ARN of a capacity reservation of Amazon EC2.
    CapacityReservationArn, CapacityReservationArnBuf: CAPACITY_RESERVATION_ARN;
    /// The name of a cluster, as given to the command that creates it.
    ClusterName, ClusterNameBuf: CLUSTER_NAME;
    /// The ARN of a project of AWS `CodeBuild`.
    CodebuildProjectArn, CodebuildProjectArnBuf: CODEBUILD_PROJECT_ARN;
    /// The position of a component in a list.
    ComponentNumber, ComponentNumberBuf: COMPONENT_NUMBER;
    /// The name of an AWS Batch compute environment.
    ComputeEnvironmentName, ComputeEnvironmentNameBuf: COMPUTE_ENVIRONMENT_NAME;
    /// The ARN of a repository of Amazon ECR.
    EcrRepositoryArn, EcrRepositoryArnBuf: ECR_REPOSITORY_ARN;
    /// The name of an Amazon ECS cluster.
    EcsClusterName, EcsClusterNameBuf: ECS_CLUSTER_NAME;
    /// The id of a file system of Amazon EFS.
    FileSystemId, FileSystemIdBuf: FILE_SYSTEM_ID;
    /// The id of a hosted zone of Amazon Route 53, or a pattern of it.
    HostedZoneIdPattern, HostedZoneIdPatternBuf: HOSTED_ZONE_ID_PATTERN;
    /// The path of IAM roles, without a slash at its ends: `division/team`.
    IamPath, IamPathBuf: IAM_PATH;
    /// The id of an Amazon machine image.
    ImageId, ImageIdBuf: IMAGE_ID;
    /// The id of an Amazon machine image, or a pattern of it.
    ImageIdPattern, ImageIdPatternBuf: IMAGE_ID_PATTERN;
    /// The name of an image, as given to the command that builds it, or a pattern of it.
    ImageNamePattern, ImageNamePatternBuf: IMAGE_NAME_PATTERN;
    /// The ARN of an AWS Batch job definition.
    JobDefinitionArn, JobDefinitionArnBuf: JOB_DEFINITION_ARN;
    /// The name of an AWS Batch job definition, without its revision.
    JobDefinitionName, JobDefinitionNameBuf: JOB_DEFINITION_NAME;
    /// The ARN of an AWS Batch job queue.
    JobQueueArn, JobQueueArnBuf: JOB_QUEUE_ARN;
    /// The name of an AWS Batch job queue.
    JobQueueName, JobQueueNameBuf: JOB_QUEUE_NAME;
    /// The name of an EC2 key pair.
    KeyPairName, KeyPairNameBuf: KEY_PAIR_NAME;
    /// The name of an EC2 key pair, or a pattern of it.
    KeyPairNamePattern, KeyPairNamePatternBuf: KEY_PAIR_NAME_PATTERN;
    /// The key of an S3 object, or the part of keys that stands for a directory.
    ObjectKey, ObjectKeyBuf: OBJECT_KEY;
    /// An S3 bucket and the key of an object in it, or a pattern of it: `my-bucket/data/*`.
    ObjectPattern, ObjectPatternBuf: OBJECT_PATTERN;
    /// The ARN of a managed policy, of an account or of AWS.
    PolicyArn, PolicyArnBuf: POLICY_ARN;
    /// The name of a pool of login nodes, or a pattern of it.
    PoolNamePattern, PoolNamePatternBuf: POOL_NAME_PATTERN;
    /// The name of a queue of a cluster.
    QueueName, QueueNameBuf: QUEUE_NAME;
    /// The ARN of a resource group.
    ResourceGroupArn, ResourceGroupArnBuf: RESOURCE_GROUP_ARN;
    /// The ARN of an IAM role.
    RoleArn, RoleArnBuf: ROLE_ARN;
    /// A pattern of ARNs of IAM roles, in which `*` is any run of characters and `?` any single character.
    RoleArnPattern, RoleArnPatternBuf: ROLE_ARN_PATTERN;
    /// The name of an IAM role, with its path if it has one: `division/team/name`.
    RoleName, RoleNameBuf: ROLE_NAME;
    /// A pattern of IAM role names, in which `*` is any run of characters and `?` any single character.
    RoleNamePattern, RoleNamePatternBuf: ROLE_NAME_PATTERN;
    /// The ARN of an AWS Secrets Manager secret.
    SecretArn, SecretArnBuf: SECRET_ARN;
    /// The end of the ARN of an AWS Secrets Manager secret, or a pattern of it.
    SecretNamePattern, SecretNamePatternBuf: SECRET_NAME_PATTERN;
    /// The ARN of a parameter of AWS Systems Manager.
    SsmParameterArn, SsmParameterArnBuf: SSM_PARAMETER_ARN;
    /// The id of a CloudFormation stack, which is its ARN.
    StackArn, StackArnBuf: STACK_ARN;
    /// The name of a CloudFormation stack.
    StackName, StackNameBuf: STACK_NAME;
    /// The id of a subnet.
    SubnetId, SubnetIdBuf: SUBNET_ID;
    /// The id of a subnet, or a pattern of it.
    SubnetIdPattern, SubnetIdPatternBuf: SUBNET_ID_PATTERN;
    /// A UUID, or a pattern of it.
    UuidPattern, UuidPatternBuf: UUID_PATTERN;
}
