//! The checks of settings: each names policies of its version and parameters of these.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::kinds::policies::gaps::PolicyGaps;
use crate::compiler::kinds::policies::model::Policy;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::settings::model::Setting;
use crate::compiler::kinds::settings::written::WrittenSetting;
use crate::compiler::kinds::texts::{SeenEntries, in_release, value, values};
use crate::compiler::kinds::versions::named;
use crate::compiler::kinds::versions::shared::{SharedPart, original};
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, one_of};
use crate::compiler::source::{Span, Spanned};

/// Checks the settings of a version.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    gaps: &PolicyGaps,
    versions: &Written<WrittenVersion>,
    version: &WrittenVersion,
    policies: &[Policy],
) -> Vec<Setting> {
    let mut settings = Vec::new();
    for own in &version.settings.items {
        let Some(written) = original(cx, versions, version, own) else { continue };
        // The mistakes of a setting of another version are noted there.
        if std::ptr::eq(own, written) {
            for list in [&written.policies, &written.parameters, &written.managed_policies] {
                unique(cx, list);
            }
        }
        let of_setting = known_policies(cx, version, own, written, policies);
        settings.push(Setting {
            name: written.name.value.clone(),
            summary: value(written.summary.as_ref()),
            parameters: known_parameters(cx, parameters, gaps, own, written, &of_setting, policies),
            policies: of_setting,
            managed_policies: values(&written.managed_policies),
            note: written.note.as_ref().map(|note| in_release(note.value.trim(), &version.id.value)),
        });
    }
    settings
}

impl SharedPart for WrittenSetting {
    const WHAT: &'static str = "setting";
    const CONTENT: &'static str = "summary";

    fn name(&self) -> &Spanned<String> {
        &self.name
    }

    fn same_as(&self) -> Option<&Spanned<String>> {
        self.same_as.as_ref().filter(|_| self.summary.is_none())
    }

    fn all(version: &WrittenVersion) -> &Written<Self> {
        &version.settings
    }
}

/// The place of a name: for a setting that another version states, the reference to that version.
fn place(own: &WrittenSetting, name: &Spanned<String>) -> Span {
    own.same_as().map_or(name.span, |version| version.span)
}

/// The policies of a setting, by their places in the version; notes those that do not exist.
fn known_policies(
    cx: &mut Checking<'_>,
    version: &WrittenVersion,
    own: &WrittenSetting,
    setting: &WrittenSetting,
    policies: &[Policy],
) -> Vec<usize> {
    let mut found = Vec::new();
    for name in &setting.policies {
        found.extend(named::policy(cx, version, policies, &name.value, place(own, name)));
    }
    found
}

/// The parameters of a setting; notes those that do not exist, and those that none of its policies uses.
fn known_parameters(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    gaps: &PolicyGaps,
    own: &WrittenSetting,
    setting: &WrittenSetting,
    of_setting: &[usize],
    policies: &[Policy],
) -> Vec<ParameterId> {
    let used: Vec<_> = of_setting.iter().map(|idx| &policies[*idx]).collect();
    // A policy that could not be read may use any parameter.
    let are_complete = !setting.is_broken
        && used.len() == setting.policies.len()
        && !used.iter().any(|policy| gaps.is_incomplete(&policy.id) || gaps.is_lacking(&policy.id));
    let mut found = Vec::new();
    for name in &setting.parameters {
        let Some(id) = parameters.find(&name.value) else {
            if parameters.is_whole() {
                let message = format!("no parameter is named `{}`", name.value);
                let names = parameters.ids().map(|id| parameters.name(id));
                cx.note(
                    Diagnostic::new(Code::UnknownParameter, place(own, name), message)
                        .help(one_of(&name.value, names))
                        .of_name(),
                );
            }
            continue;
        };
        let is_used = used.iter().flat_map(|policy| &policy.parameters).any(|it| it.parameter == id);
        if !is_used && are_complete && !parameters.may_be_used(cx, id) {
            let ids = used.iter().map(|policy| policy.id.as_str());
            let message = format!("`{}` is no parameter of {}", name.value, listed(ids));
            cx.note(
                Diagnostic::new(Code::UnrelatedParameter, place(own, name), message)
                    .help("name a parameter that one of these policies uses, or add the policy that uses it"),
            );
        }
        found.push(id);
    }
    found
}

/// Notes the entries that a list has again.
fn unique(cx: &mut Checking<'_>, entries: &[Spanned<String>]) {
    let mut seen = SeenEntries::default();
    for entry in entries {
        seen.is_new(cx, Code::DuplicateEntry, entry, |name| format!("`{name}` is in the list twice"));
    }
}
