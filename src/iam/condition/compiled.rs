//! A condition of a statement, compiled to be asked about many requests.

use crate::document::{Key, Operator};
use crate::iam::condition::operator::{Comparison, OperatorFamily, Qualifier};
use crate::iam::condition::stated::StatedValue;
use crate::iam::context::{Context, KeyState};
use crate::iam::piece;
use crate::iam::truth::Truth;

/// A condition key under its operator, with the stated values.
#[derive(Clone, Debug)]
pub(crate) struct CompiledCondition {
    pub(crate) comparison: Comparison,
    /// The name of the key in lower case; nothing if a part of it is not known yet.
    pub(crate) key: Option<Box<str>>,
    pub(crate) values: Box<[StatedValue]>,
}

impl CompiledCondition {
    /// Compiles a condition; nothing if IAM does not have the operator.
    pub(crate) fn new(operator: &Operator, key: &Key, has_variables: bool) -> Option<Self> {
        let comparison = Comparison::new(operator.name.as_str())?;
        let name = key.name.as_str();
        let value =
            |text: &str| StatedValue::new(comparison, text, has_variables).unwrap_or(StatedValue::Open);
        Some(Self {
            comparison,
            key: (!piece::has_placeholder(name)).then(|| name.to_ascii_lowercase().into()),
            values: key.values.iter().map(|it| value(it.text.as_str())).collect(),
        })
    }

    /// The answer whether a request meets the condition.
    pub(crate) fn holds(&self, cx: &Context) -> Truth {
        let Some(key) = &self.key else { return Truth::Open };
        let state = cx.key(key);
        if self.comparison.family == OperatorFamily::Null {
            return self.holds_for_presence(state);
        }
        match state {
            KeyState::Unknown => Truth::Open,
            KeyState::Absent => Truth::from(self.comparison.passes_absent()),
            KeyState::Values(values) if self.comparison.qualifier.is_some() && is_empty(values) => {
                Truth::from(self.comparison.passes_absent())
            }
            KeyState::Values(values) => self.holds_for(values, cx),
        }
    }

    /// The answer of `Null`: one of its values says whether the key is absent.
    fn holds_for_presence(&self, state: KeyState<'_>) -> Truth {
        let is_absent = match state {
            KeyState::Unknown => return Truth::Open,
            KeyState::Absent => true,
            KeyState::Values(_) => false,
        };
        Truth::any(self.values.iter().map(|value| match value {
            StatedValue::Bool(asks_for_absence) => Truth::from(*asks_for_absence == is_absent),
            _ => Truth::Open,
        }))
    }

    /// The answer to a request that has the key. An operator without a qualifier is for one value, and none of
    /// them is met by several: `docs/evaluation.md`.
    fn holds_for(&self, values: &[String], cx: &Context) -> Truth {
        let is_negated = self.comparison.is_negated;
        let matched = |given: &String| {
            Truth::any(self.values.iter().map(|stated| stated.matches(self.comparison, given, cx)))
        };
        match self.comparison.qualifier {
            Some(Qualifier::ForAllValues) => {
                Truth::all(values.iter().map(|given| matched(given).negated_if(is_negated)))
            }
            Some(Qualifier::ForAnyValue) => {
                Truth::any(values.iter().map(|given| matched(given).negated_if(is_negated)))
            }
            None => match values {
                [given] => matched(given).negated_if(is_negated),
                _ => Truth::No,
            },
        }
    }
}

/// True for values that are a set without values: `ForAllValues` and `ForAnyValue` take an empty string for one
/// (IAM User Guide, "Set operators for multivalued context keys").
fn is_empty(values: &[String]) -> bool {
    values.iter().all(String::is_empty)
}
