//! The structural view of documents: the cases of `cases.toml`, by their expected differences.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]
#![cfg(all(feature = "compare", feature = "serde"))]

use pcluster_iam::compare::{Aspect, Change, StatementPair, Structure};
use pcluster_iam::document::Document;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// Two documents, or the statements of two, and their differences.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    a: String,
    b: String,
    /// The differences, those of statements after the numbers of both.
    changes: Vec<String>,
}

impl Case {
    fn document(text: &str) -> Document {
        let document = if text.contains("\"Statement\"") {
            Document::parse(text)
        } else {
            Document::parse(&format!("{{\"Version\": \"2012-10-17\", \"Statement\": {text}}}"))
        };
        assert!(!document.statements.is_empty() || text == "[]", "{text}: {:?}", document.problems());
        document
    }
}

#[test]
fn differences_are_those_of_the_cases() {
    let cases: Cases = toml::from_str(include_str!("cases.toml")).expect("the cases are TOML");
    let mut wrong = Vec::new();
    for case in &cases.case {
        let (a, b) = (Case::document(&case.a), Case::document(&case.b));
        let found = Structure::new(&[&a], &[&b]).expect("the documents are short");
        if shown(&found) != case.changes {
            wrong.push(format!("{}: {:#?}", case.name, shown(&found)));
        }
        let is_written = |line: &&String| line.contains('~') || line.ends_with("same");
        assert_eq!(found.has_same_content(), case.changes.iter().all(|it| is_written(&it)), "{}", case.name);
        let back = Structure::new(&[&b], &[&a]).expect("the documents are short");
        assert_eq!(back.has_same_content(), found.has_same_content(), "{}, the other way round", case.name);
        for document in [&a, &b] {
            let same = Structure::new(&[document], &[document]).expect("the documents are short");
            assert!(same.is_identical(), "{}: {same:?}", case.name);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn shown(structure: &Structure) -> Vec<String> {
    let document = structure.document.iter().map(change);
    let statements = structure.statements.iter().flat_map(statement);
    document.chain(statements).collect()
}

fn statement(pair: &StatementPair) -> Vec<String> {
    let number = |place: Option<pcluster_iam::compare::StatementPlace>| {
        place.map_or("-".to_owned(), |place| (place.idx + 1).to_string())
    };
    let places = format!("{}/{}", number(pair.a), number(pair.b));
    if pair.is_identical() {
        return vec![format!("{places} same")];
    }
    pair.changes.iter().map(|it| format!("{places} {}", change(it))).collect()
}

fn change(change: &Change) -> String {
    let Change { element, aspect, a, b, .. } = change;
    match (aspect, a, b) {
        (Aspect::Entry, Some(a), None) => format!("- {element} {a}"),
        (Aspect::Entry, None, Some(b)) => format!("+ {element} {b}"),
        (_, a, b) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            format!("~ {element} {aspect:?}: {} | {}", text(a), text(b))
        }
    }
}

/// Pairing a statement with each other one is bounded.
#[test]
fn too_many_statements_are_refused() {
    let document = |name: &str| {
        let statement = |number| {
            format!(r#"{{"Effect": "Allow", "Action": "{name}:A{number}", "Resource": "{number}"}}"#)
        };
        let statements: Vec<_> = (0..1500).map(statement).collect();
        Document::parse(&format!("{{\"Statement\": [{}]}}", statements.join(",")))
    };
    let (a, b) = (document("a"), document("b"));
    let error = Structure::new(&[&a], &[&b]).expect_err("there are too many");
    assert_eq!((error.a, error.b), (1500, 1500));
    assert!(Structure::new(&[&a], &[&a]).expect("equal statements are paired at once").is_identical());
}
