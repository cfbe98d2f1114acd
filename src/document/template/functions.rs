//! The functions of a template: constants are evaluated, and the rest becomes a placeholder.

use super::scope::Scope;
use super::serverless;
use crate::document::value::{Member, Node, Value};
use crate::document::{Span, Text};

/// The name with which a template leaves out a value.
const NO_VALUE: &str = "AWS::NoValue";

/// The function that an object calls, with its argument.
pub(super) fn function(value: &Value) -> Option<(&str, &Value)> {
    let [member] = value.members() else { return None };
    let name = member.name.as_str();
    if name == "Ref" {
        return Some((name, &member.value));
    }
    Some((name.strip_prefix("Fn::")?, &member.value))
}

/// The values of a template's conditions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template<'v> {
    pub(super) scope: &'v Scope,
    /// The value of all conditions but one.
    pub(super) others: bool,
    /// The condition with the other value.
    pub(super) unlike: Option<&'v str>,
}

impl Template<'_> {
    /// A value without functions; nothing if the template leaves it out.
    pub(super) fn resolve(self, value: &Value) -> Option<Value> {
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
            Node::String(text) if self.scope.is_serverless => {
                Node::String(Text { value: serverless::without_colons(text.as_str()), span: text.span })
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
        let unknown = || text(self.unknown(function, argument));
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
            ("Join", [separator, parts]) => match (separator.as_str(), self.list(parts)) {
                (Some(separator), Some(parts)) => text(parts.join(separator)),
                _ => unknown(),
            },
            ("If", [condition, yes, no]) => {
                let is_unlike = self.unlike.is_some() && condition.as_str() == self.unlike;
                self.resolve(if self.others == is_unlike { no } else { yes })
            }
            ("FindInMap", [map, first, second, ..]) => {
                let found = self.find_in_map([map, first, second]);
                found.map_or_else(unknown, |found| Some(Value { span, ..found.clone() }))
            }
            ("Split", [separator, whole]) => match (separator.as_str(), self.known(whole)) {
                (Some(separator), Some(whole)) if !separator.is_empty() => {
                    let part = |part: &str| Value {
                        node: Node::String(Text { value: part.to_owned(), span }),
                        span,
                    };
                    Some(Value { node: Node::Array(whole.split(separator).map(part).collect()), span })
                }
                _ => unknown(),
            },
            ("Select", [idx, list]) => {
                let idx = match &idx.node {
                    Node::Number(idx) => idx.parse().ok(),
                    _ => idx.as_str().and_then(|idx| idx.parse::<usize>().ok()),
                };
                let list = self.resolve(list);
                let chosen = idx.and_then(|idx| list.as_ref()?.elements().get(idx));
                chosen.map_or_else(unknown, |chosen| Some(Value { span, ..chosen.clone() }))
            }
            ("Length", elements) if matches!(argument.node, Node::Array(_)) => {
                let is_known = !elements.iter().any(|element| self::function(element).is_some());
                let length = Value { node: Node::Number(elements.len().to_string()), span };
                if is_known { Some(length) } else { unknown() }
            }
            _ => unknown(),
        }
    }

    /// The placeholder for the result of a function. It has the argument, so that two results are the same
    /// placeholder only if they are the same.
    fn unknown(self, function: &str, argument: &Value) -> String {
        let mut words = Vec::new();
        if let Some(argument) = self.resolve(argument) {
            add_words(&argument, &mut words);
        }
        let is_of_name = |c: &char| c.is_alphanumeric() || "-_./:".contains(*c);
        let source = words.iter().flat_map(|word| ["::", word]).collect::<String>();
        let source = source.chars().filter(is_of_name).collect::<String>();
        format!("${{Fn::{function}{source}}}")
    }

    /// A string with the values that are given for its names; `${!name}` is the string `${name}`, a
    /// variable of IAM.
    fn substituted(self, template: &Value, values: &[Member]) -> Option<Value> {
        let Text { value, span } = template.text()?;
        let mut text =
            if self.scope.is_serverless { serverless::without_colons(value) } else { value.clone() };
        for Member { name, value } in values {
            if let Some(value) = self.resolve(value).as_ref().and_then(Value::as_str) {
                text = text.replace(&format!("${{{name}}}"), value);
            }
        }
        let text = Text { value: text.replace("${!", "${"), span: *span };
        Some(Value { node: Node::String(text), span: template.span })
    }

    /// The strings of a list, if all of them are strings.
    fn list(self, parts: &Value) -> Option<Vec<String>> {
        let resolved = self.resolve(parts)?;
        let Node::Array(parts) = &resolved.node else { return None };
        parts.iter().map(|part| part.as_str().map(str::to_owned)).collect()
    }

    /// A string without placeholders.
    fn known(self, value: &Value) -> Option<String> {
        let text = self.resolve(value)?.as_str()?.to_owned();
        (!text.contains("${") && !text.contains("{{")).then_some(text)
    }

    /// The value of a mapping, if it is the same for all keys that are not known.
    fn find_in_map(&self, [map, first, second]: [&Value; 3]) -> Option<&Value> {
        let map = self.scope.mappings.as_ref()?.get(map.as_str()?)?;
        let second = second.as_str();
        let entries: Vec<&Value> = match first.as_str() {
            Some(first) => map.get(first).into_iter().collect(),
            None => map.members().iter().map(|member| &member.value).collect(),
        };
        let mut values = entries.into_iter().flat_map(|entry| match second {
            Some(second) => entry.get(second).into_iter().collect::<Vec<_>>(),
            None => entry.members().iter().map(|member| &member.value).collect(),
        });
        let value = values.next()?;
        values.all(|other| other.is_same(value)).then_some(value)
    }
}

/// Adds the strings, the numbers and the names of a value, in their order.
fn add_words(value: &Value, words: &mut Vec<String>) {
    match &value.node {
        Node::String(text) => words.push(text.value.clone()),
        Node::Number(number) => words.push(number.clone()),
        Node::Bool(it) => words.push(it.to_string()),
        Node::Array(elements) => elements.iter().for_each(|element| add_words(element, words)),
        Node::Object(members) => {
            for member in members {
                words.push(member.name.value.clone());
                add_words(&member.value, words);
            }
        }
        Node::Null => {}
    }
}
