//! IAM's condition operators: a qualifier, a comparison, and whether an absent key counts as met.

use crate::findings::nearest;

/// What stands behind an operator that is met where the request has no such key.
pub(super) const IF_EXISTS: &str = "IfExists";

/// What an operator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The operator as IAM writes it, without qualifier and suffix.
    pub(super) name: &'static str,
    pub(super) qualifier: Option<Qualifier>,
    pub(crate) family: Family,
    /// Whether it is met by what matches none of the values.
    pub(crate) is_negated: bool,
    pub(super) way: Way,
    pub(super) if_exists: bool,
}

/// How several values of a request are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Qualifier {
    /// Each has to meet the condition; none meets it too.
    ForAllValues,
    /// One has to.
    ForAnyValue,
}

/// How an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
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
pub(crate) enum Family {
    String,
    Numeric,
    Date,
    Bool,
    Binary,
    IpAddress,
    Arn,
    Null,
}

impl Family {
    /// The operator that compares two such values for equality.
    pub(super) const fn example(self) -> &'static str {
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

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::ForAllValues => "ForAllValues",
            Self::ForAnyValue => "ForAnyValue",
        }
    }
}

/// Every operator: its name, what it compares and how, and whether it is negated.
const OPERATORS: [(&str, Family, Way, bool); 27] = [
    ("StringEquals", Family::String, Way::Equality, false),
    ("StringNotEquals", Family::String, Way::Equality, true),
    ("StringEqualsIgnoreCase", Family::String, Way::AnyCase, false),
    ("StringNotEqualsIgnoreCase", Family::String, Way::AnyCase, true),
    ("StringLike", Family::String, Way::Wildcards, false),
    ("StringNotLike", Family::String, Way::Wildcards, true),
    ("NumericEquals", Family::Numeric, Way::Equality, false),
    ("NumericNotEquals", Family::Numeric, Way::Equality, true),
    ("NumericLessThan", Family::Numeric, Way::Order, false),
    ("NumericLessThanEquals", Family::Numeric, Way::Order, false),
    ("NumericGreaterThan", Family::Numeric, Way::Order, false),
    ("NumericGreaterThanEquals", Family::Numeric, Way::Order, false),
    ("DateEquals", Family::Date, Way::Equality, false),
    ("DateNotEquals", Family::Date, Way::Equality, true),
    ("DateLessThan", Family::Date, Way::Order, false),
    ("DateLessThanEquals", Family::Date, Way::Order, false),
    ("DateGreaterThan", Family::Date, Way::Order, false),
    ("DateGreaterThanEquals", Family::Date, Way::Order, false),
    ("Bool", Family::Bool, Way::Equality, false),
    ("BinaryEquals", Family::Binary, Way::Equality, false),
    ("IpAddress", Family::IpAddress, Way::Equality, false),
    ("NotIpAddress", Family::IpAddress, Way::Equality, true),
    ("ArnEquals", Family::Arn, Way::Wildcards, false),
    ("ArnLike", Family::Arn, Way::Wildcards, false),
    ("ArnNotEquals", Family::Arn, Way::Wildcards, true),
    ("ArnNotLike", Family::Arn, Way::Wildcards, true),
    ("Null", Family::Null, Way::Equality, false),
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
    pub(super) fn is_like(self) -> bool {
        self.way == Way::Wildcards
    }

    /// Whether a request meets it that does not have the key. [`Family::Null`] asks just that.
    pub(crate) fn passes_absent(self) -> bool {
        self.if_exists
            || self.qualifier == Some(Qualifier::ForAllValues)
            || self.is_negated && self.qualifier.is_none()
    }

    /// The operator with the same qualifier and suffix and another name.
    pub(super) fn renamed(self, name: &str) -> String {
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
pub(super) fn meant(text: &str) -> Option<String> {
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
