//! Bundles: sets of a version's policies.

use super::{Checker, value};
use crate::compiler::model::{self, Need, Used};
use crate::compiler::read;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

impl Checker<'_> {
    pub(super) fn bundles(
        &mut self,
        version: &read::Version,
        policies: &[model::Policy],
    ) -> Vec<model::Bundle> {
        version.bundles.iter().map(|bundle| self.bundle(version, bundle, policies)).collect()
    }

    fn bundle(
        &mut self,
        version: &read::Version,
        bundle: &read::Bundle,
        policies: &[model::Policy],
    ) -> model::Bundle {
        let mut found = Vec::new();
        for (idx, name) in bundle.policies.iter().enumerate() {
            if let Some(first) = bundle.policies[..idx].iter().find(|first| first.value == name.value) {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        name.span,
                        format!("`{}` is in the list twice", name.value),
                    )
                    .other(first.span, "first here")
                    .help("remove one of them"),
                );
                continue;
            }
            match policies.iter().position(|policy| policy.variant == name.value) {
                Some(idx) => found.push(idx),
                None if version.hidden_policies.may_have(&name.value) => {}
                None => self.note(
                    Diagnostic::new(
                        Code::UnknownReference,
                        name.span,
                        format!("this version has no policy `{}`", name.value),
                    )
                    .help(one_of(&name.value, policies.iter().map(|policy| policy.variant.as_str()))),
                ),
            }
        }
        let parameters = self.together(bundle, &found.iter().map(|idx| &policies[*idx]).collect::<Vec<_>>());
        model::Bundle {
            name: bundle.name.value.clone(),
            summary: value(bundle.summary.as_ref()),
            audience: value(bundle.audience.as_ref()),
            policies: found,
            parameters,
        }
    }

    /// What several policies need: what one of them requires is required.
    fn together(&mut self, bundle: &read::Bundle, policies: &[&model::Policy]) -> Vec<Used> {
        // What is missing in one of the policies may be what makes a list of a parameter.
        let are_complete = !policies.iter().any(|policy| self.incomplete.contains(&policy.id));
        let mut together: Vec<Used> = Vec::new();
        let mut noted = Vec::new();
        for used in policies.iter().flat_map(|policy| &policy.parameters) {
            let Some(known) = together.iter_mut().find(|known| known.parameter == used.parameter) else {
                together.push(used.clone());
                continue;
            };
            if (known.need == Need::List) != (used.need == Need::List) {
                if !are_complete || noted.contains(&used.parameter) {
                    continue;
                }
                noted.push(used.parameter);
                self.note(
                    Diagnostic::new(
                        Code::MisplacedPlaceholder,
                        bundle.name.span,
                        format!(
                            "`{}` is one value in one of these policies and a list in another",
                            self.parameter_name(used.parameter)
                        ),
                    )
                    .help("use two parameters"),
                );
            } else if used.need == Need::Required {
                known.need = Need::Required;
            }
        }
        together.sort_by_key(|used| used.parameter);
        together
    }
}
