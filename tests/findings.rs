//! The kinds of findings: their texts and their examples.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;

use pcluster_iam::PARTITIONS;
use pcluster_iam::document::{Syntax, find, json, yaml};
use pcluster_iam::findings::{Code, Options, Severity};

/// The codes whose failing example is not what its syntax allows.
const BROKEN: [&str; 2] = ["JSON_SYNTAX_ERROR", "YAML_SYNTAX_ERROR"];

/// The codes of the findings of a text, each with its message.
fn findings(code: Code, text: &str) -> Vec<(Code, String)> {
    let mut options = Options::default();
    options.placeholders = code.needs_placeholders();
    options.partition = PARTITIONS.iter().copied().find(|partition| Some(partition.id) == code.partition());
    options.accounts = code.accounts();
    options.kind = code.policy_kind();
    let found = find(text);
    let findings = found.policies.iter().flat_map(|policy| policy.check(&options));
    findings.map(|finding| (finding.code, finding.message)).collect()
}

#[test]
fn each_example_fails_and_passes() {
    let mut failures = Vec::new();
    for &code in Code::ALL {
        let failing = findings(code, code.failing());
        if !failing.iter().any(|(found, _)| *found == code) {
            failures.push(format!("{code}: the failing example has {failing:?}"));
        }
        let passing = findings(code, code.passing());
        if passing.iter().any(|(found, _)| *found == code) {
            failures.push(format!("{code}: the passing example has {passing:?}"));
        }
        // The fixed example has no new errors.
        let errors = passing.iter().filter(|(found, _)| {
            found.severity() == Severity::Error && failing.iter().all(|(before, _)| before != found)
        });
        let errors: Vec<_> = errors.collect();
        if !errors.is_empty() {
            failures.push(format!("{code}: the passing example has new errors: {errors:?}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn each_example_has_a_syntax() {
    let is_read = |text: &str| match Syntax::of(text, None) {
        Syntax::Yaml => yaml::parse(text).is_ok(),
        _ => json::parse(text).is_ok(),
    };
    for code in Code::ALL {
        assert_eq!(is_read(code.failing()), !BROKEN.contains(&code.name()), "{code}");
        assert!(is_read(code.passing()), "{code}");
    }
}

#[test]
fn texts_of_a_code_are_whole_sentences() {
    for code in Code::ALL {
        for text in [code.summary(), code.explanation()] {
            let is_sentence = text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || c == '`');
            assert!(is_sentence && !text.contains("  "), "{code}: {text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{code}: {text}");
            assert!(!text.contains('\n'), "{code}: a summary and an explanation are one paragraph each");
        }
        let summary = code.summary().trim_end_matches('.');
        assert!(!summary.contains(". "), "{code}: the summary is one sentence");
    }
}

#[test]
fn codes_have_names_of_their_own() {
    let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for &code in Code::ALL {
        assert_eq!(code.to_string(), code.name());
        assert_eq!(code.name().parse(), Ok(code));
        assert_eq!(Code::named(code.name()), Some(code));
    }
    let error = "missing-version".parse::<Code>().expect_err("names are in upper case");
    assert_eq!(error.to_string(), "no finding is named `missing-version`");
    assert_eq!(Code::named(""), None);
}
