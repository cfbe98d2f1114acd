//! Every kind of finding comes from one rule or from reading a document, and every rule reports the codes that
//! it is listed with.
//!
//! [`Rule::run`] holds a rule to its codes wherever a document is checked with debug assertions, so in every
//! other test too.

use std::collections::BTreeSet;

use super::{Beside, RULES, Rule, RuleCodes, RuleContext};
use crate::document::{self, Document};
use crate::finding::{Code, Options};
use crate::{PARTITIONS, POLICIES};

impl Rule {
    fn codes(&self) -> BTreeSet<Code> {
        match self.codes {
            RuleCodes::Listed(codes) => codes.iter().copied().collect(),
            RuleCodes::OfCatalog(codes) => codes().into_iter().collect(),
        }
    }

    /// The codes that the rule alone reports of a document.
    fn found(&self, text: &str, options: Options) -> BTreeSet<Code> {
        let document = Document::parse(text);
        let findings = (self.find)(&RuleContext::new(&document, Beside::default(), options));
        findings.into_iter().map(|finding| finding.code).collect()
    }
}

/// The options with which the examples of a code are checked.
fn options(code: Code) -> Options {
    let partition = PARTITIONS.iter().copied().find(|it| Some(it.id) == code.partition());
    let (placeholders, accounts) = (code.needs_placeholders(), code.accounts());
    Options { placeholders, partition, accounts, kind: code.policy_kind() }
}

#[test]
fn each_code_is_reported_in_one_place() {
    for &code in Code::ALL {
        let mut places: Vec<_> =
            RULES.iter().filter(|rule| rule.may_report(code)).map(|rule| rule.name).collect();
        places.extend(document::CODES.contains(&code).then_some("document"));
        assert_eq!(places.len(), 1, "{code} is reported by {places:?}");
    }
}

/// Otherwise both would be left out.
#[test]
fn no_two_codes_exclude_each_other() {
    for &code in Code::ALL {
        let mut back = code.excludes().iter().filter(|other| other.excludes().contains(&code));
        assert_eq!(back.next(), None, "{code}");
    }
}

#[test]
fn each_rule_reports_each_of_its_codes() {
    for rule in RULES {
        for code in rule.codes() {
            let found = rule.found(code.failing(), options(code));
            assert!(found.contains(&code), "{} does not find {code} in its example: {found:?}", rule.name);
        }
    }
}

#[test]
fn rules_stand_in_the_groups_of_their_codes() {
    for rule in RULES {
        for code in rule.codes() {
            let group = rule.name.split('/').next().unwrap_or_default();
            assert_eq!(group, code.group().replace('-', "_"), "{} of {}", code, rule.name);
        }
    }
}

#[test]
fn no_rule_reports_another_code() {
    let examples = Code::ALL.iter().flat_map(|code| {
        let options = options(*code);
        [(code.failing(), options), (code.passing(), options)]
    });
    let as_documented = Options { placeholders: true, ..Options::default() };
    let policies = POLICIES.iter().map(|policy| (policy.documented, as_documented));
    for (text, options) in examples.chain(policies) {
        for rule in RULES {
            let found = rule.found(text, options);
            assert!(found.is_subset(&rule.codes()), "{} reports {found:?} of {text}", rule.name);
        }
    }
}
