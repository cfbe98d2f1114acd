//! Keys that say less than a condition on them suggests.

use super::Test;
use super::known::Flag;
use super::operator::{Comparison, Family};
use crate::findings::pattern::Pattern;
use crate::findings::scope::Scope;
use crate::findings::text::listed;
use crate::findings::{Code, Finding, piece};

pub(super) fn check(
    test: &Test<'_>,
    comparison: Comparison,
    tests: &[Test<'_>],
    scope: &Scope<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(known) = test.meaning.known.filter(|_| comparison.family != Family::Null) else { return };
    let key = &test.key.name;
    if known.is(Flag::Forgeable) {
        let message = format!("who makes a request can give `{key}` any value");
        findings.push(
            test.of_key(Code::UntrustworthyConditionKey, message)
                .help("let no access depend on it; there are keys of the principal and of the network"),
        );
    }
    let is_beside = |name: &str| tests.iter().any(|other| other.key.name.value.eq_ignore_ascii_case(name));
    if scope.allows() && !known.with.is_empty() && !known.with.iter().any(|name| is_beside(name)) {
        let others = listed(known.with.iter().map(|name| format!("`{name}`")), "or");
        let message = format!("`{key}` alone lets others in who have the same value by chance");
        findings.push(
            test.of_key(Code::MissingPairedConditionKeys, message).help(format!("test {others} beside it")),
        );
    }
    if known.is(Flag::Exact) && comparison.is_like() {
        let has_wildcard = |text: &str| piece::has_wildcard(text) && !Pattern::new(text).is_all();
        for value in test.key.values.iter().filter(|value| has_wildcard(&value.text.value)) {
            let message = format!("a wildcard in a value of `{key}` lets strangers match");
            findings.push(test.finding(Code::WildcardUsageTooPermissive, value.text.span, message).help(
                format!(
                    "write whole values, and `{}`",
                    comparison.renamed(if comparison.is_negated {
                        "StringNotEquals"
                    } else {
                        "StringEquals"
                    })
                ),
            ));
        }
    }
}
