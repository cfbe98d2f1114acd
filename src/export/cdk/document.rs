//! Policy documents, with conditional expressions for what is open.

use super::code::{Code, in_template};
use crate::Effect;
use crate::export::document::{
    BlockOperator, Document, Element, Entry, EntryPresence, Segment, Statement, Test, Text,
};
use crate::export::inputs::is_list;
use crate::export::names::camel;
use crate::values::{Parameter, ParameterRole};

/// The name of a value of a list while it is taken.
const VALUE: &str = "value";

pub(super) fn document(document: &Document<'_>) -> Code {
    let statements = document.statements.iter().map(statement);
    Code::object([
        Code::member("Version", Code::text("2012-10-17")),
        Code::member("Statement", Code::list(statements)),
    ])
}

fn statement(statement: &Statement) -> Code {
    let effect = match statement.effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    };
    let actions = if statement.actions.is_negated { "NotAction" } else { "Action" };
    let resources = if statement.resources.is_negated { "NotResource" } else { "Resource" };
    let sid = statement.sid.iter().map(|sid| Code::member("Sid", Code::text(sid)));
    let members = sid.chain([
        Code::member("Effect", Code::text(effect)),
        Code::member(actions, element(&statement.actions)),
        Code::member(resources, element(&statement.resources)),
    ]);
    let block = statement.block().map(|block| {
        let operators = Code::object(block.operators.iter().map(operator));
        members_when(block.test, Code::member("Condition", operators))
    });
    let object = Code::object(members.chain(block));
    let written = match all(&statement.tests) {
        None => object,
        Some(test) => Code::spread_if(&test, object.within("[", "]")),
    };
    if statement.why.is_empty() { written } else { written.noted(statement.why) }
}

fn operator(operator: &BlockOperator<'_>) -> Code {
    let keys = operator.conditions.iter().map(|(condition, test)| {
        members_when(*test, Code::member(&condition.key, element(&condition.values)))
    });
    members_when(operator.test, Code::member(operator.name, Code::object(keys)))
}

/// A member, which may exist only where a test holds.
fn members_when(test: Option<Test>, member: Code) -> Code {
    match all(test.as_slice()) {
        None => member,
        Some(test) => Code::members_if(&test, Code::object([member])),
    }
}

fn element(element: &Element) -> Code {
    match element.entries.as_slice() {
        [entry] if element.is_scalar && entry.presence == EntryPresence::Always => text(&entry.text),
        entries => {
            let may_repeat =
                |it: &Entry| matches!(it.presence, EntryPresence::Each { .. }) || !it.differs_from.is_empty();
            let list = Code::list(entries.iter().map(written));
            if entries.iter().any(may_repeat) { list.within("eachOnce(", ")") } else { list }
        }
    }
}

fn written(entry: &Entry) -> Code {
    match entry.presence {
        EntryPresence::Always => text(&entry.text),
        EntryPresence::If(it) => match all(&[it]) {
            None => text(&entry.text),
            Some(test) => Code::spread_if(&test, Code::list([text(&entry.text)])),
        },
        EntryPresence::Each { list, .. } => {
            let values = format!("...{}", values_of(list));
            match entry.text.0.as_slice() {
                [Segment::Input(_)] => Code::word(values),
                _ => text(&entry.text).within(&format!("{values}.map(({VALUE}) => "), ")"),
            }
        }
    }
}

/// A text: a literal, a value, or a template literal of both.
pub(super) fn text(text: &Text) -> Code {
    if let Some(known) = text.known() {
        return Code::text(known);
    }
    if let [Segment::Input(parameter)] = text.0.as_slice() {
        return Code::word(value(parameter));
    }
    let parts = text.0.iter().map(|segment| match segment {
        Segment::Literal(literal) => in_template(literal),
        Segment::Input(parameter) => format!("${{{}}}", value(parameter)),
    });
    Code::word(format!("`{}`", parts.collect::<String>()))
}

/// The value of an input; of a list, the one that is taken in turn.
fn value(parameter: &Parameter) -> String {
    match (parameter.role(), parameter.default) {
        (ParameterRole::Partition, _) => "partition".to_owned(),
        (ParameterRole::Region, _) => "region".to_owned(),
        (ParameterRole::AccountId, _) => "account".to_owned(),
        _ if is_list(parameter) => VALUE.to_owned(),
        (_, Some(default)) => format!("{} ?? {}", prop(parameter.name), super::code::string(default)),
        (_, None) => prop(parameter.name),
    }
}

/// A member of the props.
pub(super) fn prop(name: &str) -> String {
    format!("props.{}", camel(name))
}

/// The values of a list.
fn values_of(list: &Parameter) -> String {
    match list.default {
        Some(default) => format!("valuesOf({}, {})", prop(list.name), super::code::string(default)),
        None => format!("valuesOf({})", prop(list.name)),
    }
}

/// The condition that all tests hold; nothing if they surely do.
fn all(tests: &[Test]) -> Option<String> {
    let tests: Vec<_> = tests.iter().filter_map(|it| test(*it)).collect();
    (!tests.is_empty()).then(|| tests.join(" && "))
}

fn test(test: Test) -> Option<String> {
    let (parameter, is_given) = match test {
        Test::IsGiven(parameter) => (parameter, true),
        Test::IsNotGiven(parameter) => (parameter, false),
    };
    if parameter.role() == ParameterRole::Flag {
        return Some(format!("{}{}", if is_given { "" } else { "!" }, prop(parameter.name)));
    }
    if is_given && parameter.default.is_some() {
        return None;
    }
    Some(match (is_list(parameter), is_given) {
        (true, true) => format!("{}.length > 0", values_of(parameter)),
        (true, false) => format!("{}.length === 0", values_of(parameter)),
        (false, true) => format!("{} !== undefined", prop(parameter.name)),
        (false, false) => format!("{} === undefined", prop(parameter.name)),
    })
}
