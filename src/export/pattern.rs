//! The rules of values as regular expressions.

use crate::PARTITIONS;
use crate::shared::grammar::{Form, Rule};
use crate::values::{Parameter, ParameterRole};

/// The rule of a parameter's values, for tools that check them.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// The form of a value: a phrase that follows "expected".
    pub(super) allowed: &'static str,
    /// The pattern of a value, without anchors.
    form: String,
    /// The patterns of strings that are no values all the same.
    except: Vec<String>,
    /// The same without commas.
    of_list: Option<(String, Vec<String>)>,
}

impl Pattern {
    /// The rule of a parameter; nothing for a flag and for the partition.
    pub(super) fn of(parameter: &Parameter) -> Option<Self> {
        if parameter.role() == ParameterRole::Region {
            let prefixes: Vec<_> = PARTITIONS.iter().flat_map(|it| it.region_prefixes).copied().collect();
            return Some(Self {
                allowed: "the name of a region, such as eu-west-1",
                form: format!("(?:{})-[a-z0-9]+-[0-9]+", prefixes.join("|")),
                except: Vec::new(),
                of_list: None,
            });
        }
        let rule = Rule::named(parameter.type_name).filter(|_| parameter.role() != ParameterRole::Flag)?;
        let except = rule.except.iter();
        let of_list = except.clone().map(|form| form.pattern_without(b',')).collect();
        Some(Self {
            allowed: rule.allowed,
            form: rule.form.pattern(),
            except: except.map(Form::pattern).collect(),
            of_list: Some((rule.form.pattern_without(b','), of_list)),
        })
    }

    /// The pattern of a value.
    pub(super) fn whole(&self) -> String {
        anchored(&self.form)
    }

    /// The patterns of strings that are no values all the same.
    pub(super) fn exceptions(&self) -> impl Iterator<Item = String> {
        self.except.iter().map(|it| anchored(it))
    }

    /// The pattern of a value with its exceptions in one, without anchors, for languages that can exclude.
    pub(super) fn in_one(&self) -> String {
        excluding(&self.form, &self.except, "$")
    }

    /// The pattern of up to so many values with commas between them. A value in a list has no comma.
    pub(super) fn list(&self, most: usize) -> String {
        let (form, except) = match &self.of_list {
            Some((form, except)) => (form, except),
            None => (&self.form, &self.except),
        };
        let value = excluding(form, except, "(?:,|$)");
        format!("{value}(?:,{value}){{0,{}}}", most.saturating_sub(1))
    }
}

fn anchored(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

fn excluding(form: &str, except: &[String], end: &str) -> String {
    let except: Vec<_> = except.iter().map(|it| format!("(?!(?:{it}){end})")).collect();
    format!("{}(?:{form})", except.concat())
}

/// The pattern of the ARN of a managed policy.
pub(super) const BOUNDARY_PATTERN: &str = "^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$";
/// The same in words.
pub(super) const BOUNDARY_RULE: &str = "the ARN of a managed policy";

/// The pattern of what is before all names.
pub(super) fn prefix_pattern(most: usize) -> String {
    format!("^([A-Za-z0-9+=,.@_][A-Za-z0-9+=,.@_-]{{0,{}}})?$", most.saturating_sub(1))
}

/// The same in words.
pub(super) fn prefix_rule(most: usize) -> String {
    format!("up to {most} letters, digits and +=,.@_-, the first of them not a hyphen")
}
