//! A shell script that creates or updates policies, roles and attachments with the AWS CLI.
//!
//! The script is three parts: what it is for, the functions of `functions.sh`, which are the same in every
//! script, and the calls of these functions, each with its document. It is made as pieces, in which the values are
//! open, so that a page for a browser fills the same ones.

mod call;
mod piece;
mod usage;

use std::borrow::Cow;

use super::deployment::{DeployedPolicy, DeployedRole, longest_prefix};
use super::setting::Setting;
use crate::quota::{self, Attachment, IdentityKind};
use crate::{AccountId, ClusterName, ManagedPolicy, Parameter, ParameterRole, Partition, Region};
use piece::Pieces;
pub use piece::{ScriptPiece, ScriptTest};

const FUNCTIONS: &str = include_str!("aws_cli/functions.sh");

/// A script for bash and the AWS CLI, which can run any number of times: it changes only what differs.
///
/// Its `--help` describes its options; `--dry-run` says what it would change.
#[derive(Clone, Debug)]
pub struct AwsCliScript {
    pieces: Vec<ScriptPiece>,
}

/// A policy of a script.
#[derive(Clone, Debug)]
pub struct ScriptPolicy<'a> {
    /// The name; the names of several documents are numbered.
    pub name: Cow<'a, str>,
    /// The description, which AWS lets nobody change.
    pub description: Cow<'a, str>,
    /// What the policy of the catalog becomes, unless several are packed into this one.
    pub deployed: Option<&'a DeployedPolicy>,
    /// The number of its documents.
    pub n_documents: usize,
}

/// What a script is filled with.
#[derive(Clone, Copy, Debug)]
pub struct ScriptValues<'a> {
    /// The account of the policies, if they name one. The script refuses to run in any other.
    pub account_id: Option<AccountId<'a>>,
    /// The partition of the policies.
    pub partition: &'static Partition,
    /// The region of the policies, if they are for one.
    pub region: Option<Region<'a>>,
    /// The name of the cluster that has the roles, if it is known.
    pub cluster_name: Option<ClusterName<'a>>,
    /// The names of the flags that are given.
    pub flags: &'a [&'static str],
    /// The documents of all policies in their order, indented.
    pub documents: &'a [&'a str],
}

impl AwsCliScript {
    /// The script for policies that are attached in one way: managed, or inline in identities of one kind.
    #[must_use]
    pub fn new(attachment: Attachment, policies: &[ScriptPolicy<'_>]) -> Self {
        let mut pieces = Pieces::default();
        Writer { attachment, policies }.script(&mut pieces);
        Self { pieces: pieces.done() }
    }

    /// The script as pieces, which an interpreter fills with values.
    #[must_use]
    pub fn pieces(&self) -> &[ScriptPiece] {
        &self.pieces
    }

    /// The script for an account. No newline is at its end.
    #[must_use]
    pub fn filled(&self, values: &ScriptValues<'_>) -> String {
        piece::filled(&self.pieces, values)
    }
}

impl<'a> From<&'a DeployedPolicy> for ScriptPolicy<'a> {
    /// A policy as it is, with one document.
    fn from(deployed: &'a DeployedPolicy) -> Self {
        Self {
            name: Cow::Borrowed(&deployed.name),
            description: Cow::Borrowed(deployed.description),
            deployed: Some(deployed),
            n_documents: 1,
        }
    }
}

impl ScriptPolicy<'_> {
    fn role(&self) -> Option<&DeployedRole> {
        self.deployed?.role.as_ref()
    }

    /// The names of the documents as policies.
    fn names(&self) -> impl Iterator<Item = String> {
        let is_only = self.n_documents == 1;
        let name =
            move |number| if is_only { self.name.to_string() } else { format!("{}-{number}", self.name) };
        (1..=self.n_documents).map(name)
    }

    /// The flag with which the policy's role is without a policy of AWS.
    fn excluding(&self, managed: &ManagedPolicy) -> Option<&'static Parameter> {
        match Setting::of(managed, self.deployed?.policy) {
            [_, Some(Setting::Flag(flag))] => Some(flag),
            _ => None,
        }
    }

    /// The policies of AWS that a partition has, and that the policy's role always has, or that it has with a
    /// setting of the configuration.
    fn managed(&self, partition: &Partition, is_usual: bool) -> impl Iterator<Item = &ManagedPolicy> {
        let managed = self.role().map_or(&[][..], |role| role.managed_policies).iter();
        managed.filter(move |it| it.is_usual() == is_usual && it.arn(partition).is_some())
    }
}

