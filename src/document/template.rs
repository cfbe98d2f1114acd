//! Documents in AWS CloudFormation's templates: what a function stands for becomes a text with
//! placeholders.

use super::Span;
use super::json::{Member, Node, Value};

/// The name of nothing, which a template puts in place of what is to be left out.
const NO_VALUE: &str = "AWS::NoValue";

/// Whether a text is a template: it has resources of types of CloudFormation.
pub(super) fn is_template(value: &Value) -> bool {
    let resources = value.get("Resources").map(Value::members).unwrap_or_default();
    resources.iter().any(|resource| {
        resource.value.get("Type").and_then(Value::as_str).is_some_and(|kind| kind.contains("::"))
    })
}

/// A value without functions; nothing if there is to be none.
pub(super) fn resolve(value: &Value) -> Option<Value> {
    if let Some((function, argument)) = function(value) {
        return call(function, argument, value.span);
    }
    let node = match &value.node {
        Node::Array(elements) => Node::Array(elements.iter().flat_map(element).collect()),
        Node::Object(members) => {
            let member = |member: &Member| {
                let value = resolve(&member.value)?;
                Some(Member { name: member.name.clone(), value })
            };
            Node::Object(members.iter().filter_map(member).collect())
        }
        node => node.clone(),
    };
    Some(Value { node, span: value.span })
}

/// An element of an array; a choice between two is both.
fn element(value: &Value) -> Vec<Value> {
    match (function(value), resolve(value)) {
        (Some(_), Some(Value { node: Node::Array(elements), .. })) => elements,
        (_, resolved) => resolved.into_iter().collect(),
    }
}

/// The function that an object calls, with its argument.
fn function(value: &Value) -> Option<(&str, &Value)> {
    let [member] = value.members() else { return None };
    let name = member.name.as_str();
    if name == "Ref" {
        return Some((name, &member.value));
    }
    Some((name.strip_prefix("Fn::")?, &member.value))
}

fn call(function: &str, argument: &Value, span: Span) -> Option<Value> {
    let text = |text: String| Some(Value { node: Node::String(text), span });
    let unknown = || text(format!("${{Fn::{function}}}"));
    match function {
        "Ref" if argument.as_str() == Some(NO_VALUE) => None,
        "Ref" => text(format!("${{{}}}", argument.as_str().unwrap_or(function))),
        "GetAtt" => {
            let parts: Vec<_> = argument.elements().iter().filter_map(Value::as_str).collect();
            text(format!("${{{}}}", argument.as_str().map_or_else(|| parts.join("."), str::to_owned)))
        }
        // `${!name}` is the text `${name}`, which is a variable of IAM.
        "Sub" => match argument.as_str().or_else(|| argument.elements().first()?.as_str()) {
            Some(template) => text(template.replace("${!", "${")),
            None => unknown(),
        },
        "Join" => match argument.elements() {
            [separator, parts] => match (separator.as_str(), joined(parts)) {
                (Some(separator), Some(parts)) => text(parts.join(separator)),
                _ => unknown(),
            },
            _ => unknown(),
        },
        "If" => {
            let choices: Vec<_> = argument.elements().iter().skip(1).flat_map(element).collect();
            match choices.len() {
                0 => None,
                1 => choices.into_iter().next(),
                _ => Some(Value { node: Node::Array(choices), span }),
            }
        }
        _ => unknown(),
    }
}

/// The parts of a text, if all of them are texts.
fn joined(parts: &Value) -> Option<Vec<String>> {
    let Node::Array(parts) = &parts.node else { return None };
    parts.iter().map(|part| resolve(part)?.as_str().map(str::to_owned)).collect()
}
