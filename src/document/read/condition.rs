//! The conditions of a statement.

use super::super::value::{Node, Value};
use super::super::{ConditionBlock, Key, Operator, Scalar, ScalarKind, Text};
use super::DocumentReader;

impl DocumentReader {
    pub(super) fn condition(&mut self, name: &Text, value: &Value) -> ConditionBlock {
        let mut block = ConditionBlock { span: value.span, operators: Vec::new() };
        if !matches!(value.node, Node::Object(_)) {
            self.mismatch(&format!("`{name}`"), "an object", value);
        }
        for operator in value.members() {
            let mut keys = Vec::with_capacity(operator.value.members().len());
            if !matches!(operator.value.node, Node::Object(_)) {
                let what = format!("the value of `{}`", operator.name);
                self.mismatch(&what, "an object of keys and values", &operator.value);
            }
            for key in operator.value.members() {
                keys.push(self.key(&key.name, &key.value));
            }
            block.operators.push(Operator { name: operator.name.clone(), span: operator.value.span, keys });
        }
        block
    }

    fn key(&mut self, name: &Text, value: &Value) -> Key {
        let scalar = !matches!(value.node, Node::Array(_));
        let written = if scalar { core::slice::from_ref(value) } else { value.elements() };
        let mut values = Vec::with_capacity(written.len());
        for value in written {
            match self::scalar(value) {
                Some(scalar) => values.push(scalar),
                None => {
                    self.mismatch(&format!("a value of `{name}`"), "a string, a number or a boolean", value);
                }
            }
        }
        Key { name: name.clone(), span: value.span, scalar, values }
    }
}

fn scalar(value: &Value) -> Option<Scalar> {
    let (text, kind) = match &value.node {
        Node::String(text) => (text.clone(), ScalarKind::String),
        Node::Bool(it) => (Text { value: it.to_string(), span: value.span }, ScalarKind::Bool),
        Node::Number(it) => (Text { value: it.clone(), span: value.span }, ScalarKind::Number),
        _ => return None,
    };
    Some(Scalar { text, kind })
}
