//! Condition keys that an operator has twice.

use crate::document::Statement;
use crate::finding::{Code, Finding};
use crate::rules::RuleContext;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.document.statements.iter().flat_map(find).collect()
}

/// The findings about keys of an operator that differ only in case.
fn find(statement: &Statement) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operator in statement.condition.iter().flat_map(|block| &block.operators) {
        let mut keys: Vec<_> = operator.keys.iter().collect();
        keys.sort_by_cached_key(|key| (key.name.value.to_ascii_lowercase(), key.name.span.start));
        for (first, second) in keys.iter().zip(keys.iter().skip(1)) {
            let (first, second) = (&first.name, &second.name);
            if first.value != second.value && first.value.eq_ignore_ascii_case(&second.value) {
                let message =
                    format!("`{second}` and `{first}` are the same key: keys are not case-sensitive");
                findings.push(
                    Finding::new(Code::DuplicateKeysWithDifferentCase, second.span, message)
                        .label(first.span, "first given here")
                        .help("put the values of both into one list")
                        .statement(statement.idx)
                        .subject(&second.value),
                );
            }
        }
    }
    findings
}
