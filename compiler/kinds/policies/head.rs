//! The head of a policy: its name, its anchor and the identities that it is attached to.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::partitions::written::WrittenPartition;
use crate::compiler::kinds::policies::model::{AttachTo, ManagedPolicy};
use crate::compiler::kinds::policies::written::{WrittenManagedPolicy, WrittenPolicy};
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::texts::{SeenEntries, values};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// The attachment of a policy of its own.
const MANAGED: &str = "managed";

/// Notes policies of a version with the same anchor.
pub fn unique_anchors(cx: &mut Checking<'_>, policies: &[WrittenPolicy]) {
    let anchors: Vec<_> = policies.iter().filter_map(|policy| policy.anchor.as_ref()).collect();
    for (idx, anchor) in anchors.iter().enumerate() {
        if let Some(first) = anchors[..idx].iter().find(|first| first.value == anchor.value) {
            cx.note(
                Diagnostic::new(
                    Code::DuplicateAnchor,
                    anchor.span,
                    format!("two policies have the anchor `{}`", anchor.value),
                )
                .other(first.span, "the other one")
                .help("write the `<a name=…>` of the policy's own heading in the source"),
            );
        }
    }
}

/// Notes a name that IAM refuses.
pub fn check_name(cx: &mut Checking<'_>, policy: &WrittenPolicy) {
    if let Some(name) = policy.name.as_ref().filter(|name| name.value.len() > 128) {
        cx.note(
            Diagnostic::new(
                Code::MalformedValue,
                name.span,
                "the policy's name is longer than IAM's 128 characters",
            )
            .help("shorten it"),
        );
    }
}

/// The managed policies to attach as well; notes one that is listed twice for the same circumstances.
pub fn managed_policies(cx: &mut Checking<'_>, policy: &WrittenPolicy) -> Vec<ManagedPolicy> {
    let text = |text: Option<&Spanned<String>>| text.map(|text| text.value.clone());
    let mut seen: Vec<&WrittenManagedPolicy> = Vec::new();
    let mut policies = Vec::new();
    for managed in &policy.managed_policies {
        let is_same = |other: &&&WrittenManagedPolicy| {
            let settings =
                |it: &WrittenManagedPolicy| (text(it.setting.as_ref()), text(it.unless_setting.as_ref()));
            other.name.value == managed.name.value && settings(other) == settings(managed)
        };
        if let Some(first) = seen.iter().find(is_same) {
            let message = format!("`{}` is in the list twice", managed.name.value);
            cx.note(
                Diagnostic::new(Code::DuplicateEntry, managed.name.span, message)
                    .other(first.name.span, "first here")
                    .help("remove one of them"),
            );
            continue;
        }
        seen.push(managed);
        policies.push(ManagedPolicy {
            name: managed.name.value.clone(),
            setting: text(managed.setting.as_ref()),
            unless_setting: text(managed.unless_setting.as_ref()),
            not_in: values(&managed.not_in),
        });
    }
    policies
}

/// The names of the attachments whose quotas a policy fits: a managed policy, if it states nothing else.
/// Notes a name that is in the list twice, and a policy that is split although it is never managed.
pub fn fits(cx: &mut Checking<'_>, policy: &WrittenPolicy) -> Vec<String> {
    let Some(fits) = &policy.fits else { return vec![MANAGED.to_owned()] };
    let mut seen = SeenEntries::default();
    for attachment in fits {
        seen.is_new(cx, Code::DuplicateEntry, attachment, |it| format!("`{it}` is in the list twice"));
    }
    let is_managed = fits.iter().any(|attachment| attachment.value == MANAGED);
    if let (false, true, Some(place), Some(fits_place)) =
        (is_managed || policy.broken.contains(&"fits"), policy.is_split, policy.split_key, policy.fits_key)
    {
        cx.note(
            Diagnostic::new(
                Code::ConflictingKeys,
                place,
                "only managed policies can be split: all inline policies of an identity have one quota together",
            )
            .other(fits_place, "never managed")
            .help("remove `split`, or add `managed` to `fits`"),
        );
    }
    values(fits)
}

/// Notes partitions that lack a managed policy and that do not exist.
pub fn check_partitions(
    cx: &mut Checking<'_>,
    policies: &[WrittenPolicy],
    partitions: &Written<WrittenPartition>,
) {
    let ids = || partitions.items.iter().map(|partition| partition.id.value.as_str());
    for managed in policies.iter().flat_map(|policy| &policy.managed_policies) {
        let mut seen = SeenEntries::default();
        for id in &managed.not_in {
            let is_new =
                seen.is_new(cx, Code::DuplicateEntry, id, |id| format!("`{id}` is in the list twice"));
            if is_new && ids().all(|known| known != id.value) && !partitions.hidden.may_have(&id.value) {
                let message = format!("no partition is named `{}`", id.value);
                cx.note(
                    Diagnostic::new(Code::UnknownPartition, id.span, message)
                        .help(one_of(&id.value, ids()))
                        .of_name(),
                );
            }
        }
    }
}

/// The identities that a policy is attached to.
pub fn attach_to(policy: &WrittenPolicy) -> AttachTo {
    match policy.attach_to.as_ref().map(|attach_to| attach_to.value.as_str()) {
        Some("role") => AttachTo::Role { trusted_services: values(&policy.trusted_services) },
        _ => AttachTo::UserOrGroup,
    }
}
