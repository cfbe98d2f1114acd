// @generated from catalog/1.0/every-form by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::quota::Attachment;
use crate::render::{self, Document, Render, Sink};
use crate::values::{ForeignArnError, Reader};
use crate::{AccountId, BucketArn, PolicyArn, Region, RoleArn, RoleName, RoleNamePattern};

/// For readers of the generated code.
///
/// `EveryForm` in A page, attached to a user or group.
///
/// Stated in `catalog/1.0/every-form/policy.toml`; its constant is [`EVERY_FORM`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EveryForm<'a> {
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
}

impl EveryForm<'_> {
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
        render::check_partition(
            &parameters::BOUNDARY,
            self.boundary,
            self.region.partition(),
        )?;
        render::check_partition(
            &parameters::BUCKETS,
            self.buckets,
            self.region.partition(),
        )?;
        render::check_partition(
            &parameters::ROLES,
            self.roles,
            self.region.partition(),
        )?;
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
impl Render for EveryForm<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let node_role = self.node_role.map(RoleName::as_str);
        let cluster_roles = self
            .cluster_roles
            .map_or("cluster-*", RoleNamePattern::as_str);
        let boundary = self.boundary.map(PolicyArn::as_str);
        let buckets = self.buckets;
        let roles = self.roles;
        let quiet = self.quiet;
        let names = render::or_default(
            self.names,
            const { &[RoleNamePattern::default_of_catalog("cluster-*")] },
        );
        sink.text(r#"{"Version":"2012-10-17","Statement":["#)?;
        if !roles.is_empty() {
            sink.text(r#"{"Action":"iam:PassRole","Resource":["#)?;
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let roles = value.as_str();
                sink.text(r#"""#)?;
                sink.text(roles)?;
                sink.text(r#"""#)?;
            }
            sink.text(r#"],"Effect":"Allow","Sid":"Roles"},"#)?;
        }
        if roles.is_empty() {
            sink.text(
                r#"{"Action":"iam:PassRole","Resource":"*","Effect":"Allow","Sid":"Roles"},"#,
            )?;
        }
        sink.text(r#"{"Action":["iam:AttachRolePolicy"],"Resource":["#)?;
        if let Some(node_role) = node_role && node_role != cluster_roles
            && node_role != "service-role"
        {
            sink.text(r#""arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(node_role)?;
            sink.text(r#"","#)?;
        }
        sink.text(r#""arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(cluster_roles)?;
        sink.text(r#"""#)?;
        if "service-role" != cluster_roles {
            sink.text(r#","arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(r#":role/service-role""#)?;
        }
        sink.text(
            r#"],"Effect":"Allow","Condition":{"ArnLike":{"iam:PolicyARN":["arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":iam::aws:policy/x""#)?;
        if let Some(boundary) = boundary
            && !is_same(&[boundary], &["arn:", partition, ":iam::aws:policy/x"])
        {
            sink.text(r#",""#)?;
            sink.text(boundary)?;
            sink.text(r#"""#)?;
        }
        sink.text("]}")?;
        if let Some(boundary) = boundary {
            sink.text(r#","StringEquals":{"iam:PermissionsBoundary":[""#)?;
            sink.text(boundary)?;
            sink.text(r#""]}"#)?;
        }
        sink.text(
            r#"},"Sid":"Boundary"},{"Action":["iam:GetRole","iam:GetPolicy"],"Resource":["*"],"Effect":"Allow"}"#,
        )?;
        if boundary.is_none() {
            sink.text(
                r#",{"NotAction":["iam:Get*"],"Resource":["*"],"Effect":"Deny","Sid":"NoBoundary"}"#,
            )?;
        }
        if !quiet {
            sink.text(r#",{"Action":["iam:TagRole"],"Resource":["#)?;
            if let Some(boundary) = boundary
                && names
                    .iter()
                    .map(|value| value.as_str())
                    .all(|names| {
                        !is_same(
                            &[boundary],
                            &["arn:", partition, ":iam::", account_id, ":role/", names],
                        )
                    })
            {
                sink.text(r#"""#)?;
                sink.text(boundary)?;
                sink.text(r#"","#)?;
            }
            for (idx, value) in names.iter().enumerate() {
                if names.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let names = value.as_str();
                sink.text(r#""arn:"#)?;
                sink.text(partition)?;
                sink.text(":iam::")?;
                sink.text(account_id)?;
                sink.text(":role/")?;
                sink.text(names)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if boundary.is_none_or(|boundary| roles != boundary)
                    && names
                        .iter()
                        .map(|value| value.as_str())
                        .all(|names| {
                            !is_same(
                                &[roles],
                                &["arn:", partition, ":iam::", account_id, ":role/", names],
                            )
                        })
                {
                    sink.text(r#",""#)?;
                    sink.text(roles)?;
                    sink.text(r#"""#)?;
                }
            }
            sink.text(r#"],"Effect":"Allow","Sid":"Loud"}"#)?;
        }
        if quiet && let Some(node_role) = node_role && boundary.is_none() {
            sink.text(r#",{"Action":["iam:TagRole"],"Resource":["arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(node_role)?;
            sink.text(r#"""#)?;
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if !is_same(
                    &[roles],
                    &["arn:", partition, ":iam::", account_id, ":role/", node_role],
                ) {
                    sink.text(r#",""#)?;
                    sink.text(roles)?;
                    sink.text(r#"""#)?;
                }
            }
            sink.text(r#"],"Effect":"Allow","Sid":"Loud"}"#)?;
        }
        if !buckets.is_empty() && !roles.is_empty() {
            sink.text(r#",{"Action":["iam:UntagRole"],"Resource":["#)?;
            for (idx, value) in buckets.iter().enumerate() {
                if buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let buckets = value.as_str();
                sink.text(r#"""#)?;
                sink.text(buckets)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| roles != buckets)
                {
                    sink.text(r#",""#)?;
                    sink.text(roles)?;
                    sink.text(r#"""#)?;
                }
            }
            if let Some(boundary) = boundary
                && buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| boundary != buckets)
                && roles
                    .iter()
                    .map(|value| value.as_str())
                    .all(|roles| boundary != roles)
            {
                sink.text(r#",""#)?;
                sink.text(boundary)?;
                sink.text(r#"""#)?;
            }
            sink.text(
                r#"],"Effect":"Allow","Condition":{"ArnLike":{"iam:PolicyARN":["#,
            )?;
            for (idx, value) in names.iter().enumerate() {
                if names.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let names = value.as_str();
                sink.text(r#""arn:"#)?;
                sink.text(partition)?;
                sink.text(":iam::")?;
                sink.text(account_id)?;
                sink.text(":policy/")?;
                sink.text(names)?;
                sink.text(r#"""#)?;
            }
            sink.text(r#"]},"StringLike":{"iam:ResourceTag/of":["#)?;
            for (idx, value) in buckets.iter().enumerate() {
                if buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let buckets = value.as_str();
                sink.text(r#"""#)?;
                sink.text(buckets)?;
                sink.text(r#"""#)?;
            }
            sink.text(r#"]}},"Sid":"Pairs"}"#)?;
        }
        sink.text(
            r#",{"Action":["ec2:DescribeInstances"],"Resource":["*"],"Effect":"Allow""#,
        )?;
        if self.region.name().is_some() {
            sink.text(r#","Condition":{"StringEquals":{"aws:RequestedRegion":[""#)?;
            sink.text(region)?;
            sink.text(r#""]}}"#)?;
        }
        sink.text(r#","Sid":"OneRegion"},{"Action":["s3:List*"],"Resource":["#)?;
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            if !is_same(&[buckets], &["arn:", partition, ":s3:::bucket-1"]) {
                sink.text(r#"""#)?;
                sink.text(buckets)?;
                sink.text(r#"","#)?;
            }
        }
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            sink.text(r#"""#)?;
            sink.text(buckets)?;
            sink.text(r#"/*","#)?;
        }
        sink.text(r#""arn:"#)?;
        sink.text(partition)?;
        sink.text(r#":s3:::bucket-1""#)?;
        if let Some(boundary) = boundary
            && buckets
                .iter()
                .map(|value| value.as_str())
                .all(|buckets| boundary != buckets)
            && buckets
                .iter()
                .map(|value| value.as_str())
                .all(|buckets| !is_same(&[boundary], &[buckets, "/*"]))
            && !is_same(&[boundary], &["arn:", partition, ":s3:::bucket-1"])
        {
            sink.text(r#",""#)?;
            sink.text(boundary)?;
            sink.text(r#"""#)?;
        }
        for (idx, value) in roles.iter().enumerate() {
            if roles.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let roles = value.as_str();
            if buckets.iter().map(|value| value.as_str()).all(|buckets| roles != buckets)
                && buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| !is_same(&[roles], &[buckets, "/*"]))
                && !is_same(&[roles], &["arn:", partition, ":s3:::bucket-1"])
                && boundary.is_none_or(|boundary| roles != boundary)
            {
                sink.text(r#",""#)?;
                sink.text(roles)?;
                sink.text(r#"""#)?;
            }
        }
        sink.text(
            r#"],"Effect":"Allow","Sid":"Buckets"},{"Action":["ec2:DescribeVolumes"],"Resource":["*"],"Effect":"Allow","Sid":"AllVolumes"}]}"#,
        )?;
        Ok(())
    }
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let node_role = self.node_role.map(RoleName::as_str);
        let cluster_roles = self
            .cluster_roles
            .map_or("cluster-*", RoleNamePattern::as_str);
        let boundary = self.boundary.map(PolicyArn::as_str);
        let buckets = self.buckets;
        let roles = self.roles;
        let quiet = self.quiet;
        let names = render::or_default(
            self.names,
            const { &[RoleNamePattern::default_of_catalog("cluster-*")] },
        );
        sink.text(r#"{
    "Version": "2012-10-17",
    "Statement": ["#)?;
        if !roles.is_empty() {
            sink.text(
                r#"
        {
            "Action": "iam:PassRole",
            "Resource": ["#,
            )?;
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let roles = value.as_str();
                sink.text(r#"
                ""#)?;
                sink.text(roles)?;
                sink.text(r#"""#)?;
            }
            sink.text(
                r#"
            ],
            "Effect": "Allow",
            "Sid": "Roles"
        },"#,
            )?;
        }
        if roles.is_empty() {
            sink.text(
                r#"
        {
            "Action": "iam:PassRole",
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Roles"
        },"#,
            )?;
        }
        sink.text(
            r#"
        {
            "Action": [
                "iam:AttachRolePolicy"
            ],
            "Resource": ["#,
        )?;
        if let Some(node_role) = node_role && node_role != cluster_roles
            && node_role != "service-role"
        {
            sink.text(r#"
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(node_role)?;
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
        if "service-role" != cluster_roles {
            sink.text(r#",
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(r#":role/service-role""#)?;
        }
        sink.text(
            r#"
            ],
            "Effect": "Allow",
            "Condition": {
                "ArnLike": {
                    "iam:PolicyARN": [
                        "arn:"#,
        )?;
        sink.text(partition)?;
        sink.text(r#":iam::aws:policy/x""#)?;
        if let Some(boundary) = boundary
            && !is_same(&[boundary], &["arn:", partition, ":iam::aws:policy/x"])
        {
            sink.text(r#",
                        ""#)?;
            sink.text(boundary)?;
            sink.text(r#"""#)?;
        }
        sink.text(r"
                    ]
                }")?;
        if let Some(boundary) = boundary {
            sink.text(
                r#",
                "StringEquals": {
                    "iam:PermissionsBoundary": [
                        ""#,
            )?;
            sink.text(boundary)?;
            sink.text(r#""
                    ]
                }"#)?;
        }
        sink.text(
            r#"
            },
            "Sid": "Boundary"
        },
        {
            "Action": [
                "iam:GetRole",
                "iam:GetPolicy"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow"
        }"#,
        )?;
        if boundary.is_none() {
            sink.text(
                r#",
        {
            "NotAction": [
                "iam:Get*"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Deny",
            "Sid": "NoBoundary"
        }"#,
            )?;
        }
        if !quiet {
            sink.text(
                r#",
        {
            "Action": [
                "iam:TagRole"
            ],
            "Resource": ["#,
            )?;
            if let Some(boundary) = boundary
                && names
                    .iter()
                    .map(|value| value.as_str())
                    .all(|names| {
                        !is_same(
                            &[boundary],
                            &["arn:", partition, ":iam::", account_id, ":role/", names],
                        )
                    })
            {
                sink.text(r#"
                ""#)?;
                sink.text(boundary)?;
                sink.text(r#"","#)?;
            }
            for (idx, value) in names.iter().enumerate() {
                if names.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let names = value.as_str();
                sink.text(r#"
                "arn:"#)?;
                sink.text(partition)?;
                sink.text(":iam::")?;
                sink.text(account_id)?;
                sink.text(":role/")?;
                sink.text(names)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if boundary.is_none_or(|boundary| roles != boundary)
                    && names
                        .iter()
                        .map(|value| value.as_str())
                        .all(|names| {
                            !is_same(
                                &[roles],
                                &["arn:", partition, ":iam::", account_id, ":role/", names],
                            )
                        })
                {
                    sink.text(r#",
                ""#)?;
                    sink.text(roles)?;
                    sink.text(r#"""#)?;
                }
            }
            sink.text(
                r#"
            ],
            "Effect": "Allow",
            "Sid": "Loud"
        }"#,
            )?;
        }
        if quiet && let Some(node_role) = node_role && boundary.is_none() {
            sink.text(
                r#",
        {
            "Action": [
                "iam:TagRole"
            ],
            "Resource": [
                "arn:"#,
            )?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(node_role)?;
            sink.text(r#"""#)?;
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if !is_same(
                    &[roles],
                    &["arn:", partition, ":iam::", account_id, ":role/", node_role],
                ) {
                    sink.text(r#",
                ""#)?;
                    sink.text(roles)?;
                    sink.text(r#"""#)?;
                }
            }
            sink.text(
                r#"
            ],
            "Effect": "Allow",
            "Sid": "Loud"
        }"#,
            )?;
        }
        if !buckets.is_empty() && !roles.is_empty() {
            sink.text(
                r#",
        {
            "Action": [
                "iam:UntagRole"
            ],
            "Resource": ["#,
            )?;
            for (idx, value) in buckets.iter().enumerate() {
                if buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let buckets = value.as_str();
                sink.text(r#"
                ""#)?;
                sink.text(buckets)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| roles != buckets)
                {
                    sink.text(r#",
                ""#)?;
                    sink.text(roles)?;
                    sink.text(r#"""#)?;
                }
            }
            if let Some(boundary) = boundary
                && buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| boundary != buckets)
                && roles
                    .iter()
                    .map(|value| value.as_str())
                    .all(|roles| boundary != roles)
            {
                sink.text(r#",
                ""#)?;
                sink.text(boundary)?;
                sink.text(r#"""#)?;
            }
            sink.text(
                r#"
            ],
            "Effect": "Allow",
            "Condition": {
                "ArnLike": {
                    "iam:PolicyARN": ["#,
            )?;
            for (idx, value) in names.iter().enumerate() {
                if names.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let names = value.as_str();
                sink.text(r#"
                        "arn:"#)?;
                sink.text(partition)?;
                sink.text(":iam::")?;
                sink.text(account_id)?;
                sink.text(":policy/")?;
                sink.text(names)?;
                sink.text(r#"""#)?;
            }
            sink.text(
                r#"
                    ]
                },
                "StringLike": {
                    "iam:ResourceTag/of": ["#,
            )?;
            for (idx, value) in buckets.iter().enumerate() {
                if buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let buckets = value.as_str();
                sink.text(r#"
                        ""#)?;
                sink.text(buckets)?;
                sink.text(r#"""#)?;
            }
            sink.text(
                r#"
                    ]
                }
            },
            "Sid": "Pairs"
        }"#,
            )?;
        }
        sink.text(
            r#",
        {
            "Action": [
                "ec2:DescribeInstances"
            ],
            "Resource": [
                "*"
            ],
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
            "Sid": "OneRegion"
        },
        {
            "Action": [
                "s3:List*"
            ],
            "Resource": ["#,
        )?;
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            if !is_same(&[buckets], &["arn:", partition, ":s3:::bucket-1"]) {
                sink.text(r#"
                ""#)?;
                sink.text(buckets)?;
                sink.text(r#"","#)?;
            }
        }
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            sink.text(r#"
                ""#)?;
            sink.text(buckets)?;
            sink.text(r#"/*","#)?;
        }
        sink.text(r#"
                "arn:"#)?;
        sink.text(partition)?;
        sink.text(r#":s3:::bucket-1""#)?;
        if let Some(boundary) = boundary
            && buckets
                .iter()
                .map(|value| value.as_str())
                .all(|buckets| boundary != buckets)
            && buckets
                .iter()
                .map(|value| value.as_str())
                .all(|buckets| !is_same(&[boundary], &[buckets, "/*"]))
            && !is_same(&[boundary], &["arn:", partition, ":s3:::bucket-1"])
        {
            sink.text(r#",
                ""#)?;
            sink.text(boundary)?;
            sink.text(r#"""#)?;
        }
        for (idx, value) in roles.iter().enumerate() {
            if roles.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let roles = value.as_str();
            if buckets.iter().map(|value| value.as_str()).all(|buckets| roles != buckets)
                && buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| !is_same(&[roles], &[buckets, "/*"]))
                && !is_same(&[roles], &["arn:", partition, ":s3:::bucket-1"])
                && boundary.is_none_or(|boundary| roles != boundary)
            {
                sink.text(r#",
                ""#)?;
                sink.text(roles)?;
                sink.text(r#"""#)?;
            }
        }
        sink.text(
            r#"
            ],
            "Effect": "Allow",
            "Sid": "Buckets"
        },
        {
            "Action": [
                "ec2:DescribeVolumes"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "AllVolumes"
        }
    ]
}"#,
        )?;
        Ok(())
    }
    fn size(&self) -> usize {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let node_role = self.node_role.map(RoleName::as_str);
        let cluster_roles = self
            .cluster_roles
            .map_or("cluster-*", RoleNamePattern::as_str);
        let boundary = self.boundary.map(PolicyArn::as_str);
        let buckets = self.buckets;
        let roles = self.roles;
        let quiet = self.quiet;
        let names = render::or_default(
            self.names,
            const { &[RoleNamePattern::default_of_catalog("cluster-*")] },
        );
        let mut size = 554 + 3 * partition.len() + account_id.len()
            + cluster_roles.len();
        if !roles.is_empty() {
            size += 71;
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    size += 1;
                }
                let roles = value.as_str();
                size += 2 + roles.len();
            }
        }
        if roles.is_empty() {
            size += 72;
        }
        if let Some(node_role) = node_role && node_role != cluster_roles
            && node_role != "service-role"
        {
            size += 19 + partition.len() + account_id.len() + node_role.len();
        }
        if "service-role" != cluster_roles {
            size += 31 + partition.len() + account_id.len();
        }
        if let Some(boundary) = boundary
            && !is_same(&[boundary], &["arn:", partition, ":iam::aws:policy/x"])
        {
            size += 3 + boundary.len();
        }
        if let Some(boundary) = boundary {
            size += 48 + boundary.len();
        }
        if boundary.is_none() {
            size += 79;
        }
        if !quiet {
            size += 71;
            if let Some(boundary) = boundary
                && names
                    .iter()
                    .map(|value| value.as_str())
                    .all(|names| {
                        !is_same(
                            &[boundary],
                            &["arn:", partition, ":iam::", account_id, ":role/", names],
                        )
                    })
            {
                size += 3 + boundary.len();
            }
            for (idx, value) in names.iter().enumerate() {
                if names.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    size += 1;
                }
                let names = value.as_str();
                size += 18 + partition.len() + account_id.len() + names.len();
            }
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if boundary.is_none_or(|boundary| roles != boundary)
                    && names
                        .iter()
                        .map(|value| value.as_str())
                        .all(|names| {
                            !is_same(
                                &[roles],
                                &["arn:", partition, ":iam::", account_id, ":role/", names],
                            )
                        })
                {
                    size += 3 + roles.len();
                }
            }
        }
        if quiet && let Some(node_role) = node_role && boundary.is_none() {
            size += 89 + partition.len() + account_id.len() + node_role.len();
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if !is_same(
                    &[roles],
                    &["arn:", partition, ":iam::", account_id, ":role/", node_role],
                ) {
                    size += 3 + roles.len();
                }
            }
        }
        if !buckets.is_empty() && !roles.is_empty() {
            size += 158;
            if let Some(boundary) = boundary
                && buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| boundary != buckets)
                && roles
                    .iter()
                    .map(|value| value.as_str())
                    .all(|roles| boundary != roles)
            {
                size += 3 + boundary.len();
            }
            for (idx, value) in buckets.iter().enumerate() {
                if buckets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    size += 2;
                }
                let buckets = value.as_str();
                size += 4 + 2 * buckets.len();
            }
            for (idx, value) in roles.iter().enumerate() {
                if roles.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let roles = value.as_str();
                if buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| roles != buckets)
                {
                    size += 3 + roles.len();
                }
            }
            for (idx, value) in names.iter().enumerate() {
                if names.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    size += 1;
                }
                let names = value.as_str();
                size += 20 + partition.len() + account_id.len() + names.len();
            }
        }
        if self.region.name().is_some() {
            size += 58 + region.len();
        }
        if let Some(boundary) = boundary
            && buckets
                .iter()
                .map(|value| value.as_str())
                .all(|buckets| boundary != buckets)
            && buckets
                .iter()
                .map(|value| value.as_str())
                .all(|buckets| !is_same(&[boundary], &[buckets, "/*"]))
            && !is_same(&[boundary], &["arn:", partition, ":s3:::bucket-1"])
        {
            size += 3 + boundary.len();
        }
        for (idx, value) in buckets.iter().enumerate() {
            if buckets.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let buckets = value.as_str();
            size += 5 + buckets.len();
            if !is_same(&[buckets], &["arn:", partition, ":s3:::bucket-1"]) {
                size += 3 + buckets.len();
            }
        }
        for (idx, value) in roles.iter().enumerate() {
            if roles.iter().take(idx).any(|earlier| earlier == value) {
                continue;
            }
            let roles = value.as_str();
            if buckets.iter().map(|value| value.as_str()).all(|buckets| roles != buckets)
                && buckets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|buckets| !is_same(&[roles], &[buckets, "/*"]))
                && !is_same(&[roles], &["arn:", partition, ":s3:::bucket-1"])
                && boundary.is_none_or(|boundary| roles != boundary)
            {
                size += 3 + roles.len();
            }
        }
        size
    }
}

/// For readers of the generated code. The catalog's facts about the policy.
pub static EVERY_FORM: Policy = Policy {
    id: "1.0/every-form",
    version: "1.0",
    name: "EveryForm",
    title: "A policy that shows every form",
    anchor: "every-form",
    summary: "For readers of the generated code.",
    attach_to: AttachTo::UserOrGroup,
    path: None,
    managed_policies: &[],
    applies_to: ">=1.0.0",
    schedulers: &["slurm"],
    commands: &[],
    beside: &[],
    configurations: &[],
    denied: &[],
    notes: &[],
    acknowledged: &[
        Acknowledgement {
            finding: "RESOURCE_STAR",
            statement: Some("AllRoles"),
            entry: Some("*"),
            reason: "The example is about all roles.",
            source: "catalog/1.0/every-form/policy.toml",
        },
    ],
    losses: &[],
    fits: &[Attachment::Managed],
    split: false,
    sizes: &[
        SizeRange {
            partition: "aws",
            smallest: 738,
            largest: 9561,
            lists: &[
                ListSize {
                    parameter: "buckets",
                    each: 318,
                },
                ListSize {
                    parameter: "roles",
                    each: 2436,
                },
                ListSize {
                    parameter: "names",
                    each: 1220,
                },
            ],
            smallest_with: &[
                ("cluster-roles", Some("service-role")),
                ("quiet", None),
                ("names", None),
            ],
            largest_without: &["quiet"],
        },
        SizeRange {
            partition: "aws-cn",
            smallest: 747,
            largest: 9622,
            lists: &[
                ListSize {
                    parameter: "buckets",
                    each: 330,
                },
                ListSize {
                    parameter: "roles",
                    each: 2448,
                },
                ListSize {
                    parameter: "names",
                    each: 1226,
                },
            ],
            smallest_with: &[
                ("cluster-roles", Some("service-role")),
                ("quiet", None),
                ("names", None),
            ],
            largest_without: &["quiet"],
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
            placeholder: Some("<ACCOUNT>"),
        },
        PolicyParameter {
            parameter: &parameters::NODE_ROLE,
            need: Need::Optional,
            placeholder: Some("<ROLE>"),
        },
        PolicyParameter {
            parameter: &parameters::CLUSTER_ROLES,
            need: Need::Default,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::BOUNDARY,
            need: Need::Optional,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::BUCKETS,
            need: Need::List,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::ROLES,
            need: Need::List,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::QUIET,
            need: Need::Optional,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::NAMES,
            need: Need::List,
            placeholder: None,
        },
    ],
    statements: &[
        Statement {
            name: "Roles",
            sid: Some("Roles"),
            why: "The statement exists with a list.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: true,
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
                        text: "{roles...}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence {
                when: &["roles"],
                unless: &[],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/iam.toml#Roles",
        },
        Statement {
            name: "AllRoles",
            sid: Some("Roles"),
            why: "The statement exists without the list.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: true,
                entries: &[
                    Entry {
                        text: "iam:PassRole",
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
            presence: Presence {
                when: &[],
                unless: &["roles"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/iam.toml#AllRoles",
        },
        Statement {
            name: "Boundary",
            sid: Some("Boundary"),
            why: "One condition vanishes, and another keeps an entry; two entries can come out the same.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:AttachRolePolicy",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{node-role?}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{cluster-roles}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/service-role",
                        change: None,
                    },
                ],
            },
            conditions: &[
                Condition {
                    operator: "ArnLike",
                    key: "iam:PolicyARN",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "arn:{partition}:iam::aws:policy/x",
                                change: None,
                            },
                            Entry {
                                text: "{boundary?}",
                                change: None,
                            },
                        ],
                    },
                },
                Condition {
                    operator: "StringEquals",
                    key: "iam:PermissionsBoundary",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "{boundary?}",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/iam.toml#Boundary",
        },
        Statement {
            name: "Cluster",
            sid: None,
            why: "The statement has no Sid, and differs from its source.",
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
                        text: "iam:GetPolicy",
                        change: Some(Change {
                            kind: ChangeKind::Added,
                            date: "2026-01-03",
                            why: "The policy is read.",
                            source: "https://example.com/1",
                        }),
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry { text: "*", change: None },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/x",
                        change: Some(Change {
                            kind: ChangeKind::Withdrawn,
                            date: "2026-01-03",
                            why: "The role is gone.",
                            source: "https://example.com/2",
                        }),
                    },
                ],
            },
            conditions: &[],
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[
                Acknowledgement {
                    finding: "RESOURCE_STAR",
                    statement: None,
                    entry: None,
                    reason: "Roles have any name.",
                    source: "forms/1.0/every-form/iam.toml#Cluster",
                },
            ],
            source: "forms/1.0/every-form/iam.toml#Cluster",
        },
        Statement {
            name: "NoBoundary",
            sid: Some("NoBoundary"),
            why: "The statement denies, and exists without a single value.",
            effect: Effect::Deny,
            actions: Element {
                negated: true,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:Get*",
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
            presence: Presence {
                when: &[],
                unless: &["boundary"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/iam.toml#NoBoundary",
        },
        Statement {
            name: "Loud",
            sid: Some("Loud"),
            why: "A flag takes the statement away; a list with a default is never empty.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:TagRole",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "{boundary?}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{names...}",
                        change: None,
                    },
                    Entry {
                        text: "{roles...}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence {
                when: &[],
                unless: &["quiet"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/iam.toml#Loud",
        },
        Statement {
            name: "Quiet",
            sid: Some("Loud"),
            why: "A flag and a value bring the statement, and another value takes it away.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:TagRole",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "arn:{partition}:iam::{account-id}:role/{node-role}",
                        change: None,
                    },
                    Entry {
                        text: "{roles...}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence {
                when: &["quiet", "node-role"],
                unless: &["boundary"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/iam.toml#Quiet",
        },
        Statement {
            name: "Pairs",
            sid: Some("Pairs"),
            why: "Two lists bring the statement together.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:UntagRole",
                        change: None,
                    },
                ],
            },
            resources: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "{buckets...}",
                        change: None,
                    },
                    Entry {
                        text: "{roles...}",
                        change: None,
                    },
                    Entry {
                        text: "{boundary?}",
                        change: None,
                    },
                ],
            },
            conditions: &[
                Condition {
                    operator: "ArnLike",
                    key: "iam:PolicyARN",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "arn:{partition}:iam::{account-id}:policy/{names...}",
                                change: None,
                            },
                        ],
                    },
                },
                Condition {
                    operator: "StringLike",
                    key: "iam:ResourceTag/of",
                    values: Element {
                        negated: false,
                        scalar: false,
                        entries: &[
                            Entry {
                                text: "{buckets...}",
                                change: None,
                            },
                        ],
                    },
                },
            ],
            presence: Presence {
                when: &["buckets", "roles"],
                unless: &[],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/iam.toml#Pairs",
        },
        Statement {
            name: "OneRegion",
            sid: Some("OneRegion"),
            why: "All regions, or one.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:DescribeInstances",
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
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/ec2.toml#OneRegion",
        },
        Statement {
            name: "Buckets",
            sid: Some("Buckets"),
            why: "Lists stand among entries that are always there, which they can repeat.",
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
                        text: "{buckets...}",
                        change: None,
                    },
                    Entry {
                        text: "{buckets...}/*",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:s3:::bucket-1",
                        change: None,
                    },
                    Entry {
                        text: "{boundary?}",
                        change: None,
                    },
                    Entry {
                        text: "{roles...}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/s3.toml#Buckets",
        },
        Statement {
            name: "AllVolumes",
            sid: Some("AllVolumes"),
            why: "Another policy has the very statement.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "ec2:DescribeVolumes",
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
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/every-form/ec2.toml#AllVolumes",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": "iam:PassRole",
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Roles"
        },
        {
            "Action": [
                "iam:AttachRolePolicy"
            ],
            "Resource": [
                "arn:aws:iam::<ACCOUNT>:role/<ROLE>",
                "arn:aws:iam::<ACCOUNT>:role/cluster-*",
                "arn:aws:iam::<ACCOUNT>:role/service-role"
            ],
            "Effect": "Allow",
            "Condition": {
                "ArnLike": {
                    "iam:PolicyARN": [
                        "arn:aws:iam::aws:policy/x"
                    ]
                }
            },
            "Sid": "Boundary"
        },
        {
            "Action": [
                "iam:GetRole",
                "iam:GetPolicy"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow"
        },
        {
            "NotAction": [
                "iam:Get*"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Deny",
            "Sid": "NoBoundary"
        },
        {
            "Action": [
                "iam:TagRole"
            ],
            "Resource": [
                "arn:aws:iam::<ACCOUNT>:role/cluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Loud"
        },
        {
            "Action": [
                "ec2:DescribeInstances"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "aws:RequestedRegion": [
                        "<REGION>"
                    ]
                }
            },
            "Sid": "OneRegion"
        },
        {
            "Action": [
                "s3:List*"
            ],
            "Resource": [
                "arn:aws:s3:::bucket-1"
            ],
            "Effect": "Allow",
            "Sid": "Buckets"
        },
        {
            "Action": [
                "ec2:DescribeVolumes"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "AllVolumes"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": "iam:PassRole",
            "Resource": "*",
            "Effect": "Allow",
            "Sid": "Roles"
        },
        {
            "Action": [
                "iam:AttachRolePolicy"
            ],
            "Resource": [
                "arn:aws:iam::<ACCOUNT>:role/<ROLE>",
                "arn:aws:iam::<ACCOUNT>:role/cluster-*",
                "arn:aws:iam::<ACCOUNT>:role/service-role"
            ],
            "Effect": "Allow",
            "Condition": {
                "ArnLike": {
                    "iam:PolicyARN": [
                        "arn:aws:iam::aws:policy/x"
                    ]
                }
            },
            "Sid": "Boundary"
        },
        {
            "Action": [
                "iam:GetRole"
            ],
            "Resource": [
                "*",
                "arn:aws:iam::<ACCOUNT>:role/x"
            ],
            "Effect": "Allow"
        },
        {
            "NotAction": [
                "iam:Get*"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Deny",
            "Sid": "NoBoundary"
        },
        {
            "Action": [
                "iam:TagRole"
            ],
            "Resource": [
                "arn:aws:iam::<ACCOUNT>:role/cluster-*"
            ],
            "Effect": "Allow",
            "Sid": "Loud"
        },
        {
            "Action": [
                "ec2:DescribeInstances"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Condition": {
                "StringEquals": {
                    "aws:RequestedRegion": [
                        "<REGION>"
                    ]
                }
            },
            "Sid": "OneRegion"
        },
        {
            "Action": [
                "s3:List*"
            ],
            "Resource": [
                "arn:aws:s3:::bucket-1"
            ],
            "Effect": "Allow",
            "Sid": "Buckets"
        },
        {
            "Action": [
                "ec2:DescribeVolumes"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "AllVolumes"
        }
    ]
}"#,
    source: "catalog/1.0/every-form/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let node_role = reader.optional(&parameters::NODE_ROLE, RoleName::new);
    let cluster_roles = reader
        .optional(&parameters::CLUSTER_ROLES, RoleNamePattern::new);
    let boundary = reader.optional(&parameters::BOUNDARY, PolicyArn::new);
    let buckets = reader.list(&parameters::BUCKETS, BucketArn::new);
    let roles = reader.list(&parameters::ROLES, RoleArn::new);
    let quiet = reader.flag(&parameters::QUIET);
    let names = reader.list(&parameters::NAMES, RoleNamePattern::new);
    Some(
        Box::new(Owned {
            region: region?,
            account_id: account_id?,
            node_role: node_role?,
            cluster_roles: cluster_roles?,
            boundary: boundary?,
            buckets: buckets?,
            roles: roles?,
            quiet: quiet?,
            names: names?,
        }),
    )
}
/// The policy's struct together with the lists that it borrows.
#[derive(Debug)]
struct Owned<'a> {
    region: Region<'a>,
    account_id: AccountId<'a>,
    node_role: Option<RoleName<'a>>,
    cluster_roles: Option<RoleNamePattern<'a>>,
    boundary: Option<PolicyArn<'a>>,
    buckets: Vec<BucketArn<'a>>,
    roles: Vec<RoleArn<'a>>,
    quiet: bool,
    names: Vec<RoleNamePattern<'a>>,
}
impl Owned<'_> {
    fn get(&self) -> EveryForm<'_> {
        EveryForm {
            region: self.region,
            account_id: self.account_id,
            node_role: self.node_role,
            cluster_roles: self.cluster_roles,
            boundary: self.boundary,
            buckets: &self.buckets,
            roles: &self.roles,
            quiet: self.quiet,
            names: &self.names,
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
