//! The parameters of the catalog that the values of a template become.
//!
//! An earlier release spells some of them. Others are found by their place: where the earlier release's
//! statement has a parameter, and the template's has a value of its own, both are probably the same.

use std::collections::BTreeMap;

use pcluster_iam::{PARAMETERS, Parameter, ParameterRole};

use super::marks::{self, OPTIONAL, REPEATED};
use super::options::{OptionKind, TemplateOption};
use super::variants::Merged;
use super::{Found, Template, TemplateContent, TemplatePolicy};
use crate::author::import::known::KnownReleases;
use crate::author::import::placeholders::parameter_name;
use crate::author::import::spelling::Spelled;
use crate::author::import::statement::{StatedElement, StatedStatement};

/// A parameter that the catalog does not have, as far as the source describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::author::import) struct NewParameter {
    pub(in crate::author::import) name: String,
    /// The source's own spelling.
    pub(in crate::author::import) text: String,
    /// The type, if it follows from the use.
    pub(in crate::author::import) type_name: &'static str,
    pub(in crate::author::import) summary: String,
    pub(in crate::author::import) default: Option<String>,
}

/// The policies of a template with parameters in place of marks.
pub(super) fn policies(
    template: &Template<'_>,
    found: Vec<Found<'_>>,
    merged: Merged<'_>,
    known: &KnownReleases,
) -> Vec<TemplatePolicy> {
    let mut names = Names { template, merged: &merged, known, given: BTreeMap::new() };
    names.give_known();
    names.give_by_place(&found);
    names.give_new();
    let contents: Vec<_> = merged
        .policies
        .iter()
        .map(|policy| match &policy.statements {
            Ok(statements) => Ok(names.content(statements, &policy.spelled)),
            Err(mistakes) => Err(mistakes.clone()),
        })
        .collect();
    let notes: Vec<_> = merged.policies.into_iter().map(|policy| policy.notes).collect();
    let parts = found.into_iter().zip(contents).zip(notes);
    parts
        .map(|((found, content), notes)| TemplatePolicy {
            name: found.name,
            at: found.document.at,
            trusted: found.trusted,
            content,
            notes,
        })
        .collect()
}

/// The names that are given so far, by the places of the marks.
struct Names<'n> {
    template: &'n Template<'n>,
    merged: &'n Merged<'n>,
    known: &'n KnownReleases,
    given: BTreeMap<usize, String>,
}

