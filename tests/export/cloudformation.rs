//! Templates of AWS CloudFormation, evaluated: parameters, conditions and functions.

use std::collections::BTreeMap;

use pcluster_iam::{ParameterRole, Partition};
use regex::Regex;
use serde_json::{Map, Value, json};

use crate::normal::normal;
use crate::values::Chosen;

/// A template with values.
pub(crate) struct Stack<'t> {
    template: &'t Value,
    values: BTreeMap<String, String>,
    /// The names of the parameters whose values their rules refuse.
    pub(crate) refused: Vec<String>,
}

/// The name of a parameter in a template.
pub(crate) fn logical(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(capital).collect()
}

impl<'t> Stack<'t> {
    pub(crate) fn new(template: &'t Value, chosen: &Chosen) -> Self {
        let partition = Partition::new(chosen.partition.expect("a partition")).expect("a partition");
        let region = chosen.one(ParameterRole::Region).unwrap_or(partition.regions[0]);
        let account = chosen.one(ParameterRole::AccountId).unwrap_or("000000000000");
        let pseudo = [("AWS::Partition", partition.id), ("AWS::Region", region), ("AWS::AccountId", account)];
        let mut values: BTreeMap<_, _> =
            pseudo.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let given: BTreeMap<_, _> =
            chosen.values.iter().map(|(name, values)| (logical(name), values.join(","))).collect();
        let mut refused = Vec::new();
        for (name, parameter) in template["Parameters"].as_object().into_iter().flatten() {
            let default = parameter.get("Default").and_then(Value::as_str);
            let value = given.get(name).map(String::as_str).or(default);
            let value = value.unwrap_or_else(|| panic!("`{name}` has no value and no default"));
            if !accepts(parameter, value) {
                refused.push(name.clone());
            }
            values.insert(name.clone(), value.to_owned());
        }
        Self { template, values, refused }
    }

    /// The documents of the managed policies.
    pub(crate) fn documents(&self) -> Vec<Value> {
        self.properties("AWS::IAM::ManagedPolicy").iter().map(|it| normal(&it["PolicyDocument"])).collect()
    }

    /// The properties of the resources of a type.
    pub(crate) fn properties(&self, kind: &str) -> Vec<Value> {
        let resources = self.template["Resources"].as_object().expect("resources").values();
        let exists =
            |it: &&Value| it.get("Condition").is_none_or(|name| self.holds(&json!({ "Condition": name })));
        let own = resources.filter(|it| it["Type"] == kind).filter(exists);
        own.filter_map(|it| self.value(&it["Properties"])).collect()
    }

    /// A value; nothing for `AWS::NoValue`.
    fn value(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Array(values) => Some(values.iter().filter_map(|it| self.value(it)).collect()),
            Value::Object(object) => match object.iter().next() {
                Some((name, arguments))
                    if object.len() == 1 && (name.starts_with("Fn::") || name == "Ref") =>
                {
                    self.call(name, arguments)
                }
                _ => {
                    let entries = object.iter().filter_map(|(key, it)| Some((key.clone(), self.value(it)?)));
                    Some(Value::Object(entries.collect()))
                }
            },
            other => Some(other.clone()),
        }
    }

    fn text(&self, value: &Value) -> String {
        self.value(value).expect("a value").as_str().expect("a string").to_owned()
    }

    fn call(&self, name: &str, arguments: &Value) -> Option<Value> {
        match name {
            "Ref" if arguments == "AWS::NoValue" => None,
            "Ref" => {
                let name = arguments.as_str().expect("a name");
                Some(json!(self.values.get(name).map_or(name, String::as_str)))
            }
            "Fn::If" if self.holds(&json!({ "Condition": arguments[0] })) => self.value(&arguments[1]),
            "Fn::If" => self.value(&arguments[2]),
            "Fn::Sub" => Some(json!(self.substituted(arguments))),
            "Fn::Split" => {
                let text = self.text(&arguments[1]);
                Some(text.split(arguments[0].as_str().expect("a string")).collect())
            }
            "Fn::Select" => {
                let list = self.value(&arguments[1])?;
                let idx = usize::try_from(arguments[0].as_u64().expect("a number")).expect("a number");
                Some(list[idx].clone())
            }
            "Fn::Join" => Some(json!(self.text(&arguments[1]))),
            "Fn::FindInMap" => {
                let map = &self.template["Mappings"][self.text(&arguments[0])];
                Some(map[self.text(&arguments[1])][self.text(&arguments[2])].clone())
            }
            other => panic!("unknown function {other}"),
        }
    }

    fn substituted(&self, arguments: &Value) -> String {
        let (template, own) = match arguments {
            Value::Array(arguments) => (arguments[0].clone(), arguments[1].clone()),
            template => (template.clone(), Value::Object(Map::new())),
        };
        let mut text = String::new();
        let mut rest = template.as_str().expect("a string");
        while let Some((before, after)) = rest.split_once("${") {
            let (name, behind) = after.split_once('}').expect("an end");
            text.push_str(before);
            match (name.strip_prefix('!'), own.get(name)) {
                (Some(literal), _) => text.extend(["${", literal, "}"]),
                (None, Some(value)) => text.push_str(&self.text(value)),
                (None, None) => text.push_str(&self.values[name]),
            }
            rest = behind;
        }
        text + rest
    }

    fn holds(&self, condition: &Value) -> bool {
        let (name, arguments) = condition.as_object().expect("an object").iter().next().expect("a condition");
        match name.as_str() {
            "Condition" => self.holds(&self.template["Conditions"][arguments.as_str().expect("a name")]),
            "Fn::Not" => !self.holds(&arguments[0]),
            "Fn::And" => arguments.as_array().expect("a list").iter().all(|it| self.holds(it)),
            "Fn::Equals" => self.value(&arguments[0]) == self.value(&arguments[1]),
            other => panic!("unknown condition {other}"),
        }
    }
}

/// True for a value that the rules of a parameter allow. The library for patterns has no way to exclude: what
/// exclusions leave is checked.
fn accepts(parameter: &Value, value: &str) -> bool {
    if let Some(allowed) = parameter.get("AllowedValues") {
        return allowed.as_array().expect("a list").contains(&json!(value));
    }
    let Some(pattern) = parameter.get("AllowedPattern").and_then(Value::as_str) else { return true };
    Regex::new(&without_exclusions(pattern)).expect("a pattern").is_match(value)
}

fn without_exclusions(pattern: &str) -> String {
    let Some((before, after)) = pattern.split_once("(?!") else { return pattern.to_owned() };
    let mut depth = 1;
    let mut is_escaped = false;
    let end = after.char_indices().find(|(_, c)| {
        let is_plain = !is_escaped;
        is_escaped = *c == '\\' && is_plain;
        depth += match c {
            '(' if is_plain => 1,
            ')' if is_plain => -1,
            _ => 0,
        };
        depth == 0
    });
    format!("{before}{}", without_exclusions(&after[end.expect("an end").0 + 1..]))
}
