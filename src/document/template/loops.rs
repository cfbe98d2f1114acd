//! Loops of a template, `Fn::ForEach`: each of the values gives members of its own.

use crate::document::Text;
use crate::document::value::{Member, Node, Value};

/// The beginning of the name of a loop.
const LOOP: &str = "Fn::ForEach::";

/// The most values that all loops of a template make.
const MAX_VALUES: usize = 100_000;

/// A template with its loops carried out; nothing if it has none.
pub(in crate::document) fn expanded(value: &Value) -> Option<Value> {
    has_loop(value).then(|| Expansion { n_left: MAX_VALUES, names: Vec::new() }.value(value))
}

fn has_loop(value: &Value) -> bool {
    let has = |member: &Member| member.name.value.starts_with(LOOP) || has_loop(&member.value);
    value.members().iter().any(has) || value.elements().iter().any(has_loop)
}

/// The state of an expansion.
#[derive(Debug)]
struct Expansion {
    /// The number of values that may still be made.
    n_left: usize,
    /// The names of the loops around a value, each with its present value.
    names: Vec<(String, String)>,
}

impl Expansion {
    fn value(&mut self, value: &Value) -> Value {
        self.n_left = self.n_left.saturating_sub(1);
        let node = match &value.node {
            Node::Array(elements) => Node::Array(elements.iter().map(|it| self.value(it)).collect()),
            Node::Object(members) => {
                if let Some(text) = self.referenced(members) {
                    return Value {
                        node: Node::String(Text { value: text, span: value.span }),
                        span: value.span,
                    };
                }
                Node::Object(members.iter().flat_map(|member| self.member(member)).collect())
            }
            Node::String(text) => Node::String(self.text(text)),
            node => node.clone(),
        };
        Value { node, span: value.span }
    }

    /// A member, or the members of a loop.
    fn member(&mut self, member: &Member) -> Vec<Member> {
        let is_loop = member.name.value.starts_with(LOOP);
        let ([name, values, body], true) = (member.value.elements(), is_loop) else {
            return vec![Member { name: self.text(&member.name), value: self.value(&member.value) }];
        };
        let name = name.as_str().unwrap_or_default().to_owned();
        let known: Option<Vec<_>> =
            values.elements().iter().map(|it| it.as_str().map(str::to_owned)).collect();
        // Values that a parameter has are one unknown value.
        let known = known.filter(|values| !values.is_empty()).unwrap_or_else(|| vec![format!("${{{name}}}")]);
        let mut members = Vec::new();
        for value in known {
            if self.n_left == 0 {
                break;
            }
            self.names.push((name.clone(), value));
            members.extend(body.members().iter().flat_map(|member| self.member(member)));
            self.names.pop();
        }
        members
    }

    /// The value of `{"Ref": name}`.
    fn referenced(&self, members: &[Member]) -> Option<String> {
        let [member] = members else { return None };
        let name = member.value.as_str().filter(|_| member.name.as_str() == "Ref")?;
        self.names.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    fn text(&self, text: &Text) -> Text {
        let mut value = text.value.clone();
        for (name, with) in &self.names {
            for opening in ["${", "&{"] {
                value = value.replace(&format!("{opening}{name}}}"), with);
            }
        }
        Text { value, span: text.span }
    }
}
