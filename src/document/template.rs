//! Documents in AWS CloudFormation's templates and in the files of programs that write templates: functions
//! become strings with placeholders, and each combination of the template's conditions gives a document of
//! its own.

mod functions;
mod loops;
mod scope;
mod serverless;
mod unsubstituted;

use std::collections::BTreeMap;

use super::Text;
use super::value::{Node, Value};
use functions::{Template, function};

pub(super) use loops::expanded;
pub(super) use scope::Scope;
pub(super) use serverless::{is_serverless, statements};
pub(super) use unsubstituted::unsubstituted;

/// The most conditions of a document that give variants, so that a template has a bounded number of them.
const MAX_CONDITIONS: usize = 16;

/// True for a template, and for a part of one: a text with resources whose types are those of
/// CloudFormation, or with functions.
pub(super) fn is_template(value: &Value) -> bool {
    let resources = value.get("Resources").map(Value::members).unwrap_or_default();
    let is_resource = |resource: &Value| {
        resource.get("Type").and_then(Value::as_str).is_some_and(|kind| kind.contains("::"))
    };
    resources.iter().any(|resource| is_resource(&resource.value)) || is_serverless(value) || calls(value)
}

/// True if a value calls a function.
fn calls(value: &Value) -> bool {
    matches!(function(value), Some((name, _)) if name != "Ref")
        || value.elements().iter().any(calls)
        || value.members().iter().any(|member| calls(&member.value))
}

/// True for a value that is the result of a function.
pub(super) fn is_call(value: &Value) -> bool {
    function(value).is_some()
}

/// The documents that a document of a template can become.
#[derive(Debug)]
pub(super) struct Variants {
    /// The documents without functions.
    pub(super) values: Vec<Value>,
    /// The conditions that give no variants, as there are too many, in the order of their places.
    pub(super) unvaried: Vec<Text>,
    /// True if a part that only a function knows is left out.
    pub(super) is_partial: bool,
}

/// The documents without functions that a document of a template can become: with all conditions true or
/// false, and with each condition unlike all others, so that every branch of two nested conditions is in
/// one of them.
pub(super) fn variants(value: &Value, scope: &Scope) -> Variants {
    let mut names = BTreeMap::new();
    conditions(value, &mut names);
    let mut names: Vec<Text> = names.into_values().collect();
    names.sort_by_key(|name| name.span);
    let unvaried = names.split_off(names.len().min(MAX_CONDITIONS));
    let mut templates = Vec::new();
    for others in [true, false] {
        templates.push(Template { scope, others, unlike: None });
        templates.extend(names.iter().map(|name| Template { scope, others, unlike: Some(name.as_str()) }));
    }
    let mut variants = Variants { values: Vec::new(), unvaried, is_partial: false };
    for mut variant in templates.iter().filter_map(|template| template.resolve(value)) {
        variants.is_partial |= leave_out_unknown(&mut variant);
        if !variants.values.contains(&variant) {
            variants.values.push(variant);
        }
    }
    variants
}

/// A string of a template, which may be the result of a function.
pub(super) fn text(value: &Value) -> Option<String> {
    let scope = Scope::default();
    Template { scope: &scope, others: true, unlike: None }.resolve(value)?.as_str().map(str::to_owned)
}

/// The conditions that a value depends on, each by its name where it first stands.
fn conditions(value: &Value, names: &mut BTreeMap<String, Text>) {
    if let Some(("If", argument)) = function(value)
        && let Some(name) = argument.elements().first().and_then(Value::text)
    {
        names.entry(name.value.clone()).or_insert_with(|| name.clone());
    }
    value.elements().iter().for_each(|element| conditions(element, names));
    value.members().iter().for_each(|member| conditions(&member.value, names));
}

/// Leaves out the statements, the conditions and the further members that only a function knows: a text in
/// the place of an object.
fn leave_out_unknown(document: &mut Value) -> bool {
    let Node::Object(members) = &mut document.node else { return false };
    let mut is_partial = leave_out(members, &["Statement"]);
    for member in members.iter_mut().filter(|member| member.name.as_str() == "Statement") {
        let statements = match &mut member.value.node {
            Node::Array(statements) => {
                let n_all = statements.len();
                statements.retain(|statement| !is_unknown(statement));
                is_partial |= statements.len() < n_all;
                statements.as_mut_slice()
            }
            _ => core::slice::from_mut(&mut member.value),
        };
        for statement in statements {
            if let Node::Object(members) = &mut statement.node {
                is_partial |= leave_out(members, &["Condition", "Principal", "NotPrincipal"]);
            }
        }
    }
    is_partial
}

/// Leaves out the members that stand for several others, and those with an unknown text as their value.
fn leave_out(members: &mut Vec<super::value::Member>, objects: &[&str]) -> bool {
    let n_all = members.len();
    members.retain(|member| {
        let name = member.name.as_str();
        let is_left_out = name.starts_with("Fn::") || objects.contains(&name) && is_unknown(&member.value);
        !is_left_out
    });
    members.len() < n_all
}

fn is_unknown(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("${"))
}
