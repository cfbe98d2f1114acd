//! Entries of the catalog with placeholders, matched with the entries of policies that were filled.

use crate::shared::grammar::Rule;
use crate::values::{PARTITIONS, Parameter, ParameterRole, Region};

/// The longest text that is matched. IAM accepts no longer ARN.
const MAX_TEXT: usize = 2_048;

/// The most steps of a match, which only a text that is written for it needs.
const MAX_STEPS: usize = 100_000;

/// An entry of the catalog: literal parts and placeholders in turn.
#[derive(Clone, Debug)]
pub(super) struct EntryTemplate {
    parts: Vec<TemplatePart>,
    /// The number of literal characters: the more, the surer a match.
    pub(super) n_literal: usize,
}

#[derive(Clone, Debug)]
enum TemplatePart {
    Literal(&'static str),
    Value(&'static Parameter),
}

/// The value of a parameter in a text.
pub(super) type Capture<'t> = (&'static Parameter, &'t str);

impl EntryTemplate {
    /// The template of an entry; nothing for an entry that names an unknown parameter.
    pub(super) fn new(entry: &'static str) -> Option<Self> {
        let mut template = Self { parts: Vec::new(), n_literal: 0 };
        let mut rest = entry;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}')?;
            template.push(before);
            template.parts.push(TemplatePart::Value(Parameter::named(name.trim_end_matches(['?', '.']))?));
            rest = behind;
        }
        template.push(rest);
        Some(template)
    }

    fn push(&mut self, literal: &'static str) {
        if !literal.is_empty() {
            self.n_literal += literal.len();
            self.parts.push(TemplatePart::Literal(literal));
        }
    }

    /// True if the template has a placeholder.
    pub(super) fn has_value(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, TemplatePart::Value(_)))
    }

    /// The values with which the template is a text; nothing if it is not with any.
    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Vec<Capture<'t>>> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let mut captures = Vec::new();
        let mut n_left = MAX_STEPS;
        matches(&self.parts, text, &mut captures, &mut n_left).then_some(captures)
    }
}

/// True if the parts are the text; the values are then in the captures.
fn matches<'t>(
    parts: &[TemplatePart],
    text: &'t str,
    captures: &mut Vec<Capture<'t>>,
    n_left: &mut usize,
) -> bool {
    let Some((part, others)) = parts.split_first() else { return text.is_empty() };
    match part {
        TemplatePart::Literal(literal) => {
            text.strip_prefix(literal).is_some_and(|rest| matches(others, rest, captures, n_left))
        }
        TemplatePart::Value(parameter) => {
            let known = captures.iter().find(|(it, _)| it.name == parameter.name).map(|(_, value)| *value);
            if let Some(value) = known {
                return text.strip_prefix(value).is_some_and(|rest| matches(others, rest, captures, n_left));
            }
            let n_captures = captures.len();
            for end in ends(others, text) {
                let Some((value, rest)) = text.split_at_checked(end) else { continue };
                let Some(left) = n_left.checked_sub(1 + value.len() / 16) else { return false };
                *n_left = left;
                if !accepts(parameter, value) {
                    continue;
                }
                captures.push((parameter, value));
                if matches(others, rest, captures, n_left) {
                    return true;
                }
                captures.truncate(n_captures);
            }
            false
        }
    }
}

/// The places where a value may end: before the literal part behind it.
fn ends(others: &[TemplatePart], text: &str) -> Vec<usize> {
    match others.first() {
        None => vec![text.len()],
        Some(TemplatePart::Literal(literal)) => text.match_indices(literal).map(|(at, _)| at).collect(),
        Some(TemplatePart::Value(_)) => text.char_indices().map(|(at, _)| at).collect(),
    }
}

/// True for a value that a filled policy can have for a parameter; `*` in place of the region stands for all
/// regions.
pub(super) fn accepts(parameter: &Parameter, value: &str) -> bool {
    match parameter.role() {
        ParameterRole::Partition => PARTITIONS.iter().any(|partition| partition.id == value),
        ParameterRole::Region => value == "*" || Region::new(value).is_ok(),
        ParameterRole::Flag => false,
        _ => Rule::named(parameter.type_name).is_some_and(|rule| rule.accepts(value)),
    }
}
