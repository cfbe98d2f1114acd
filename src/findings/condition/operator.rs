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
    pub(super) family: Family,
    /// Whether it is met by what matches none of the values.
    pub(super) is_negated: bool,
    /// Whether `*` and `?` in a value are wildcards.
    pub(super) is_like: bool,
    /// Whether the case of texts means nothing.
    pub(super) ignores_case: bool,
    /// Whether it compares by order, so that one of several values decides.
    pub(super) is_ordering: bool,
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

/// What an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
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

/// Every operator: its name, what it compares, and how (`!` negated, `*` with wildcards, `i` ignoring
/// case, `<` by order).
const OPERATORS: [(&str, Family, &str); 27] = [
    ("StringEquals", Family::String, ""),
    ("StringNotEquals", Family::String, "!"),
    ("StringEqualsIgnoreCase", Family::String, "i"),
    ("StringNotEqualsIgnoreCase", Family::String, "!i"),
    ("StringLike", Family::String, "*"),
    ("StringNotLike", Family::String, "!*"),
    ("NumericEquals", Family::Numeric, ""),
    ("NumericNotEquals", Family::Numeric, "!"),
    ("NumericLessThan", Family::Numeric, "<"),
    ("NumericLessThanEquals", Family::Numeric, "<"),
    ("NumericGreaterThan", Family::Numeric, "<"),
    ("NumericGreaterThanEquals", Family::Numeric, "<"),
    ("DateEquals", Family::Date, ""),
    ("DateNotEquals", Family::Date, "!"),
    ("DateLessThan", Family::Date, "<"),
    ("DateLessThanEquals", Family::Date, "<"),
    ("DateGreaterThan", Family::Date, "<"),
    ("DateGreaterThanEquals", Family::Date, "<"),
    ("Bool", Family::Bool, ""),
    ("BinaryEquals", Family::Binary, ""),
    ("IpAddress", Family::IpAddress, ""),
    ("NotIpAddress", Family::IpAddress, "!"),
    ("ArnEquals", Family::Arn, "*"),
    ("ArnLike", Family::Arn, "*"),
    ("ArnNotEquals", Family::Arn, "!*"),
    ("ArnNotLike", Family::Arn, "!*"),
    ("Null", Family::Null, ""),
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
        let (name, family, how) =
            OPERATORS.into_iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
        Some(Self {
            name,
            qualifier,
            family,
            is_negated: how.contains('!'),
            is_like: how.contains('*'),
            ignores_case: how.contains('i'),
            is_ordering: how.contains('<'),
            if_exists,
        })
    }

    /// Whether a request meets it that does not have the key. [`Family::Null`] asks just that.
    pub(super) fn passes_absent(self) -> bool {
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
