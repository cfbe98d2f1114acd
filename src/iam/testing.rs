//! The statements of the tests.

use crate::document::{Document, Statement};

/// A statement about everything, with a condition block as JSON writes it.
pub(super) fn statement_with(condition: &str) -> Statement {
    let text = format!(
        r#"{{"Statement": {{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition}}}}}"#
    );
    Document::parse(&text).statements.into_iter().next().unwrap_or_default()
}
