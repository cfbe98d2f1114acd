//! Entries that can become the same string for some values: a list then has the string once.

use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::shared::grammar::RULES;

/// The parts that have to be equal for two entries to be the same string; `None` if they never are.
pub(super) fn same_if(catalog: &Catalog, left: &Template, right: &Template) -> Option<(Template, Template)> {
    let (mut left, mut right) = (left.clone(), right.clone());
    for from_end in [false, true] {
        strip_common(&mut left, &mut right, from_end);
    }
    match (left.as_slice(), right.as_slice()) {
        ([], _) | (_, []) => None,
        ([Segment::Value { parameter, .. }], [Segment::Text(text)])
        | ([Segment::Text(text)], [Segment::Value { parameter, .. }])
            if !can_be(catalog, *parameter, text) =>
        {
            None
        }
        _ if ends_differ(left.first(), right.first(), false) => None,
        _ if ends_differ(left.last(), right.last(), true) => None,
        _ => Some((left, right)),
    }
}

/// True if a parameter can have this value.
fn can_be(catalog: &Catalog, parameter: ParameterId, text: &str) -> bool {
    let type_name = catalog.parameters[parameter].type_name.as_str();
    let rule = RULES.iter().find(|rule| rule.name == type_name);
    text == "*" || rule.is_none_or(|rule| rule.accepts(text))
}

/// Removes the common beginning, or the common end, of two templates.
fn strip_common(left: &mut Template, right: &mut Template, from_end: bool) {
    loop {
        let pick = |template: &Template| {
            if from_end { template.len().checked_sub(1) } else { (!template.is_empty()).then_some(0) }
        };
        let (Some(left_idx), Some(right_idx)) = (pick(left), pick(right)) else { return };
        match (&mut left[left_idx], &mut right[right_idx]) {
            (Segment::Value { parameter: one, .. }, Segment::Value { parameter: other, .. })
                if one == other =>
            {
                left.remove(left_idx);
                right.remove(right_idx);
            }
            (Segment::Text(one), Segment::Text(other)) => {
                let n_common = if from_end {
                    one.chars()
                        .rev()
                        .zip(other.chars().rev())
                        .take_while(|(one, other)| one == other)
                        .map(|(c, _)| c.len_utf8())
                        .sum()
                } else {
                    one.chars()
                        .zip(other.chars())
                        .take_while(|(one, other)| one == other)
                        .map(|(c, _)| c.len_utf8())
                        .sum::<usize>()
                };
                if n_common == 0 {
                    return;
                }
                for text in [&mut *one, &mut *other] {
                    let range = if from_end { text.len() - n_common..text.len() } else { 0..n_common };
                    text.replace_range(range, "");
                }
                let (left_is_empty, right_is_empty) = (one.is_empty(), other.is_empty());
                if left_is_empty {
                    left.remove(left_idx);
                }
                if right_is_empty {
                    right.remove(right_idx);
                }
            }
            _ => return,
        }
    }
}

/// True if the text at one end of two templates differs in its outermost character.
fn ends_differ(left: Option<&Segment>, right: Option<&Segment>, from_end: bool) -> bool {
    let end = |text: &str| if from_end { text.chars().next_back() } else { text.chars().next() };
    matches!((left, right), (Some(Segment::Text(left)), Some(Segment::Text(right))) if end(left) != end(right))
}
