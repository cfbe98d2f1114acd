//! Documents in AWS CloudFormation's templates: functions become strings with placeholders, and each
//! combination of the template's conditions gives a document of its own.

use std::collections::BTreeMap;

use super::value::{Member, Node, Value};
use super::{Span, Text};

/// The name with which a template leaves out a value.
const NO_VALUE: &str = "AWS::NoValue";

/// The most conditions of a document that give variants, so that a template has a bounded number of them.
const MAX_CONDITIONS: usize = 16;

/// True for a template: a text with resources whose types are those of CloudFormation.
pub(super) fn is_template(value: &Value) -> bool {
    let resources = value.get("Resources").map(Value::members).unwrap_or_default();
    resources.iter().any(|resource| {
        resource.value.get("Type").and_then(Value::as_str).is_some_and(|kind| kind.contains("::"))
    })
}

/// The documents that a document of a template can become.
#[derive(Debug)]
pub(super) struct Variants {
    /// The documents without functions.
    pub(super) values: Vec<Value>,
    /// The conditions that give no variants, as there are too many, in the order of their places.
    pub(super) unvaried: Vec<Text>,
}

/// The documents without functions that a document of a template can become: with all conditions true or
/// false, and with each condition unlike all others, so that every branch of two nested conditions is in
/// one of them.
pub(super) fn variants(value: &Value) -> Variants {
    let mut names = BTreeMap::new();
    conditions(value, &mut names);
    let mut names: Vec<Text> = names.into_values().collect();
    names.sort_by_key(|name| name.span);
    let unvaried = names.split_off(names.len().min(MAX_CONDITIONS));
    let mut templates = Vec::new();
    for others in [true, false] {
        templates.push(Template { others, unlike: None });
        templates.extend(names.iter().map(|name| Template { others, unlike: Some(name.as_str()) }));
    }
    let mut values = Vec::new();
    for variant in templates.iter().filter_map(|template| template.resolve(value)) {
        if !values.contains(&variant) {
            values.push(variant);
        }
    }
    Variants { values, unvaried }
}

/// A string of a template, which may be the result of a function.
pub(super) fn text(value: &Value) -> Option<String> {
    Template { others: true, unlike: None }.resolve(value)?.as_str().map(str::to_owned)
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

/// The function that an object calls, with its argument.
fn function(value: &Value) -> Option<(&str, &Value)> {
    let [member] = value.members() else { return None };
    let name = member.name.as_str();
    if name == "Ref" {
        return Some((name, &member.value));
    }
    Some((name.strip_prefix("Fn::")?, &member.value))
}

/// The values of a template's conditions.
#[derive(Clone, Copy, Debug)]
struct Template<'v> {
    /// The value of all conditions but one.
    others: bool,
    /// The condition with the other value.
    unlike: Option<&'v str>,
}

impl Template<'_> {
    /// A value without functions; nothing if the template leaves it out.
    fn resolve(self, value: &Value) -> Option<Value> {
        if let Some((function, argument)) = function(value) {
            return self.call(function, argument, value.span);
        }
        let node = match &value.node {
            Node::Array(elements) => Node::Array(elements.iter().flat_map(|it| self.element(it)).collect()),
            Node::Object(members) => {
                let member = |member: &Member| {
                    let value = self.resolve(&member.value)?;
                    Some(Member { name: member.name.clone(), value })
                };
                Node::Object(members.iter().filter_map(member).collect())
            }
            node => node.clone(),
        };
        Some(Value { node, span: value.span })
    }

    /// An element of an array, or the elements that its function returns.
    fn element(self, value: &Value) -> Vec<Value> {
        match (function(value), self.resolve(value)) {
            (Some(_), Some(Value { node: Node::Array(elements), .. })) => elements,
            (_, resolved) => resolved.into_iter().collect(),
        }
    }

    fn call(self, function: &str, argument: &Value, span: Span) -> Option<Value> {
        let text = |value: String| Some(Value { node: Node::String(Text { value, span }), span });
        let unknown = || text(format!("${{Fn::{function}}}"));
        match (function, argument.elements()) {
            ("Ref", _) if argument.as_str() == Some(NO_VALUE) => None,
            ("Ref", _) => text(format!("${{{}}}", argument.as_str().unwrap_or(function))),
            ("GetAtt", parts) => {
                let parts: Vec<_> = parts.iter().filter_map(Value::as_str).collect();
                text(format!("${{{}}}", argument.as_str().map_or_else(|| parts.join("."), str::to_owned)))
            }
            ("Sub", [template, values]) => self.substituted(template, values.members()),
            ("Sub", [template]) => self.substituted(template, &[]),
            ("Sub", _) => self.substituted(argument, &[]),
            ("Join", [separator, parts]) => match (separator.as_str(), self.joined(parts)) {
                (Some(separator), Some(parts)) => text(parts.join(separator)),
                _ => unknown(),
            },
            ("If", [condition, yes, no]) => {
                let is_unlike = self.unlike.is_some() && condition.as_str() == self.unlike;
                self.resolve(if self.others == is_unlike { no } else { yes })
            }
            _ => unknown(),
        }
    }

    /// A string with the values that are given for its names; `${!name}` is the string `${name}`, a
    /// variable of IAM.
    fn substituted(self, template: &Value, values: &[Member]) -> Option<Value> {
        let Text { value: mut text, span: inner } = template.text()?.clone();
        for Member { name, value } in values {
            if let Some(value) = self.resolve(value).as_ref().and_then(Value::as_str) {
                text = text.replace(&format!("${{{name}}}"), value);
            }
        }
        let text = Text { value: text.replace("${!", "${"), span: inner };
        Some(Value { node: Node::String(text), span: template.span })
    }

    /// The parts of a string, if all of them are strings.
    fn joined(self, parts: &Value) -> Option<Vec<String>> {
        let Node::Array(parts) = &parts.node else { return None };
        let parts: Vec<_> = parts.iter().flat_map(|part| self.element(part)).collect();
        parts.iter().map(|part| part.as_str().map(str::to_owned)).collect()
    }
}
