//! YAML as a tree, read by the library. The short form of a template's functions, `!Sub`, becomes the long
//! one, `Fn::Sub`.

use pcluster_iam::document::yaml;

use super::value::tree;
use super::{Tree, TreeError};

/// Reads a text that has to be one YAML document.
pub(crate) fn from_yaml(text: &str) -> Result<Tree, TreeError> {
    let documents =
        yaml::parse(text).map_err(|error| TreeError { at: error.span.start, message: error.message })?;
    let mut documents = documents.into_iter();
    match (documents.next(), documents.next()) {
        (Some(document), None) => Ok(tree(document, 0)),
        (_, second) => {
            let at = second.map_or(0, |second| second.span.start);
            Err(TreeError { at, message: "a second document begins here; a file may have one".to_owned() })
        }
    }
}
