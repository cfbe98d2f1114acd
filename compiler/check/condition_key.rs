//! What is known about single condition keys, and the rules about them.

use super::{Checker, value, values};
use crate::compiler::facts::model::KeyType;
use crate::compiler::model;
use crate::compiler::read;
use crate::compiler::schema::rules::{HOLDS, KEY_RULE_SHAPES, UNSUPPORTED};
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// The prefix of the keys that are no service's own.
const GLOBAL: &str = "aws";

impl Checker<'_> {
    pub(super) fn condition_keys(&mut self, services: &[model::Service]) -> Vec<model::ConditionKey> {
        let written = self.written;
        for (idx, key) in written.condition_keys.iter().enumerate() {
            self.condition_key(key, services);
            let mut earlier = written.condition_keys.iter().take(idx);
            if let Some(first) = earlier.find(|it| it.name.value.eq_ignore_ascii_case(&key.name.value)) {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateKey,
                        key.name.span,
                        format!("the condition key `{}` is given twice", key.name.value),
                    )
                    .other(first.name.span, "first given here")
                    .help("merge the two: the case of a condition key means nothing"),
                );
            }
        }
        written.condition_keys.iter().map(condition_key).collect()
    }

    fn condition_key(&mut self, key: &read::ConditionKey, services: &[model::Service]) {
        let name = &key.name;
        let Some((prefix, _)) = name.value.split_once(':').filter(|(prefix, rest)| {
            !prefix.is_empty() && !rest.is_empty() && !name.value.contains(char::is_whitespace)
        }) else {
            self.note(
                Diagnostic::new(
                    Code::MalformedConditionKey,
                    name.span,
                    format!("`{}` is not a condition key", name.value),
                )
                .help("write it in quotes and in full, such as `[\"aws:SourceIp\"]`"),
            );
            return;
        };
        let stated = services.iter().find(|service| service.prefix == prefix).filter(|service| {
            service.facts.as_of.is_some() && !self.written.hidden_services.may_have(prefix)
        });
        let is_stated = stated.is_none_or(|service| {
            service.facts.keys.iter().any(|stated| stated.name.eq_ignore_ascii_case(&name.value))
        });
        if !is_stated && key.type_name.is_none() {
            let names = stated.into_iter().flat_map(|service| &service.facts.keys);
            let near = nearest(&name.value, names.map(|stated| stated.name.as_str()));
            self.note(
                Diagnostic::new(
                    Code::UnknownConditionKey,
                    name.span,
                    format!("`{prefix}` has no condition key `{}`", name.value),
                )
                .help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "give it a `type`, if the service has it and AWS does not state it".to_owned(),
                }),
            );
        }
        if prefix == GLOBAL && key.type_name.is_none() && !key.broken.contains(&"type") {
            self.note(
                Diagnostic::new(
                    Code::MissingKey,
                    name.span,
                    format!("the global key `{}` needs `type`", name.value),
                )
                .help("add `type = …`: no service states it"),
            );
        }
        if let Some(type_name) = &key.type_name
            && KeyType::of(&type_name.value).is_none()
        {
            let names: Vec<_> =
                KeyType::VALUES.iter().flat_map(|it| [(*it).to_owned(), format!("ArrayOf{it}")]).collect();
            self.note(
                Diagnostic::new(
                    Code::UnknownValue,
                    type_name.span,
                    format!("no condition key is of the type `{}`", type_name.value),
                )
                .help(one_of(&type_name.value, names.iter().map(String::as_str))),
            );
        }
        self.one_of("form of values is named", key.holds.as_ref(), HOLDS);
        if key.flags.contains(&UNSUPPORTED) && key.instead.is_empty() && !key.broken.contains(&"instead") {
            self.note(
                Diagnostic::new(
                    Code::MissingKey,
                    name.span,
                    format!("`unsupported` of `{}` needs `instead`", name.value),
                )
                .help("add `instead = […]`: the keys that have replaced it"),
            );
        }
        for other in key.instead.iter().chain(&key.with) {
            self.other_key(other, &key.name.value);
        }
        key.also.iter().for_each(|action| self.action_of_rule(action, services));
        key.rules.iter().for_each(|rule| self.key_rule(rule, &key.name.value, services));
    }

    /// Notes a text that is none of those that its key allows.
    fn one_of(&mut self, what: &str, text: Option<&Spanned<String>>, allowed: &[&str]) {
        if let Some(text) = text
            && !allowed.contains(&text.value.as_str())
        {
            let message = format!("no {what} `{}`", text.value);
            self.note(
                Diagnostic::new(Code::UnknownValue, text.span, message)
                    .help(one_of(&text.value, allowed.iter().copied())),
            );
        }
    }

    /// Notes a key that has no table of its own, most often one that is misspelt.
    fn other_key(&mut self, other: &Spanned<String>, own: &str) {
        let written = self.written;
        let hidden = &written.hidden_condition_keys;
        let names = written.condition_keys.iter().map(|key| key.name.value.as_str());
        if names.clone().any(|name| name == other.value && name != own) || hidden.may_have(&other.value) {
            return;
        }
        let message = format!("no other condition key with a table is named `{}`", other.value);
        self.note(Diagnostic::new(Code::UnknownConditionKey, other.span, message).help(
            match nearest(&other.value, names.filter(|name| *name != own)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the name of a table of this file".to_owned(),
            },
        ));
    }

    fn key_rule(&mut self, rule: &read::KeyRule, key: &str, services: &[model::Service]) {
        let written = self.written;
        self.one_of("shape of a rule is named", rule.shape.as_ref(), KEY_RULE_SHAPES);
        if let Some(code) = &rule.code
            && !written.hidden_findings.may_have(&code.value)
            && !written.findings.iter().any(|finding| finding.code.value == code.value)
        {
            let names = written.findings.iter().map(|finding| finding.code.value.as_str());
            self.note(
                Diagnostic::new(
                    Code::UnknownValue,
                    code.span,
                    format!("no kind of finding is named `{}`", code.value),
                )
                .help(match nearest(&code.value, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write its table in a file of `findings`".to_owned(),
                }),
            );
        }
        for action in &rule.actions {
            self.action_of_rule(action, services);
        }
        if let Some(other) = &rule.key {
            self.other_key(other, key);
        }
        let (Some(shape), Some(place)) = (&rule.shape, rule.code.as_ref().map(|code| code.span)) else {
            return;
        };
        let (needs_actions, needs_key, needs_values) = match shape.value.as_str() {
            "values" => (false, false, true),
            "needs" => (true, true, true),
            "absent" | "powerless" | "misplaced" => (true, false, false),
            _ => (false, false, false),
        };
        let given = [
            ("actions", needs_actions, !rule.actions.is_empty()),
            ("key", needs_key, rule.key.is_some()),
            ("values", needs_values, !rule.values.is_empty()),
        ];
        for (name, is_needed, is_given) in given {
            if is_needed && !is_given && !rule.broken.contains(&name) {
                self.note(
                    Diagnostic::new(
                        Code::MissingKey,
                        place,
                        format!("a rule of the shape `{}` needs `{name}`", shape.value),
                    )
                    .help(format!("add `{name} = …`; catalog/README.md says what it holds")),
                );
            }
        }
    }

    fn action_of_rule(&mut self, action: &Spanned<String>, services: &[model::Service]) {
        let (prefix, name) = action.value.split_once(':').unwrap_or(("", &action.value));
        if self.written.hidden_services.may_have(prefix) {
            return;
        }
        let service = services.iter().find(|service| service.prefix == prefix);
        let is_there = service.is_some_and(|service| {
            service.facts.as_of.is_none() || service.facts.actions.iter().any(|it| it.name == name)
        });
        if !is_there {
            let names = service.into_iter().flat_map(|service| &service.facts.actions);
            let near = nearest(name, names.map(|action| action.name.as_str()));
            let message = format!("no service of the catalog has the action `{}`", action.value);
            self.note(Diagnostic::new(Code::UnknownAction, action.span, message).help(match near {
                Some(near) => format!("did you mean `{prefix}:{near}`?"),
                None => "write an action in full, of a service that the catalog has".to_owned(),
            }));
        }
    }
}

fn condition_key(key: &read::ConditionKey) -> model::ConditionKey {
    let text = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.value.clone());
    let rule = |rule: &read::KeyRule| model::KeyRule {
        shape: value(rule.shape.as_ref()),
        code: value(rule.code.as_ref()),
        actions: values(&rule.actions),
        key: text(&rule.key),
        values: values(&rule.values),
    };
    model::ConditionKey {
        name: key.name.value.clone(),
        type_name: text(&key.type_name),
        holds: text(&key.holds),
        flags: key.flags.clone(),
        instead: values(&key.instead),
        with: values(&key.with),
        services: values(&key.services),
        also: values(&key.also),
        rules: key.rules.iter().map(rule).collect(),
    }
}
