//! The checks of parameters.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::model::{Parameter, Role};
use crate::compiler::kinds::parameters::written::WrittenParameter;
use crate::compiler::kinds::partitions::written::WrittenPartition;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::texts::{self, value};
use crate::compiler::names;
use crate::compiler::shared::grammar::{self, RULES};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, one_of};

/// Checks the parameters: their types and, by these, their defaults and examples.
pub fn check(
    cx: &mut Checking<'_>,
    written: &Written<WrittenParameter>,
    partitions: &Written<WrittenPartition>,
) -> Vec<Parameter> {
    texts::unique_names(cx, written.items.iter().map(|parameter| &parameter.name), "parameter");
    let mut parameters = Vec::new();
    let mut with_role: Vec<&Spanned<String>> = Vec::new();
    for parameter in &written.items {
        if names::is_local(&parameter.name.value) {
            texts::taken(cx, "parameter", &parameter.name);
        }
        for (field, code) in
            [(&parameter.default, Code::InvalidDefault), (&parameter.example, Code::InvalidExample)]
        {
            if let (Some(type_name), Some(text)) = (&parameter.type_name, field) {
                if parameter.role() == Role::Flag && code == Code::InvalidDefault {
                    let message = "a flag has no default: it is off unless it is given";
                    cx.note(Diagnostic::new(code, text.span, message).help("remove the line"));
                    continue;
                }
                value_of_type(cx, partitions, &type_name.value, text, code);
            }
        }
        // Where the example is not of the type, the type is probably not the one that was meant.
        let is_doubtful = parameter.example.as_ref().is_some_and(|example| cx.is_mistake(example.span));
        if let Some(type_name) = parameter.type_name.as_ref().filter(|_| !is_doubtful) {
            only_one(cx, &with_role, type_name);
            with_role.push(type_name);
        }
        parameters.push(Parameter {
            name: parameter.name.value.clone(),
            type_name: value(parameter.type_name.as_ref()),
            role: parameter.role(),
            summary: value(parameter.summary.as_ref()),
            example: value(parameter.example.as_ref()),
            find: value(parameter.find.as_ref()),
            default: parameter.default.as_ref().map(|default| default.value.clone()),
            caution: parameter.caution.as_ref().map(|caution| caution.value.clone()),
        });
    }
    parameters
}

/// The types of which the catalog has at most one parameter, which is found by its type.
const ROLES: [&str; 5] = ["partition", "region", "account-id", "cluster-name", "stack-name"];

/// Notes a second parameter of a type that is a role.
fn only_one(cx: &mut Checking<'_>, earlier: &[&Spanned<String>], type_name: &Spanned<String>) {
    let name = type_name.value.as_str();
    let Some(first) = earlier.iter().find(|first| first.value == name).filter(|_| ROLES.contains(&name))
    else {
        return;
    };
    let message = format!("two parameters are of the type `{name}`, of which there is at most one");
    cx.note(
        Diagnostic::new(Code::DuplicateEntry, type_name.span, message)
            .other(first.span, "first here")
            .help("remove one of the two parameters, or give it another type"),
    );
}

/// Notes a default or an example that the parameter's own type refuses.
fn value_of_type(
    cx: &mut Checking<'_>,
    partitions: &Written<WrittenPartition>,
    type_name: &str,
    text: &Spanned<String>,
    code: Code,
) {
    let what = if code == Code::InvalidDefault { "default" } else { "example" };
    let Written { items: partitions, hidden } = partitions;
    let (is_right, expected) = match type_name {
        "partition" => {
            let ids = partitions.iter().map(|partition| partition.id.value.as_str());
            if ids.clone().all(|id| id != text.value) && !hidden.may_have(&text.value) {
                cx.note(
                    Diagnostic::new(
                        Code::UnknownPartition,
                        text.span,
                        format!("the {what} is not a partition: none is named `{}`", text.value),
                    )
                    .help(one_of(&text.value, ids)),
                );
            }
            return;
        }
        "region" => {
            let prefixes = partitions.iter().flat_map(|partition| &partition.region_prefixes);
            let are_known = hidden.is_empty()
                && partitions
                    .iter()
                    .all(|it| !it.region_prefixes.is_empty() && !it.broken.contains(&"region-prefixes"));
            let prefixes: Vec<_> = prefixes.map(|prefix| prefix.value.as_str()).collect();
            let is_region = grammar::is_region(&text.value, prefixes.iter().copied());
            let expected =
                format!("one of {}, then `-`, a word, `-` and a number", listed(prefixes.into_iter()));
            (is_region || !are_known, expected)
        }
        _ => match RULES.iter().find(|rule| rule.name == type_name) {
            Some(rule) => (rule.accepts(&text.value), rule.allowed.to_owned()),
            None => return,
        },
    };
    if !is_right {
        cx.note(
            Diagnostic::new(code, text.span, format!("the {what} is not of the type `{type_name}`"))
                .help(format!("write {expected}")),
        );
    }
}
