//! What a script says about itself with `--help`.

use super::call::path;
use super::piece::Pieces;
use super::{ScriptPolicy, Writer};
use crate::quota::{Attachment, IdentityKind};
use crate::{ManagedPolicy, Parameter, ParameterRole, Partition};

const OPTIONS: &str = "
It changes only what differs, so that it may run any number of times. It deletes nothing but the
oldest version of a policy that has no room for a new one. Credentials are those of the AWS CLI.

Options:
  --dry-run        say what would change, and change nothing
  --prefix TEXT    put this before each name; or NAME_PREFIX in the environment
  --tag KEY=VALUE  tag the policies, roles and instance profiles; may be repeated
";

const BOUNDARY: &str = "  --boundary ARN   the permissions boundary of the roles; or PERMISSIONS_BOUNDARY in the \
                        environment\n";

impl Writer<'_> {
    pub(super) fn usage(&self, pieces: &mut Pieces) {
        pieces.text("usage() {\n    cat <<'USAGE'\nCreates or updates, in ");
        let account = |pieces: &mut Pieces| {
            pieces.text("account ");
            pieces.value(ParameterRole::AccountId);
        };
        pieces.choice(ParameterRole::AccountId, account, |pieces| pieces.text("any account"));
        pieces.text(" of partition ");
        pieces.value(ParameterRole::Partition);
        pieces.text(":\n");
        for policy in self.policies {
            creations(pieces, policy);
        }
        pieces.text(OPTIONS);
        if self.policies.iter().any(|policy| policy.role().is_some()) {
            pieces.text(BOUNDARY);
        }
        if self.has_policy_for_people() {
            pieces.text(self.options_for_people());
        }
        for policy in self.policies {
            further(pieces, policy);
        }
        pieces.text("  --help           print this\nUSAGE\n}\n");
    }

    fn options_for_people(&self) -> String {
        let (verb, to) = match self.attachment {
            Attachment::Managed => ("attach", "to"),
            Attachment::Inline(_) => ("put", "into"),
        };
        let kinds = IdentityKind::ALL.into_iter().filter(|kind| self.is_attached_to(*kind));
        let option = |kind: IdentityKind| {
            let kind = kind.as_str();
            let option = format!("--{kind} NAME");
            format!(
                "  {option:16} {verb} the policies for users and groups {to} this {kind}; may be repeated\n"
            )
        };
        kinds.map(option).collect()
    }
}

/// What the script makes of a policy.
fn creations(pieces: &mut Pieces, policy: &ScriptPolicy<'_>) {
    for name in policy.names() {
        pieces.text(format!("  policy {name}\n"));
    }
    let Some(role) = policy.role() else { return };
    pieces.text(format!("  role {} with path ", role.name));
    path(pieces, role, str::to_owned);
    pieces.text(if role.has_instance_profile { ", and its instance profile\n" } else { "\n" });
    let managed = |partition: &Partition, flag: Option<&'static Parameter>| -> String {
        let managed = policy.managed(partition, true).filter(|it| policy.excluding(it) == flag);
        managed.flat_map(|it| ["    with ", it.name, " of AWS\n"]).collect()
    };
    pieces.by_partition(|partition| managed(partition, None));
    let mut flags: Vec<_> = role.managed_policies.iter().filter_map(|it| policy.excluding(it)).collect();
    flags.dedup();
    for flag in flags {
        pieces.if_absent(flag.name, |it| it.by_partition(|partition| managed(partition, Some(flag))));
    }
}

/// The options for policies of AWS that a role has with a setting of the configuration.
fn further(pieces: &mut Pieces, policy: &ScriptPolicy<'_>) {
    let Some(role) = policy.role() else { return };
    pieces.by_partition(|partition| {
        let option = |managed: &ManagedPolicy| {
            let condition = managed.condition().unwrap_or_default();
            format!("  --also {}\n                   attach it to {}: {condition}\n", managed.name, role.name)
        };
        let without = |managed: &ManagedPolicy| {
            let setting = managed.unless_setting?;
            Some(format!(
                "  --without {}\n                   do not attach it to {}: with `{setting}`\n",
                managed.name, role.name
            ))
        };
        let usual = policy.managed(partition, true).filter_map(without);
        policy.managed(partition, false).map(option).chain(usual).collect()
    });
}