/// What the pieces are made of.
struct Writer<'a> {
    attachment: Attachment,
    policies: &'a [ScriptPolicy<'a>],
}

impl Writer<'_> {
    fn script(&self, pieces: &mut Pieces) {
        pieces.text("#!/usr/bin/env bash\n");
        pieces.text(concat!(
            "# Policies and roles by pcluster-iam ",
            env!("CARGO_PKG_VERSION"),
            ", for the AWS CLI.\n"
        ));
        pieces.text(
            "# Run it with --help for what it does, or with --dry-run to see what it would change.\nset -euo pipefail\n\n",
        );
        self.settings(pieces);
        pieces.text("\n");
        self.usage(pieces);
        pieces.text("\n");
        pieces.text(FUNCTIONS);
        pieces.text("\ndeploy() {\n");
        let mut first = 0;
        for policy in self.policies {
            self.calls(pieces, policy, first);
            first += policy.n_documents;
        }
        pieces.text("}\n\nmain \"$@\"");
    }

    /// The variables on which the functions depend.
    fn settings(&self, pieces: &mut Pieces) {
        pieces.text("ACCOUNT=");
        pieces.choice(ParameterRole::AccountId, |it| it.value(ParameterRole::AccountId), |it| it.text("''"));
        pieces.text("\nPARTITION=");
        pieces.value(ParameterRole::Partition);
        pieces.text(format!("\nMOST_VERSIONS={}\n", quota::VERSIONS_OF_MANAGED_POLICY.most));
        let identities: &[&str] = match (self.has_policy_for_people(), self.attachment) {
            (false, _) => &[],
            (true, Attachment::Managed) => &["user", "group", "role"],
            (true, Attachment::Inline(kind)) => &[kind.as_str()],
        };
        pieces.text(format!("PEOPLE=({})\n", identities.join(" ")));
        pieces.text(format!("MAKES_ROLES={}\n", if self.roles().next().is_some() { "yes" } else { "" }));
        let policies = self.policies.iter().flat_map(ScriptPolicy::names);
        let longest = longest_prefix(policies, self.roles().map(|it| it.name.as_str()));
        pieces.text(format!("LONGEST_PREFIX={longest}\n"));
        for (variable, is_usual) in [("ALSO", false), ("USUAL", true)] {
            pieces.by_partition(|partition| {
                let managed = self.policies.iter().flat_map(|policy| policy.managed(partition, is_usual));
                let mut names: Vec<_> = managed.map(|it| call::word(it.name)).collect();
                names.sort();
                names.dedup();
                format!("{variable}=({})\n", names.join(" "))
            });
        }
        // The policies of AWS about which a value decides.
        for (variable, place) in [("also", 0), ("without", 1)] {
            pieces.text(format!("{variable}=("));
            for (managed, flag) in self.flags(place) {
                pieces.if_given(flag.name, |it| it.text(format!("{} ", call::word(managed.name))));
            }
            pieces.text(")\n");
        }
        // IAM has no regions, but the AWS CLI finds the endpoint of a partition by one.
        pieces.text(
            "if [ -z \"${AWS_REGION:-}${AWS_DEFAULT_REGION:-}\" ]; then\n    export AWS_DEFAULT_REGION=",
        );
        let first = |partition: &Partition| partition.regions.first().copied().unwrap_or_default().to_owned();
        pieces.choice(
            ParameterRole::Region,
            |it| it.value(ParameterRole::Region),
            |it| it.by_partition(first),
        );
        pieces.text("\nfi\n");
    }

    fn roles(&self) -> impl Iterator<Item = &DeployedRole> {
        self.policies.iter().filter_map(ScriptPolicy::role)
    }

    /// The policies of AWS that roles have only with a flag, or only without one.
    fn flags(&self, place: usize) -> impl Iterator<Item = (&ManagedPolicy, &'static Parameter)> {
        let deployed = self.policies.iter().filter_map(|policy| policy.deployed);
        let managed = deployed.flat_map(|it| {
            let all = it.role.as_ref().map_or(&[][..], |role| role.managed_policies);
            all.iter().map(|managed| (managed, Setting::of(managed, it.policy)))
        });
        managed.filter_map(move |(managed, settings)| match settings.get(place) {
            Some(Some(Setting::Flag(flag))) => Some((managed, *flag)),
            _ => None,
        })
    }

    fn has_policy_for_people(&self) -> bool {
        self.policies.iter().any(|policy| policy.role().is_none())
    }

    fn is_attached_to(&self, kind: IdentityKind) -> bool {
        matches!(self.attachment, Attachment::Managed) || self.attachment == Attachment::Inline(kind)
    }
}
