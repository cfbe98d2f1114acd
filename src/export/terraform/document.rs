//! Policy documents as data sources.

use hcl::structure::{Block, BlockBuilder};

use super::expression::{all, block, commented, element, literal, once_if, test};
use crate::Effect;
use crate::export::document::{Condition, Document, Statement};
use crate::export::part::PolicyPart;

/// The data source of a document, which exists only where its policy is made.
pub(super) fn data(document: &Document<'_>, named: &PolicyPart<'_>, comment: &str) -> Block {
    let data = block("data").add_label("aws_iam_policy_document").add_label(named.label());
    let data = named.counted(commented(comment, data));
    let data = data.add_blocks(document.statements.iter().map(statement));
    match named.precondition() {
        Some(precondition) => data.add_block(block("lifecycle").add_block(precondition).build()).build(),
        None => data.build(),
    }
}

fn statement(statement: &Statement) -> Block {
    let fill = |body: BlockBuilder| {
        let actions = if statement.actions.is_negated { "not_actions" } else { "actions" };
        let resources = if statement.resources.is_negated { "not_resources" } else { "resources" };
        let effect = match statement.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        let sid = statement.sid.as_ref().map(|sid| ("sid", literal(sid)));
        body.add_attributes(sid)
            .add_attribute(("effect", effect))
            .add_attribute((actions, element(&statement.actions)))
            .add_attribute((resources, element(&statement.resources)))
            .add_blocks(statement.conditions.iter().map(condition))
    };
    optional("statement", all(&statement.tests), statement.why, fill)
}

fn condition(condition: &Condition) -> Block {
    let fill = |body: BlockBuilder| {
        body.add_attribute(("test", literal(&condition.operator)))
            .add_attribute(("variable", literal(&condition.key)))
            .add_attribute(("values", element(&condition.values)))
    };
    optional("condition", condition.test.map(test), "", fill)
}

/// A block, or a dynamic one that exists where a test holds.
fn optional(
    kind: &str,
    test: Option<hcl::Expression>,
    comment: &str,
    fill: impl FnOnce(BlockBuilder) -> BlockBuilder,
) -> Block {
    let noted = |block| if comment.is_empty() { block } else { commented(comment, block) };
    match test {
        None => fill(noted(block(kind))).build(),
        Some(test) => noted(block("dynamic").add_label(kind))
            .add_attribute(("for_each", once_if(test)))
            .add_block(fill(block("content")).build())
            .build(),
    }
}
