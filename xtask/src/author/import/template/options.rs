//! The options of a template: parameters that may be without a value, or that only switch.

use std::collections::BTreeSet;

use super::evaluate::Given;
use super::{Template, TemplateParameter, function, marks, names_in};
use crate::author::import::naming;
use crate::tree::Tree;

/// Values that say yes, as `AllowedValues` have them.
const YES: [&str; 6] = ["true", "yes", "on", "enabled", "enable", "1"];

/// A parameter of a template on which policies depend.
#[derive(Debug)]
pub(super) struct TemplateOption<'t> {
    pub(super) parameter: &'t TemplateParameter<'t>,
    /// The place of its mark.
    pub(super) value: usize,
    pub(super) kind: OptionKind,
    /// The texts with which it may count as not given, the best first; empty if it is always given.
    pub(super) offs: Vec<String>,
    /// True if a condition compares it.
    pub(super) is_compared: bool,
}

/// The way in which policies use an option.
#[derive(Debug)]
pub(super) enum OptionKind {
    /// Conditions compare it, and no policy shows it.
    Flag { name: String, on: String },
    /// It stands in policies.
    Text,
    /// It stands in policies as a list; a text with a separator between the items, or a list itself.
    List { separator: Option<String> },
}

impl TemplateOption<'_> {
    /// The value with which the option is on; that of a list has a number of items.
    pub(super) fn on(&self, n_items: u32) -> Given {
        let items = |n| (0..n).filter_map(|item| marks::char_of(self.value, item)).map(String::from);
        match &self.kind {
            OptionKind::Flag { on, .. } => Given::Text(on.clone()),
            OptionKind::Text => Given::Text(items(1).collect()),
            OptionKind::List { separator: Some(separator) } => {
                Given::Text(items(n_items).collect::<Vec<_>>().join(separator))
            }
            OptionKind::List { separator: None } => Given::List(items(n_items).collect()),
        }
    }

    pub(super) fn off(&self, text: &str) -> Given {
        match &self.kind {
            OptionKind::List { separator: None } if text.is_empty() => Given::List(Vec::new()),
            OptionKind::List { separator: None } => {
                Given::List(text.split(',').map(|item| item.trim().to_owned()).collect())
            }
            _ => Given::Text(text.to_owned()),
        }
    }

    pub(super) fn is_flag(&self) -> bool {
        matches!(self.kind, OptionKind::Flag { .. })
    }
}

/// The options of a template on which some trees depend.
pub(super) fn options<'t>(template: &'t Template<'t>, documents: &[&Tree]) -> Vec<TemplateOption<'t>> {
    let mut shown = BTreeSet::new();
    let mut split = Vec::new();
    let mut compared = Vec::new();
    for document in documents {
        shown.extend(names_in(document).into_iter().map(|(name, _)| name));
        splits(document, &mut split);
        for test in tests(template, document) {
            comparisons(test, &mut compared);
        }
    }
    let is_used = |name: &str| shown.contains(name) || compared.iter().any(|(known, _)| known == name);
    let used = template.parameters.iter().filter(|parameter| is_used(parameter.name));
    used.filter_map(|parameter| {
        let value = template.marks.place(parameter.name)?;
        let mut literals: Vec<String> = Vec::new();
        for (_, literal) in compared.iter().filter(|(name, _)| *name == parameter.name) {
            if !literals.contains(literal) {
                literals.push(literal.clone());
            }
        }
        let is_compared = !literals.is_empty();
        if !shown.contains(parameter.name) {
            let (kind, off) = flag(parameter, &literals);
            return Some(TemplateOption { parameter, value, kind, offs: vec![off], is_compared });
        }
        let separator = split.iter().find(|(name, _)| name == parameter.name).map(|(_, it)| it.clone());
        let kind = match separator {
            _ if parameter.is_list => OptionKind::List { separator: None },
            Some(separator) => OptionKind::List { separator: Some(separator) },
            None => OptionKind::Text,
        };
        let default = parameter.default.clone().into_iter();
        let mut offs: Vec<String> = default.collect();
        offs.extend(literals.into_iter().filter(|it| Some(it) != parameter.default.as_ref()));
        Some(TemplateOption { parameter, value, kind, offs, is_compared })
    })
    .collect()
}

