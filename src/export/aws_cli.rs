//! A shell script that creates or updates policies, roles and attachments with the AWS CLI.
//!
//! The script is three parts: what it is for, the functions of `functions.sh`, which are the same in every
//! script, and the calls of these functions, each with its document.

use core::fmt;
use std::borrow::Cow;

use super::deployment::{DeployedPolicy, DeployedRole};
use crate::quota::{self, Attachment, IdentityKind};
use crate::{ManagedPolicy, Parameter, ParameterRole, Partition};

const FUNCTIONS: &str = include_str!("aws_cli/functions.sh");

/// A script for bash and the AWS CLI, which can run any number of times: it changes only what differs.
///
/// Its `--help` describes its options; `--dry-run` says what it would change.
#[derive(Clone, Debug)]
pub struct AwsCliScript<'a> {
    /// The account of the policies, if they name one. The script refuses to run in any other.
    pub account_id: Option<&'a str>,
    /// The partition of the policies.
    pub partition: &'static Partition,
    /// The region of the policies, if they are for one.
    pub region: Option<&'a str>,
    /// The name of the cluster that has the roles, if it is known.
    pub cluster_name: Option<&'a str>,
    /// The attachment of the policies: managed, or inline in identities of one kind.
    pub attachment: Attachment,
    /// The policies.
    pub policies: Vec<ScriptPolicy<'a>>,
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
    /// The documents, indented.
    pub documents: Vec<String>,
}

impl ScriptPolicy<'_> {
    fn role(&self) -> Option<&DeployedRole> {
        self.deployed?.role.as_ref()
    }

    /// The names of the documents as policies, each with its document.
    fn named(&self) -> impl Iterator<Item = (String, &str)> {
        let is_only = self.documents.len() == 1;
        self.documents.iter().enumerate().map(move |(idx, document)| {
            let name = if is_only { self.name.to_string() } else { format!("{}-{}", self.name, idx + 1) };
            (name, document.as_str())
        })
    }
}

impl fmt::Display for AwsCliScript<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "#!/usr/bin/env bash")?;
        writeln!(f, "# Policies and roles by pcluster-iam {}, for the AWS CLI.", env!("CARGO_PKG_VERSION"))?;
        writeln!(f, "# Run it with --help for what it does, or with --dry-run to see what it would change.")?;
        writeln!(f, "set -euo pipefail\n")?;
        self.settings(f)?;
        writeln!(f)?;
        self.usage(f)?;
        writeln!(f, "\n{FUNCTIONS}")?;
        writeln!(f, "deploy() {{")?;
        self.policies.iter().try_for_each(|policy| self.calls(f, policy))?;
        writeln!(f, "}}\n\nmain \"$@\"")
    }
}

