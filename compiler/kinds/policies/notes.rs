//! The notes of a policy: those of another policy, which it has too, and its own.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::references::{NamedPolicy, Originals, named_policy};
use crate::compiler::kinds::policies::written::WrittenPolicy;
use crate::compiler::kinds::texts::in_release;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The notes in the words of the policy's release.
pub fn check(
    cx: &mut Checking<'_>,
    originals: &Originals<'_>,
    version: &str,
    policy: &WrittenPolicy,
) -> Vec<String> {
    let other = policy.notes_of.as_ref().and_then(|name| other(cx, originals, version, policy, name));
    let shared = other.iter().flat_map(|other| &other.notes);
    shared.chain(&policy.notes).map(|note| in_release(&note.value, version).trim().to_owned()).collect()
}

/// The policy whose notes a policy has too.
fn other<'w>(
    cx: &mut Checking<'_>,
    originals: &Originals<'w>,
    version: &str,
    policy: &WrittenPolicy,
    name: &Spanned<String>,
) -> Option<&'w WrittenPolicy> {
    let Some((version_id, variant)) = name.value.split_once('/') else {
        let message = format!("`{}` is not the id of a policy", name.value);
        cx.note(
            Diagnostic::new(Code::UnknownReference, name.span, message)
                .help("write it as `version/policy`")
                .of_name(),
        );
        return None;
    };
    if version_id == version && variant == policy.variant.value {
        cx.note(
            Diagnostic::new(Code::ReferenceToItself, name.span, "the reference names its own policy")
                .help("remove the line: `notes` are its own"),
        );
        return None;
    }
    let NamedPolicy::Found(other) = named_policy(cx, originals, name, version_id, variant) else {
        return None;
    };
    if let Some(onward) = &other.notes_of {
        cx.note(
            Diagnostic::new(
                Code::ReferenceToReference,
                name.span,
                format!("`{}` has the notes of another policy itself", name.value),
            )
            .other(onward.span, "the original is named here")
            .help(format!("write `\"{}\"`", onward.value)),
        );
    }
    Some(other)
}
