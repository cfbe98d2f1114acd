//! The checks of condition keys: each key is one that services have, and the facts about
//! it fits together.

use super::model::{ConditionKey, KeyRule};
use super::rules::{action_of_rule, key_rule};
use super::written::{WrittenConditionKey, WrittenKeyRule};
use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::reading::Hidden;
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::kinds::texts::{value, values};
use crate::compiler::schema::texts::forms::CONDITION_KEY_TABLE;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The names that a condition key may have of other things.
#[derive(Debug)]
pub struct KnownNames<'k> {
    pub keys: &'k [WrittenConditionKey],
    pub hidden_keys: &'k Hidden,
    pub services: KnownServices<'k>,
    pub codes: FindingCodes<'k>,
}

/// Checks the condition keys.
pub fn check(cx: &mut Checking<'_>, known: &KnownNames<'_>) -> Vec<ConditionKey> {
    for (idx, key) in known.keys.iter().enumerate() {
        condition_key(cx, key, known);
        let mut earlier = known.keys.iter().take(idx);
        if let Some(first) = earlier.find(|it| it.name.value.eq_ignore_ascii_case(&key.name.value)) {
            cx.note(
                Diagnostic::new(
                    Code::DuplicateKey,
                    key.name.span,
                    format!("the condition key `{}` is given twice", key.name.value),
                )
                .other(first.name.span, "first given here")
                .help("merge the two: upper and lower case are equal in a condition key"),
            );
        }
    }
    known.keys.iter().map(model).collect()
}

/// Notes the mistakes of a condition key.
fn condition_key(cx: &mut Checking<'_>, key: &WrittenConditionKey, known: &KnownNames<'_>) {
    let name = &key.name;
    if let Some(problem) = CONDITION_KEY_TABLE.problem(name) {
        return cx.note(problem);
    }
    let (prefix, _) = name.value.split_once(':').unwrap_or_default();
    let stated = known.services.facts(prefix).map(|facts| facts.keys.as_slice());
    let is_stated =
        stated.is_none_or(|keys| keys.iter().any(|stated| stated.name.eq_ignore_ascii_case(&name.value)));
    if !is_stated && !key.has_type {
        let names = stated.into_iter().flatten().map(|stated| stated.name.as_str());
        let near = nearest(&name.value, names);
        cx.note(
            Diagnostic::new(
                Code::UnknownConditionKey,
                name.span,
                format!("`{prefix}` has no condition key `{}`", name.value),
            )
            .help(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "if the service has the key and AWS does not state it, add its `type`".to_owned(),
            }),
        );
    }
    for other in key.instead.iter().chain(&key.with) {
        other_key(cx, other, &key.name.value, known);
    }
    key.also.iter().for_each(|action| action_of_rule(cx, action, known));
    key.rules.iter().for_each(|rule| key_rule(cx, rule, &key.name.value, known));
}

/// Notes a key that has no table of its own, most often one that is misspelt.
pub(super) fn other_key(cx: &mut Checking<'_>, other: &Spanned<String>, own: &str, known: &KnownNames<'_>) {
    let names = known.keys.iter().map(|key| key.name.value.as_str());
    if names.clone().any(|name| name == other.value && name != own)
        || known.hidden_keys.may_have(&other.value)
    {
        return;
    }
    let message = format!("no other condition key of this file is named `{}`", other.value);
    cx.note(Diagnostic::new(Code::UnknownConditionKey, other.span, message).help(
        match nearest(&other.value, names.filter(|name| *name != own)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the name of another table of this file".to_owned(),
        },
    ));
}

fn model(key: &WrittenConditionKey) -> ConditionKey {
    let text = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.value.clone());
    let rule = |rule: &WrittenKeyRule| KeyRule {
        shape: value(rule.shape.as_ref()),
        code: value(rule.code.as_ref()),
        actions: values(&rule.actions),
        key: text(&rule.key),
        values: values(&rule.values),
    };
    ConditionKey {
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
