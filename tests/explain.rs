//! Statements in words: of every policy of the catalog, and of documents that nobody would attach.

#![cfg(feature = "evaluate")]
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;

use pcluster_iam::document::find;
use pcluster_iam::explain::{ExplainedStatement, grants, usages};
use pcluster_iam::{Effect, POLICIES};

fn check(statement: &ExplainedStatement<'_>, n_resources: usize, n_conditions: usize, what: &str) {
    assert_eq!(statement.resources.len(), n_resources, "{what}");
    assert_eq!(statement.conditions.len(), n_conditions, "{what}");
    for words in statement.resources.iter().map(|it| &it.words).chain(&statement.conditions) {
        assert!(
            !words.is_empty() && !words.contains('\n') && !words.ends_with([' ', '.']),
            "{what}: {words:?}"
        );
    }
}

#[test]
fn each_statement_of_the_catalog_is_explained() {
    for policy in POLICIES {
        for statement in policy.statements.iter().filter(|it| it.is_maintained()) {
            let what = statement.source;
            let explained = ExplainedStatement::of_catalog(statement);
            check(&explained, statement.resources.maintained().count(), statement.conditions.len(), what);
            // The catalog knows what each of its entries is about.
            for resource in &explained.resources {
                assert!(!resource.words.contains("not known"), "{what}: {}", resource.words);
                let is_spelled = !resource.words.contains("?}") && !resource.words.contains("...}");
                assert!(is_spelled, "{what}: {}", resource.words);
            }
            for entry in statement.actions.maintained() {
                let is_in_a_level = explained
                    .actions
                    .iter()
                    .any(|level| level.entries.iter().any(|(it, _)| *it == entry.text));
                assert!(is_in_a_level, "{what}: {}", entry.text);
                if statement.effect == Effect::Allow && !entry.text.contains('*') {
                    let is_found = grants(entry.text)
                        .iter()
                        .any(|it| it.statement.source == what && it.policy.id == policy.id);
                    assert!(is_found, "{what}: {}", entry.text);
                }
            }
        }
    }
}

#[test]
fn any_document_is_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut n_statements = 0;
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for policy in find(&text).policies {
            for statement in &policy.document.statements {
                n_statements += 1;
                let n_resources = statement.resources.as_ref().map_or(0, |list| list.entries.len());
                let n_conditions = statement.conditions().count();
                let explained = ExplainedStatement::of_document(statement);
                assert_eq!(explained.resources.len(), n_resources, "{}", path.display());
                assert_eq!(explained.conditions.len(), n_conditions, "{}", path.display());
            }
        }
    }
    assert!(n_statements > 100, "{n_statements}");
}

/// An action leads to the commands whose calls require it, in any case.
#[cfg(feature = "v3_11")]
#[test]
fn an_action_leads_to_commands() {
    let has = |action: &str| {
        usages(action).iter().any(|it| it.version.id == "3.11" && it.command.name == "create-cluster")
    };
    assert!(has("cloudformation:CreateStack") && has("CloudFormation:createstack"));
    assert!(!has("sqs:SendMessage"));
}
