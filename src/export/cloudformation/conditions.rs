//! The conditions of a template, each written where something first depends on it.

use serde_json::{Map, Value, json};

use super::names::input;
use crate::export::document::Test;
use crate::export::names::pascal;
use crate::values::{Parameter, ParameterRole};

/// The most values of a list: AWS CloudFormation has no loops, so that each value has a place of its own.
pub(super) const PLACES: usize = 5;

/// The conditions by their names.
#[derive(Debug, Default)]
pub(super) struct Conditions(Map<String, Value>);

/// What has no value.
pub(super) fn no_value() -> Value {
    json!({ "Ref": "AWS::NoValue" })
}

pub(super) fn equals(one: &Value, other: &str) -> Value {
    json!({ "Fn::Equals": [one, other] })
}

pub(super) fn not(condition: &Value) -> Value {
    json!({ "Fn::Not": [condition] })
}

/// The value of a list in one of its places, or an empty string.
pub(super) fn place(list: &Parameter, idx: usize) -> Value {
    let commas = ",".repeat(PLACES - 1);
    let padded = json!({ "Fn::Sub": format!("${{{}}}{commas}", input(list)) });
    json!({ "Fn::Select": [idx, { "Fn::Split": [",", padded] }] })
}

impl Conditions {
    pub(super) fn written(self) -> Map<String, Value> {
        self.0
    }

    /// The condition of a name, which is added if it is new.
    pub(super) fn named(&mut self, name: &str, condition: Value) -> String {
        let known = |name: &String| self.0.get(name).is_none_or(|known| *known == condition);
        let others = (2..).map(|number| format!("{name}{number}"));
        let name = std::iter::once(name.to_owned()).chain(others).find(known).unwrap_or_default();
        self.0.insert(name.clone(), condition);
        name
    }

    /// The condition that a parameter has a value.
    fn is_given(&mut self, parameter: &Parameter) -> String {
        let value = json!({ "Ref": input(parameter) });
        let condition = match parameter.role() {
            ParameterRole::Flag => equals(&value, "true"),
            _ => not(&equals(&value, "")),
        };
        self.named(&format!("{}IsGiven", pascal(parameter.name)), condition)
    }

    /// The condition that a list has a value in a place.
    pub(super) fn has_place(&mut self, list: &Parameter, idx: usize) -> String {
        if idx == 0 {
            return self.is_given(list);
        }
        let name = format!("{}Has{}", pascal(list.name), idx + 1);
        self.named(&name, not(&equals(&place(list, idx), "")))
    }

    /// A value where all tests hold.
    pub(super) fn when(&mut self, tests: &[Test], value: Value) -> Value {
        match tests {
            [] => value,
            [Test::IsGiven(parameter)] => either(&self.is_given(parameter), &value, &no_value()),
            [Test::IsNotGiven(parameter)] => either(&self.is_given(parameter), &no_value(), &value),
            several => either(&self.all(several), &value, &no_value()),
        }
    }

    /// The condition that all tests hold.
    fn all(&mut self, tests: &[Test]) -> String {
        let mut names = Vec::new();
        let mut conditions = Vec::new();
        for test in tests {
            match test {
                Test::IsGiven(parameter) => {
                    let name = self.is_given(parameter);
                    conditions.push(json!({ "Condition": name }));
                    names.push(name);
                }
                Test::IsNotGiven(parameter) => {
                    let name = self.is_given(parameter);
                    conditions.push(not(&json!({ "Condition": name })));
                    names.push(format!("{}IsNotGiven", pascal(parameter.name)));
                }
            }
        }
        self.named(&names.join("And"), json!({ "Fn::And": conditions }))
    }
}

/// One value where a condition holds, and another one where it does not.
pub(super) fn either(condition: &str, value: &Value, otherwise: &Value) -> Value {
    json!({ "Fn::If": [condition, value, otherwise] })
}
