//! Policy documents, in which functions stand for what is open.

use serde_json::{Map, Value, json};

use super::conditions::{Conditions, PLACES, either, no_value, not, place};
use super::names::input;
use crate::Effect;
use crate::export::document::{
    Block, Document, Element, Entry, EntryPresence, Segment, Statement, Test, Text,
};
use crate::export::inputs::is_list;
use crate::export::names::pascal;

/// A document, with the conditions that it depends on.
pub(super) fn document(document: &Document<'_>, conditions: &mut Conditions) -> Value {
    let statements: Vec<_> = document.statements.iter().map(|it| statement(it, conditions)).collect();
    json!({ "Version": "2012-10-17", "Statement": statements })
}

fn statement(statement: &Statement, conditions: &mut Conditions) -> Value {
    let mut written = Map::new();
    if let Some(sid) = &statement.sid {
        written.insert("Sid".to_owned(), json!(sid));
    }
    let effect = match statement.effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    };
    written.insert("Effect".to_owned(), json!(effect));
    let actions = if statement.actions.is_negated { "NotAction" } else { "Action" };
    written.insert(actions.to_owned(), element(&statement.actions, conditions));
    let resources = if statement.resources.is_negated { "NotResource" } else { "Resource" };
    written.insert(resources.to_owned(), element(&statement.resources, conditions));
    if let Some(of_statement) = statement.block() {
        written.insert("Condition".to_owned(), block(&of_statement, conditions));
    }
    conditions.when(&statement.tests, Value::Object(written))
}

/// The condition block.
fn block(block: &Block<'_>, conditions: &mut Conditions) -> Value {
    let mut written = Map::new();
    for operator in &block.operators {
        let mut members = Map::new();
        for (condition, test) in &operator.conditions {
            let values = element(&condition.values, conditions);
            members.insert(condition.key.clone(), conditions.when(test.as_slice(), values));
        }
        let members = conditions.when(operator.test.as_slice(), Value::Object(members));
        written.insert(operator.name.to_owned(), members);
    }
    conditions.when(block.test.as_slice(), Value::Object(written))
}

fn element(element: &Element, conditions: &mut Conditions) -> Value {
    match element.entries.as_slice() {
        [entry] if element.is_scalar && entry.presence == EntryPresence::Always => text(&entry.text),
        entries => entries.iter().flat_map(|entry| written(entry, conditions)).collect(),
    }
}

/// The values that an entry becomes.
fn written(entry: &Entry, conditions: &mut Conditions) -> Vec<Value> {
    let (list, is_sure) = match entry.presence {
        EntryPresence::Each { list, is_sure } => (list, is_sure),
        EntryPresence::Always => return vec![differing(entry, &[], conditions)],
        EntryPresence::If(test) => return vec![differing(entry, &[test], conditions)],
    };
    let places = (0..PLACES).map(|idx| {
        let value = text_in(&entry.text, &place(list, idx));
        if idx == 0 && is_sure {
            return value;
        }
        either(&conditions.has_place(list, idx), &value, &no_value())
    });
    places.collect()
}

/// An entry that is there where tests hold, and only if it differs from others that are the same for some values.
/// The values of lists are not compared: a list that has a string twice means the same.
fn differing(entry: &Entry, tests: &[Test], conditions: &mut Conditions) -> Value {
    let mut value = text(&entry.text);
    for other in entry.differs_from.iter().filter(|it| !has_list(it)) {
        let name = format!("{}DiffersFrom{}", inputs(&entry.text), inputs(other));
        let differs = not(&json!({ "Fn::Equals": [text(&entry.text), text(other)] }));
        let name = conditions.named(&name, differs);
        value = either(&name, &value, &no_value());
    }
    conditions.when(tests, value)
}

fn has_list(text: &Text) -> bool {
    text.0.iter().any(|it| matches!(it, Segment::Input(parameter) if is_list(parameter)))
}

/// The names of a text's inputs.
fn inputs(text: &Text) -> String {
    let names = text.0.iter().map(|segment| match segment {
        Segment::Input(parameter) if !input(parameter).contains(':') => pascal(parameter.name),
        _ => String::new(),
    });
    names.collect()
}

/// A text of which no part is a value of a list.
pub(super) fn text(text: &Text) -> Value {
    text_in(text, &Value::Null)
}

/// A text with a value of a list. A policy variable, `${…}`, is `${!…}` where the text is substituted.
fn text_in(text: &Text, item: &Value) -> Value {
    match text.0.as_slice() {
        [Segment::Input(parameter)] if is_list(parameter) => return item.clone(),
        [Segment::Input(parameter)] => return json!({ "Ref": input(parameter) }),
        _ => {}
    }
    if let Some(known) = text.known() {
        return json!(known);
    }
    let mut template = String::new();
    let mut has_item = false;
    for segment in &text.0 {
        match segment {
            Segment::Literal(literal) => template.push_str(&literal.replace("${", "${!")),
            Segment::Input(parameter) => {
                let is_item = is_list(parameter);
                has_item |= is_item;
                let name = if is_item { "Value".to_owned() } else { input(parameter) };
                template.push_str("${");
                template.push_str(&name);
                template.push('}');
            }
        }
    }
    if has_item {
        json!({ "Fn::Sub": [template, { "Value": item }] })
    } else {
        json!({ "Fn::Sub": template })
    }
}
