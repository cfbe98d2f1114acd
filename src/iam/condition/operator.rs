//! Condition operators: a set qualifier, a comparison, and the suffix `IfExists`.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators". The names of operators have no
//! case. Every operator but `Null` can have `IfExists`, which is met by a request without the key.
//! `ForAllValues` and `ForAnyValue` are for keys of which a request has several values; `ForAllValues` is also
//! met by a request that has none.

use crate::shared::nearest::nearest;

/// What stands behind an operator that is met where the request has no such key.
pub(crate) const IF_EXISTS: &str = "IfExists";

/// What an operator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The operator as IAM writes it, without qualifier and suffix.
    pub(crate) name: &'static str,
    pub(crate) qualifier: Option<Qualifier>,
    pub(crate) family: OperatorFamily,
    /// Whether it is met by what matches none of the values.
    pub(crate) is_negated: bool,
    pub(crate) way: OperatorMode,
    pub(crate) if_exists: bool,
}

/// How several values of a request are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Qualifier {
    /// Each has to meet the condition; none meets it too.
    ForAllValues,
    /// One has to.
    ForAnyValue,
}

/// How an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OperatorMode {
    /// For equality.
    Equality,
    /// For equality in any case.
    AnyCase,
    /// With `*` and `?` in a value as wildcards.
    Wildcards,
    /// By order, so that one of several values decides.
    Order,
}

/// What an operator compares.
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
    /// The operator that compares two such values for equality.
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

/// Every operator: its name, what it compares and how, and whether it is negated.
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
    /// What an operator does that is written so, in any case.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let (qualifier, rest) = match text.split_once(':') {
            Some((qualifier, rest)) => {
                let mut all = Qualifier::ALL.into_iter();
                (Some(all.find(|it| it.as_str().eq_ignore_ascii_case(qualifier))?), rest)
            }
            None => (None, text),
        };
        let (name, if_exists) = split_if_exists(rest);
        let (name, family, way, is_negated) =
            OPERATORS.into_iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
        Some(Self { name, qualifier, family, is_negated, way, if_exists })
    }

    /// Whether `*` and `?` in a value are wildcards.
    pub(crate) fn is_like(self) -> bool {
        self.way == OperatorMode::Wildcards
    }

    /// Whether a request meets it that does not have the key. [`OperatorFamily::Null`] asks just that.
    pub(crate) fn passes_absent(self) -> bool {
        self.if_exists
            || self.qualifier == Some(Qualifier::ForAllValues)
            || self.is_negated && self.qualifier.is_none()
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

/// The operator that is probably meant by one that IAM does not have.
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
