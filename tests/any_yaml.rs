//! Properties of every document in YAML: each text gets an answer with places inside it, and a policy has
//! the same findings in YAML as in JSON, however it is written.
//!
//! `PROPTEST_CASES=20000 cargo test --release --features check --test any_yaml` runs it long.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]
#![allow(clippy::string_slice, reason = "a test fails by a panic")]

mod support;

use std::fmt::Write as _;

use pcluster_iam::document::{Document, Syntax, find_as};
use pcluster_iam::findings::{Code, Options, check};
use proptest::prelude::*;
use serde_json::Value;

use support::{check_places, documented, findings, template};

/// What YAML gives a meaning to.
const PIECES: [&str; 30] = [
    "Version",
    "Statement",
    "Sid",
    "Action",
    "- ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "&a",
    "*a",
    "<<: ",
    "!Sub ",
    "!If ",
    "!GetAtt ",
    "|\n",
    ">-\n",
    "'",
    "\"",
    "# ",
    "---\n",
    "...\n",
    "\t",
    "? ",
    "${",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_text_gets_an_answer(text in pieces()) {
        for options in [Options::default(), template()] {
            check_places(&text, &check(&Document::parse_as(&text, Syntax::Yaml), &options));
        }
        for policy in find_as(&text, Syntax::Yaml).policies {
            check_places(&text, &policy.check(&Options::default()));
        }
    }

    #[test]
    fn yaml_has_the_findings_of_json(which in any::<prop::sample::Index>(), choices in prop::collection::vec(any::<u8>(), 1..64)) {
        let documented = documented();
        let (_, json) = which.get(&documented);
        let value: Value = serde_json::from_str(json).expect("JSON");
        let mut yaml = "---".to_owned();
        block(&value, 0, &mut choices.into_iter().cycle(), &mut yaml);
        let summary = |text: &str| {
            let found = findings(text, &template());
            let mut summary: Vec<_> = found.into_iter().map(|it| (it.statement, it.code, it.message, it.subject)).collect();
            summary.retain(|(_, code, ..)| *code != Code::PolicySizeExceedsIdentityPolicyQuota);
            summary
        };
        prop_assert_eq!(Syntax::of(&yaml, None), Syntax::Yaml);
        prop_assert_eq!(summary(json), summary(&yaml), "{}", yaml);
        check_places(&yaml, &findings(&yaml, &template()));
    }
}

/// Writes a value behind a name, a dash or a marker, in one of its spellings.
fn block(value: &Value, depth: usize, choices: &mut impl Iterator<Item = u8>, out: &mut String) {
    let choice = choices.next().expect("endless");
    match value {
        Value::Object(members) if !members.is_empty() && !choice.is_multiple_of(4) => {
            for (name, value) in members {
                write!(out, "\n{:depth$}", "").expect("written");
                scalar(name, choices.next().expect("endless") % 3, depth, out);
                out.push(':');
                block(value, depth + 2, choices, out);
            }
        }
        Value::Array(items) if !items.is_empty() && !choice.is_multiple_of(4) => {
            for item in items {
                write!(out, "\n{:depth$}-", "").expect("written");
                block(item, depth + 2, choices, out);
            }
        }
        Value::String(text) => {
            out.push(' ');
            let style = choice % 5;
            scalar(text, style, depth, out);
            if style < 3 && choice > 200 {
                out.push_str(" # as documented");
            }
        }
        // The flow style of YAML has all of JSON.
        other => write!(out, " {other}").expect("written"),
    }
}

/// Writes a string; a plain one only where YAML takes it for a string.
fn scalar(text: &str, style: u8, depth: usize, out: &mut String) {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.contains([':', '#', '{', '}', '[', ']', ',', '\n'])
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    match style {
        0 if is_plain => out.push_str(text),
        1 => write!(out, "'{}'", text.replace('\'', "''")).expect("written"),
        3 if !text.is_empty() && !text.contains('\n') => {
            write!(out, "|-\n{:depth$}{text}", "").expect("written");
        }
        4 if !text.is_empty() && !text.contains('\n') => {
            write!(out, ">-\n{:depth$}{text}", "").expect("written");
        }
        _ => write!(out, "{}", Value::from(text)).expect("written"),
    }
}
