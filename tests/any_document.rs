//! Properties of every document: each text gets an answer with places inside it, and the spelling of a
//! policy does not matter.
//!
//! `PROPTEST_CASES=20000 cargo test --release --features check --test any_document` runs it long.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]
#![allow(clippy::string_slice, reason = "a test fails by a panic")]

mod support;

use std::fmt::Write as _;

use pcluster_iam::document::{Syntax, json};
use pcluster_iam::findings::{Code, Options};
use proptest::prelude::*;
use serde_json::{Value, json};

use support::{check_places, documented, findings, template};

const SYNTAX_ERRORS: [Code; 2] = [Code::JsonSyntaxError, Code::YamlSyntaxError];

fn n_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

/// A change of a text.
#[derive(Clone, Debug)]
enum Mutation {
    Cut(prop::sample::Index),
    Drop(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    Put(prop::sample::Index, String),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let idx = any::<prop::sample::Index>;
    let pieces = [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\\",
        "${",
        "}",
        "<",
        ">",
        "*",
        "?",
        "0",
        "null",
        "\u{feff}",
        "é",
        "漢",
        "\n",
        "\t",
        "\u{0}",
        "arn:",
        "\"Sid\":",
        "\\u00e9",
        "\\ud83d\\ude00",
        "${aws:username}",
        "aws:",
        "::",
        "-",
    ];
    prop_oneof![
        1 => idx().prop_map(Mutation::Cut),
        3 => (idx(), 1..40_usize).prop_map(|(at, n)| Mutation::Drop(at, n)),
        3 => (idx(), 1..80_usize).prop_map(|(at, n)| Mutation::Double(at, n)),
        6 => (idx(), prop::sample::select(pieces.map(str::to_owned).to_vec())).prop_map(|(at, it)| Mutation::Put(at, it)),
    ]
}

fn mutated(text: &str, mutation: &Mutation) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return String::new();
    }
    let range = |at: &prop::sample::Index, n: usize| {
        at.index(chars.len())..(at.index(chars.len()) + n).min(chars.len())
    };
    match mutation {
        Mutation::Cut(at) => chars[..at.index(chars.len())].iter().collect(),
        Mutation::Drop(at, n) => {
            let gone = range(at, *n);
            chars[..gone.start].iter().chain(&chars[gone.end..]).collect()
        }
        Mutation::Double(at, n) => {
            let twice = range(at, *n);
            chars[..twice.end].iter().chain(&chars[twice.start..]).collect()
        }
        Mutation::Put(at, it) => {
            let at = at.index(chars.len());
            chars[..at].iter().copied().chain(it.chars()).chain(chars[at..].iter().copied()).collect()
        }
    }
}

/// JSON like that of a policy, with names and strings of policies in any place.
fn json_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        prop::sample::select(vec![
            "Version",
            "Statement",
            "Sid",
            "Effect",
            "Allow",
            "Action",
            "Resource",
            "NotAction",
            "Condition",
            "Principal",
            "StringEquals",
            "aws:username",
            "sqs:*",
            "s3:Get*",
            "*",
            "arn:aws:s3:::${aws:username}",
            "<REGION>",
            "2012-10-17",
            "arn:aws:sqs:us-east-1:1:a",
            "arn:",
            "arn:*",
            "${",
            "${}",
            "Effekt",
            "iam:PassRole",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: n_cases(), ..ProptestConfig::default() })]

    #[test]
    fn every_text_gets_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        check_places(&text, &findings(&text, &Options::default()));
    }

    #[test]
    fn json_is_what_serde_takes_for_it(text in "[\\[\\]{}:, \"\\\\a0-1.eE+\\-tu\n]{0,24}") {
        // Both have the same language, but for the depth.
        prop_assert_eq!(json::parse(&text).is_ok(), serde_json::from_str::<Value>(&text).is_ok());
    }

    #[test]
    fn every_value_gets_an_answer(value in json_value(), statement in json_value()) {
        for value in [value, json!({"Version": "2012-10-17", "Statement": statement})] {
            let text = value.to_string();
            let found = findings(&text, &Options::default());
            check_places(&text, &found);
            prop_assert!(found.iter().all(|finding| finding.code != Code::JsonSyntaxError));
            check_places(&text, &findings(&text, &template()));
        }
    }

    #[test]
    fn every_mutated_policy_gets_an_answer(
        which in any::<prop::sample::Index>(),
        mutations in prop::collection::vec(mutation(), 1..4),
    ) {
        let documented = documented();
        let (_, text) = which.get(&documented);
        let text = mutations.iter().fold(text.clone(), |text, mutation| mutated(&text, mutation));
        let found = findings(&text, &Options::default());
        check_places(&text, &found);
        let is_json = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')).is_ok();
        let is_refused = found.iter().any(|finding| SYNTAX_ERRORS.contains(&finding.code));
        if is_json || Syntax::of(&text, None) == Syntax::Json {
            prop_assert_eq!(is_json, !is_refused, "{}", text);
        }
    }

    /// The findings do not depend on the spelling of a document: lists of one, the order of elements,
    /// escapes and white space.
    #[test]
    fn spelling_changes_nothing(which in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let documented = documented();
        let (_, text) = which.get(&documented);
        let value: Value = serde_json::from_str(text).expect("JSON");
        let mut out = String::new();
        spell(&value, &mut Random(seed), &mut out);
        // White space before the document is a finding of its own.
        let out = out.trim_start();
        prop_assert!(serde_json::from_str::<Value>(out).is_ok(), "{}", out);
        let summary = |text: &str| {
            let found = findings(text, &template());
            let summary = found.into_iter().map(|it| (it.statement, it.code, it.message, it.subject));
            let mut summary: Vec<_> = summary.filter(|(_, code, ..)| *code != Code::PolicySizeExceedsIdentityPolicyQuota).collect();
            summary.sort();
            summary
        };
        prop_assert_eq!(summary(text), summary(out), "{}", out);
    }
}

/// A small source of choices.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Writes a value in one of its spellings.
fn spell(value: &Value, random: &mut Random, out: &mut String) {
    out.push_str(["", " ", "\n\t"][usize::try_from(random.below(3)).expect("small")]);
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if random.below(2) == 0 {
                members.reverse();
            }
            out.push('{');
            for (idx, (name, value)) in members.into_iter().enumerate() {
                if idx > 0 {
                    out.push(',');
                }
                spell_text(name, random, out);
                out.push(':');
                let takes_list = matches!(name.as_str(), "Action" | "Resource" | "Statement" | "NotAction");
                match value {
                    Value::Array(items) if takes_list && items.len() == 1 => spell(&items[0], random, out),
                    Value::Array(_) => spell(value, random, out),
                    _ if takes_list && random.below(2) == 0 => {
                        out.push('[');
                        spell(value, random, out);
                        out.push(']');
                    }
                    _ => spell(value, random, out),
                }
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (idx, item) in items.iter().enumerate() {
                if idx > 0 {
                    out.push(',');
                }
                spell(item, random, out);
            }
            out.push(']');
        }
        Value::String(text) => spell_text(text, random, out),
        other => out.push_str(&other.to_string()),
    }
}

fn spell_text(text: &str, random: &mut Random, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '/' if random.below(4) == 0 => out.push_str("\\/"),
            c if c < ' ' || random.below(16) == 0 => write!(out, "\\u{:04x}", u32::from(c)).expect("written"),
            c => out.push(c),
        }
    }
    out.push('"');
}
