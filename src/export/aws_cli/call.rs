//! The calls of a script: each gives a function its words, and most a document on standard input.

use super::piece::Pieces;
use super::{DeployedRole, ScriptPolicy, Writer};
use crate::quota::Attachment;
use crate::{ManagedPolicy, Parameter, ParameterRole};

impl Writer<'_> {
    /// The calls for a policy, whose documents begin at a place among all documents.
    pub(super) fn calls(&self, pieces: &mut Pieces, policy: &ScriptPolicy<'_>, first: usize) {
        role_calls(pieces, policy);
        for (idx, name) in policy.names().enumerate() {
            let name = word(&name);
            let document = |pieces: &mut Pieces| pieces.document(first + idx);
            match (self.attachment, policy.role()) {
                (Attachment::Managed, role) => {
                    pieces.text(format!("    managed_policy {name} {}", word(&plain(&policy.description))));
                    input(pieces, document);
                    pieces.text(match role {
                        Some(role) => format!("    attach_own {} {name}\n", word(&role.name)),
                        None => format!("    attach_to_people {name}\n"),
                    });
                }
                (Attachment::Inline(_), Some(role)) => {
                    pieces.text(format!("    inline_own {} {name}", word(&role.name)));
                    input(pieces, document);
                }
                (Attachment::Inline(kind), None) => {
                    pieces.text(format!("    inline_for_people {} {name}", kind.as_str()));
                    input(pieces, document);
                }
            }
        }
        let Some(role) = policy.role().map(|role| word(&role.name)) else { return };
        for (function, is_usual) in [("attach_aws", true), ("attach_aws_also", false)] {
            pieces.by_partition(|partition| {
                let attach =
                    |managed: &ManagedPolicy| format!("    {function} {role} {}\n", word(managed.name));
                policy.managed(partition, is_usual).map(attach).collect()
            });
        }
    }
}

/// The calls for the role of a policy, and for its instance profile.
fn role_calls(pieces: &mut Pieces, policy: &ScriptPolicy<'_>) {
    let (Some(role), Some(deployed)) = (policy.role(), policy.deployed) else { return };
    let name = word(&role.name);
    pieces.text(format!("    role {name} "));
    path(pieces, role, word);
    pieces.text(format!(" {}", word(&plain(role.description))));
    let trust = |partition: &_| deployed.policy.trust_policy(partition).unwrap_or_default();
    input(pieces, |pieces| pieces.by_partition(trust));
    if role.has_instance_profile {
        pieces.text(format!("    instance_profile {name} "));
        path(pieces, role, word);
        pieces.text("\n");
    }
}

/// The path of a role, as the shell or a person reads it. Where the cluster is not known, it is the part of the path
/// that all clusters share.
pub(super) fn path(pieces: &mut Pieces, role: &DeployedRole, written: impl Fn(&str) -> String) {
    let Some((shared, _)) = role.path.split_once('{') else { return pieces.text(written(role.path)) };
    let with_name = |pieces: &mut Pieces| {
        let placeholder =
            Parameter::with_role(ParameterRole::ClusterName).map(|it| format!("{{{}}}", it.name));
        // The braces bring quotes around the whole path, and the name needs none.
        let path = written(role.path);
        match placeholder.as_deref().and_then(|it| path.split_once(it)) {
            Some((before, behind)) => {
                pieces.text(before.to_owned());
                pieces.value(ParameterRole::ClusterName);
                pieces.text(behind.to_owned());
            }
            None => pieces.text(path),
        }
    };
    pieces.choice(ParameterRole::ClusterName, with_name, |pieces| pieces.text(written(shared)));
}

/// The end of a call, with a document on standard input. No line of a document is the word that ends it.
fn input(pieces: &mut Pieces, document: impl FnOnce(&mut Pieces)) {
    pieces.text(" <<'DOCUMENT'\n");
    document(pieces);
    pieces.text("\nDOCUMENT\n");
}

/// Text without the marks of Markdown, which nothing shows in AWS's console.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

/// A word of the shell. No name in IAM has a null character, for which the shell has no word.
pub(super) fn word(text: &str) -> String {
    shlex::try_quote(&text.replace('\0', "")).unwrap_or_default().into_owned()
}
