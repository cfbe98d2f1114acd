//! Parameters, partitions and services.

use super::super::code::Code;
use super::super::diagnostic::{Diagnostic, listed, one_of};
use super::super::grammar::{self, RULES};
use super::super::model::{self, Role};
use super::super::names;
use super::super::source::{Span, Spanned};
use super::{Checker, RustNames, value, values};

impl Checker<'_> {
    pub(super) fn parameters(&mut self) -> Vec<model::Parameter> {
        let mut parameters = Vec::new();
        for (id, parameter) in self.written.parameters.iter().enumerate() {
            if let Some(type_name) = &parameter.type_name {
                self.type_of(type_name);
            }
            for (field, code) in
                [(&parameter.default, Code::InvalidDefault), (&parameter.example, Code::InvalidExample)]
            {
                if let (Some(type_name), Some(text)) = (&parameter.type_name, field) {
                    self.value_of_type(&type_name.value, text, code);
                }
            }
            parameters.push(model::Parameter {
                name: parameter.name.value.clone(),
                type_name: value(parameter.type_name.as_ref()),
                role: self.role(id),
                summary: value(parameter.summary.as_ref()),
                example: value(parameter.example.as_ref()),
                find: value(parameter.find.as_ref()),
                default: parameter.default.as_ref().map(|default| default.value.clone()),
                caution: parameter.caution.as_ref().map(|caution| caution.value.clone()),
            });
        }
        parameters
    }

    fn type_of(&mut self, type_name: &Spanned<String>) {
        let names = || RULES.iter().map(|rule| rule.name).chain(["region", "partition"]);
        if names().any(|name| name == type_name.value) {
            return;
        }
        self.note(
            Diagnostic::new(
                Code::UnknownType,
                type_name.span,
                format!("no parameter type is named `{}`", type_name.value),
            )
            .help(one_of(&type_name.value, names())),
        );
    }

    /// Notes a default or an example that the parameter's own type refuses.
    fn value_of_type(&mut self, type_name: &str, text: &Spanned<String>, code: Code) {
        let partitions = &self.written.partitions;
        let prefixes = || partitions.iter().flat_map(|partition| &partition.region_prefixes);
        let (is_right, allowed) = match type_name {
            "region" => (
                grammar::is_region(&text.value, prefixes().map(|prefix| prefix.value.as_str())),
                "a region of one of the partitions".to_owned(),
            ),
            "partition" => (
                partitions.iter().any(|partition| partition.id.value == text.value),
                format!("one of {}", listed(partitions.iter().map(|partition| partition.id.value.as_str()))),
            ),
            _ => match RULES.iter().find(|rule| rule.name == type_name) {
                Some(rule) => ((rule.accepts)(&text.value), rule.allowed.to_owned()),
                None => return,
            },
        };
        let is_known = type_name != "region" && type_name != "partition" || !self.written.is_partial;
        if !is_right && is_known {
            let what = if code == Code::InvalidDefault { "default" } else { "example" };
            self.note(
                Diagnostic::new(code, text.span, format!("the {what} is not of the type `{type_name}`"))
                    .help(format!("expected {allowed}")),
            );
        }
    }

    pub(super) fn partitions(&mut self) -> Vec<model::Partition> {
        let partitions = &self.written.partitions;
        partitions
            .iter()
            .map(|partition| model::Partition {
                id: partition.id.value.clone(),
                name: value(partition.name.as_ref()),
                region_prefixes: values(&partition.region_prefixes),
                dns_suffix: value(partition.dns_suffix.as_ref()),
                service_principals: values(&partition.service_principals),
                regions: values(&partition.regions),
            })
            .collect()
    }

    /// Notes parameters that nothing uses, where everything that could use them was read.
    pub(super) fn unused_parameters(&mut self) {
        if self.written.is_partial || !self.diagnostics.is_empty() {
            return;
        }
        for (id, parameter) in self.written.parameters.iter().enumerate() {
            if !self.used[id] && self.role(id) == Role::Value {
                self.note(
                    Diagnostic::new(
                        Code::UnusedParameter,
                        parameter.name.span,
                        format!("nothing uses the parameter `{}`", parameter.name.value),
                    )
                    .help(format!("write `{{{}}}` where it belongs, or remove it", parameter.name.value)),
                );
            }
        }
    }

    /// Notes names that Rust cannot have, and names that become the same in Rust.
    pub(super) fn unique_names<'n>(&mut self, names: impl Iterator<Item = &'n Spanned<String>>, what: &str) {
        let mut seen = RustNames::new();
        for name in names {
            if let Err(why) = names::usable(&name.value) {
                self.note(
                    Diagnostic::new(
                        Code::UnusableName,
                        name.span,
                        format!("the {what} cannot be named `{}`", name.value),
                    )
                    .label(why)
                    .help("use lower-case letters, digits and `-`, a letter first"),
                );
                continue;
            }
            let first: Option<(&str, Span)> =
                seen.insert(names::type_name(&name.value), (&name.value, name.span));
            if let Some((first, place)) = first {
                self.note(
                    Diagnostic::new(
                        Code::CollidingNames,
                        name.span,
                        format!("`{}` and `{first}` become the same name in Rust", name.value),
                    )
                    .other(place, "the other one")
                    .help(format!("rename one {what}")),
                );
            }
        }
    }
}
