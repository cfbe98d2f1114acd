//! JSON as a tree, read by the library.

use pcluster_iam::document::json;

use super::value::tree;
use super::{Tree, TreeError};

/// Reads a text that has to be JSON.
pub(crate) fn from_json(text: &str) -> Result<Tree, TreeError> {
    match json::parse(text) {
        Ok(value) => Ok(tree(value, 1)),
        Err(error) => Err(TreeError { at: error.span.start, message: error.message }),
    }
}
