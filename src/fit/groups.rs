//! Documents whose statements can stand in one document.

use crate::fit::document::Document;

/// The documents by version and `Id`, in their order.
pub(super) fn groups(documents: &[Document]) -> Vec<Vec<&Document>> {
    let mut groups: Vec<Vec<&Document>> = Vec::new();
    for document in documents {
        let is_alike = |group: &&mut Vec<&Document>| {
            group.first().is_some_and(|first| first.language() == document.language())
        };
        match groups.iter_mut().find(is_alike) {
            Some(group) => group.push(document),
            None => groups.push(vec![document]),
        }
    }
    groups
}

impl Document {
    /// Statements can move to another document if both documents have the same. A document without `Version`
    /// is read in the version of 2008.
    pub(super) fn language(&self) -> (&str, Option<&str>) {
        (self.version.as_deref().unwrap_or("2008-10-17"), self.id.as_deref())
    }
}