impl Names<'_> {
    fn option(&self, value: usize) -> Option<&TemplateOption<'_>> {
        self.merged.options.iter().find(|option| option.value == value)
    }

    fn give(&mut self, value: usize, name: &str) {
        let taken = |name: &String| self.given.iter().any(|(other, taken)| *other != value && taken == name);
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        if let Some(name) = [name.to_owned()].into_iter().chain(numbered).find(|name| !taken(name)) {
            self.given.entry(value).or_insert(name);
        }
    }

    /// The marks of the policies that can be written, in their order.
    fn values(&self) -> Vec<usize> {
        let mut values = Vec::new();
        let statements = self.merged.policies.iter().flat_map(|policy| policy.statements.iter().flatten());
        for statement in statements {
            let entries = statement.entries().map(str::to_owned);
            for text in entries.chain(statement.when.clone()).chain(statement.unless.clone()) {
                for value in marks::values(&text) {
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
            }
        }
        values
    }

    /// Gives the names that releases spell, and those of parameters that are called the same.
    fn give_known(&mut self) {
        for value in self.values() {
            let spelled = self.template.marks.spelled(value);
            let region = Parameter::with_role(ParameterRole::Region);
            let region = region.filter(|_| self.merged.regions.contains(&value));
            let name = match region {
                Some(region) => Some(region.name.to_owned()),
                None => Some(parameter_name(self.known, spelled)).filter(|name| is_known(name)),
            };
            if let Some(name) = name.filter(|name| self.agrees(value, name)) {
                self.give(value, &name);
            }
        }
    }

    /// Gives names of parameters that stand in the same place in earlier releases.
    fn give_by_place(&mut self, found: &[Found<'_>]) {
        let known = self.known.statements();
        let mut votes: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for (found, policy) in found.iter().zip(&self.merged.policies) {
            let of_name: Vec<_> = known.iter().filter(|it| it.policy.name == found.name).collect();
            for own in policy.statements.iter().flatten() {
                for known in of_name.iter().filter(|it| it.written_form.sid == own.sid) {
                    for vote in self.votes(own, &known.written_form) {
                        *votes.entry(vote).or_default() += 1;
                    }
                }
            }
        }
        let mut votes: Vec<_> = votes.into_iter().collect();
        votes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for ((value, name), _) in votes {
            let is_taken = self.given.values().any(|taken| *taken == name);
            if !is_taken && self.agrees(value, &name) {
                self.give(value, &name);
            }
        }
    }

    /// The marks without a name, each with the parameter that another statement has in its place.
    fn votes(&self, own: &StatedStatement, known: &StatedStatement) -> Vec<(usize, String)> {
        let mut votes = Vec::new();
        for (own, known) in [(&own.when, &known.when), (&own.unless, &known.unless)] {
            if let ([own], [known]) = (own.as_slice(), known.as_slice()) {
                votes.extend(marks::values(own).next().map(|value| (value, known.clone())));
            }
        }
        let mut elements = vec![(&own.resources, &known.resources)];
        for condition in &own.conditions {
            let same = known
                .conditions
                .iter()
                .find(|it| it.operator == condition.operator && it.key.eq_ignore_ascii_case(&condition.key));
            elements.extend(same.map(|same| (&condition.values, &same.values)));
        }
        for (own, known) in elements {
            self.votes_of_element(own, known, &mut votes);
        }
        votes.retain(|(value, _)| !self.given.contains_key(value));
        votes
    }

    fn votes_of_element(&self, own: &StatedElement, known: &StatedElement, votes: &mut Vec<(usize, String)>) {
        for own in &own.entries {
            let text = self.named(&own.text);
            let mut unnamed = text.char_indices().filter(|(_, c)| marks::of(*c).is_some());
            let (Some((at, mark)), None) = (unnamed.next(), unnamed.next()) else { continue };
            let (before, after) = (text.get(..at), text.get(at + mark.len_utf8()..));
            let (Some(before), Some(after), Some(mark)) = (before, after, marks::of(mark)) else { continue };
            let (form, after) = form(after);
            for known in &known.entries {
                let inside = known.text.strip_prefix(before).and_then(|rest| rest.strip_prefix('{'));
                let inside =
                    inside.and_then(|rest| rest.strip_suffix(after)).and_then(|it| it.strip_suffix('}'));
                let name = inside.and_then(|inside| inside.strip_suffix(form));
                votes.extend(name.filter(|name| is_known(name)).map(|name| (mark.value, name.to_owned())));
            }
        }
    }

    /// Gives all other values names of their own.
    fn give_new(&mut self) {
        for value in self.values() {
            let name = match self.option(value).map(|option| &option.kind) {
                Some(OptionKind::Flag { name, .. }) => name.clone(),
                _ => parameter_name(self.known, self.template.marks.spelled(value)),
            };
            if self.agrees(value, &name) {
                self.give(value, &name);
            } else {
                self.give(value, &format!("{name}-2"));
            }
        }
    }

    /// True if a parameter of the catalog, if there is one of the name, has the default of the template.
    fn agrees(&self, value: usize, name: &str) -> bool {
        let parameter = PARAMETERS.iter().find(|parameter| parameter.name == name);
        parameter.is_none_or(|parameter| parameter.default == self.default(value).as_deref())
    }

    /// The default that the catalog has to have for a value.
    fn default(&self, value: usize) -> Option<String> {
        let option = self.option(value).filter(|option| !option.is_compared && !option.is_flag())?;
        let is_region = self.merged.regions.contains(&value);
        option.offs.first().filter(|off| !off.is_empty() && !is_region).cloned()
    }

    /// A text with names in place of the marks that have one.
    fn named(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            match marks::of(c).and_then(|mark| self.given.get(&mark.value)) {
                None => out.push(c),
                Some(name) => {
                    let (form, after) = form(rest);
                    out.push_str(&format!("{{{name}{form}}}"));
                    rest = after;
                }
            }
        }
        out
    }

    /// The statements of a policy with names, and the parameters in them.
    fn content(&self, statements: &[StatedStatement], spelled: &[Spelled]) -> TemplateContent {
        let mut content =
            TemplateContent { statements: statements.to_vec(), spelled: spelled.to_vec(), new: Vec::new() };
        let mut values = Vec::new();
        for statement in &mut content.statements {
            for element in statement.templates() {
                for entry in &mut element.entries {
                    values.extend(marks::values(&entry.text));
                    entry.text = self.named(&entry.text);
                }
            }
            for mark in statement.when.iter_mut().chain(&mut statement.unless) {
                values.extend(marks::values(mark));
                let name = marks::values(mark).next().and_then(|value| self.given.get(&value));
                *mark = name.cloned().unwrap_or_default();
            }
        }
        for value in values {
            let Some(name) = self.given.get(&value) else { continue };
            let option = self.option(value);
            let text = self.template.marks.spelled(value).to_owned();
            let is_given = option.is_none_or(|option| option.offs.is_empty());
            if is_given && !content.spelled.iter().any(|spelled| spelled.name == *name) {
                content.spelled.push(Spelled { name: name.clone(), text: text.clone() });
            }
            if !is_known(name) && !content.new.iter().any(|new| new.name == *name) {
                let is_flag = option.is_some_and(TemplateOption::is_flag);
                let description = option.map_or("", |option| option.parameter.description);
                content.new.push(NewParameter {
                    name: name.clone(),
                    text,
                    type_name: if is_flag { "flag" } else { "" },
                    summary: description.split_whitespace().collect::<Vec<_>>().join(" "),
                    default: self.default(value),
                });
            }
        }
        content
    }
}

fn is_known(name: &str) -> bool {
    PARAMETERS.iter().any(|parameter| parameter.name == name)
}

/// The form of a placeholder behind its mark, as the catalog writes it, and the rest.
fn form(text: &str) -> (&'static str, &str) {
    match (text.strip_prefix(OPTIONAL), text.strip_prefix(REPEATED)) {
        (Some(rest), _) => ("?", rest),
        (_, Some(rest)) => ("...", rest),
        _ => ("", text),
    }
}
