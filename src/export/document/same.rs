//! Texts that can become the same string for some values.

use super::text::{Segment, Text};
use crate::shared::grammar::{Place, Rule};
use crate::values::Parameter;

/// True if two texts can be the same string: nothing rules it out.
pub(super) fn can_be_same(one: &Text, other: &Text) -> bool {
    let (mut one, mut other) = (one.0.as_slice(), other.0.as_slice());
    if !one.iter().chain(other).any(|it| matches!(it, Segment::Input(_))) {
        return one == other;
    }
    if fields_differ(one, other) {
        return false;
    }
    while let ([first, one_rest @ ..], [second, other_rest @ ..]) = (one, other) {
        if first != second {
            break;
        }
        (one, other) = (one_rest, other_rest);
    }
    while let ([one_rest @ .., first], [other_rest @ .., second]) = (one, other) {
        if first != second {
            break;
        }
        (one, other) = (one_rest, other_rest);
    }
    match (one, other) {
        ([], []) => true,
        ([], _) | (_, []) => false,
        ([Segment::Input(one)], [Segment::Input(other)]) => share_a_value(one, other),
        ([Segment::Input(input)], [Segment::Literal(text)])
        | ([Segment::Literal(text)], [Segment::Input(input)]) => can_be(input, text),
        _ => !ends_differ(one, other),
    }
}

/// True if the texts have not as many parts between colons, or have literals in the same place that differ.
fn fields_differ(one: &[Segment], other: &[Segment]) -> bool {
    let (Some(one), Some(other)) = (fields(one), fields(other)) else { return false };
    one.len() != other.len()
        || one.iter().zip(&other).any(|pair| matches!(pair, (Some(one), Some(other)) if one != other))
}

/// The parts between colons, as far as they are literals; nothing if a value may have colons itself.
fn fields(text: &[Segment]) -> Option<Vec<Option<String>>> {
    let mut fields = vec![Some(String::new())];
    for segment in text {
        match segment {
            Segment::Literal(literal) => {
                for (idx, part) in literal.split(':').enumerate() {
                    if idx > 0 {
                        fields.push(Some(String::new()));
                    }
                    if let Some(Some(field)) = fields.last_mut() {
                        field.push_str(part);
                    }
                }
            }
            Segment::Input(parameter) => {
                if Rule::named(parameter.type_name).is_some_and(has_colons) {
                    return None;
                }
                *fields.last_mut()? = None;
            }
        }
    }
    Some(fields)
}

/// True for a rule whose values may have colons.
fn has_colons(rule: &Rule) -> bool {
    let mut value = (rule.longest)(Place { partition: "aws", region: "us-east-1" }, 0);
    let last = value.pop().unwrap_or_default();
    value.pop();
    rule.is_arn || rule.accepts(&format!("{value}:{last}"))
}

fn can_be(parameter: &Parameter, text: &str) -> bool {
    text == "*" || Rule::named(parameter.type_name).is_none_or(|rule| rule.accepts(text))
}

/// True if a value of one parameter may be one of the other: of their extreme values, some are of both types.
fn share_a_value(one: &Parameter, other: &Parameter) -> bool {
    let (Some(one), Some(other)) = (Rule::named(one.type_name), Rule::named(other.type_name)) else {
        return true;
    };
    let place = Place { partition: "aws", region: "us-east-1" };
    let accepts = |rule: &Rule, by: &Rule| {
        by.accepts(&rule.shortest_at(place)) || by.accepts(&(rule.longest)(place, 0))
    };
    accepts(one, other) || accepts(other, one)
}

/// True if the literals at one of the ends exclude each other.
fn ends_differ(one: &[Segment], other: &[Segment]) -> bool {
    let literals = |first: Option<&Segment>, second: Option<&Segment>| match (first, second) {
        (Some(Segment::Literal(one)), Some(Segment::Literal(other))) => Some((one.clone(), other.clone())),
        _ => None,
    };
    let starts = literals(one.first(), other.first())
        .is_some_and(|(one, other)| !one.starts_with(&*other) && !other.starts_with(&*one));
    let ends = literals(one.last(), other.last())
        .is_some_and(|(one, other)| !one.ends_with(&*other) && !other.ends_with(&*one));
    starts || ends
}
