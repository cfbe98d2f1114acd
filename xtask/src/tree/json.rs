//! JSON as a tree, read by the library.

use pcluster_iam::document::json::{self, Node, Value};

use super::{Tree, TreeError, TreeMember, TreeNode};

/// Reads a text that has to be JSON.
pub(crate) fn from_json(text: &str) -> Result<Tree, TreeError> {
    match json::parse(text) {
        Ok(value) => Ok(tree(value)),
        Err(error) => Err(TreeError { at: error.span.start, message: error.message }),
    }
}

fn tree(value: Value) -> Tree {
    let node = match value.node {
        Node::Null => TreeNode::Null,
        Node::Bool(value) => TreeNode::Bool(value),
        Node::Number(text) => TreeNode::Number(text),
        Node::String(text) => TreeNode::String(text),
        Node::Array(elements) => TreeNode::List(elements.into_iter().map(tree).collect()),
        Node::Object(members) => {
            let member = |member: json::Member| TreeMember {
                // The span of a name is between its quotes.
                at: member.name.span.start.saturating_sub(1),
                name: member.name.value,
                value: tree(member.value),
            };
            TreeNode::Object(members.into_iter().map(member).collect())
        }
    };
    Tree { at: value.span.start, node }
}
