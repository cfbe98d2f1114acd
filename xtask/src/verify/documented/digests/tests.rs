//! Each document of `tests/documented/digests.toml`, evaluated from the catalog with its texts.

use compiler::kinds::Catalog;
use compiler::kinds::policies::model::{Policy, PolicyForm};
use compiler::layout::{Layout, evaluate, pieces};
use compiler::needs::Releases;
use serde_json::{Value, json};

use super::{Digests, Stated, measured, statements};
use crate::files::root;

#[test]
fn documents_have_their_digests() {
    let catalog =
        compiler::load(&root().join("catalog"), &Releases::All).unwrap_or_else(|report| panic!("{report}"));
    let documents = Digests::read(&root()).unwrap().document;
    assert!(documents.iter().any(|stated| stated.statement.is_some()));
    assert!(documents.iter().any(|stated| stated.texts.is_some()));
    for stated in &documents {
        let document = document(&catalog, stated);
        let statements = match stated.statement {
            Some(_) => std::slice::from_ref(&document),
            None => statements(&document),
        };
        let (digest, n_statements, n_actions) = measured(&document, statements);
        let measured = (digest.as_str(), n_statements, n_actions);
        let expected = (stated.sha256.as_str(), stated.statements, stated.actions);
        assert_eq!(measured, expected, "{stated:?}: {document:#}");
    }
}

/// The document, or the single statement, that a digest is of.
fn document(catalog: &Catalog, stated: &Stated) -> Value {
    let mut policies = catalog.versions.iter().flat_map(|version| &version.policies);
    let policy = policies.find(|policy| policy.id == stated.policy).expect("the catalog has the policy");
    let document = evaluated(catalog, policy, stated);
    let Some(sid) = &stated.statement else { return document };
    let statements = document["Statement"].as_array().unwrap();
    statements.iter().find(|statement| statement["Sid"] == json!(sid)).unwrap().clone()
}

/// The form as documented, with the texts of the digest in place of the source's placeholders.
fn evaluated(catalog: &Catalog, policy: &Policy, stated: &Stated) -> Value {
    let pieces = pieces(catalog, policy, PolicyForm::Documented, Layout::Compact);
    let text = evaluate(catalog, &pieces, &|parameter| {
        let texts = stated.texts.as_ref();
        match texts.and_then(|texts| texts.get(&catalog.parameters[parameter].name)) {
            Some(given) => given.iter().map(String::as_str).collect(),
            None => policy.texts(&catalog.parameters, parameter),
        }
    });
    serde_json::from_str(&text).expect("the form as documented is JSON")
}
