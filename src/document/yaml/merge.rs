//! Merge keys: `<<` takes over the members of other objects, which the object's own members override.

use std::collections::BTreeSet;

use crate::document::Span;
use crate::document::syntax::SyntaxError;
use crate::document::value::{Member, Node, Value};

/// The name of a merge key.
pub(super) const MERGE: &str = "<<";

/// A merge key of an object, and its value.
#[derive(Debug)]
pub(super) struct Merge {
    pub(super) span: Span,
    pub(super) value: Value,
}

/// Adds the members of other objects, of which the first counts.
pub(super) fn merge(members: &mut Vec<Member>, merges: Vec<Merge>) -> Result<(), SyntaxError> {
    for Merge { span, value } in merges {
        let objects = match value.node {
            Node::Array(elements) => elements,
            _ => vec![value],
        };
        for object in objects {
            let Node::Object(others) = object.node else {
                return Err(SyntaxError::new(span, "`<<` merges objects, and this is none")
                    .help("write an alias of an object, such as `<<: *base`, or a list of them"));
            };
            let names: BTreeSet<_> = members.iter().map(|member| member.name.value.clone()).collect();
            members.extend(others.into_iter().filter(|member| !names.contains(&member.name.value)));
        }
    }
    Ok(())
}
