//! Conditions: operators, keys and values.
//!
//! A condition block has operators, an operator has keys, and a key has values. A request meets the block if
//! it meets all keys of all operators (*and*). It meets a key if its value matches one of the values (*or*);
//! under a negated operator, if its value matches none of them (IAM User Guide, "Conditions with multiple
//! context keys or values").
//!
//! A request without the key does not meet an operator, but does meet a negated one, one with `IfExists`, and
//! one with `ForAllValues` (IAM User Guide, "IAM JSON policy elements: Condition operators").

mod admits;
mod compiled;
mod contradiction;
mod fulfilment;
mod implies;
pub(crate) mod key;
pub(crate) mod known_key;
pub(crate) mod operator;
pub(crate) mod stated;

use std::rc::Rc;

use crate::ValueType;
use crate::document::{Key, Operator, Scalar};
use crate::iam::{arn, piece};

pub(crate) use admits::{Admission, admits};
pub(crate) use compiled::CompiledCondition;
pub(crate) use contradiction::{MAX_COMPARED, contradictions};
pub(crate) use fulfilment::{Fulfilment, fulfilment};
pub(crate) use implies::implies;
pub(crate) use key::KeyMeaning;
pub(crate) use operator::Comparison;
use operator::OperatorFamily;

/// A condition key under its operator.
#[derive(Clone, Debug)]
pub(crate) struct ConditionTest<'d> {
    pub(crate) operator: &'d Operator,
    pub(crate) key: &'d Key,
    /// The meaning of the operator, if IAM has it.
    pub(crate) comparison: Option<Comparison>,
    /// The facts about the key.
    pub(crate) meaning: Rc<KeyMeaning>,
    pub(crate) statement: usize,
}

impl<'d> ConditionTest<'d> {
    pub(crate) fn new(
        operator: &'d Operator,
        key: &'d Key,
        meaning: Rc<KeyMeaning>,
        statement: usize,
    ) -> Self {
        Self { operator, key, comparison: Comparison::new(&operator.name.value), meaning, statement }
    }

    /// True if no value of any request matches one of the values: an operator for ARNs, or a key that holds
    /// ARNs, and values that are none.
    pub(crate) fn is_never_met(&self) -> bool {
        let mut values = self.key.values.iter();
        let is_asking = self.comparison.is_some_and(|it| !it.is_negated && !it.passes_absent());
        is_asking
            && values.len() > 0
            && self.holds_arns()
            && values.all(|value| !arn::may_be_one(value.text.as_str()))
    }

    /// True if a value of a request can only match if it is an ARN.
    pub(crate) fn holds_arns(&self) -> bool {
        self.comparison.is_some_and(|it| match it.family {
            // Keys of another type have a finding of their own.
            OperatorFamily::Arn => self.meaning.types.is_empty() || self.meaning.is_of(ValueType::Arn),
            OperatorFamily::String => self.meaning.is_of(ValueType::Arn),
            _ => false,
        })
    }

    /// The values without placeholders and policy variables.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Scalar> + Clone {
        self.key.values.iter().filter(|value| !piece::is_unknown(&value.text.value))
    }
}
