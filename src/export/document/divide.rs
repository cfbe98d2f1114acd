//! Documents that are too long as several, each of which surely fits: by the longest values where values are open.

use super::{Document, Element, Segment, Statement, Text};
use crate::PARTITIONS;
use crate::export::inputs::Inputs;
use crate::fit::{self, Limits};
use crate::shared::grammar::{Place, Rule};
use crate::values::{ParameterRole, Values};

/// The characters around the statements of a document.
const AROUND: usize = r#"{"Version":"2012-10-17","Statement":[]}"#.len();

/// The outcome of a division.
#[derive(Debug)]
pub(in crate::export) enum Division<'v> {
    /// The documents, in the order of the statements.
    Documents(Vec<Document<'v>>),
    /// A statement that may be longer than a document, with the characters that it may have.
    TooLong { statement: String, size: usize },
}

/// Divides a document so that each part has at most `limits.characters`.
///
/// With all values known these are the documents of [`fit::split`], the fewest. With open values each statement
/// counts with its longest values and one entry in each list.
pub(in crate::export) fn divide<'v>(
    document: &Document<'v>,
    values: &Values<'_>,
    limits: Limits,
) -> Division<'v> {
    let (policy, inputs) = (document.policy, document.inputs);
    if document.is_known()
        && let Ok(filled) = policy.fill(values)
        && let Ok(whole) = filled.document()
        && let Ok(parts) = fit::split(&whole, limits)
    {
        let read = |part: &fit::Document| Document::known(policy, inputs, &part.to_json());
        if let Some(documents) = parts.iter().map(read).collect::<Option<Vec<_>>>() {
            return Division::Documents(documents);
        }
    }
    // A comma is between two statements.
    let sizes: Vec<_> = document.statements.iter().map(|statement| size(statement, inputs) + 1).collect();
    let longest = document.statements.iter().zip(&sizes).max_by_key(|(_, size)| **size);
    if let Some((statement, size)) = longest.filter(|(_, size)| **size + AROUND > limits.characters) {
        let statement = statement.sid.clone().unwrap_or_default();
        return Division::TooLong { statement, size: size + AROUND };
    }
    let least = (AROUND + sizes.iter().sum::<usize>()).div_ceil(limits.characters);
    let found = (least..=sizes.len()).find_map(|number| places(document, &sizes, number, limits.characters));
    let Some(places) = found else {
        let (statement, size) = longest.map_or((String::new(), 0), |(statement, size)| {
            (statement.sid.clone().unwrap_or_default(), *size)
        });
        return Division::TooLong { statement, size };
    };
    let part = |number| {
        let own = document.statements.iter().zip(&places).filter(|(_, place)| **place == number);
        let statements = own.map(|(statement, _)| statement.clone()).collect();
        Document { statements, ..document.without_statements() }
    };
    let number = places.iter().max().map_or(0, |most| most + 1);
    Division::Documents((0..number).map(part).collect())
}

/// The part of each statement, for so many parts. The first statement of a part is one that always exists: IAM
/// accepts no document without statements.
fn places(document: &Document<'_>, sizes: &[usize], number: usize, most: usize) -> Option<Vec<usize>> {
    let always = document.statements.iter().enumerate().filter(|(_, it)| it.tests.is_empty());
    let firsts: Vec<_> = always.map(|(idx, _)| idx).take(number).collect();
    if firsts.len() < number {
        return None;
    }
    let of_first = |first: &usize| AROUND + sizes.get(*first).copied().unwrap_or_default();
    let mut taken: Vec<_> = firsts.iter().map(of_first).collect();
    let place = |(idx, size): (usize, &usize)| {
        if let Some(number) = firsts.iter().position(|first| *first == idx) {
            return Some(number);
        }
        let number = taken.iter().position(|taken| taken + size <= most)?;
        *taken.get_mut(number)? += size;
        Some(number)
    };
    sizes.iter().enumerate().map(place).collect()
}

/// The most characters of a document.
pub(in crate::export) fn largest(document: &Document<'_>) -> usize {
    AROUND + document.statements.iter().map(|it| size(it, document.inputs) + 1).sum::<usize>()
}

/// The most characters of a statement.
fn size(statement: &Statement, inputs: Inputs<'_>) -> usize {
    let mut size = r#"{"Effect":"Allow"}"#.len();
    size += statement.sid.as_ref().map_or(0, |sid| r#","Sid":"""#.len() + sid.len());
    size += r#","NotAction":"#.len() + of_element(&statement.actions, inputs);
    size += r#","NotResource":"#.len() + of_element(&statement.resources, inputs);
    for condition in &statement.conditions {
        let key = condition.operator.len() + condition.key.len() + r#","":{"":}"#.len();
        size += key + of_element(&condition.values, inputs);
    }
    size + if statement.conditions.is_empty() { 0 } else { r#","Condition":{}"#.len() }
}

fn of_element(element: &Element, inputs: Inputs<'_>) -> usize {
    let entries = element.entries.iter().map(|entry| of_text(&entry.text, inputs) + r#""","#.len());
    entries.sum::<usize>() + "[]".len()
}

fn of_text(text: &Text, inputs: Inputs<'_>) -> usize {
    let segments = text.0.iter().map(|segment| match segment {
        Segment::Literal(literal) => literal.chars().filter(|c| !c.is_whitespace()).count(),
        Segment::Input(parameter) => {
            let partitions =
                PARTITIONS.iter().filter(|it| inputs.partition().is_none_or(|known| known == **it));
            let places = partitions.flat_map(|it| it.regions.iter().map(|region| (it.id, *region)));
            let lengths = places.map(|(partition, region)| match parameter.role() {
                ParameterRole::Partition => partition.len(),
                ParameterRole::Region => region.len(),
                _ => Rule::named(parameter.type_name)
                    .map_or(0, |rule| (rule.longest)(Place { partition, region }, 0).len()),
            });
            lengths.max().unwrap_or_default()
        }
    });
    segments.sum()
}
