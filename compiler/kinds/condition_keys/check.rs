//! The checks of condition keys: each key is one that services have, and the facts about
//! it fits together.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::condition_keys::known::{KnownNames, action_of_rule, other_key};
use crate::compiler::kinds::condition_keys::model::{ConditionKey, KeyRule};
use crate::compiler::kinds::condition_keys::rules::key_rule;
use crate::compiler::kinds::condition_keys::written::{WrittenConditionKey, WrittenKeyRule};
use crate::compiler::kinds::texts::{value, values};
use crate::compiler::schema::texts::forms::CONDITION_KEY_TABLE;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

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
