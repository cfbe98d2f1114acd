//! Bundles: sets of a version's policies.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::policies::gaps::PolicyGaps;
use crate::compiler::kinds::policies::model::{ParameterNeed, Policy, UsedParameter};
use crate::compiler::kinds::promises::model::Promise;
use crate::compiler::kinds::texts::{SeenEntries, value};
use crate::compiler::kinds::versions::model::Bundle;
use crate::compiler::kinds::versions::named;
use crate::compiler::kinds::versions::written::{WrittenBundle, WrittenVersion};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Checks the bundles of a version.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    gaps: &PolicyGaps,
    version: &WrittenVersion,
    policies: &[Policy],
) -> Vec<Bundle> {
    version
        .bundles
        .iter()
        .map(|bundle| check_bundle(cx, parameters, gaps, version, bundle, policies))
        .collect()
}

fn check_bundle(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    gaps: &PolicyGaps,
    version: &WrittenVersion,
    bundle: &WrittenBundle,
    policies: &[Policy],
) -> Bundle {
    let mut found = Vec::new();
    let mut seen = SeenEntries::default();
    for name in &bundle.policies {
        if !seen.is_new(cx, Code::DuplicateEntry, name, |name| format!("`{name}` is in the list twice")) {
            continue;
        }
        found.extend(named::policy(cx, version, policies, &name.value, name.span));
    }
    let together =
        together(cx, parameters, gaps, bundle, &found.iter().map(|idx| &policies[*idx]).collect::<Vec<_>>());
    Bundle {
        name: bundle.name.value.clone(),
        summary: value(bundle.summary.as_ref()),
        audience: value(bundle.audience.as_ref()),
        policies: found,
        is_apart: bundle.is_apart,
        promise: Promise::new(&bundle.promise),
        parameters: together,
    }
}

/// The parameters of several policies: one that any of them requires is required.
fn together(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    gaps: &PolicyGaps,
    bundle: &WrittenBundle,
    policies: &[&Policy],
) -> Vec<UsedParameter> {
    // A part that is missing in one of the policies may make a list of a parameter.
    let are_complete = !policies.iter().any(|policy| gaps.is_incomplete(&policy.id));
    let mut together: Vec<UsedParameter> = Vec::new();
    let mut noted = Vec::new();
    for used in policies.iter().flat_map(|policy| &policy.parameters) {
        let Some(known) = together.iter_mut().find(|known| known.parameter == used.parameter) else {
            together.push(used.clone());
            continue;
        };
        if (known.need == ParameterNeed::List) != (used.need == ParameterNeed::List) {
            if !are_complete || noted.contains(&used.parameter) {
                continue;
            }
            noted.push(used.parameter);
            cx.note(
                Diagnostic::new(
                    Code::MisplacedPlaceholder,
                    bundle.name.span,
                    format!(
                        "`{}` is one value in one of these policies and a list in another",
                        parameters.name(used.parameter)
                    ),
                )
                .help("use two parameters"),
            );
        } else if used.need == ParameterNeed::Required {
            known.need = ParameterNeed::Required;
        }
    }
    together.sort_by_key(|used| used.parameter);
    together
}
