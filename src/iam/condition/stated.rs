//! The values that a policy states for a condition key, compiled, and their comparison with those of a
//! request.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators". Operators for ARNs compare each
//! of the six fields by itself, and `ArnEquals` and `ArnLike` do the same; `StringLike` compares an ARN as
//! one string, in which a `*` reaches past colons. An address without a prefix is that address alone.

use crate::iam::address::AddressRange;
use crate::iam::arn::{self, N_FIELDS};
use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode};
use crate::iam::context::Context;
use crate::iam::glob::{Glob, GlobSyntax};
#[cfg(feature = "compare")]
use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::truth::Truth;
use crate::iam::{date, piece};

/// A value of a condition as its operator reads it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StatedValue {
    Text(Glob),
    /// The six fields of an ARN; another number of fields matches no ARN.
    Arn(Vec<Glob>),
    Bool(bool),
    Number(f64),
    Date(i64),
    Addresses(AddressRange),
    /// A value that is not a string, with a part that is not known yet.
    Open,
}

impl StatedValue {
    /// Reads a value; nothing if the operator cannot read it.
    pub(crate) fn new(comparison: Comparison, text: &str, has_variables: bool) -> Option<Self> {
        let syntax = GlobSyntax { wildcards: comparison.is_like(), variables: has_variables };
        let is_text = matches!(comparison.family, OperatorFamily::String | OperatorFamily::Arn);
        let is_open = || piece::has_placeholder(text) || has_variables && piece::variable(text).is_some();
        if !is_text && is_open() {
            return Some(Self::Open);
        }
        match comparison.family {
            // It matches anything, and not only an ARN.
            OperatorFamily::Arn if text.bytes().all(|byte| byte == b'*') => {
                Some(Self::Text(Glob::new(text, syntax)))
            }
            OperatorFamily::String | OperatorFamily::Binary => Some(Self::Text(Glob::new(text, syntax))),
            OperatorFamily::Arn => {
                let fields = arn::fields(text).into_iter();
                let fields = fields.map(|field| Glob::new(text.get(field).unwrap_or_default(), syntax));
                Some(Self::Arn(fields.collect()))
            }
            OperatorFamily::Bool | OperatorFamily::Null => boolean(text).map(Self::Bool),
            OperatorFamily::Numeric => number(text).map(Self::Number),
            OperatorFamily::Date => date::parse(text).map(|date| Self::Date(date.seconds)),
            OperatorFamily::IpAddress => AddressRange::new(text).map(Self::Addresses),
        }
    }

    /// The same value with other text in place of each placeholder of a string.
    #[cfg(feature = "compare")]
    pub(crate) fn filled(&self, fill: &dyn Fn(&str) -> String) -> Self {
        match self {
            Self::Text(glob) => Self::Text(glob.filled(fill)),
            Self::Arn(fields) => Self::Arn(fields.iter().map(|field| field.filled(fill)).collect()),
            other => other.clone(),
        }
    }

    /// The keys of the variables, in lower case.
    #[cfg(feature = "compare")]
    pub(crate) fn variables(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Text(glob) => Box::new(glob.variables()),
            Self::Arn(fields) => Box::new(fields.iter().flat_map(Glob::variables)),
            _ => Box::new(core::iter::empty()),
        }
    }

    /// The strings that match in a request; nothing if none can, and for a value that is not a string.
    #[cfg(feature = "compare")]
    pub(crate) fn language(&self, cx: &Context) -> Option<TextPattern<'static>> {
        let mut language = TextPattern::default();
        match self {
            Self::Text(glob) => glob.push_to(&mut language, None, cx)?,
            Self::Arn(fields) => {
                for (idx, field) in fields.iter().enumerate() {
                    if idx > 0 {
                        language.push_str(":");
                    }
                    let class = (idx + 1 < N_FIELDS).then_some(CharClass::NO_COLON);
                    field.push_to(&mut language, class, cx)?;
                }
            }
            _ => return None,
        }
        Some(language.normalized())
    }

    /// The only string that matches in a request, if there is one.
    #[cfg(feature = "compare")]
    pub(crate) fn literal(&self, cx: &Context) -> Option<String> {
        self.language(cx)?.as_literal()
    }

    /// The answer whether a value of a request matches, under an operator that is not negated.
    pub(crate) fn matches(&self, comparison: Comparison, given: &str, cx: &Context) -> Truth {
        match self {
            Self::Text(glob) if comparison.mode == OperatorMode::AnyCase => {
                glob.equals_in_any_case(given, cx)
            }
            Self::Text(glob) => glob.matches(given, cx),
            Self::Arn(fields) => {
                let mut others = given.splitn(N_FIELDS, ':');
                let all = Truth::all(
                    fields.iter().map(|field| others.next().map_or(Truth::No, |it| field.matches(it, cx))),
                );
                if others.next().is_some() { Truth::No } else { all }
            }
            Self::Bool(stated) => Truth::from(boolean(given) == Some(*stated)),
            Self::Number(stated) => {
                let order = number(given).and_then(|given| given.partial_cmp(stated));
                Truth::from(order.is_some_and(|order| comparison.is_met_by(order)))
            }
            Self::Date(stated) => {
                let order = date::parse(given).map(|given| given.seconds.cmp(stated));
                Truth::from(order.is_some_and(|order| comparison.is_met_by(order)))
            }
            Self::Addresses(stated) => {
                Truth::from(AddressRange::new(given).is_some_and(|given| stated.covers(given)))
            }
            Self::Open => Truth::Open,
        }
    }
}

fn boolean(text: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    if is("true") { Some(true) } else { is("false").then_some(false) }
}

/// A number, written with digits.
fn number(text: &str) -> Option<f64> {
    let is_digit = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
    text.parse().ok().filter(|_| text.chars().all(is_digit))
}
