//! What several documents of an identity say together.

use std::collections::HashSet;

use crate::fit::document::{Document, Element, Statement};
#[cfg(feature = "check")]
use crate::fit::{groups::groups, minimize::minimize, sids::Sids};

/// The documents without the statements that stand before, in the same or an earlier document, whatever their
/// Sids. A document of which nothing is left is left out.
pub(super) fn without_repeated(documents: &[Document]) -> Vec<Document> {
    let mut seen = HashSet::new();
    let mut distinct = Vec::new();
    for document in documents {
        let mut own = document.statements.values.clone();
        let mut statements = document.statements.values.iter();
        own.retain(|_| statements.next().is_some_and(|it| seen.insert((document.language(), said(it)))));
        if !own.is_empty() {
            distinct.push(document.with_statements(own));
        }
    }
    distinct
}

/// All of a statement but its name.
fn said(statement: &Statement) -> Vec<&Element> {
    statement.elements.iter().filter(|element| !matches!(element, Element::Sid(_))).collect()
}

/// A document that decides every request as all documents of an identity do together, and is not larger; one for
/// each version of the language and each `Id`.
///
/// As [`minimize`], but also of what one document grants and another one covers. To divide the result again is
/// the task of [`pack`](crate::fit::pack).
#[cfg(feature = "check")]
#[must_use]
pub fn minimize_together(documents: &[Document]) -> Vec<Document> {
    groups(documents).iter().filter_map(|group| joined(group)).map(|document| minimize(&document)).collect()
}

/// The statements of documents in one, each Sid once.
#[cfg(feature = "check")]
fn joined(documents: &[&Document]) -> Option<Document> {
    let mut statements: Vec<_> =
        documents.iter().flat_map(|document| &document.statements.values).cloned().collect();
    let mut seen = HashSet::new();
    let mut sids = Sids::new(documents.iter().flat_map(|document| document.sids()).flatten());
    for statement in &mut statements {
        if let Some(sid) = statement.sid().map(str::to_owned)
            && !seen.insert(sid.clone())
        {
            statement.set_sid(sids.numbered(&sid));
        }
    }
    documents.first().map(|first| first.with_statements(statements))
}
