// @generated from catalog/1.0/bundles.toml by build.rs. Do not edit.

use crate::AcceptedDenial;
use crate::{Bundle, ForeignArnError, Policy};
use crate::{
    AccountId, BucketArn, ImageIdPattern, ObjectKey, Partition, PolicyArn, Region,
    RoleArn, RoleName, RoleNamePattern, SubnetIdPattern,
};
use super::*;

/// All of it.
///
/// For readers of the generated code.
///
/// Its policies:
///
/// - `1.0/every-form`: For readers of the generated code.
/// - `1.0/combined`: For readers of the generated code.
/// - `1.0/node`: For readers of the generated code.
/// - `1.0/scripts`: For readers of the generated code.
/// - `1.0/plain`: For readers of the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Everything<'a> {
    /// The region.
    pub region: Region<'a>,
    /// The account.
    pub account_id: AccountId<'a>,
    /// A role.
    pub node_role: Option<RoleName<'a>>,
    /// Roles of clusters.
    ///
    /// Without it, `cluster-*`.
    pub cluster_roles: Option<RoleNamePattern<'a>>,
    /// A permissions boundary.
    pub boundary: Option<PolicyArn<'a>>,
    /// Buckets.
    ///
    /// An empty list counts as not given.
    pub buckets: &'a [BucketArn<'a>],
    /// A folder, whose name may hold blanks.
    pub folder: ObjectKey<'a>,
    /// Roles.
    ///
    /// An empty list counts as not given.
    pub roles: &'a [RoleArn<'a>],
    /// No logs are kept.
    pub quiet: bool,
    /// Names.
    ///
    /// An empty list counts as `cluster-*` alone.
    pub names: &'a [RoleNamePattern<'a>],
    /// Other roles.
    ///
    /// Without it, `other-*`.
    pub other_roles: Option<RoleNamePattern<'a>>,
    /// Images.
    ///
    /// An empty list counts as not given.
    pub images: &'a [ImageIdPattern<'a>],
    /// Subnets.
    ///
    /// An empty list counts as not given.
    pub subnets: &'a [SubnetIdPattern<'a>],
}
impl Everything<'_> {
    /// Each policy with its document in one line, as an API call takes it.
    #[must_use]
    pub fn to_json(&self) -> [(&'static Policy, String); 5usize] {
        [
            (
                &EVERY_FORM,
                EveryForm {
                    region: self.region,
                    account_id: self.account_id,
                    node_role: self.node_role,
                    cluster_roles: self.cluster_roles,
                    boundary: self.boundary,
                    buckets: self.buckets,
                    roles: self.roles,
                    quiet: self.quiet,
                    names: self.names,
                }
                    .to_json(),
            ),
            (
                &COMBINED,
                Combined {
                    region: self.region,
                    account_id: self.account_id,
                    node_role: self.node_role,
                    cluster_roles: self.cluster_roles,
                    boundary: self.boundary,
                    roles: self.roles,
                    quiet: self.quiet,
                    other_roles: self.other_roles,
                    images: self.images,
                    subnets: self.subnets,
                }
                    .to_json(),
            ),
            (
                &NODE,
                Node {
                    partition: self.region.partition(),
                }
                    .to_json(),
            ),
            (
                &SCRIPTS,
                Scripts {
                    partition: self.region.partition(),
                    buckets: self.buckets,
                    folder: self.folder,
                }
                    .to_json(),
            ),
            (&PLAIN, Plain.to_json()),
        ]
    }
    /// Each policy with its document in one line, if no value contradicts another one.
    ///
    /// # Errors
    ///
    /// If an ARN is in another partition than the policies.
    pub fn try_to_json(
        &self,
    ) -> Result<[(&'static Policy, String); 5usize], ForeignArnError> {
        self.check()?;
        Ok(self.to_json())
    }
    /// Compares the partitions of the values that are ARNs with that of the policies.
    ///
    /// # Errors
    ///
    /// If an ARN is in another partition than the policies.
    pub fn check(&self) -> Result<(), ForeignArnError> {
        EveryForm {
            region: self.region,
            account_id: self.account_id,
            node_role: self.node_role,
            cluster_roles: self.cluster_roles,
            boundary: self.boundary,
            buckets: self.buckets,
            roles: self.roles,
            quiet: self.quiet,
            names: self.names,
        }
            .check()?;
        Combined {
            region: self.region,
            account_id: self.account_id,
            node_role: self.node_role,
            cluster_roles: self.cluster_roles,
            boundary: self.boundary,
            roles: self.roles,
            quiet: self.quiet,
            other_roles: self.other_roles,
            images: self.images,
            subnets: self.subnets,
        }
            .check()?;
        Node {
            partition: self.region.partition(),
        }
            .check()?;
        Scripts {
            partition: self.region.partition(),
            buckets: self.buckets,
            folder: self.folder,
        }
            .check()?;
        Plain.check()?;
        Ok(())
    }
    /// Each policy with its document indented by four spaces; no newline at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> [(&'static Policy, String); 5usize] {
        [
            (
                &EVERY_FORM,
                EveryForm {
                    region: self.region,
                    account_id: self.account_id,
                    node_role: self.node_role,
                    cluster_roles: self.cluster_roles,
                    boundary: self.boundary,
                    buckets: self.buckets,
                    roles: self.roles,
                    quiet: self.quiet,
                    names: self.names,
                }
                    .to_json_pretty(),
            ),
            (
                &COMBINED,
                Combined {
                    region: self.region,
                    account_id: self.account_id,
                    node_role: self.node_role,
                    cluster_roles: self.cluster_roles,
                    boundary: self.boundary,
                    roles: self.roles,
                    quiet: self.quiet,
                    other_roles: self.other_roles,
                    images: self.images,
                    subnets: self.subnets,
                }
                    .to_json_pretty(),
            ),
            (
                &NODE,
                Node {
                    partition: self.region.partition(),
                }
                    .to_json_pretty(),
            ),
            (
                &SCRIPTS,
                Scripts {
                    partition: self.region.partition(),
                    buckets: self.buckets,
                    folder: self.folder,
                }
                    .to_json_pretty(),
            ),
            (&PLAIN, Plain.to_json_pretty()),
        ]
    }
}

