//! From JSON to a document.

use crate::findings::{Code, Finding};

use super::json::{self, Node, Value};
use super::{ConditionBlock, Document, Key, List, Operator, Scalar, ScalarKind, Statement, Text};

/// Reads a text that is a policy document and nothing else.
pub(super) fn parse(text: &str) -> Document {
    match json::parse(text) {
        Ok(value) => read(&value),
        Err(error) => Document {
            problems: vec![
                Finding::new(
                    Code::JsonSyntaxError,
                    error.span,
                    format!("this is not JSON: {}", error.message),
                )
                .help("mend it here; most often a quote, a bracket or a comma is missing or too much"),
            ],
            ..Document::default()
        },
    }
}

/// Reads a document that is part of a larger one.
pub(super) fn read(value: &Value) -> Document {
    let mut document = Document { span: value.span, ..Document::default() };
    for member in value.members() {
        match member.name.as_str() {
            "Version" => document.version = member.value.text(),
            "Id" => document.id = member.value.text(),
            "Statement" => {
                let statements = match &member.value.node {
                    Node::Array(statements) => statements.as_slice(),
                    _ => core::slice::from_ref(&member.value),
                };
                document.statements =
                    statements.iter().enumerate().map(|(idx, it)| statement(idx, it)).collect();
            }
            _ => {}
        }
    }
    document
}

fn statement(idx: usize, value: &Value) -> Statement {
    let mut statement = Statement { idx, span: value.span, ..Statement::default() };
    for member in value.members() {
        let name = &member.name;
        match name.as_str() {
            "Sid" => statement.sid = member.value.text(),
            "Effect" => statement.effect = member.value.text(),
            "Action" | "NotAction" => statement.actions = Some(list(name, &member.value)),
            "Resource" | "NotResource" => statement.resources = Some(list(name, &member.value)),
            "Condition" => statement.condition = Some(condition(&member.value)),
            _ => {}
        }
    }
    statement
}

fn list(key: &Text, value: &Value) -> List {
    let scalar = !matches!(value.node, Node::Array(_));
    let texts = if scalar { core::slice::from_ref(value) } else { value.elements() };
    List {
        key: key.clone(),
        negated: key.value.starts_with("Not"),
        scalar,
        span: value.span,
        entries: texts.iter().filter_map(Value::text).collect(),
    }
}

fn condition(value: &Value) -> ConditionBlock {
    let operators = value.members().iter().map(|operator| Operator {
        name: operator.name.clone(),
        span: operator.value.span,
        keys: operator.value.members().iter().map(|key| self::key(&key.name, &key.value)).collect(),
    });
    ConditionBlock { span: value.span, operators: operators.collect() }
}

fn key(name: &Text, value: &Value) -> Key {
    let scalar = !matches!(value.node, Node::Array(_));
    let values = if scalar { core::slice::from_ref(value) } else { value.elements() };
    Key {
        name: name.clone(),
        span: value.span,
        scalar,
        values: values.iter().filter_map(self::scalar).collect(),
    }
}

fn scalar(value: &Value) -> Option<Scalar> {
    let (text, kind) = match &value.node {
        Node::String(_) => (value.text()?, ScalarKind::String),
        Node::Bool(it) => (Text { value: it.to_string(), span: value.span }, ScalarKind::Bool),
        Node::Number(it) => (Text { value: it.clone(), span: value.span }, ScalarKind::Number),
        _ => return None,
    };
    Some(Scalar { text, kind })
}
