//! The policies of both sides: those of the catalog, and those that a page states.

use pcluster_iam::Policy;
use serde_json::Value;

use super::report::{PageRemark, PageReport};
use crate::author::page::document::{self, BlockContent, TreeKind};
use crate::author::page::{Page, PageBlock};
use crate::tree::Tree;

/// The parts of a catalog's policy that a comparison needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct CatalogPolicy<'a> {
    pub(super) id: &'a str,
    pub(super) version: &'a str,
    pub(super) anchor: &'a str,
    pub(super) title: &'a str,
    pub(super) documented: &'a str,
}

impl<'a> From<&'a Policy> for CatalogPolicy<'a> {
    fn from(policy: &'a Policy) -> Self {
        Self {
            id: policy.id,
            version: policy.version,
            anchor: policy.anchor,
            title: policy.title,
            documented: policy.documented,
        }
    }
}

/// A policy document of the page.
pub(super) struct StatedPolicy {
    pub(super) heading: Option<usize>,
    pub(super) line: usize,
    pub(super) value: Value,
}

/// The policy documents of the page; broken policies and other documents go to the report.
pub(super) fn documents(page: &Page<'_>, report: &mut PageReport<'_>) -> Vec<StatedPolicy> {
    let mut stated = Vec::new();
    for block in &page.blocks {
        let remark =
            |offset: usize, message: String| PageRemark { position: page.position(block, offset), message };
        let tree = match document::read(block) {
            BlockContent::Text => continue,
            BlockContent::Tree(tree) => tree,
            BlockContent::Broken { offset, not, message } => {
                let message = format!("not {not}, so the policy is not compared: {message}");
                report.problems.push(remark(offset, message));
                continue;
            }
        };
        match document::kind(&tree) {
            TreeKind::Policy => stated.push(policy(block, &tree, &remark, report)),
            TreeKind::Trust => {
                let message = "a policy with `Principal` is not an identity-based policy; not compared";
                report.notes.push(remark(0, message.to_owned()));
            }
            TreeKind::Other(inner) if !inner.is_empty() => {
                let inner =
                    inner.iter().filter(|inner| !matches!(document::kind(inner.tree), TreeKind::Trust));
                stated.extend(inner.map(|inner| policy(block, inner.tree, &remark, report)));
            }
            TreeKind::Other(_) if document::policy_in_strings(&tree).is_some() => {
                let offset = document::policy_in_strings(&tree).unwrap_or(0);
                let message = "a policy in a string; not compared: write it as an object";
                report.problems.push(remark(offset, message.to_owned()));
            }
            TreeKind::Statement | TreeKind::Other(_) => {
                let message = "a document without `Statement` is not a policy; not compared";
                report.notes.push(remark(0, message.to_owned()));
            }
        }
    }
    let unread = page.unread.iter().map(|&position| PageRemark {
        position,
        message: "this looks like a policy, but it is not in a code block; not compared".to_owned(),
    });
    report.problems.extend(unread);
    stated
}

/// A policy of a block; a key with two values goes to the report.
fn policy(
    block: &PageBlock,
    tree: &Tree,
    remark: &dyn Fn(usize, String) -> PageRemark,
    report: &mut PageReport<'_>,
) -> StatedPolicy {
    for (offset, key) in tree.repeated() {
        let message = format!("the key `{key}` appears twice in one object; the last value is compared");
        report.problems.push(remark(offset, message));
    }
    let line = remark(tree.at, String::new()).position.line;
    StatedPolicy { heading: block.heading, line, value: tree.to_value() }
}