/// All of it. The catalog's facts about the bundle.
pub static EVERYTHING: Bundle = Bundle {
    id: "1.0/everything",
    summary: "All of it.",
    audience: "For readers of the generated code.",
    policies: &[&EVERY_FORM, &COMBINED, &NODE, &SCRIPTS, &PLAIN],
    apart: false,
    commands: &["create"],
    configurations: &["small"],
    denied: &[
        AcceptedDenial {
            call: "s3:HeadBucket",
            commands: &[],
            configurations: &[],
            reason: "The bucket is optional.",
        },
    ],
};

/// A part of it.
///
/// For two readers.
///
/// Its policies:
///
/// - `1.0/node`: For readers of the generated code.
/// - `1.0/plain`: For readers of the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DifferentPeople {
    /// The partition.
    pub partition: &'static Partition,
}
impl DifferentPeople {
    /// Each policy with its document in one line, as an API call takes it.
    #[must_use]
    pub fn to_json(&self) -> [(&'static Policy, String); 2usize] {
        [
            (&NODE, Node { partition: self.partition }.to_json()),
            (&PLAIN, Plain.to_json()),
        ]
    }
    /// Each policy with its document in one line, if no value contradicts another one.
    ///
    /// # Errors
    ///
    /// If an ARN is in another partition than the policies.
    pub fn try_to_json(
        &self,
    ) -> Result<[(&'static Policy, String); 2usize], ForeignArnError> {
        self.check()?;
        Ok(self.to_json())
    }
    /// Compares the partitions of the values that are ARNs with that of the policies.
    ///
    /// # Errors
    ///
    /// If an ARN is in another partition than the policies.
    pub fn check(&self) -> Result<(), ForeignArnError> {
        Node { partition: self.partition }.check()?;
        Plain.check()?;
        Ok(())
    }
    /// Each policy with its document indented by four spaces; no newline at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> [(&'static Policy, String); 2usize] {
        [
            (&NODE, Node { partition: self.partition }.to_json_pretty()),
            (&PLAIN, Plain.to_json_pretty()),
        ]
    }
}

/// A part of it. The catalog's facts about the bundle.
pub static DIFFERENT_PEOPLE: Bundle = Bundle {
    id: "1.0/different-people",
    summary: "A part of it.",
    audience: "For two readers.",
    policies: &[&NODE, &PLAIN],
    apart: true,
    commands: &[],
    configurations: &[],
    denied: &[],
};
