//! The source's texts for parameters, and what is missing or unused once everything was checked.
//!
//! What a mistake may hide is not called unused: one mistake would get two answers.

use super::Checker;
use crate::compiler::kinds::texts;
use crate::compiler::model::{self, Need, ParameterId, Role};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed};
use crate::compiler::source::{Source, Spanned};

/// The source's texts for parameters.
pub(super) type Placeholders<'p> = Vec<(ParameterId, &'p Spanned<String>, &'p Spanned<String>)>;

impl Checker<'_> {
    pub(super) fn placeholders<'p>(
        &mut self,
        placeholders: &'p [(Spanned<String>, Spanned<String>)],
    ) -> Placeholders<'p> {
        let mut known = Vec::new();
        for (name, text) in placeholders {
            texts::allowed_characters(&mut self.cx, text);
            if let Some(id) = self.parameter(&name.value, name.span) {
                known.push((id, name, text));
            }
        }
        known
    }

    /// Notes, once for each version, the parameters for which its policies need a text.
    pub(super) fn missing_spellings(&mut self, versions: &[model::Version]) {
        let written = self.written;
        for (version, model) in written.versions.iter().zip(versions) {
            let Some(place) = version.placeholders_key else { continue };
            for id in 0..written.parameters.len() {
                let needs = |policy: &&model::Policy| {
                    let is_needed = |used: &model::Used| {
                        used.parameter == id && used.need == Need::Required && used.placeholder.is_none()
                    };
                    policy.parameters.iter().any(is_needed)
                };
                let policies: Vec<_> =
                    model.policies.iter().filter(needs).map(|policy| policy.id.as_str()).collect();
                // Without a text for the region, the source is for all regions.
                let is_optional = self.role(id) == Role::Region || self.meant[id];
                let name = &written.parameters[id].name.value;
                if policies.is_empty() || is_optional || self.is_broken(|source| has_key(source, name)) {
                    continue;
                }
                let needed = listed(policies.into_iter());
                self.note(
                    Diagnostic::new(
                        Code::MissingPlaceholder,
                        place,
                        format!("the source's text for `{name}` is missing"),
                    )
                    .help(format!(
                        "add `{name} = \"…\"`, with what stands in the source for it; used in {needed}"
                    )),
                );
            }
        }
    }

    /// Notes the texts, of a version or of one policy, that no policy needs.
    pub(super) fn unused_spellings(&mut self, versions: &[model::Version]) {
        let written = self.written;
        // What uses a parameter that could not be read is left out.
        if !written.hidden_parameters.is_empty() {
            return;
        }
        for (version, model) in written.versions.iter().zip(versions) {
            let has_gaps = self.gaps.iter().any(|id| id.starts_with(&format!("{}/", version.id.value)));
            if !has_gaps && version.hidden_policies.is_empty() {
                let used = |id| model.policies.iter().any(|policy| uses(policy, id));
                self.unused(&version.placeholders, used, "no policy of this version uses");
            }
            for (policy, model) in version.policies.iter().zip(&model.policies) {
                if !self.gaps.contains(&model.id) && !self.incomplete.contains(&model.id) {
                    self.unused(&policy.placeholders, |id| uses(model, id), "this policy does not use");
                }
            }
        }
    }

    fn unused(
        &mut self,
        placeholders: &[(Spanned<String>, Spanned<String>)],
        is_used: impl Fn(ParameterId) -> bool,
        message: &str,
    ) {
        for (name, _) in placeholders {
            let Some(id) = self.find_parameter(&name.value) else { continue };
            if is_used(id) || self.may_be_used(id) {
                continue;
            }
            self.note(
                Diagnostic::new(Code::UnusedPlaceholder, name.span, format!("{message} `{}`", name.value))
                    .help(format!("write `{{{}}}` where it belongs, or remove the line", name.value)),
            );
        }
    }

    /// Notes parameters that nothing uses.
    pub(super) fn unused_parameters(&mut self) {
        let written = self.written;
        if !written.hidden_versions.is_empty()
            || !written.hidden_parameters.is_empty()
            || !self.gaps.is_empty()
        {
            return;
        }
        for (id, parameter) in written.parameters.iter().enumerate() {
            let name = &parameter.name;
            if !self.used[id] && self.role(id) == Role::Value && !self.may_be_used(id) {
                self.note(
                    Diagnostic::new(
                        Code::UnusedParameter,
                        name.span,
                        format!("nothing uses the parameter `{}`", name.value),
                    )
                    .help(format!("write `{{{}}}` where it belongs, or remove the parameter", name.value)),
                );
            }
        }
    }

    /// Whether a mistake may hide a use of a parameter.
    fn may_be_used(&self, id: ParameterId) -> bool {
        let name = self.parameter_name(id);
        self.meant[id] || self.is_broken(|source| has_use(source, name))
    }

    /// Whether something holds for a file in which a mistake was found.
    fn is_broken(&self, holds: impl Fn(&Source) -> bool) -> bool {
        self.cx.files().into_iter().any(|file| holds(self.cx.sources.get(file)))
    }
}

fn uses(policy: &model::Policy, id: ParameterId) -> bool {
    policy.parameters.iter().any(|used| used.parameter == id)
}

/// Whether a file may state a key: it does, or could not be read.
fn has_key(source: &Source, name: &str) -> bool {
    let is_key = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        key.trim_matches(['"', '\'']) == name
    };
    is_of_version(source) && (source.text.is_empty() || source.text.lines().any(is_key))
}

/// Whether a file may use a parameter: it does, or could not be read.
fn has_use(source: &Source, name: &str) -> bool {
    let forms =
        [format!("{{{name}}}"), format!("{{{name}?}}"), format!("{{{name}...}}"), format!("\"{name}\"")];
    is_of_version(source)
        && (source.text.is_empty() || forms.iter().any(|form| source.text.contains(form.as_str())))
}

/// Whether a file belongs to a version.
fn is_of_version(source: &Source) -> bool {
    let below = source.path.split('/').nth(1);
    below.is_some_and(|below| !["parameters.toml", "partitions.toml", "services"].contains(&below))
}
