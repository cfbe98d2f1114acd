//! Conditions: operators, keys and values.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::policies::entries::WrittenCondition;
use crate::compiler::kinds::policies::model::StatementCondition;
use crate::compiler::kinds::policies::{elements, resources};
use crate::compiler::schema::texts::forms::CONDITION_KEY_NAME;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::shared::operators::{NULL, OPERATORS, QUALIFIERS};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed};

/// Checks a condition: its operator, its key and its values.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    condition: &WrittenCondition,
) -> StatementCondition {
    let operator = &condition.operator;
    if !is_operator(&operator.value) {
        cx.note(
            Diagnostic::new(
                Code::UnknownOperator,
                operator.span,
                format!("IAM has no condition operator `{}`", operator.value),
            )
            .help(match meant(&operator.value) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("use one of {}", listed(OPERATORS.iter().copied())),
            }),
        );
    }
    let key = &condition.key;
    if let Some(problem) = CONDITION_KEY_NAME.problem(key) {
        cx.note(problem);
    }
    StatementCondition {
        operator: operator.value.clone(),
        key: key.value.clone(),
        values: elements::check(cx, &condition.values, false, |cx, value| {
            resources::check_value(cx, parameters, value)
        }),
    }
}

/// Every operator, with and without `IfExists`.
fn operators() -> impl Iterator<Item = String> {
    // `Null` itself asks for the absence of the key.
    let if_exists = OPERATORS.iter().filter(|operator| **operator != NULL);
    OPERATORS.iter().map(ToString::to_string).chain(if_exists.map(|operator| format!("{operator}IfExists")))
}

fn is_operator(text: &str) -> bool {
    let base = match text.split_once(':') {
        Some((qualifier, base)) if QUALIFIERS.contains(&qualifier) => base,
        Some(_) => return false,
        None => text,
    };
    operators().any(|operator| operator == base)
}

/// The operator that was probably meant, with its qualifier.
fn meant(text: &str) -> Option<String> {
    let (qualifier, base) = match text.split_once(':') {
        Some((qualifier, base)) => (format!("{}:", nearest(qualifier, QUALIFIERS.iter().copied())?), base),
        None => (String::new(), text),
    };
    if let Some(plain) = base.strip_suffix("IfExists").filter(|plain| OPERATORS.contains(plain)) {
        return Some(format!("{qualifier}{plain}"));
    }
    let operators: Vec<_> = operators().collect();
    Some(format!("{qualifier}{}", nearest(base, operators.iter().map(String::as_str))?))
}
