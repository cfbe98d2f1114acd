//! The rules of values: the shortest and the longest values that they state are that.

#![allow(clippy::expect_used, clippy::panic, clippy::string_slice, reason = "a test fails by a panic")]

use std::collections::BTreeSet;

use compiler::shared::grammar::{Form, Place, RULES, Rule};
use proptest::prelude::*;
use proptest::string::string_regex;
use regex::Regex;

const PLACE: Place<'_> = Place { partition: "aws", region: "eu-west-1" };

/// The places in a value at which a character can be added or removed. The region and the partition of an ARN
/// are those of its place.
fn places(rule: &Rule, value: &str) -> impl Iterator<Item = usize> {
    let fixed = [":aws:", ":eu-west-1:"].map(|text| value.find(text).map(|at| at + 1..at + text.len()));
    let fixed: Vec<_> = fixed.into_iter().flatten().filter(|_| rule.is_arn).collect();
    (0..=value.len()).filter(move |at| !fixed.iter().any(|range| range.contains(at)))
}

#[test]
fn no_value_is_shorter_than_the_shortest() {
    for rule in RULES {
        let shortest = rule.shortest_at(PLACE);
        assert!(rule.accepts(&shortest), "{}: {shortest}", rule.name);
        for at in places(rule, &shortest).filter(|at| *at < shortest.len()) {
            let shorter = format!("{}{}", &shortest[..at], &shortest[at + 1..]);
            assert!(!rule.accepts(&shorter), "{}: {shorter}", rule.name);
        }
    }
}

#[test]
fn no_value_is_longer_than_the_longest() {
    for rule in RULES {
        let longest = (rule.longest)(PLACE, 7);
        assert!(rule.accepts(&longest), "{}: {longest}", rule.name);
        for at in places(rule, &longest) {
            for more in ["a", "0", "A"] {
                let longer = format!("{}{more}{}", &longest[..at], &longest[at..]);
                assert!(!rule.accepts(&longer), "{}: {longer}", rule.name);
            }
        }
    }
}

#[test]
fn longest_values_are_distinct() {
    for rule in RULES.iter().filter(|rule| rule.name != "flag") {
        let values: BTreeSet<_> = (0..500).map(|n| (rule.longest)(PLACE, n)).collect();
        assert_eq!(values.len(), 500, "{}", rule.name);
        let lengths: BTreeSet<_> = values.iter().map(String::len).collect();
        assert_eq!(lengths.len(), 1, "{}", rule.name);
    }
}

/// Strings of one of the forms, some of them with a character more, less or changed.
fn near(forms: &[&Form]) -> impl Strategy<Value = String> + use<> {
    let of_forms = forms.iter().map(|form| string_regex(&form.pattern()).expect("a pattern").boxed());
    let change = (any::<prop::sample::Index>(), 0..2_usize, "[ -~é]?");
    (prop::strategy::Union::new(of_forms), prop::option::of(change)).prop_map(|(text, change)| {
        let Some((at, n_removed, put)) = change else { return text };
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len() + 1);
        let after = chars.iter().skip(at + n_removed).copied();
        chars.iter().take(at).copied().chain(put.chars()).chain(after).collect()
    })
}

/// Whoever checks values elsewhere takes the patterns: they are all that the rules say.
#[test]
fn the_patterns_of_a_rule_accept_the_values_that_the_rule_accepts() {
    let whole = |form: &Form| Regex::new(&format!("^(?:{})$", form.pattern())).expect("a pattern");
    let config = ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() };
    for rule in RULES {
        let (form, except): (_, Vec<_>) = (whole(&rule.form), rule.except.iter().map(whole).collect());
        let forms: Vec<_> = rule.except.iter().chain([&rule.form]).collect();
        proptest!(config.clone(), |(text in near(&forms))| {
            let is_value = form.is_match(&text) && !except.iter().any(|form| form.is_match(&text));
            prop_assert_eq!(is_value, rule.accepts(&text), "{}: {:?}", rule.name, text);
        });
    }
}
