//! Condition operators that IAM does not have, and `Null` with a qualifier or a suffix.

use crate::document::Statement;
use crate::finding::{Code, Finding};
use crate::iam::condition::operator::{Comparison, OperatorFamily, meant};
use crate::rules::RuleContext;
use crate::shared::nearest::is_slip;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.document.statements.iter().flat_map(find).collect()
}

fn find(statement: &Statement) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operator in statement.condition.iter().flat_map(|block| &block.operators) {
        let name = &operator.name;
        let new = |code, message: String, help: String| {
            Finding::new(code, name.span, message).help(help).statement(statement.idx).subject(&name.value)
        };
        let Some(comparison) = Comparison::new(&name.value) else {
            let help = match meant(&name.value) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write one of IAM's condition operators, such as `StringEquals`".to_owned(),
            };
            let message = format!("IAM has no condition operator `{name}`");
            let slip = meant(&name.value).filter(|meant| is_slip(&name.value, meant));
            let fix = slip.map(|meant| name.replaced_by(meant));
            findings.push(new(Code::InvalidConditionOperator, message, help).fixed_by(fix));
            continue;
        };
        if comparison.family != OperatorFamily::Null {
            continue;
        }
        let plain = comparison.name;
        if comparison.if_exists {
            let message = format!(
                "`{name}`: `{plain}` asks whether a request has the key, and cannot be combined with `IfExists`"
            );
            findings.push(new(Code::NullWithIfExists, message, format!("write `{plain}`")));
        }
        if let Some(qualifier) = comparison.qualifier {
            let message = format!(
                "`{name}`: `{plain}` asks whether a request has the key, so that `{}` adds nothing",
                qualifier.as_str()
            );
            findings.push(new(Code::NullWithQualifier, message, format!("write `{plain}`")));
        }
    }
    findings
}
