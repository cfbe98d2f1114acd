// @generated from catalog/1.0/combined by build.rs. Do not edit.

use core::fmt;
use crate::catalog::*;
use crate::values::parameters;
use crate::quota::Attachment;
use crate::render::{self, Document, Render, Sink};
use crate::values::{ForeignArnError, Reader};
use crate::{
    AccountId, ImageIdPattern, PolicyArn, Region, RoleArn, RoleName, RoleNamePattern,
    SubnetIdPattern,
};

/// For readers of the generated code.
///
/// `Combined` in A page, attached to a user or group.
///
/// Stated in `catalog/1.0/combined/policy.toml`; its constant is [`COMBINED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combined<'a> {
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
    /// Roles.
    ///
    /// An empty list counts as not given.
    pub roles: &'a [RoleArn<'a>],
    /// No logs are kept.
    pub quiet: bool,
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

impl Combined<'_> {
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
impl Render for Combined<'_> {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let partition = self.region.partition().as_str();
        let region = self.region.as_str();
        let account_id = self.account_id.as_str();
        let node_role = self.node_role.map(RoleName::as_str);
        let cluster_roles = self
            .cluster_roles
            .map_or("cluster-*", RoleNamePattern::as_str);
        let boundary = self.boundary.map(PolicyArn::as_str);
        let roles = self.roles;
        let quiet = self.quiet;
        let other_roles = self.other_roles.map_or("other-*", RoleNamePattern::as_str);
        let images = self.images;
        let subnets = self.subnets;
        sink.text(r#"{"Version":"2012-10-17","Statement":["#)?;
        if boundary.is_some() && !quiet {
            sink.text(
                r#"{"Action":["iam:GetPolicy"],"Resource":["*"],"Effect":"Allow","Sid":"NotQuiet"},"#,
            )?;
        }
        if boundary.is_some() && roles.is_empty() {
            sink.text(
                r#"{"Action":["iam:GetRole"],"Resource":["*"],"Effect":"Allow","Sid":"NoRoles"},"#,
            )?;
        }
        if !roles.is_empty() && node_role.is_none() {
            sink.text(r#"{"Action":["iam:PassRole"],"Resource":["#)?;
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
            sink.text(r#"],"Effect":"Allow","Sid":"NoNodeRole"},"#)?;
        }
        if let Some(node_role) = node_role && boundary.is_some() {
            sink.text(r#"{"Action":["iam:TagRole"],"Resource":["arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(node_role)?;
            sink.text(r#""],"Effect":"Allow","Sid":"Together"},"#)?;
        }
        sink.text(r#"{"Action":["iam:ListRoles"],"Resource":["arn:"#)?;
        sink.text(partition)?;
        sink.text(":iam::")?;
        sink.text(account_id)?;
        sink.text(":role/")?;
        sink.text(cluster_roles)?;
        sink.text(r#"""#)?;
        if other_roles != cluster_roles {
            sink.text(r#","arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(other_roles)?;
            sink.text(r#"""#)?;
        }
        sink.text(r#"],"Effect":"Allow","Sid":"Roles"}"#)?;
        if !subnets.is_empty() && !images.is_empty() {
            sink.text(r#",{"Action":["ec2:RunInstances"],"Resource":["#)?;
            for (idx, value) in subnets.iter().enumerate() {
                if subnets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let subnets = value.as_str();
                sink.text(r#""arn:"#)?;
                sink.text(partition)?;
                sink.text(":ec2:")?;
                sink.text(region)?;
                sink.text(":")?;
                sink.text(account_id)?;
                sink.text(":subnet/")?;
                sink.text(subnets)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in images.iter().enumerate() {
                if images.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let images = value.as_str();
                if subnets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|subnets| {
                        !is_same(
                            &[":image/", images],
                            &[account_id, ":subnet/", subnets],
                        )
                    })
                {
                    sink.text(r#","arn:"#)?;
                    sink.text(partition)?;
                    sink.text(":ec2:")?;
                    sink.text(region)?;
                    sink.text("::image/")?;
                    sink.text(images)?;
                    sink.text(r#"""#)?;
                }
            }
            sink.text(r#"],"Effect":"Allow","Sid":"Launch"}"#)?;
        }
        sink.text("]}")?;
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
        let roles = self.roles;
        let quiet = self.quiet;
        let other_roles = self.other_roles.map_or("other-*", RoleNamePattern::as_str);
        let images = self.images;
        let subnets = self.subnets;
        sink.text(r#"{
    "Version": "2012-10-17",
    "Statement": ["#)?;
        if boundary.is_some() && !quiet {
            sink.text(
                r#"
        {
            "Action": [
                "iam:GetPolicy"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "NotQuiet"
        },"#,
            )?;
        }
        if boundary.is_some() && roles.is_empty() {
            sink.text(
                r#"
        {
            "Action": [
                "iam:GetRole"
            ],
            "Resource": [
                "*"
            ],
            "Effect": "Allow",
            "Sid": "NoRoles"
        },"#,
            )?;
        }
        if !roles.is_empty() && node_role.is_none() {
            sink.text(
                r#"
        {
            "Action": [
                "iam:PassRole"
            ],
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
            "Sid": "NoNodeRole"
        },"#,
            )?;
        }
        if let Some(node_role) = node_role && boundary.is_some() {
            sink.text(
                r#"
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
            sink.text(
                r#""
            ],
            "Effect": "Allow",
            "Sid": "Together"
        },"#,
            )?;
        }
        sink.text(
            r#"
        {
            "Action": [
                "iam:ListRoles"
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
        if other_roles != cluster_roles {
            sink.text(r#",
                "arn:"#)?;
            sink.text(partition)?;
            sink.text(":iam::")?;
            sink.text(account_id)?;
            sink.text(":role/")?;
            sink.text(other_roles)?;
            sink.text(r#"""#)?;
        }
        sink.text(
            r#"
            ],
            "Effect": "Allow",
            "Sid": "Roles"
        }"#,
        )?;
        if !subnets.is_empty() && !images.is_empty() {
            sink.text(
                r#",
        {
            "Action": [
                "ec2:RunInstances"
            ],
            "Resource": ["#,
            )?;
            for (idx, value) in subnets.iter().enumerate() {
                if subnets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    sink.text(",")?;
                }
                let subnets = value.as_str();
                sink.text(r#"
                "arn:"#)?;
                sink.text(partition)?;
                sink.text(":ec2:")?;
                sink.text(region)?;
                sink.text(":")?;
                sink.text(account_id)?;
                sink.text(":subnet/")?;
                sink.text(subnets)?;
                sink.text(r#"""#)?;
            }
            for (idx, value) in images.iter().enumerate() {
                if images.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let images = value.as_str();
                if subnets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|subnets| {
                        !is_same(
                            &[":image/", images],
                            &[account_id, ":subnet/", subnets],
                        )
                    })
                {
                    sink.text(r#",
                "arn:"#)?;
                    sink.text(partition)?;
                    sink.text(":ec2:")?;
                    sink.text(region)?;
                    sink.text("::image/")?;
                    sink.text(images)?;
                    sink.text(r#"""#)?;
                }
            }
            sink.text(
                r#"
            ],
            "Effect": "Allow",
            "Sid": "Launch"
        }"#,
            )?;
        }
        sink.text(r"
    ]
}")?;
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
        let roles = self.roles;
        let quiet = self.quiet;
        let other_roles = self.other_roles.map_or("other-*", RoleNamePattern::as_str);
        let images = self.images;
        let subnets = self.subnets;
        let mut size = 130 + partition.len() + account_id.len() + cluster_roles.len();
        if boundary.is_some() && !quiet {
            size += 80;
        }
        if boundary.is_some() && roles.is_empty() {
            size += 77;
        }
        if !roles.is_empty() && node_role.is_none() {
            size += 78;
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
        if let Some(node_role) = node_role && boundary.is_some() {
            size += 93 + partition.len() + account_id.len() + node_role.len();
        }
        if other_roles != cluster_roles {
            size += 19 + partition.len() + account_id.len() + other_roles.len();
        }
        if !subnets.is_empty() && !images.is_empty() {
            size += 78;
            for (idx, value) in subnets.iter().enumerate() {
                if subnets.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                if idx > 0 {
                    size += 1;
                }
                let subnets = value.as_str();
                size
                    += 20 + partition.len() + region.len() + account_id.len()
                        + subnets.len();
            }
            for (idx, value) in images.iter().enumerate() {
                if images.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                let images = value.as_str();
                if subnets
                    .iter()
                    .map(|value| value.as_str())
                    .all(|subnets| {
                        !is_same(
                            &[":image/", images],
                            &[account_id, ":subnet/", subnets],
                        )
                    })
                {
                    size += 20 + partition.len() + region.len() + images.len();
                }
            }
        }
        size
    }
}

/// For readers of the generated code. The catalog's facts about the policy.
pub static COMBINED: Policy = Policy {
    id: "1.0/combined",
    version: "1.0",
    name: "Combined",
    title: "A policy whose statements depend on several parameters",
    anchor: "combined",
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
    acknowledged: &[],
    losses: &[],
    fits: &[Attachment::Managed],
    split: false,
    sizes: &[
        SizeRange {
            partition: "aws",
            smallest: 146,
            largest: 2368,
            lists: &[
                ListSize {
                    parameter: "roles",
                    each: 0,
                },
                ListSize {
                    parameter: "images",
                    each: 53,
                },
                ListSize {
                    parameter: "subnets",
                    each: 69,
                },
            ],
            smallest_with: &[
                ("cluster-roles", None),
                ("quiet", None),
                ("other-roles", None),
            ],
            largest_without: &["roles", "quiet"],
        },
        SizeRange {
            partition: "aws-cn",
            smallest: 149,
            largest: 2385,
            lists: &[
                ListSize {
                    parameter: "roles",
                    each: 0,
                },
                ListSize {
                    parameter: "images",
                    each: 57,
                },
                ListSize {
                    parameter: "subnets",
                    each: 73,
                },
            ],
            smallest_with: &[
                ("cluster-roles", None),
                ("quiet", None),
                ("other-roles", None),
            ],
            largest_without: &["roles", "quiet"],
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
            parameter: &parameters::OTHER_ROLES,
            need: Need::Default,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::IMAGES,
            need: Need::List,
            placeholder: None,
        },
        PolicyParameter {
            parameter: &parameters::SUBNETS,
            need: Need::List,
            placeholder: None,
        },
    ],
    statements: &[
        Statement {
            name: "NotQuiet",
            sid: Some("NotQuiet"),
            why: "A value brings the statement, and a flag takes it away.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:GetPolicy",
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
                when: &["boundary"],
                unless: &["quiet"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/combined/iam.toml#NotQuiet",
        },
        Statement {
            name: "NoRoles",
            sid: Some("NoRoles"),
            why: "A value brings the statement, and a list takes it away.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:GetRole",
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
                when: &["boundary"],
                unless: &["roles"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/combined/iam.toml#NoRoles",
        },
        Statement {
            name: "NoNodeRole",
            sid: Some("NoNodeRole"),
            why: "A list brings the statement, and a value takes it away.",
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
                        text: "{roles...}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence {
                when: &["roles"],
                unless: &["node-role"],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/combined/iam.toml#NoNodeRole",
        },
        Statement {
            name: "Together",
            sid: Some("Together"),
            why: "Two values bring the statement, which shows one of them.",
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
                ],
            },
            conditions: &[],
            presence: Presence {
                when: &["node-role", "boundary"],
                unless: &[],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/combined/iam.toml#Together",
        },
        Statement {
            name: "Roles",
            sid: Some("Roles"),
            why: "An entry is compared with one that is always there, and with no other.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
                entries: &[
                    Entry {
                        text: "iam:ListRoles",
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
                        text: "arn:{partition}:iam::{account-id}:role/{other-roles}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence::ALWAYS,
            change: None,
            acknowledged: &[],
            source: "forms/1.0/combined/iam.toml#Roles",
        },
        Statement {
            name: "Launch",
            sid: Some("Launch"),
            why: "The entries of one list are compared with those of another, and with no others.",
            effect: Effect::Allow,
            actions: Element {
                negated: false,
                scalar: false,
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
                        text: "arn:{partition}:ec2:{region}:{account-id}:subnet/{subnets...}",
                        change: None,
                    },
                    Entry {
                        text: "arn:{partition}:ec2:{region}::image/{images...}",
                        change: None,
                    },
                ],
            },
            conditions: &[],
            presence: Presence {
                when: &["subnets", "images"],
                unless: &[],
            },
            change: None,
            acknowledged: &[],
            source: "forms/1.0/combined/ec2.toml#Launch",
        },
    ],
    template: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "iam:ListRoles"
            ],
            "Resource": [
                "arn:aws:iam::<ACCOUNT>:role/cluster-*",
                "arn:aws:iam::<ACCOUNT>:role/other-*"
            ],
            "Effect": "Allow",
            "Sid": "Roles"
        }
    ]
}"#,
    documented: r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Action": [
                "iam:ListRoles"
            ],
            "Resource": [
                "arn:aws:iam::<ACCOUNT>:role/cluster-*",
                "arn:aws:iam::<ACCOUNT>:role/other-*"
            ],
            "Effect": "Allow",
            "Sid": "Roles"
        }
    ]
}"#,
    source: "catalog/1.0/combined/policy.toml",
    fill,
};

fn fill<'a>(reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
    let region = reader.region(&parameters::REGION);
    let account_id = reader.required(&parameters::ACCOUNT_ID, AccountId::new);
    let node_role = reader.optional(&parameters::NODE_ROLE, RoleName::new);
    let cluster_roles = reader
        .optional(&parameters::CLUSTER_ROLES, RoleNamePattern::new);
    let boundary = reader.optional(&parameters::BOUNDARY, PolicyArn::new);
    let roles = reader.list(&parameters::ROLES, RoleArn::new);
    let quiet = reader.flag(&parameters::QUIET);
    let other_roles = reader.optional(&parameters::OTHER_ROLES, RoleNamePattern::new);
    let images = reader.list(&parameters::IMAGES, ImageIdPattern::new);
    let subnets = reader.list(&parameters::SUBNETS, SubnetIdPattern::new);
    Some(
        Box::new(Owned {
            region: region?,
            account_id: account_id?,
            node_role: node_role?,
            cluster_roles: cluster_roles?,
            boundary: boundary?,
            roles: roles?,
            quiet: quiet?,
            other_roles: other_roles?,
            images: images?,
            subnets: subnets?,
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
    roles: Vec<RoleArn<'a>>,
    quiet: bool,
    other_roles: Option<RoleNamePattern<'a>>,
    images: Vec<ImageIdPattern<'a>>,
    subnets: Vec<SubnetIdPattern<'a>>,
}
impl Owned<'_> {
    fn get(&self) -> Combined<'_> {
        Combined {
            region: self.region,
            account_id: self.account_id,
            node_role: self.node_role,
            cluster_roles: self.cluster_roles,
            boundary: self.boundary,
            roles: &self.roles,
            quiet: self.quiet,
            other_roles: self.other_roles,
            images: &self.images,
            subnets: &self.subnets,
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