impl AwsCliScript<'_> {
    /// The variables on which the functions depend.
    fn settings(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "ACCOUNT={}", Word(self.account_id.unwrap_or_default()))?;
        writeln!(f, "PARTITION={}", Word(self.partition.id))?;
        writeln!(f, "MOST_VERSIONS={}", quota::VERSIONS_OF_MANAGED_POLICY.most)?;
        let identities: &[&str] = match (self.has_policy_for_people(), self.attachment) {
            (false, _) => &[],
            (true, Attachment::Managed) => &["user", "group", "role"],
            (true, Attachment::Inline(kind)) => &[kind.as_str()],
        };
        writeln!(f, "PEOPLE=({})", identities.join(" "))?;
        let also: Vec<_> = self.further().map(|(_, managed)| Word(managed.name).to_string()).collect();
        writeln!(f, "ALSO=({})", also.join(" "))?;
        // IAM has no regions, but the AWS CLI finds the endpoint of a partition by one.
        let region = self.region.or_else(|| self.partition.regions.first().copied()).unwrap_or_default();
        writeln!(f, "if [ -z \"${{AWS_REGION:-}}${{AWS_DEFAULT_REGION:-}}\" ]; then")?;
        writeln!(f, "    export AWS_DEFAULT_REGION={}\nfi", Word(region))
    }

    fn usage(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "usage() {{\n    cat <<'USAGE'")?;
        writeln!(f, "Creates or updates, in {}:", self.place())?;
        for policy in &self.policies {
            for (name, _) in policy.named() {
                writeln!(f, "  policy {name}")?;
            }
            if let Some(role) = policy.role() {
                let profile = if role.has_instance_profile { ", and its instance profile" } else { "" };
                writeln!(f, "  role {} with path {}{profile}", role.name, self.path(role))?;
            }
            for managed in self.usual_of(policy) {
                writeln!(f, "    with {} of AWS", managed.name)?;
            }
        }
        f.write_str(
            "\nIt changes only what differs, so that it may run any number of times. It deletes nothing but the\n\
             oldest version of a policy that has no room for a new one. Credentials are those of the AWS CLI.\n\n\
             Options:\n\
             \x20 --dry-run        say what would change, and change nothing\n\
             \x20 --prefix TEXT    put this before each name; or NAME_PREFIX in the environment\n\
             \x20 --tag KEY=VALUE  tag the policies, roles and instance profiles; may be repeated\n",
        )?;
        if self.policies.iter().any(|policy| policy.role().is_some()) {
            f.write_str(
                "\x20 --boundary ARN   the permissions boundary of the roles; or PERMISSIONS_BOUNDARY in the environment\n",
            )?;
        }
        if self.has_policy_for_people() {
            let verb = if self.attachment == Attachment::Managed { "attach" } else { "put" };
            let to = if verb == "put" { "into" } else { "to" };
            for kind in IdentityKind::ALL.into_iter().filter(|kind| self.is_attached_to(*kind)) {
                let kind = kind.as_str();
                let option = format!("--{kind} NAME");
                writeln!(
                    f,
                    "  {option:16} {verb} the policies for users and groups {to} this {kind}; may be repeated"
                )?;
            }
        }
        for (role, managed) in self.further() {
            let condition = managed.condition().unwrap_or_default();
            writeln!(
                f,
                "  --also {}\n                   attach it to {}: {condition}",
                managed.name, role.name
            )?;
        }
        writeln!(f, "  --help           print this\nUSAGE\n}}")
    }

    fn calls(&self, f: &mut fmt::Formatter<'_>, policy: &ScriptPolicy<'_>) -> fmt::Result {
        if let (Some(role), Some(deployed)) = (policy.role(), policy.deployed)
            && let Some(trust) = deployed.policy.trust_policy(self.partition)
        {
            let (name, path) = (Word(&role.name), self.path(role));
            call(f, format_args!("role {name} {} {}", Word(&path), Word(&plain(role.description))), &trust)?;
            if role.has_instance_profile {
                writeln!(f, "    instance_profile {name} {}", Word(&path))?;
            }
        }
        for (name, document) in policy.named() {
            let word = Word(&name);
            match (self.attachment, policy.role()) {
                (Attachment::Managed, role) => {
                    let description = plain(&policy.description);
                    let description = Word(&description);
                    call(f, format_args!("managed_policy {word} {description}"), document)?;
                    match role {
                        Some(role) => writeln!(f, "    attach_own {} {word}", Word(&role.name))?,
                        None => writeln!(f, "    attach_to_people {word}")?,
                    }
                }
                (Attachment::Inline(_), Some(role)) => {
                    call(f, format_args!("inline_own {} {word}", Word(&role.name)), document)?;
                }
                (Attachment::Inline(kind), None) => {
                    call(f, format_args!("inline_for_people {} {word}", kind.as_str()), document)?;
                }
            }
        }
        for managed in self.usual_of(policy) {
            let role = policy.role().map_or("", |role| role.name.as_str());
            writeln!(f, "    attach_aws {} {}", Word(role), Word(managed.name))?;
        }
        for (role, managed) in self.further_of(policy) {
            writeln!(f, "    attach_aws_also {} {}", Word(&role.name), Word(managed.name))?;
        }
        Ok(())
    }

    fn place(&self) -> String {
        match self.account_id {
            Some(account) => format!("account {account} of partition {}", self.partition),
            None => format!("any account of partition {}", self.partition),
        }
    }

    /// The path of a role: without the name of its cluster, the part of the path that all clusters share.
    fn path(&self, role: &DeployedRole) -> String {
        let placeholder =
            Parameter::with_role(ParameterRole::ClusterName).map(|it| format!("{{{}}}", it.name));
        match (role.path.split_once('{'), placeholder, self.cluster_name) {
            (Some(_), Some(placeholder), Some(name)) => role.path.replace(&placeholder, name),
            (Some((shared, _)), ..) => shared.to_owned(),
            (None, ..) => role.path.to_owned(),
        }
    }

    fn has_policy_for_people(&self) -> bool {
        self.policies.iter().any(|policy| policy.role().is_none())
    }

    fn is_attached_to(&self, kind: IdentityKind) -> bool {
        matches!(self.attachment, Attachment::Managed) || self.attachment == Attachment::Inline(kind)
    }

    /// The policies of AWS that the partition has, and that the policy's role always has.
    fn usual_of<'p>(&self, policy: &'p ScriptPolicy<'_>) -> impl Iterator<Item = &'p ManagedPolicy> {
        let managed = policy.role().map_or(&[][..], |role| role.managed_policies).iter();
        managed.filter(|it| it.is_usual() && it.arn(self.partition).is_some())
    }

    /// Those that the role has with a setting of the configuration.
    fn further_of<'p>(
        &self,
        policy: &'p ScriptPolicy<'_>,
    ) -> impl Iterator<Item = (&'p DeployedRole, &'p ManagedPolicy)> {
        policy.role().into_iter().flat_map(move |role| {
            let managed = role.managed_policies.iter();
            managed.filter(|it| !it.is_usual() && it.arn(self.partition).is_some()).map(move |it| (role, it))
        })
    }

    fn further(&self) -> impl Iterator<Item = (&DeployedRole, &ManagedPolicy)> {
        self.policies.iter().flat_map(|policy| self.further_of(policy))
    }
}

/// The call of a function with a document on standard input. No line of a document is the word that ends it.
fn call(f: &mut fmt::Formatter<'_>, call: fmt::Arguments<'_>, document: &str) -> fmt::Result {
    writeln!(f, "    {call} <<'DOCUMENT'\n{document}\nDOCUMENT")
}

/// Text without the marks of Markdown, which nothing shows in AWS's console.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

/// A word of the shell.
struct Word<'a>(&'a str);

impl fmt::Display for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The shell has no word with a null character, and IAM no name with one.
        let word = shlex::try_quote(self.0).map_err(|_| fmt::Error)?;
        f.write_str(&word)
    }
}
