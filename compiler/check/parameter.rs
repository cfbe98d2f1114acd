//! Parameters, and the names that everything becomes in Rust.

use super::{Checker, value};
use crate::compiler::kinds::texts;
use crate::compiler::model;
use crate::compiler::names;
use crate::compiler::schema::rules::parameter_types;
use crate::compiler::shared::grammar::{self, RULES};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, one_of};

impl Checker<'_> {
    pub(super) fn parameters(&mut self) -> Vec<model::Parameter> {
        let mut parameters = Vec::new();
        for (id, parameter) in self.written.parameters.iter().enumerate() {
            if let Some(type_name) = &parameter.type_name {
                self.type_of(type_name);
            }
            if names::is_local(&parameter.name.value) {
                texts::taken(&mut self.cx, "parameter", &parameter.name);
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
        if parameter_types().any(|name| name == type_name.value) {
            return;
        }
        self.note(
            Diagnostic::new(
                Code::UnknownType,
                type_name.span,
                format!("no parameter type is named `{}`", type_name.value),
            )
            .help(one_of(&type_name.value, parameter_types())),
        );
    }

    /// Notes a default or an example that the parameter's own type refuses.
    fn value_of_type(&mut self, type_name: &str, text: &Spanned<String>, code: Code) {
        let what = if code == Code::InvalidDefault { "default" } else { "example" };
        let written = self.written;
        let hidden = &written.hidden_partitions;
        let (is_right, expected) = match type_name {
            "partition" => {
                let ids = written.partitions.iter().map(|partition| partition.id.value.as_str());
                if ids.clone().all(|id| id != text.value) && !hidden.may_have(&text.value) {
                    self.note(
                        Diagnostic::new(
                            Code::UnknownPartition,
                            text.span,
                            format!("the {what} is no partition: none is named `{}`", text.value),
                        )
                        .help(one_of(&text.value, ids)),
                    );
                }
                return;
            }
            "region" => {
                let prefixes = written.partitions.iter().flat_map(|partition| &partition.region_prefixes);
                let are_known = hidden.is_empty()
                    && written
                        .partitions
                        .iter()
                        .all(|it| !it.region_prefixes.is_empty() && !it.broken.contains(&"region-prefixes"));
                let prefixes: Vec<_> = prefixes.map(|prefix| prefix.value.as_str()).collect();
                let is_region = grammar::is_region(&text.value, prefixes.iter().copied());
                let expected =
                    format!("one of {}, then `-`, a word, `-` and a number", listed(prefixes.into_iter()));
                (is_region || !are_known, expected)
            }
            _ => match RULES.iter().find(|rule| rule.name == type_name) {
                Some(rule) => ((rule.accepts)(&text.value), rule.allowed.to_owned()),
                None => return,
            },
        };
        if !is_right {
            self.note(
                Diagnostic::new(code, text.span, format!("the {what} is not of the type `{type_name}`"))
                    .help(format!("write {expected}")),
            );
        }
    }
}
