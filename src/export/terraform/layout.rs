//! Modules as text: HCL in the layout of `terraform fmt`, with comments, and Terraform's JSON.

use hcl::Body;
use hcl::expr::{Expression, TemplateExpr};
use hcl_edit::expr::{Array, Expression as EditedExpression, Object, ObjectKey, ObjectKeyMut};
use hcl_edit::structure::{Body as EditedBody, Structure};
use hcl_edit::visit_mut::{VisitMut, visit_array_mut, visit_object_mut};
use hcl_edit::{Decorate, RawString};
use serde_json::Value;

use crate::export::ExportError;
use crate::export::comment::wrapped;

/// The attribute that stands for a comment before its block until there is text.
pub(super) const COMMENT: &str = "__comment";

/// The function that joins lists.
pub(super) const JOINING: &str = "concat";

/// The key of a comment in Terraform's JSON.
const COMMENT_IN_JSON: &str = "//";

/// The longest line of a comment.
const WIDTH: usize = 100;

/// A body in HCL, in the layout of `terraform fmt`.
pub(super) fn hcl(body: &Body) -> Result<String, ExportError> {
    let plain = hcl::format::to_string(body).map_err(ExportError::from_format)?;
    let mut edited: EditedBody = plain.parse().map_err(ExportError::from_format)?;
    comment(&mut edited, 0);
    Lists.visit_body_mut(&mut edited);
    break_calls(&mut edited, 1);
    align(&mut edited);
    Ok(edited.to_string().trim_start().to_owned())
}

/// Makes comments of the attributes that stand for them.
fn comment(body: &mut EditedBody, depth: usize) {
    let indent = "  ".repeat(depth);
    for mut structure in body.iter_mut() {
        let Some(block) = structure.as_block_mut() else { continue };
        comment(&mut block.body, depth + 1);
        let Some(attribute) = block.body.remove_attribute(COMMENT) else { continue };
        let text = attribute.value.as_str().unwrap_or_default();
        // What follows the attribute had an empty line before it.
        if let Some(mut first) = block.body.iter_mut().next() {
            let decor = first.decor_mut();
            let prefix = decor.prefix().map(|it| it.trim_start_matches('\n').to_owned());
            decor.set_prefix(prefix.unwrap_or_default());
        }
        let before = block.decor().prefix().map(|it| (**it).to_owned()).unwrap_or_default();
        let before = before.trim_end_matches(' ');
        let lines = wrapped(text, WIDTH.saturating_sub(indent.len()));
        let lines: Vec<_> = lines.iter().map(|line| format!("{indent}# {line}\n")).collect();
        let lines = lines.concat();
        block.decor_mut().set_prefix(RawString::from(format!("{before}{lines}{indent}")));
    }
}

/// Lists of one entry, which read better on one line, and objects of several lines.
struct Lists;

impl VisitMut for Lists {
    fn visit_array_mut(&mut self, node: &mut Array) {
        visit_array_mut(self, node);
        flatten(node);
    }

    fn visit_object_mut(&mut self, node: &mut Object) {
        visit_object_mut(self, node);
        let is_of_lines = node.iter().next().is_some_and(|(key, _)| match key.decor().prefix() {
            Some(prefix) => prefix.contains('\n'),
            None => false,
        });
        if is_of_lines {
            align_object(node);
        }
    }
}

/// Puts each list of a call that joins lists on a line of its own.
fn break_calls(body: &mut EditedBody, depth: usize) {
    for mut structure in body.iter_mut() {
        if let Some(block) = structure.as_block_mut() {
            break_calls(&mut block.body, depth + 1);
        } else if let Some(mut attribute) = structure.as_attribute_mut()
            && let EditedExpression::FuncCall(call) = attribute.value_mut()
            && call.name.name.as_str() == JOINING
        {
            let line = |depth: usize| format!("\n{}", "  ".repeat(depth));
            for argument in &mut call.args {
                argument.decor_mut().set_prefix(line(depth));
                if let EditedExpression::Array(array) = argument
                    && array.len() > 1
                {
                    array.iter_mut().for_each(|it| it.decor_mut().set_prefix(line(depth + 1)));
                    array.set_trailing(line(depth));
                }
            }
            call.args.set_trailing(line(depth - 1));
        }
    }
}

