//! The functions and conditions of a template, with given texts for its parameters.

use std::collections::BTreeMap;

use super::marks::{self, is_reserved};
use super::{Template, function};
use crate::author::import::read::Mistake;
use crate::tree::{Tree, TreeNode};

/// The name with which a template leaves out a value.
pub(super) const NO_VALUE: &str = "AWS::NoValue";

/// The most conditions that one can refer to in a row; more are a circle.
const MOST_CONDITIONS: usize = 32;

/// The value of a parameter in one evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    Text(String),
    List(Vec<String>),
}

/// A template with values for its parameters.
#[derive(Debug)]
pub(super) struct Evaluation<'t> {
    pub(super) template: &'t Template<'t>,
    pub(super) given: BTreeMap<&'t str, Given>,
}

fn mistake<T>(at: usize, message: impl Into<String>) -> Result<T, Mistake> {
    Err(Mistake { at, message: message.into() })
}

impl Evaluation<'_> {
    /// A value without functions; nothing if the template leaves it out.
    pub(super) fn resolve(&self, tree: &Tree) -> Result<Option<Tree>, Mistake> {
        if let Some((name, argument)) = function(tree) {
            return self.call(name, argument, tree.at);
        }
        let node = match &tree.node {
            TreeNode::List(elements) => {
                let resolved: Result<Vec<_>, _> = elements.iter().map(|it| self.resolve(it)).collect();
                TreeNode::List(resolved?.into_iter().flatten().collect())
            }
            TreeNode::Object(members) => {
                let mut resolved = Vec::new();
                for member in members {
                    if let Some(value) = self.resolve(&member.value)? {
                        resolved.push(crate::tree::TreeMember { value, ..member.clone() });
                    }
                }
                TreeNode::Object(resolved)
            }
            TreeNode::String(text) => {
                let is_value = |name: &&str| name.starts_with("AWS::") || self.parameter(name).is_some();
                if let Some(name) = super::substituted(text).find(is_value) {
                    return mistake(
                        tree.at,
                        format!(
                            "`${{{name}}}` is replaced only by `Fn::Sub`; write `!Sub` before the string"
                        ),
                    );
                }
                tree.node.clone()
            }
            node => node.clone(),
        };
        Ok(Some(Tree { at: tree.at, node }))
    }

    fn call(&self, name: &str, argument: &Tree, at: usize) -> Result<Option<Tree>, Mistake> {
        let text = |text: String| Ok(Some(Tree { at, node: TreeNode::String(text) }));
        let list = |texts: Vec<String>| {
            let elements = texts.into_iter().map(|text| Tree { at, node: TreeNode::String(text) });
            Tree { at, node: TreeNode::List(elements.collect()) }
        };
        match (name, argument.elements()) {
            ("Ref", _) => match argument.as_str() {
                Some(NO_VALUE) => Ok(None),
                Some(name) => match self.reference(name, argument.at)? {
                    Given::Text(value) => text(value),
                    Given::List(values) => Ok(Some(list(values))),
                },
                None => mistake(argument.at, "`Ref` has no name"),
            },
            ("GetAtt", _) => match attribute(argument).map(|name| self.reference(&name, argument.at)) {
                Some(Ok(Given::Text(value))) => text(value),
                Some(Err(error)) => Err(error),
                _ => mistake(argument.at, "`Fn::GetAtt` has no name and attribute"),
            },
            ("If", [condition, yes, no]) => {
                let name = condition.as_str().unwrap_or_default();
                self.resolve(if self.condition(name, condition.at, 0)? { yes } else { no })
            }
            ("Sub", [template, variables]) => text(self.substitute(template, Some(variables))?),
            ("Sub", []) => text(self.substitute(argument, None)?),
            ("Join", [separator, parts]) => text(self.texts(parts)?.join(&self.text(separator)?)),
            ("Split", [separator, whole]) => {
                let separator = self.text(separator)?;
                if separator.is_empty() {
                    return mistake(argument.at, "`Fn::Split` has no text at which it splits");
                }
                let whole = self.text(whole)?;
                Ok(Some(list(whole.split(&separator).map(str::to_owned).collect())))
            }
            ("Select", [place, parts]) => {
                let place = self.text(place)?.parse::<usize>().ok();
                let part = place.and_then(|place| self.texts(parts).ok()?.into_iter().nth(place));
                match part {
                    Some(part) => text(part),
                    None => {
                        mistake(argument.at, "`Fn::Select` selects a part of a value that only a stack knows")
                    }
                }
            }
            ("If" | "Sub" | "Join" | "Split" | "Select", _) => {
                mistake(argument.at, format!("`Fn::{name}` has another number of arguments than it takes"))
            }
            (name, _) => mistake(at, format!("`Fn::{name}` cannot be evaluated; write out its result")),
        }
    }

    fn parameter(&self, name: &str) -> Option<&Given> {
        self.given.get(name)
    }

    /// A parameter's value, or the mark of a value that only a stack knows.
    fn reference(&self, name: &str, at: usize) -> Result<Given, Mistake> {
        if let Some(given) = self.parameter(name) {
            return Ok(given.clone());
        }
        match self.template.marks.mark(name, 0) {
            Some(mark) => Ok(Given::Text(mark.to_string())),
            None => mistake(at, format!("`{name}` is no value of the template")),
        }
    }

    /// A value that has to be a single text.
    fn text(&self, tree: &Tree) -> Result<String, Mistake> {
        let resolved = self.resolve(tree)?;
        match resolved.as_ref().and_then(Tree::scalar) {
            Some(text) => Ok(text),
            None => mistake(tree.at, "a function needs a single text here"),
        }
    }

    /// A value that has to be a list of texts.
    fn texts(&self, tree: &Tree) -> Result<Vec<String>, Mistake> {
        let resolved = self.resolve(tree)?;
        let list = resolved.as_ref().filter(|it| matches!(it.node, TreeNode::List(_)));
        let Some(list) = list else { return mistake(tree.at, "a function needs a list here") };
        list.elements().iter().map(|element| self.text(element)).collect()
    }

    fn substitute(&self, template: &Tree, variables: Option<&Tree>) -> Result<String, Mistake> {
        let Some(text) = template.as_str() else {
            return mistake(template.at, "`Fn::Sub` needs a string");
        };
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let Some((inside, after)) = after.split_once('}') else {
                return mistake(template.at, "a `${` of `Fn::Sub` is not closed");
            };
            let name = inside.trim();
            match (name.strip_prefix('!'), variables.and_then(|variables| variables.get(name))) {
                (Some(literal), _) => out.push_str(&format!("${{{literal}}}")),
                (None, Some(value)) => out.push_str(&self.text(value)?),
                (None, None) => match self.reference(name, template.at)? {
                    Given::Text(value) => out.push_str(&value),
                    Given::List(_) => {
                        return mistake(template.at, format!("`{name}` is a list; join it with `Fn::Join`"));
                    }
                },
            }
            rest = after;
        }
        Ok(out + rest)
    }

    /// The value of a condition.
    pub(super) fn condition(&self, name: &str, at: usize, depth: usize) -> Result<bool, Mistake> {
        let member = self.template.conditions.iter().find(|member| member.name == name);
        match member {
            Some(_) if depth > MOST_CONDITIONS => {
                mistake(at, format!("the condition `{name}` refers to itself"))
            }
            Some(member) => self.test(&member.value, depth + 1),
            None => mistake(at, format!("the template has no condition `{name}`")),
        }
    }

    fn test(&self, tree: &Tree, depth: usize) -> Result<bool, Mistake> {
        if let (Some(name), [_]) = (tree.get("Condition"), tree.members()) {
            return self.condition(name.as_str().unwrap_or_default(), name.at, depth);
        }
        match function(tree).map(|(name, argument)| (name, argument.elements())) {
            Some(("Equals", [one, other])) => self.equal(one, other, tree.at),
            Some(("Not", [test])) => Ok(!self.test(test, depth)?),
            // Each is evaluated, so that none hides a mistake.
            Some(("And", tests)) => {
                let all: Result<Vec<_>, _> = tests.iter().map(|test| self.test(test, depth)).collect();
                Ok(all?.into_iter().all(|it| it))
            }
            Some(("Or", tests)) => {
                let all: Result<Vec<_>, _> = tests.iter().map(|test| self.test(test, depth)).collect();
                Ok(all?.into_iter().any(|it| it))
            }
            _ => mistake(tree.at, "this condition cannot be evaluated"),
        }
    }

    fn equal(&self, one: &Tree, other: &Tree, at: usize) -> Result<bool, Mistake> {
        let (one, other) = (self.text(one)?, self.text(other)?);
        if one == other {
            return Ok(true);
        }
        let is_parameter = |value| self.given.contains_key(self.template.marks.name(value));
        let is_literal = |text: &str| marks::values(text).next().is_none();
        let is_given = |text: &str| !is_literal(text) && marks::values(text).all(is_parameter);
        if is_literal(&one) && is_literal(&other)
            || is_given(&one) && is_literal(&other)
            || is_literal(&one) && is_given(&other)
        {
            return Ok(false);
        }
        let shown = [one, other].map(|text| self.template.marks.shown(&text));
        mistake(
            at,
            format!("the catalog has no option that depends on whether `{}` is `{}`", shown[0], shown[1]),
        )
    }
}

/// The name and the attribute of `Fn::GetAtt`, which has two forms.
pub(super) fn attribute(argument: &Tree) -> Option<String> {
    match argument.elements() {
        [resource, attribute] => Some(format!("{}.{}", resource.as_str()?, attribute.as_str()?)),
        _ => argument.as_str().map(str::to_owned),
    }
}

/// The place of the first string with a character that stands for a value here.
pub(super) fn reserved(tree: &Tree) -> Option<usize> {
    let own = tree.as_str().filter(|text| text.contains(is_reserved)).map(|_| tree.at);
    let member = |member: &crate::tree::TreeMember| {
        let name = member.name.contains(is_reserved).then_some(member.at);
        name.or_else(|| reserved(&member.value))
    };
    own.or_else(|| tree.members().iter().find_map(member))
        .or_else(|| tree.elements().iter().find_map(reserved))
}
