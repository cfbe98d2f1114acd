//! The rules about conditions on a key.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::condition_keys::known::{KnownNames, action_of_rule, other_key};
use crate::compiler::kinds::condition_keys::written::WrittenKeyRule;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Notes the mistakes of a rule of a condition key.
pub(super) fn key_rule(cx: &mut Checking<'_>, rule: &WrittenKeyRule, key: &str, known: &KnownNames<'_>) {
    if let Some(code) = &rule.code
        && !known.codes.may_have(&code.value)
    {
        cx.note(
            Diagnostic::new(
                Code::UnknownValue,
                code.span,
                format!("no kind of finding is named `{}`", code.value),
            )
            .help(match nearest(&code.value, known.codes.iter()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write its table in a file of `findings`".to_owned(),
            })
            .of_name(),
        );
    }
    for action in &rule.actions {
        action_of_rule(cx, action, known);
    }
    if let Some(other) = &rule.key {
        other_key(cx, other, key, known);
    }
}
