//! ARNs with wildcards, field by field.
//!
//! An ARN has six fields between colons: `arn:partition:service:region:account:resource`. IAM compares them
//! one by one, and case matters. A `*` stays in its field unless it is the last character of the field: then
//! it can also match the following colons and fields. In the last field `/` and `:` are ordinary characters
//! (IAM User Guide, "IAM JSON policy elements: Resource").
//!
//! Only the last field can have a policy variable (IAM User Guide, "IAM policy elements: Variables and
//! tags").
//!
//! This module lets a `*` reach past colons only as the last character of an ARN with fewer than six fields.

use core::ops::Range;

use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::piece;
use crate::iam::piece::PatternPiece;
use crate::{ArnFormat, ArnPart};

/// The number of fields of an ARN.
const N_FIELDS: usize = 6;

/// An ARN with wildcards.
#[derive(Clone, Debug)]
pub(crate) struct ArnPattern<'d> {
    pub(crate) partition: ArnField<'d>,
    pub(crate) service: ArnField<'d>,
    pub(crate) region: ArnField<'d>,
    pub(crate) account: ArnField<'d>,
    pub(crate) resource: ArnField<'d>,
}

/// A field of an ARN.
#[derive(Clone, Debug)]
pub(crate) struct ArnField<'d> {
    /// The field as written; `*` where a `*` of an earlier field reaches it.
    pub(crate) text: &'d str,
    pub(crate) pattern: TextPattern<'d>,
    /// The part before the first character that does not stand for itself.
    literal_prefix: &'d str,
}

impl<'d> ArnPattern<'d> {
    /// Reads an ARN. One with fewer than six fields has to end in `*`.
    pub(crate) fn new(text: &'d str) -> Option<Self> {
        let ranges = fields(text);
        let is_whole = ranges.len() == N_FIELDS;
        if text.split(':').next() != Some("arn") || ranges.len() < 2 || !is_whole && !text.ends_with('*') {
            return None;
        }
        let field = |idx: usize| match ranges.get(idx) {
            Some(range) => ArnField::new(text.get(range.clone()).unwrap_or_default()),
            None => ArnField::new("*"),
        };
        Some(Self {
            partition: field(1),
            service: field(2),
            region: field(3),
            account: field(4),
            resource: field(5),
        })
    }

    /// True if an ARN of the format can match.
    pub(crate) fn overlaps(&self, format: ArnFormat) -> bool {
        // Most formats belong to another service or type, and their first characters rule them out.
        let mut stated = format.as_str().splitn(N_FIELDS, ':').skip(2);
        let mut next = || stated.next().unwrap_or_default();
        self.service.fits(next())
            && self.region.fits(next())
            && self.account.fits(next())
            && self.resource.can_begin_as(next())
            && self.resource.pattern.overlaps(&resource(format))
    }

    /// True if the last field of an ARN of the format can match.
    pub(crate) fn resource_overlaps(&self, format: ArnFormat) -> bool {
        self.resource.pattern.overlaps(&resource(format))
    }

    /// True if every ARN that matches the other pattern certainly matches this one.
    pub(crate) fn covers(&self, other: &ArnPattern<'_>) -> bool {
        let covers = |field: &ArnField<'_>, other: &ArnField<'_>| field.pattern.covers(&other.pattern);
        covers(&self.service, &other.service)
            && covers(&self.resource, &other.resource)
            && covers(&self.region, &other.region)
            && covers(&self.account, &other.account)
            && covers(&self.partition, &other.partition)
    }
}

impl<'d> ArnField<'d> {
    fn new(text: &'d str) -> Self {
        let is_literal = |(at, piece): &(usize, PatternPiece<'_>)| match piece {
            PatternPiece::Char(c) => text.get(*at..).is_some_and(|rest| rest.starts_with(*c)) && *c != '$',
            _ => false,
        };
        let end = piece::pieces_at(text).find(|piece| !is_literal(piece)).map_or(text.len(), |(at, _)| at);
        let literal_prefix = text.get(..end).unwrap_or_default();
        Self { text, pattern: TextPattern::new(text), literal_prefix }
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        if self.literal_prefix.len() == self.text.len() {
            return self.text == text;
        }
        self.pattern.matches(text)
    }

    /// False if the beginning of a format rules out a match: this tells most formats apart without a
    /// pattern.
    fn can_begin_as(&self, format: &str) -> bool {
        let stated = format.split(['$', '*']).next().unwrap_or_default();
        let own = self.literal_prefix;
        own.starts_with(stated) || stated.starts_with(own)
    }

    /// True if the field of a format can match: a fixed string, nothing, or a variable, which is never
    /// empty.
    pub(crate) fn fits(&self, stated: &str) -> bool {
        if stated.contains("${") || stated == "*" { !self.pattern.is_empty() } else { self.matches(stated) }
    }
}

/// True if a string of a condition can match an ARN: it is one, or has wildcards or unknown parts instead.
pub(crate) fn may_be_one(text: &str) -> bool {
    TextPattern::new(text).overlaps(&TextPattern::new("arn:*:*:*:*:*"))
}

/// The fields of an ARN. Colons in `${…}` and `<…>` and colons after the fifth do not separate fields.
pub(crate) fn fields(text: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::with_capacity(N_FIELDS);
    let (mut start, mut rest) = (0, text);
    while fields.len() + 1 < N_FIELDS {
        let Some((piece, after)) = piece::first(rest) else { break };
        if piece == PatternPiece::Char(':') {
            let end = text.len() - rest.len();
            fields.push(start..end);
            start = end + 1;
        }
        rest = after;
    }
    fields.push(start..text.len());
    fields
}

/// The last field of a format as a pattern.
fn resource(format: ArnFormat) -> TextPattern<'static> {
    let mut pattern = TextPattern::literal("");
    for part in format.resource_parts() {
        match part {
            ArnPart::Text(text) => pattern.push_str(text),
            ArnPart::Variable(variable) => {
                pattern.push_some(CharClass { slash: variable.may_hold('/'), colon: variable.may_hold(':') });
            }
        }
    }
    pattern
}

/// True for a format that stands for all resources of a type and not for a single one: it has an asterisk,
/// or no name at its end. AWS uses it for actions that list. `*` has the same meaning and is the better
/// choice.
pub(crate) fn is_of_all(format: &str) -> bool {
    format.contains("${*}") || format.ends_with([':', '/'])
}
