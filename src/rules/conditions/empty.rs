//! Condition blocks, operators and lists without content.

use crate::document::{Document, Key, Span, Statement};
use crate::finding::{Code, Finding};
use crate::iam::condition::operator::{Comparison, Qualifier};
use crate::rules::RuleContext;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.document.statements.iter().flat_map(|statement| find(cx.document, statement)).collect()
}

fn find(document: &Document, statement: &Statement) -> Vec<Finding> {
    let Some(block) = &statement.condition else { return Vec::new() };
    let mut findings = Vec::new();
    // A value of the wrong JSON type was not read, and looks empty.
    let is_read = |span: Span| {
        let mut problems = document.problems.iter().map(|problem| problem.span);
        !problems.any(|problem| span.start <= problem.start && problem.end <= span.end)
    };
    let empty = |span, what: &str| {
        Finding::new(Code::EmptyObjectCondition, span, format!("{what} is empty"))
            .help("remove it, or write the conditions that are missing")
            .statement(statement.idx)
    };
    if block.operators.is_empty() && is_read(block.span) {
        findings.push(empty(block.span, "the `Condition`"));
    }
    for operator in &block.operators {
        let name = &operator.name;
        if operator.keys.is_empty() && is_read(operator.span) {
            findings.push(empty(operator.span, &format!("`{name}`")));
        }
        let comparison = Comparison::new(&name.value);
        let is_empty = |key: &&Key| !key.scalar && key.values.is_empty() && is_read(key.span);
        for key in operator.keys.iter().filter(is_empty) {
            let qualifier = comparison.and_then(|comparison| comparison.qualifier);
            let if_exists = comparison.is_some_and(|comparison| comparison.if_exists);
            let (code, what) = match qualifier {
                Some(Qualifier::ForAllValues) => (
                    Code::EmptyArrayConditionForallvalues,
                    "only a request without any value for the key meets it",
                ),
                Some(Qualifier::ForAnyValue) => {
                    (Code::EmptyArrayConditionForanyvalue, "no request ever meets it")
                }
                None if if_exists => {
                    (Code::EmptyArrayConditionIfexists, "only a request without the key meets it")
                }
                None => (Code::EmptyArrayCondition, "there is no value that a request can match"),
            };
            let message = format!("`{}` is compared with no value: {what}", key.name);
            findings.push(
                Finding::new(code, key.span, message)
                    .help(format!("write the values, or remove `{}`", key.name))
                    .statement(statement.idx)
                    .subject(&key.name.value),
            );
        }
    }
    findings
}
