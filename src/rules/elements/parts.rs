//! The parts of a document that are not checked because the check would take too long.

use crate::document::Span;
use crate::finding::{Code, Finding};
use crate::rules::RuleContext;
use crate::rules::wording::counted;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let huge = cx.is_huge().then(|| {
        let start = cx.document.span.start;
        let place = Span { start, end: cx.document.span.end.min(start + 1) };
        let message = "the document is too large to compare all of its parts with each other";
        Finding::new(Code::CheckedInPart, place, message).help("split it into several policies")
    });
    let (n_checked, skipped) = (cx.all_tests().count(), cx.skipped_keys());
    let conditions = skipped.first().map(|(statement, key)| {
        let message = format!(
            "only the {n_checked} conditions before this one were checked: {} skipped from here on",
            counted(skipped.len(), "condition is|conditions are")
        );
        Finding::new(Code::CheckedInPart, key.name.span, message)
            .help("split the document into several policies")
            .statement(*statement)
    });
    let pairs = cx.unpaired().filter_map(|(scope, n_tests)| {
        let list = scope.statement.actions.as_ref()?;
        let message = format!(
            "{} and {} make too many pairs to check whether they suit each other",
            counted(scope.actions.len(), "action"),
            counted(n_tests, "condition")
        );
        let finding = Finding::new(Code::CheckedInPart, list.key.span, message)
            .help("split the statement, or write patterns in place of long lists");
        Some(finding.statement(scope.statement.idx))
    });
    let unvaried = &cx.document.unvaried;
    let branches = unvaried.first().map(|condition| {
        let message = format!(
            "the template has {} more than are looked at with both values, beginning with `{condition}`",
            counted(unvaried.len(), "condition")
        );
        Finding::new(Code::CheckedInPart, condition.span, message)
            .help("split the document into several policies")
    });
    huge.into_iter().chain(conditions).chain(pairs).chain(branches).collect()
}