/// The flag that a parameter is when no policy shows it, and the text with which it is off.
fn flag(parameter: &TemplateParameter<'_>, literals: &[String]) -> (OptionKind, String) {
    let first = literals.first().cloned().unwrap_or_default();
    let default = parameter.default.as_ref();
    let others = |than: &str| parameter.allowed.iter().find(|it| *it != than).cloned();
    // A value that no condition names.
    let other = || others(&first).unwrap_or_else(|| format!("other than {first}"));
    let (off, on) = match default {
        Some(default) if *default == first => (first.clone(), other()),
        Some(default) => (default.clone(), first.clone()),
        None => (other(), first.clone()),
    };
    let says_yes = |text: &str| YES.iter().any(|yes| text.eq_ignore_ascii_case(yes));
    let name = match on.as_str() {
        on if says_yes(on) || off.is_empty() => naming::parameter(parameter.name),
        _ if says_yes(&off) => naming::parameter(&format!("{} off", parameter.name)),
        on => naming::parameter(&format!("{} {on}", parameter.name)),
    };
    (OptionKind::Flag { name, on }, off)
}

/// The options on which a tree depends, by their places.
pub(super) fn used(template: &Template<'_>, options: &[TemplateOption<'_>], tree: &Tree) -> BTreeSet<usize> {
    let mut names: BTreeSet<String> = names_in(tree).into_iter().map(|(name, _)| name).collect();
    for test in tests(template, tree) {
        names.extend(names_in(test).into_iter().map(|(name, _)| name));
    }
    let places = options.iter().enumerate().filter(|(_, option)| names.contains(option.parameter.name));
    places.map(|(place, _)| place).collect()
}

/// The conditions on which a tree depends, and those on which they depend.
pub(super) fn tests<'t>(template: &Template<'t>, tree: &Tree) -> Vec<&'t Tree> {
    let mut names = Vec::new();
    conditions_of(tree, &mut names);
    let mut tests = Vec::new();
    let mut place = 0;
    while let Some(name) = names.get(place).cloned() {
        if let Some(member) = template.conditions.iter().find(|member| member.name == name) {
            tests.push(&member.value);
            conditions_of(&member.value, &mut names);
        }
        place += 1;
    }
    tests
}

/// Adds the names of the conditions that a tree names itself.
fn conditions_of(tree: &Tree, names: &mut Vec<String>) {
    let condition = match function(tree) {
        Some(("If", argument)) => argument.elements().first().and_then(Tree::as_str),
        _ => tree.get("Condition").filter(|_| tree.members().len() == 1).and_then(Tree::as_str),
    };
    if let Some(name) = condition
        && !names.iter().any(|known| known == name)
    {
        names.push(name.to_owned());
    }
    tree.members().iter().for_each(|member| conditions_of(&member.value, names));
    tree.elements().iter().for_each(|element| conditions_of(element, names));
}

/// Adds the names that a condition compares, each with the text.
fn comparisons(test: &Tree, found: &mut Vec<(String, String)>) {
    if let Some(("Equals", argument)) = function(test)
        && let [one, other] = argument.elements()
    {
        for (reference, literal) in [(one, other), (other, one)] {
            if let (Some(("Ref", name)), Some(literal)) = (function(reference), literal.scalar())
                && let Some(name) = name.as_str()
            {
                found.push((name.to_owned(), literal));
            }
        }
    }
    test.members().iter().for_each(|member| comparisons(&member.value, found));
    test.elements().iter().for_each(|element| comparisons(element, found));
}

/// Adds the names that `Fn::Split` takes apart, each with the separator.
fn splits(tree: &Tree, found: &mut Vec<(String, String)>) {
    if let Some(("Split", argument)) = function(tree)
        && let [separator, whole] = argument.elements()
        && let Some(separator) = separator.as_str()
    {
        found.extend(names_in(whole).into_iter().map(|(name, _)| (name, separator.to_owned())));
    }
    tree.members().iter().for_each(|member| splits(&member.value, found));
    tree.elements().iter().for_each(|element| splits(element, found));
}
