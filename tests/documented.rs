//! The form as documented is the page's, and the two forms differ by what the catalog says.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::path::{Path, PathBuf};

use pcluster_iam::{ChangeKind, POLICIES, Presence, Statement};
use serde_json::Value;

// What a digest is, is stated once.
#[path = "../xtask/src/verify/documented/canonical.rs"]
mod canonical;

use compiler::kinds::Catalog;
use compiler::kinds::policies::model::{Policy, PolicyForm};
use compiler::layout::{Layout, evaluate, pieces};
use compiler::needs::Releases;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn kept(id: &str) -> Option<String> {
    std::fs::read_to_string(repository().join(format!("tests/documented/{id}.json"))).ok()
}

fn digests() -> Vec<toml::Table> {
    let text = std::fs::read_to_string(repository().join("tests/documented/digests.toml")).expect("a file");
    let table: toml::Table = text.parse().expect("TOML");
    let documents = table["document"].as_array().expect("documents");
    documents.iter().map(|document| document.as_table().expect("a table").clone()).collect()
}

#[test]
fn documented_form_equals_the_page() {
    let digests = digests();
    for policy in POLICIES {
        let documented: Value = serde_json::from_str(policy.documented).expect("the documented form is JSON");
        match kept(policy.id) {
            Some(page) => {
                let page: Value = serde_json::from_str(&page).expect("the page's block is JSON");
                assert!(documented == page, "{}", policy.id);
            }
            None => assert!(
                digests.iter().any(|it| it["policy"].as_str() == Some(policy.id)),
                "nothing proves {}",
                policy.id
            ),
        }
    }
}

/// Every document of `digests.toml`, evaluated with its texts.
#[test]
fn documents_have_their_digests() {
    let catalog = compiler::load(&repository().join("catalog"), &Releases::All)
        .unwrap_or_else(|report| panic!("{report}"));
    let mut wrong = Vec::new();
    for stated in digests() {
        let id = stated["policy"].as_str().expect("a policy");
        let mut policies = catalog.versions.iter().flat_map(|version| &version.policies);
        let Some(policy) = policies.find(|policy| policy.id == id) else {
            wrong.push(format!("the catalog has no {id}"));
            continue;
        };
        let mut document = evaluated(&catalog, policy, stated.get("texts").and_then(toml::Value::as_table));
        let mut statements = document["Statement"].as_array().expect("statements").clone();
        if let Some(sid) = stated.get("statement") {
            statements.retain(|statement| statement["Sid"].as_str() == sid.as_str());
            document = statements.first().expect("the statement").clone();
        }
        let n_actions: usize =
            statements.iter().map(|statement| statement["Action"].as_array().map_or(1, Vec::len)).sum();
        let digest = canonical::digest(&document);
        let number = |key: &str| stated[key].as_integer().and_then(|n| usize::try_from(n).ok());
        if (stated["sha256"].as_str(), number("statements"), number("actions"))
            != (Some(digest.as_str()), Some(statements.len()), Some(n_actions))
        {
            wrong.push(format!("{id} with {:?}: {document:#}", stated.get("texts")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The form as documented, with these texts besides the source's placeholders.
fn evaluated(catalog: &Catalog, policy: &Policy, texts: Option<&toml::Table>) -> Value {
    let pieces = pieces(catalog, policy, PolicyForm::Documented, Layout::Compact);
    let text = evaluate(catalog, &pieces, &|parameter| {
        let given = texts.and_then(|texts| texts.get(&catalog.parameters[parameter].name));
        match given.and_then(toml::Value::as_array) {
            Some(given) => given.iter().filter_map(toml::Value::as_str).collect(),
            None => policy.texts(&catalog.parameters, parameter),
        }
    });
    serde_json::from_str(&text).expect("the form as documented is JSON")
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
        let exists = |statement: &Statement| match statement.presence {
            Presence::When(name) => text_of(name).is_some(),
            Presence::Unless(name) => text_of(name).is_none(),
            _ => true,
        };
        let added: Vec<_> = policy
            .differences()
            .filter(|it| it.change.kind == ChangeKind::Added && exists(it.statement))
            .collect();
        let n_added = added.iter().filter(|it| it.entry.is_none()).count();
        assert_eq!(n_statements(policy.template), n_statements(policy.documented) + n_added, "{}", policy.id);
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
