//! The names of what a policy becomes in a module.

use hcl::expr::{BinaryOperator, Conditional, Expression, Traversal};
use hcl::structure::{Block, BlockBuilder};

use super::expression::{binary, block, call, identifier, literal, path, var};
use crate::export::part::PolicyPart;

/// The variable that names the policies to make, in a module of many.
pub(super) const CHOICE: &str = "policies";

impl PolicyPart<'_> {
    /// The label of its resources.
    pub(super) fn label(&self) -> String {
        let label = match self.part {
            Some(part) => identifier(&format!("{}_{part}", self.deployed.key)),
            None => identifier(&self.deployed.key),
        };
        label.to_string()
    }

    /// The label of the role, which a policy that is divided has once.
    pub(super) fn role_label(&self) -> String {
        identifier(&self.deployed.key).to_string()
    }

    /// The block with the number of times that it exists, if that is a choice.
    pub(super) fn counted(&self, block: BlockBuilder) -> BlockBuilder {
        self.counted_if(block, None)
    }

    /// The same, where a further test has to hold.
    pub(super) fn counted_if(&self, block: BlockBuilder, test: Option<Expression>) -> BlockBuilder {
        let is_chosen = self.is_choice.then(|| self.is_chosen());
        let tests = [is_chosen, test].into_iter().flatten();
        match tests.reduce(|one, other| binary(one, BinaryOperator::And, other)) {
            Some(test) => block.add_attribute(("count", Conditional::new(test, 1, 0))),
            None => block,
        }
    }

    pub(super) fn is_chosen(&self) -> Expression {
        call("contains", [var(CHOICE), literal(&self.deployed.key)])
    }

    /// An attribute of one of its resources.
    pub(super) fn attribute(&self, kind: &[&str], label: &str, attribute: &str) -> Expression {
        let resource = path(kind.iter().copied().chain([label]));
        let resource = Traversal::builder(resource);
        let resource = if self.is_choice { resource.index(0) } else { resource };
        flat(resource.attr(attribute).build()).into()
    }

    /// The block that asks for the values that the policy needs, where others do without them.
    pub(super) fn precondition(&self) -> Option<Block> {
        let names: Vec<_> = self.needed().map(|it| identifier(it.name).to_string()).collect();
        let is_given = |name: &String| binary(var(name), BinaryOperator::NotEq, Expression::Null);
        let test = names.iter().map(is_given).reduce(|one, other| binary(one, BinaryOperator::And, other));
        let test = test.filter(|_| self.is_choice)?;
        let message = format!("The policy {} needs {}.", self.deployed.key, names.join(", "));
        let precondition = block("precondition").add_attribute(("condition", test));
        Some(precondition.add_attribute(("error_message", literal(&message))).build())
    }
}

/// A path whose beginning is a path too, as one.
fn flat(traversal: Traversal) -> Traversal {
    match traversal.expr {
        Expression::Traversal(inner) => {
            let inner = flat(*inner);
            let operators = inner.operators.into_iter().chain(traversal.operators);
            Traversal::new(inner.expr, operators)
        }
        expr => Traversal::new(expr, traversal.operators),
    }
}
