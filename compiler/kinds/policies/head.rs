//! The head of a policy: its name, its anchor and those that it is attached to.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::model::AttachTo;
use crate::compiler::kinds::policies::written::WrittenPolicy;
use crate::compiler::kinds::texts::values;
use crate::compiler::schema::rules::ATTACH_TO;
use crate::compiler::shared::grammar;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

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
                .help("an anchor is the `<a name=…>` of the policy's own heading in the source"),
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

/// The identities that a policy is attached to.
pub fn attach_to(cx: &mut Checking<'_>, policy: &WrittenPolicy) -> AttachTo {
    let Some(attach_to) = &policy.attach_to else { return AttachTo::UserOrGroup };
    match (attach_to.value.as_str(), policy.trusted_services_key) {
        ("role", Some(_)) => AttachTo::Role { trusted_services: values(&policy.trusted_services) },
        ("role", None) if policy.broken.contains(&"trusted-services") => AttachTo::UserOrGroup,
        ("role", None) => {
            cx.note(
                Diagnostic::new(Code::MissingKey, attach_to.span, "a role's policy needs `trusted-services`")
                    .help("add `trusted-services = [\"ec2\"]`: the services that assume the role"),
            );
            AttachTo::UserOrGroup
        }
        ("user-or-group", None) => AttachTo::UserOrGroup,
        ("user-or-group", Some(place)) => {
            cx.note(
                Diagnostic::new(Code::ConflictingKeys, place, "no service assumes a user or a group")
                    .other(attach_to.span, "attached here")
                    .help("remove `trusted-services`, or write `attach-to = \"role\"`"),
            );
            AttachTo::UserOrGroup
        }
        (other, _) => {
            cx.note(
                Diagnostic::new(
                    Code::UnknownValue,
                    attach_to.span,
                    format!("a policy is not attached to `{other}`"),
                )
                .help(one_of(other, ATTACH_TO.iter().copied())),
            );
            AttachTo::UserOrGroup
        }
    }
}

/// The names of AWS managed policies, as they stand in an ARN behind `policy/`.
pub fn managed_policies(cx: &mut Checking<'_>, policy: &WrittenPolicy) -> Vec<String> {
    for name in &policy.managed_policies {
        let is_name = grammar::is_iam_name(&name.value, 128, grammar::is_role_byte);
        if !is_name {
            cx.note(
                Diagnostic::new(
                    Code::MalformedValue,
                    name.span,
                    format!("no AWS managed policy can be named `{}`", name.value),
                )
                .help("write what its ARN has behind `policy/`, such as `service-role/AWSBatchServiceRole`"),
            );
        }
    }
    values(&policy.managed_policies)
}
