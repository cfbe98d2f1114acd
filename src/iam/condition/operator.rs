//! Condition operators: a set qualifier, a comparison, and the suffix `IfExists`.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators". The names of operators are not
//! case-sensitive. Every operator but `Null` can have `IfExists`, and a request without the key then meets
//! it. `ForAllValues` and `ForAnyValue` are for keys of which a request has several values; a request without
//! any meets `ForAllValues`, and never `ForAnyValue`.

use core::cmp::Ordering;

use crate::shared::nearest::nearest;

/// The suffix of an operator that a request without the key meets.
pub(crate) const IF_EXISTS: &str = "IfExists";

/// The meaning of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The operator as IAM writes it, without qualifier and suffix.
    pub(crate) name: &'static str,
    pub(crate) qualifier: Option<Qualifier>,
    pub(crate) family: OperatorFamily,
    /// True for an operator that a request meets if it matches none of the values.
    pub(crate) is_negated: bool,
    pub(crate) mode: OperatorMode,
    pub(crate) if_exists: bool,
}

/// The comparison of several values of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Qualifier {
    /// Each value has to meet the condition; a request without values meets it too.
    ForAllValues,
    /// At least one value has to meet the condition.
    ForAnyValue,
}

/// The way in which an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OperatorMode {
    /// Equality.
    Equality,
    /// Equality regardless of case.
    AnyCase,
    /// A match, with `*` and `?` in a value as wildcards.
    Wildcards,
    /// Order, so that one of several values decides.
    Order,
}

/// The type of the values that an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OperatorFamily {
    String,
    Numeric,
    Date,
    Bool,
    Binary,
    IpAddress,
    Arn,
    Null,
}

impl OperatorFamily {
    /// The operator that tests such values for equality.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Self::String => "StringEquals",
            Self::Numeric => "NumericEquals",
            Self::Date => "DateEquals",
            Self::Bool => "Bool",
            Self::Binary => "BinaryEquals",
            Self::IpAddress => "IpAddress",
            Self::Arn => "ArnLike",
            Self::Null => "Null",
        }
    }
}

impl Qualifier {
    const ALL: [Self; 2] = [Self::ForAllValues, Self::ForAnyValue];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::ForAllValues => "ForAllValues",
            Self::ForAnyValue => "ForAnyValue",
        }
    }
}

/// Every operator: its name, its family, its mode, and `true` if it is negated.
const OPERATORS: [(&str, OperatorFamily, OperatorMode, bool); 27] = [
    ("StringEquals", OperatorFamily::String, OperatorMode::Equality, false),
    ("StringNotEquals", OperatorFamily::String, OperatorMode::Equality, true),
    ("StringEqualsIgnoreCase", OperatorFamily::String, OperatorMode::AnyCase, false),
    ("StringNotEqualsIgnoreCase", OperatorFamily::String, OperatorMode::AnyCase, true),
    ("StringLike", OperatorFamily::String, OperatorMode::Wildcards, false),
    ("StringNotLike", OperatorFamily::String, OperatorMode::Wildcards, true),
    ("NumericEquals", OperatorFamily::Numeric, OperatorMode::Equality, false),
    ("NumericNotEquals", OperatorFamily::Numeric, OperatorMode::Equality, true),
    ("NumericLessThan", OperatorFamily::Numeric, OperatorMode::Order, false),
    ("NumericLessThanEquals", OperatorFamily::Numeric, OperatorMode::Order, false),
    ("NumericGreaterThan", OperatorFamily::Numeric, OperatorMode::Order, false),
    ("NumericGreaterThanEquals", OperatorFamily::Numeric, OperatorMode::Order, false),
    ("DateEquals", OperatorFamily::Date, OperatorMode::Equality, false),
    ("DateNotEquals", OperatorFamily::Date, OperatorMode::Equality, true),
    ("DateLessThan", OperatorFamily::Date, OperatorMode::Order, false),
    ("DateLessThanEquals", OperatorFamily::Date, OperatorMode::Order, false),
    ("DateGreaterThan", OperatorFamily::Date, OperatorMode::Order, false),
    ("DateGreaterThanEquals", OperatorFamily::Date, OperatorMode::Order, false),
    ("Bool", OperatorFamily::Bool, OperatorMode::Equality, false),
    ("BinaryEquals", OperatorFamily::Binary, OperatorMode::Equality, false),
    ("IpAddress", OperatorFamily::IpAddress, OperatorMode::Equality, false),
    ("NotIpAddress", OperatorFamily::IpAddress, OperatorMode::Equality, true),
    ("ArnEquals", OperatorFamily::Arn, OperatorMode::Wildcards, false),
    ("ArnLike", OperatorFamily::Arn, OperatorMode::Wildcards, false),
    ("ArnNotEquals", OperatorFamily::Arn, OperatorMode::Wildcards, true),
    ("ArnNotLike", OperatorFamily::Arn, OperatorMode::Wildcards, true),
    ("Null", OperatorFamily::Null, OperatorMode::Equality, false),
];

