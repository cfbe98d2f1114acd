//! The form as documented is the page's, and the two forms differ by what the catalog says.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::path::Path;

use pcluster_iam::{ChangeKind, POLICIES, json};
use serde_json::Value;

fn kept(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documented").join(format!("{id}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn documented_form_equals_the_page() {
    for policy in POLICIES {
        let page: Value = serde_json::from_str(&kept(policy.id)).expect("the page's block is JSON");
        let documented: Value = serde_json::from_str(policy.documented).expect("the documented form is JSON");
        assert_eq!(documented, page, "{}", policy.id);
    }
}

#[test]
fn role_policies_equal_the_page_to_the_byte() {
    // The blocks that the page lays out as this crate does.
    for id in ["2.9/instance", "2.9/instance-awsbatch"] {
        let policy = pcluster_iam::policy(id).expect("the catalog has it");
        assert_eq!(policy.documented, kept(id).trim_end(), "{id}");
    }
}

#[test]
fn differences_account_for_the_two_forms() {
    for policy in POLICIES {
        let count = |text: &str| {
            let document: Value = serde_json::from_str(text).expect("JSON");
            let statements = document["Statement"].as_array().expect("statements").len();
            (statements, text.matches("\": ").count(), json::size(text))
        };
        let added: Vec<_> = policy.differences().filter(|it| it.change.kind == ChangeKind::Added).collect();
        let n_statements = added.iter().filter(|it| it.entry.is_none()).count();
        assert_eq!(count(policy.template).0, count(policy.documented).0 + n_statements, "{}", policy.id);
        for difference in &added {
            let text = difference.entry.map_or_else(
                || format!("\"Sid\": \"{}\"", difference.statement.name),
                |entry| format!("\"{entry}\""),
            );
            assert!(policy.template.contains(&text), "{}: {text}", policy.id);
            assert!(!difference.change.why.is_empty() && difference.change.source.starts_with("https://"));
        }
    }
}
