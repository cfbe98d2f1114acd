//! The form as documented is the page's, and the two forms differ by what the catalog says.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::path::{Path, PathBuf};

use pcluster_iam::{ChangeKind, Difference, POLICIES, Statement};
use serde_json::Value;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn kept(id: &str) -> Option<String> {
    std::fs::read_to_string(repository().join(format!("tests/documented/{id}.json"))).ok()
}

/// True if digests of the policy's documents are kept; to compare them is a test of xtask.
fn is_digested(id: &str) -> bool {
    let release = id.split('/').next().expect("a release");
    let files = std::fs::read_dir(repository().join("tests/documented").join(release)).expect("a folder");
    files.map(|file| file.expect("a file").path()).any(|path| {
        path.extension().is_some_and(|extension| extension == "toml") && {
            let text = std::fs::read_to_string(path).expect("a file");
            let table: toml::Table = text.parse().expect("TOML");
            table["policies"].as_array().expect("policies").iter().any(|it| it.as_str() == Some(id))
        }
    })
}

#[test]
fn documented_form_equals_the_page() {
    for policy in POLICIES {
        let documented: Value = serde_json::from_str(policy.documented).expect("the documented form is JSON");
        match kept(policy.id) {
            Some(page) => {
                let page: Value = serde_json::from_str(&page).expect("the page's block is JSON");
                assert!(documented == page, "{}", policy.id);
            }
            None => assert!(is_digested(policy.id), "nothing proves {}", policy.id),
        }
    }
}

#[test]
fn role_policies_equal_the_page_to_the_byte() {
    // The blocks that the page lays out as this crate does.
    for id in ["2.9/instance", "2.9/instance-awsbatch"] {
        let policy = pcluster_iam::policy(id).expect("the catalog has it");
        assert_eq!(policy.documented, kept(id).expect("it is kept").trim_end(), "{id}");
    }
}

#[test]
fn differences_account_for_the_two_forms() {
    for policy in POLICIES {
        let n_statements = |text: &str| {
            let document: Value = serde_json::from_str(text).expect("JSON");
            document["Statement"].as_array().expect("statements").len()
        };
        let text_of = |name: &str| {
            let used = policy.parameters.iter().find(|used| used.parameter.name == name)?;
            used.placeholder.or(used.parameter.default)
        };
        // The two texts are the policy with the source's placeholders, and without what has none.
        let exists = |statement: &Statement| statement.presence.holds(|name| text_of(name).is_some());
        let added: Vec<_> = policy
            .differences()
            .filter(|it| it.change.kind == ChangeKind::Added && exists(it.statement))
            .collect();
        let n_added = added.iter().filter(|it| it.entry.is_none()).count();
        let is_withdrawn_statement = |it: &Difference| {
            it.entry.is_none() && it.change.kind == ChangeKind::Withdrawn && exists(it.statement)
        };
        let n_withdrawn = policy.differences().filter(is_withdrawn_statement).count();
        let n_stated = n_statements(policy.documented);
        assert_eq!(n_statements(policy.template) + n_withdrawn, n_stated + n_added, "{}", policy.id);
        for difference in &added {
            let change = difference.change;
            assert!(!change.why.is_empty() && change.source.starts_with("https://"), "{}", policy.id);
            let text = match (difference.entry, difference.statement.sid) {
                (Some(entry), _) => spelled(entry, text_of),
                (None, sid) => sid.map(|sid| format!("\"Sid\": \"{sid}\"")),
            };
            if let Some(text) = text {
                assert!(policy.template.contains(&text), "{}: {text}", policy.id);
            }
        }
    }
}

/// An entry with the source's texts, or nothing if it is not there without another text.
fn spelled<'t>(entry: &str, text_of: impl Fn(&str) -> Option<&'t str>) -> Option<String> {
    let mut spelled = String::from("\"");
    let mut rest = entry;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a closed placeholder");
        spelled.push_str(before);
        let name = name.trim_end_matches(['?', '.']);
        spelled.push_str(text_of(name).or_else(|| (name == "region").then_some("*"))?);
        rest = after;
    }
    spelled.push_str(rest);
    spelled.push('"');
    Some(spelled)
}
