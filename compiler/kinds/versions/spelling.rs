//! The source's placeholders that are missing or unused, once everything was checked.
//!
//! A placeholder is not called unused where a mistake may hide its use: one mistake would get two answers.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::mentions::spells;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::kinds::policies::gaps::PolicyGaps;
use crate::compiler::kinds::policies::model::{ParameterNeed, Policy, UsedParameter};
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed};

/// Notes the missing and the unused placeholders of the versions.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    gaps: &PolicyGaps,
    written: &[WrittenVersion],
    versions: &[Version],
) {
    for (written, version) in written.iter().zip(versions) {
        missing(cx, parameters, written, version);
    }
    // If a parameter could not be read, neither could its uses.
    if parameters.is_whole() {
        for (written, version) in written.iter().zip(versions) {
            unused(cx, parameters, gaps, written, version);
        }
    }
}

/// Notes, once for a version, the parameters whose placeholder its policies need.
fn missing(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    written: &WrittenVersion,
    version: &Version,
) {
    let Some(place) = written.placeholders_key else { return };
    for id in parameters.ids() {
        let needs = |policy: &&Policy| {
            let is_needed = |used: &UsedParameter| {
                used.parameter == id && used.need == ParameterNeed::Required && used.placeholder.is_none()
            };
            policy.parameters.iter().any(is_needed)
        };
        let policies: Vec<_> =
            version.policies.iter().filter(needs).map(|policy| policy.id.as_str()).collect();
        // Without a placeholder for the region, the source is for all regions.
        let is_optional = parameters.role(id) == Role::Region || parameters.is_meant(id);
        let name = parameters.name(id);
        if policies.is_empty() || is_optional || cx.is_mistaken(|source| spells(source, name)) {
            continue;
        }
        let needed = listed(policies.into_iter());
        cx.note(
            Diagnostic::new(
                Code::MissingPlaceholder,
                place,
                format!("the source's placeholder for `{name}` is missing"),
            )
            .help(format!(
                "add `{name} = \"…\"`, with the source's placeholder for the value; {needed} use it"
            )),
        );
    }
}

/// Notes the placeholders, of a version or of one policy, that no policy needs.
fn unused(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    gaps: &PolicyGaps,
    written: &WrittenVersion,
    version: &Version,
) {
    if !gaps.is_version_lacking(&version.id) && written.policies.hidden.is_empty() {
        let used = |id| version.policies.iter().any(|policy| uses(policy, id));
        unused_of(cx, parameters, &written.placeholders, used, "no policy of this version uses");
    }
    for (written, policy) in written.policies.items.iter().zip(&version.policies) {
        if !gaps.is_lacking(&policy.id) && !gaps.is_incomplete(&policy.id) {
            let used = |id| uses(policy, id);
            unused_of(cx, parameters, &written.placeholders, used, "this policy does not use");
        }
    }
}

fn unused_of(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    placeholders: &[(Spanned<String>, Spanned<String>)],
    is_used: impl Fn(ParameterId) -> bool,
    message: &str,
) {
    for (name, _) in placeholders {
        let Some(id) = parameters.find(&name.value) else { continue };
        if is_used(id) || parameters.may_be_used(cx, id) {
            continue;
        }
        cx.note(
            Diagnostic::new(Code::UnusedPlaceholder, name.span, format!("{message} `{}`", name.value))
                .help(format!("write `{{{}}}` where it belongs, or remove the line", name.value)),
        );
    }
}

fn uses(policy: &Policy, id: ParameterId) -> bool {
    policy.parameters.iter().any(|used| used.parameter == id)
}
