//! Statements whose `NotAction` or `NotResource` leaves nothing for them to apply to.

use crate::finding::{Code, Finding};
use crate::rules::RuleContext;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let void = cx.scopes.iter().filter_map(|scope| Some((scope, scope.void?)));
    void.map(|(scope, entry)| {
        let is_of_actions = scope.actions.iter().any(|action| std::ptr::eq(action.text, entry));
        let (element, what) =
            if is_of_actions { ("NotAction", "action") } else { ("NotResource", "resource") };
        let message =
            format!("`{element}` names every {what}, and the statement applies to all others: to none");
        let help = format!("write the {what}s that the statement leaves out, or remove the statement");
        Finding::new(Code::StatementNeverApplies, entry.span, message)
            .help(help)
            .statement(scope.statement.idx)
            .subject(entry.as_str())
    })
    .collect()
}
