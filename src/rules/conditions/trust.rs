//! Condition keys that are weaker than they seem.

use crate::finding::{Code, Finding};
use crate::iam::condition::known_key::KeyFlag;
use crate::iam::condition::operator::OperatorFamily;
use crate::iam::pattern::TextPattern;
use crate::iam::piece;
use crate::rules::condition_findings::{of_key, of_place};
use crate::rules::wording::listed;
use crate::rules::{RuleContext, TestContext};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.tests().flat_map(find).collect()
}

fn find(it: TestContext<'_, '_>) -> Vec<Finding> {
    let TestContext { scope, tests, test, comparison } = it;
    let Some(known) = test.meaning.known.filter(|_| comparison.family != OperatorFamily::Null) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let key = &test.key.name;
    if known.is(KeyFlag::Forgeable) {
        let message = format!("the sender of a request can give `{key}` any value");
        findings.push(
            of_key(test, Code::UntrustworthyConditionKey, message)
                .help("let no access depend on it; use keys of the principal or of the network"),
        );
    }
    let is_beside = |name: &str| tests.iter().any(|other| other.key.name.value.eq_ignore_ascii_case(name));
    if scope.allows() && !known.with.is_empty() && !known.with.iter().any(|name| is_beside(name)) {
        let others = listed(known.with.iter().map(|name| format!("`{name}`")), "or");
        let message = format!("`{key}` alone also lets in others that have the same value by chance");
        findings.push(
            of_key(test, Code::MissingPairedConditionKeys, message).help(format!("also test {others}")),
        );
    }
    if known.is(KeyFlag::Exact) && comparison.is_like() {
        let has_wildcard = |text: &str| piece::has_wildcard(text) && !TextPattern::new(text).is_all();
        for value in test.key.values.iter().filter(|value| has_wildcard(&value.text.value)) {
            let message = format!("a wildcard in a value of `{key}` lets strangers match");
            findings.push(of_place(test, Code::WildcardUsageTooPermissive, value.text.span, message).help(
                format!(
                    "write complete values, with `{}`",
                    comparison.renamed(if comparison.is_negated {
                        "StringNotEquals"
                    } else {
                        "StringEquals"
                    })
                ),
            ));
        }
    }
    findings
}
