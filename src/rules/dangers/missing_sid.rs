//! Statements without a name.

use crate::finding::{Code, Finding};
use crate::rules::RuleContext;
use crate::rules::wording::{counted, listed};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let nameless: Vec<_> =
        cx.document.statements.iter().filter(|statement| statement.sid.is_none()).collect();
    let Some((first, others)) = nameless.split_first() else { return Vec::new() };
    let message = match others.len() {
        0 => format!("{} has no `Sid`", first.name()),
        n => format!("{} have no `Sid`", counted(n + 1, "statement")),
    };
    let mut finding = Finding::new(Code::MissingSid, first.span, message).help(
        "name each statement after its purpose, in letters and digits, so that messages can refer to it",
    );
    if !others.is_empty() {
        finding = finding
            .detail(format!("without a `Sid`: {}", listed(nameless.iter().map(|it| it.name()), "and")));
    }
    for other in others {
        finding = finding.label(other.span, "and this");
    }
    vec![finding]
}