fn flatten(array: &mut Array) {
    if array.len() > 1 {
        return;
    }
    for value in array.iter_mut() {
        value.decor_mut().clear();
    }
    array.set_trailing("");
    array.set_trailing_comma(false);
}

/// Puts the `=` of neighbouring attributes of one line below each other.
fn align(body: &mut EditedBody) {
    let keys: Vec<Option<usize>> = body.iter().map(width_of_key).collect();
    let widths = aligned(&keys);
    for (mut structure, width) in body.iter_mut().zip(widths) {
        if let (Some(mut attribute), Some(pad)) = (structure.as_attribute_mut(), width) {
            attribute.key_decor_mut().set_suffix(" ".repeat(pad + 1));
        } else if let Some(block) = structure.as_block_mut() {
            align(&mut block.body);
        }
    }
}

fn width_of_key(structure: &Structure) -> Option<usize> {
    let attribute = structure.as_attribute()?;
    let is_one_line = !attribute.value.to_string().trim().contains('\n');
    is_one_line.then(|| attribute.key.as_str().len())
}

fn align_object(object: &mut Object) {
    let widths = object.iter().map(|(key, value)| {
        let is_one_line = !value.expr().to_string().trim().contains('\n');
        is_one_line.then(|| width_of_object_key(key))
    });
    let widths = aligned(&widths.collect::<Vec<_>>());
    for ((mut key, _), width) in object.iter_mut().zip(widths) {
        if let Some(pad) = width {
            set_suffix(&mut key, pad + 1);
        }
    }
}

fn width_of_object_key(key: &ObjectKey) -> usize {
    match key {
        ObjectKey::Ident(ident) => ident.as_str().len(),
        ObjectKey::Expression(expression) => expression.to_string().trim().len(),
    }
}

fn set_suffix(key: &mut ObjectKeyMut<'_>, width: usize) {
    key.decor_mut().set_suffix(" ".repeat(width));
}

/// The number of spaces behind each key, of those that stand in one run.
fn aligned(keys: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut pads = Vec::with_capacity(keys.len());
    for run in keys.chunk_by(|one, other| one.is_some() == other.is_some()) {
        let widest = run.iter().flatten().max().copied().unwrap_or_default();
        pads.extend(run.iter().map(|key| key.map(|width| widest - width)));
    }
    pads
}

/// A body in Terraform's JSON.
pub(super) fn json(body: Body) -> Result<Value, ExportError> {
    let mut expression = Expression::from(body);
    templates(&mut expression);
    let mut value = serde_json::to_value(hcl::Value::from(expression)).map_err(ExportError::from_format)?;
    rename_comments(&mut value);
    plain_types(&mut value);
    Ok(value)
}

/// Strings as the JSON has them: each is a template.
fn templates(expression: &mut Expression) {
    match expression {
        Expression::String(text) => *text = text.replace("${", "$${").replace("%{", "%%{"),
        Expression::TemplateExpr(template) => {
            if let TemplateExpr::QuotedString(text) = &**template {
                *expression = Expression::String(text.clone());
            }
        }
        Expression::Array(values) => values.iter_mut().for_each(templates),
        Expression::Object(object) => object.values_mut().for_each(templates),
        _ => {}
    }
}

fn rename_comments(value: &mut Value) {
    match value {
        Value::Object(object) => {
            let entries = std::mem::take(object);
            object.extend(entries.into_iter().map(|(key, mut value)| {
                rename_comments(&mut value);
                (if key == COMMENT { COMMENT_IN_JSON.to_owned() } else { key }, value)
            }));
        }
        Value::Array(values) => values.iter_mut().for_each(rename_comments),
        _ => {}
    }
}

/// Types of variables, which the JSON has as plain text and not as a template.
fn plain_types(value: &mut Value) {
    let Some(Value::Object(variables)) = value.get_mut("variable") else { return };
    for variable in variables.values_mut() {
        if let Some(Value::String(kind)) = variable.get_mut("type")
            && let Some(plain) = kind.strip_prefix("${").and_then(|it| it.strip_suffix('}'))
        {
            *kind = plain.to_owned();
        }
    }
}
