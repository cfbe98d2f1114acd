//! The library's values as trees.

use pcluster_iam::document::value::{Member, Node, Value};

use super::{Tree, TreeMember, TreeNode};

/// A value as a tree; the places of names are between quotes of some bytes.
pub(super) fn tree(value: Value, quote: usize) -> Tree {
    let node = match value.node {
        Node::Null => TreeNode::Null,
        Node::Bool(value) => TreeNode::Bool(value),
        Node::Number(text) => TreeNode::Number(text),
        Node::String(text) => TreeNode::String(text.value),
        Node::Array(elements) => TreeNode::List(elements.into_iter().map(|it| tree(it, quote)).collect()),
        Node::Object(members) => {
            let member = |member: Member| TreeMember {
                at: member.name.span.start.saturating_sub(quote),
                name: member.name.value,
                value: tree(member.value, quote),
            };
            TreeNode::Object(members.into_iter().map(member).collect())
        }
    };
    Tree { at: value.span.start, node }
}
