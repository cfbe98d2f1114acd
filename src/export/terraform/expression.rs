//! Expressions of Terraform's language.

use hcl::expr::{
    BinaryOp, BinaryOperator, Conditional, Expression, ForExpr, FuncCall, FuncCallBuilder, TemplateExpr,
    Traversal, UnaryOp, UnaryOperator, Variable,
};
use hcl::template::Template;
use hcl::{Attribute, Block, Identifier};

use crate::export::document::{Element, Entry, EntryPresence, Segment, Test, Text};
use crate::export::inputs;
use crate::values::{Parameter, ParameterRole};

/// The name of a value of a list while it is taken.
const VALUE: &str = "value";

/// The identifier of a name with hyphens.
pub(super) fn identifier(name: &str) -> Identifier {
    Identifier::sanitized(name.replace('-', "_"))
}

pub(super) fn variable(name: &str) -> Expression {
    Variable::from(identifier(name)).into()
}

/// A name of several parts, such as `var.region`.
pub(super) fn path<'a>(parts: impl IntoIterator<Item = &'a str>) -> Expression {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    let path = parts.fold(Traversal::builder(variable(first)), |path, part| path.attr(identifier(part)));
    path.build().into()
}

/// The value of a variable of the module.
pub(super) fn var(name: &str) -> Expression {
    path(["var", name])
}

pub(super) fn local(name: &str) -> Expression {
    path(["local", name])
}

pub(super) fn call(name: &str, arguments: impl IntoIterator<Item = Expression>) -> Expression {
    let call = arguments.into_iter().fold(FuncCall::builder(identifier(name)), FuncCallBuilder::arg);
    call.build().into()
}

pub(super) fn binary(left: Expression, operator: BinaryOperator, right: Expression) -> Expression {
    BinaryOp::new(left, operator, right).into()
}

pub(super) fn not(expression: Expression) -> Expression {
    UnaryOp::new(UnaryOperator::Not, expression).into()
}

/// `[1]` where a test holds, for blocks that exist once or not at all.
pub(super) fn once_if(test: Expression) -> Expression {
    Conditional::new(test, Expression::from(vec![Expression::from(1)]), Expression::Array(Vec::new())).into()
}

pub(super) fn each(list: Expression, value: impl FnOnce(Expression) -> Expression) -> Expression {
    ForExpr::new(Identifier::sanitized(VALUE), list, value(variable(VALUE))).into()
}

/// A string that nobody reads as a template: the writer escapes its markers.
pub(super) fn literal(text: &str) -> Expression {
    Expression::String(text.to_owned())
}

/// A string with the value of an expression in it.
pub(super) fn around(before: &str, value: Expression, behind: &str) -> Expression {
    let template = Template::new().add_literal(before.to_owned()).add_interpolation(value);
    template_of(&template.add_literal(behind.to_owned()))
}

/// A string with the value of an expression before it.
pub(super) fn prefixed(before: Expression, text: &str) -> Expression {
    let template = Template::new().add_interpolation(before).add_literal(text.to_owned());
    template_of(&template)
}

fn template_of(template: &Template) -> Expression {
    TemplateExpr::QuotedString(template.to_string()).into()
}

/// The text of an entry. A policy variable, `${…}`, is `&{…}` in Terraform.
pub(super) fn text(text: &Text) -> Expression {
    text_in(text, &value_of)
}

fn text_in(text: &Text, value: &impl Fn(&Parameter) -> Expression) -> Expression {
    match text.0.as_slice() {
        [Segment::Input(parameter)] => value(parameter),
        [Segment::Literal(text)] => literal(&text.replace("${", "&{")),
        segments => {
            let template = segments.iter().fold(Template::new(), |template, segment| match segment {
                Segment::Literal(literal) => template.add_literal(literal.replace("${", "&{")),
                Segment::Input(parameter) => template.add_interpolation(value(parameter)),
            });
            template_of(&template)
        }
    }
}

/// The value of an input.
pub(super) fn value_of(parameter: &Parameter) -> Expression {
    match parameter.role() {
        ParameterRole::Partition | ParameterRole::Region | ParameterRole::AccountId => local(parameter.name),
        _ => var(parameter.name),
    }
}

/// The values of a list: its default if nobody gives one.
fn list_of(list: &Parameter) -> Expression {
    match list.default {
        Some(default) => call("coalescelist", [var(list.name), Expression::from(vec![literal(default)])]),
        None => var(list.name),
    }
}

/// A string or the entries of a list, as a list: those that are always there, and the others behind or before
/// them.
pub(super) fn element(element: &Element) -> Expression {
    let mut parts: Vec<Expression> = Vec::new();
    let mut always: Vec<Expression> = Vec::new();
    for entry in &element.entries {
        if entry.presence == EntryPresence::Always {
            always.push(text(&entry.text));
            continue;
        }
        if !always.is_empty() {
            parts.push(Expression::Array(std::mem::take(&mut always)));
        }
        parts.push(entries(entry));
    }
    if !always.is_empty() || parts.is_empty() {
        parts.push(Expression::Array(always));
    }
    match <[Expression; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => call("concat", parts),
    }
}

/// The list that an entry becomes.
fn entries(entry: &Entry) -> Expression {
    match entry.presence {
        EntryPresence::Each { list, .. } => each(list_of(list), |value| {
            text_in(&entry.text, &|it| if it.name == list.name { value.clone() } else { value_of(it) })
        }),
        EntryPresence::If(it) => {
            let present = Expression::Array(vec![text(&entry.text)]);
            Conditional::new(test(it), present, Expression::Array(Vec::new())).into()
        }
        EntryPresence::Always => Expression::Array(vec![text(&entry.text)]),
    }
}

/// The condition that all tests hold.
pub(super) fn all(tests: &[Test]) -> Option<Expression> {
    tests.iter().map(|it| test(*it)).reduce(|one, other| binary(one, BinaryOperator::And, other))
}

pub(super) fn test(test: Test) -> Expression {
    match test {
        Test::IsGiven(parameter) => is_given(parameter),
        Test::IsNotGiven(parameter) => match parameter.role() {
            ParameterRole::Flag => not(var(parameter.name)),
            ParameterRole::Region => binary(local(parameter.name), BinaryOperator::Eq, literal("*")),
            _ if is_list(parameter) => {
                binary(call("length", [var(parameter.name)]), BinaryOperator::Eq, 0.into())
            }
            _ => binary(var(parameter.name), BinaryOperator::Eq, Expression::Null),
        },
    }
}

fn is_given(parameter: &Parameter) -> Expression {
    match parameter.role() {
        ParameterRole::Flag => var(parameter.name),
        ParameterRole::Region => binary(local(parameter.name), BinaryOperator::NotEq, literal("*")),
        _ if is_list(parameter) => {
            binary(call("length", [var(parameter.name)]), BinaryOperator::Greater, 0.into())
        }
        _ => binary(var(parameter.name), BinaryOperator::NotEq, Expression::Null),
    }
}

/// True for a parameter that is a list in some policy: the catalog has it as one in all.
pub(super) fn is_list(parameter: &Parameter) -> bool {
    inputs::is_list(parameter)
}

/// A block with a comment before it.
pub(super) fn commented(comment: &str, block: hcl::structure::BlockBuilder) -> hcl::structure::BlockBuilder {
    block.add_attribute(Attribute::new(super::layout::COMMENT, comment.to_owned()))
}

pub(super) fn block(kind: &str) -> hcl::structure::BlockBuilder {
    Block::builder(identifier(kind))
}
