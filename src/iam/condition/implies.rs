//! The comparison of conditions: one statement at least as narrow as another.

use super::operator::Comparison;
use crate::document::{Key, Statement};

/// True if every request that meets the conditions of the narrow statement certainly meets those of the wide
/// one.
///
/// The narrow statement then has every condition of the wide one, with no more values; under a negated
/// operator, with no fewer. Under an operator that IAM does not have, and without values, the two are the same.
pub(crate) fn implies(narrow: &Statement, wide: &Statement) -> bool {
    wide.conditions().all(|(operator, key)| {
        let comparison = Comparison::new(&operator.name.value);
        narrow.conditions().any(|(other_operator, other)| {
            let is_same = other_operator.name.value.eq_ignore_ascii_case(&operator.name.value)
                && other.name.value.eq_ignore_ascii_case(&key.name.value);
            let (few, many) = match comparison {
                Some(it) if it.is_negated => (key, other),
                _ => (other, key),
            };
            let is_exact = comparison.is_none() || few.values.is_empty();
            is_same && has_all(many, few) && (!is_exact || has_all(few, many))
        })
    })
}

fn has_all(many: &Key, few: &Key) -> bool {
    few.values.iter().all(|value| many.values.iter().any(|it| it.text.value == value.text.value))
}

#[cfg(test)]
mod tests {
    use super::implies;
    use crate::iam::testing::statement_with;

    #[test]
    fn more_conditions_and_fewer_values_are_narrower() {
        let cases = [
            (r#"{"StringEquals": {"aws:a": "1"}}"#, "{}", true),
            ("{}", r#"{"StringEquals": {"aws:a": "1"}}"#, false),
            (r#"{"StringEquals": {"aws:a": "1"}}"#, r#"{"stringEquals": {"AWS:A": ["1", "2"]}}"#, true),
            (r#"{"StringEquals": {"aws:a": ["1", "2"]}}"#, r#"{"StringEquals": {"aws:a": "1"}}"#, false),
            (r#"{"StringNotEquals": {"aws:a": ["1", "2"]}}"#, r#"{"StringNotEquals": {"aws:a": "1"}}"#, true),
            (
                r#"{"StringNotEquals": {"aws:a": "1"}}"#,
                r#"{"StringNotEquals": {"aws:a": ["1", "2"]}}"#,
                false,
            ),
            (r#"{"StringEquals": {"aws:a": "1"}}"#, r#"{"StringLike": {"aws:a": "1"}}"#, false),
            (r#"{"StringIsNot": {"aws:a": "1"}}"#, r#"{"StringIsNot": {"aws:a": ["1", "2"]}}"#, false),
            (r#"{"StringIsNot": {"aws:a": "1"}}"#, r#"{"StringIsNot": {"aws:a": ["1"]}}"#, true),
            (r#"{"StringEquals": {"aws:a": []}}"#, r#"{"StringEquals": {"aws:a": "1"}}"#, false),
            (r#"{"StringNotEquals": {"aws:a": "1"}}"#, r#"{"StringNotEquals": {"aws:a": []}}"#, false),
        ];
        for (narrow, wide, expected) in cases {
            assert_eq!(implies(&statement_with(narrow), &statement_with(wide)), expected, "{narrow} {wide}");
        }
    }
}
