//! The head of a policy: its name, its anchor and the identities that it is attached to.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::model::AttachTo;
use crate::compiler::kinds::policies::written::WrittenPolicy;
use crate::compiler::kinds::texts::values;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

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

/// The identities that a policy is attached to.
pub fn attach_to(policy: &WrittenPolicy) -> AttachTo {
    match policy.attach_to.as_ref().map(|attach_to| attach_to.value.as_str()) {
        Some("role") => AttachTo::Role { trusted_services: values(&policy.trusted_services) },
        _ => AttachTo::UserOrGroup,
    }
}