impl Comparison {
    /// The meaning of a written operator, whose case does not matter.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let (qualifier, rest) = match text.split_once(':') {
            Some((qualifier, rest)) => {
                let mut all = Qualifier::ALL.into_iter();
                (Some(all.find(|it| it.as_str().eq_ignore_ascii_case(qualifier))?), rest)
            }
            None => (None, text),
        };
        let (name, if_exists) = split_if_exists(rest);
        let (name, family, mode, is_negated) =
            OPERATORS.into_iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
        Some(Self { name, qualifier, family, is_negated, mode, if_exists })
    }

    /// True if `*` and `?` in a value are wildcards.
    pub(crate) fn is_like(self) -> bool {
        self.mode == OperatorMode::Wildcards
    }

    /// True if a request without the key meets the operator; not for [`OperatorFamily::Null`], which asks for
    /// the key itself. `ForAnyValue` asks for a value, whatever the suffix says: `docs/evaluation.md`.
    pub(crate) fn passes_absent(self) -> bool {
        match self.qualifier {
            Some(Qualifier::ForAllValues) => true,
            Some(Qualifier::ForAnyValue) => false,
            None => self.if_exists || self.is_negated,
        }
    }

    /// True if a value of a request in this order to a stated one meets the operator.
    pub(crate) fn is_met_by(self, order: Ordering) -> bool {
        match self.name {
            name if name.ends_with("LessThan") => order.is_lt(),
            name if name.ends_with("LessThanEquals") => order.is_le(),
            name if name.ends_with("GreaterThan") => order.is_gt(),
            name if name.ends_with("GreaterThanEquals") => order.is_ge(),
            _ => order.is_eq(),
        }
    }

    /// The operator with the same qualifier and suffix and another name.
    pub(crate) fn renamed(self, name: &str) -> String {
        let qualifier = self.qualifier.map(|it| format!("{}:", it.as_str())).unwrap_or_default();
        format!("{qualifier}{name}{}", if self.if_exists { IF_EXISTS } else { "" })
    }
}

fn split_if_exists(text: &str) -> (&str, bool) {
    let at = text.len().saturating_sub(IF_EXISTS.len());
    match text.split_at_checked(at) {
        Some((name, suffix)) if suffix.eq_ignore_ascii_case(IF_EXISTS) => (name, true),
        _ => (text, false),
    }
}

/// The intended operator of a misspelt one.
pub(crate) fn meant(text: &str) -> Option<String> {
    let (qualifier, rest) = match text.split_once(':') {
        Some((qualifier, rest)) => {
            let names = Qualifier::ALL.map(Qualifier::as_str);
            (format!("{}:", nearest(qualifier.trim(), names)?), rest)
        }
        None => (String::new(), text),
    };
    let (name, if_exists) = split_if_exists(rest.trim());
    let name = nearest(name, OPERATORS.map(|(name, ..)| name))?;
    Some(format!("{qualifier}{name}{}", if if_exists { IF_EXISTS } else { "" }))
}
