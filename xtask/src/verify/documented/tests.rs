//! Each digest of `tests/documented`, down to the entries: `verify` looks at them only where the digest of
//! a whole document differs.

use pcluster_iam::POLICIES;
use serde_json::json;

use super::difference;
use super::found::FoundDocument;
use super::report::Report;
use crate::catalog::Catalog;
use crate::files::root;
use crate::stated::{Form, Source, StatedDocument, StatedStatement};

#[test]
fn every_digest_is_the_catalogs() {
    let sources = Source::all(&root()).unwrap();
    assert!(sources.iter().flat_map(|source| &source.documents).any(|(form, _)| form.only.is_some()));
    assert!(sources.iter().flat_map(|source| &source.documents).any(|(form, _)| !form.texts.is_empty()));
    for source in &sources {
        let is_of = |id: &&str| source.policies.iter().any(|it| it == id);
        let policies: Vec<_> = POLICIES.iter().copied().filter(|policy| is_of(&policy.id)).collect();
        for (form, stated) in &source.documents {
            let found = FoundDocument::of(&policies, form).unwrap().expect("JSON");
            let digests = |statement: &StatedStatement| {
                let entries = statement.entries.iter().map(|entry| entry.digest.clone());
                (statement.sid.clone(), statement.digest.clone(), entries.collect::<Vec<_>>())
            };
            let mut expected: Vec<_> = stated.statements.iter().map(digests).collect();
            let mut actual: Vec<_> =
                found.statements.iter().map(|it| digests(&StatedStatement::of(&it.value))).collect();
            // The statements of a document can be in several policies, each with an order of its own.
            if policies.len() > 1 {
                expected.sort();
                actual.sort();
            }
            assert_eq!(actual, expected, "{} {form:?}", source.path);
        }
    }
}

/// The statements of one document, in the catalog in two policies.
#[test]
fn a_document_can_be_in_two_policies() {
    let catalog = Catalog::compiled();
    let root = root();
    let policies: Vec<_> =
        POLICIES.iter().copied().filter(|it| ["2.9/user-minimal", "2.9/user"].contains(&it.id)).collect();
    let [one, other] = [0, 1].map(|idx| {
        let document: serde_json::Value = serde_json::from_str(policies[idx].documented).unwrap();
        document["Statement"].as_array().unwrap().clone()
    });
    // Neither policy's statements stand together in the source.
    let (first, rest) = other.split_first().unwrap();
    let statements = [std::slice::from_ref(first), one.as_slice(), rest].concat();
    let problems = |document: serde_json::Value| {
        let found = FoundDocument::of(&policies, &Form::default()).unwrap().unwrap();
        let mut report = Report::new(&root, &catalog);
        difference::report(&StatedDocument::of(document), &found, &mut report).unwrap();
        report.into_problems().into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    assert_eq!(problems(json!({"Version": "2012-10-17", "Statement": statements})), [""; 0]);
    let ids: Vec<_> = policies.iter().map(|policy| format!("`{}`", policy.id)).collect();
    let other_version = problems(json!({"Version": "2008-10-17", "Statement": statements}));
    assert_eq!(other_version, [format!("{}: the source differs outside of the statements", ids.join(", "))]);
}
