//! The parts of a document that are not checked, because the check would take too long or there are no facts.

use std::collections::BTreeSet;

use crate::finding::{Code, Finding};
use crate::iam::prefix;
use crate::rules::RuleContext;
use crate::rules::reach::ending;
use crate::rules::wording::{counted, listed};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let huge = cx.is_huge().then(|| {
        let message = "the document is too large to compare all of its parts with each other";
        Finding::new(Code::CheckedInPart, cx.document.opening, message).help("split it into several policies")
    });
    // A huge document is said to be so, once.
    let ending = (!cx.is_huge() && ending::is_too_long(cx)).then(|| {
        let message =
            "the document has too many resources to check whether AWS is ending a form of their ARNs";
        Finding::new(Code::CheckedInPart, cx.document.opening, message).help("split it into several policies")
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
    huge.into_iter()
        .chain(ending)
        .chain(conditions)
        .chain(pairs)
        .chain(branches)
        .chain(without_facts(cx))
        .collect()
}

/// The finding about actions of services that AWS has and the catalog has no facts of.
fn without_facts(cx: &RuleContext<'_>) -> Option<Finding> {
    let entries = cx.scopes.iter().flat_map(|scope| scope.actions.iter().map(move |entry| (scope, entry)));
    let mut unknown = entries.filter(|(_, entry)| {
        prefix::is_service(entry.prefix) && !entry.is_of_known_service() && !entry.prefix.is_empty()
    });
    let (scope, first) = unknown.next()?;
    let others: Vec<_> = unknown.map(|(_, entry)| entry.prefix.to_ascii_lowercase()).collect();
    let n_entries = others.len() + 1;
    let services: BTreeSet<_> = others.into_iter().chain([first.prefix.to_ascii_lowercase()]).collect();
    let message = format!(
        "{} of {} {} not checked: there are no facts about {}",
        counted(n_entries, "action"),
        listed(services.iter().map(|prefix| format!("`{prefix}`")), "and"),
        if n_entries == 1 { "is" } else { "are" },
        if services.len() == 1 { "the service" } else { "these services" }
    );
    let finding = Finding::new(Code::CheckedInPart, first.text.inside(0..first.prefix.len()), message)
        .help("look the actions up in AWS's Service Authorization Reference")
        .statement(scope.statement.idx)
        .subject(first.text.as_str());
    Some(Finding { as_of: prefix::AS_OF, ..finding })
}
