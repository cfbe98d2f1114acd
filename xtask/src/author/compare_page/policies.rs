//! The policies of both sides: those of the catalog, and those that a page states.

use pcluster_iam::Policy;
use serde_json::Value;

use super::report::{PageRemark, PageReport};
use crate::author::page::Page;
use crate::author::page::document::{self, BlockContent};

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

/// The policy documents of the page; broken policies and other JSON go to the report.
pub(super) fn documents(page: &Page<'_>, report: &mut PageReport<'_>) -> Vec<StatedPolicy> {
    let mut stated = Vec::new();
    for block in &page.blocks {
        let at = page.position(block, 0);
        let remark = |message: &str| PageRemark { position: at, message: message.to_owned() };
        match document::read(block) {
            BlockContent::Text => {}
            BlockContent::Broken { offset, message } => report.problems.push(PageRemark {
                position: page.position(block, offset),
                message: format!("not JSON, so the policy is not compared: {message}"),
            }),
            BlockContent::Other { .. } => {
                report.notes.push(remark("JSON without `Statement` is not a policy; not compared"));
            }
            BlockContent::Trust => report
                .notes
                .push(remark("a policy with `Principal` is not an identity-based policy; not compared")),
            BlockContent::Policy { value, repeated } => {
                for (offset, key) in repeated {
                    report.problems.push(PageRemark {
                        position: page.position(block, offset),
                        message: format!(
                            "the key `{key}` appears twice in one object; the last value is compared"
                        ),
                    });
                }
                stated.push(StatedPolicy { heading: block.heading, line: at.line, value });
            }
        }
    }
    stated
}
