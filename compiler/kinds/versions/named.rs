//! A policy of a version by its name.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::model::Policy;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::Span;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// The place of a policy in the version; notes a name that no policy has, unless a mistake hides it.
pub fn policy(
    cx: &mut Checking<'_>,
    version: &WrittenVersion,
    policies: &[Policy],
    name: &str,
    place: Span,
) -> Option<usize> {
    let found = policies.iter().position(|policy| policy.variant == name);
    if found.is_none() && !version.policies.hidden.may_have(name) {
        let message = format!("version {} has no policy `{name}`", version.id.value);
        cx.note(
            Diagnostic::new(Code::UnknownReference, place, message)
                .help(one_of(name, policies.iter().map(|policy| policy.variant.as_str())))
                .of_name(),
        );
    }
    found
}
