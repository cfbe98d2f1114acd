//! ARNs with wildcards, field by field.
//!
//! An ARN has six fields between colons: `arn:partition:service:region:account:resource`. IAM compares them
//! one by one, and case matters. In the last field `/` and `:` are ordinary characters. In the region and the
//! account a `*` stays in its field, unless it is the last character of the field: such a `*` can also match
//! the following colons and fields, so that `arn:aws:logs:*:*:/aws-glue/*` matches the log groups of
//! `arn:aws:logs:REGION:ACCOUNT:log-group:/aws-glue/NAME`, and the `*` of `arn:aws:sqs:us-*-1:*:jobs` before
//! `-1` matches a part of a region (IAM User Guide, "IAM JSON policy elements: Resource").
//!
//! IAM refuses a wildcard in the service, and a `*` in the partition is taken to stay there: it is written to
//! name all partitions.
//!
//! Every question is asked about this reading, with one exception: a denial that takes a grant away, or that
//! makes another denial redundant, has to do so also if each `*` stays in its field
//! ([`surely_covers`](ArnPattern::surely_covers)). Too narrow a reading of a denial costs a finding, and too
//! wide a one would call a dangerous grant harmless.
//!
//! Only the last field can have a policy variable (IAM User Guide, "IAM policy elements: Variables and
//! tags").

use core::ops::Range;
use std::borrow::Cow;

use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::piece;
use crate::iam::piece::PatternPiece;
use crate::{ArnFormat, ArnPart};

/// The number of fields of an ARN.
pub(crate) const N_FIELDS: usize = 6;

/// An ARN with wildcards.
#[derive(Clone, Debug)]
pub(crate) struct ArnPattern<'d> {
    pub(crate) partition: ArnField<'d>,
    pub(crate) service: ArnField<'d>,
    pub(crate) region: ArnField<'d>,
    pub(crate) account: ArnField<'d>,
    pub(crate) resource: ArnField<'d>,
    /// The last three fields as one pattern, if a `*` in it matches more than its own field.
    crossing: Option<Box<TextPattern<'d>>>,
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
        let ranges = fields_of_pattern(text)?;
        let field = |idx: usize| match ranges.get(idx) {
            Some(range) => ArnField::new(text.get(range.clone()).unwrap_or_default()),
            None => ArnField::new("*"),
        };
        let (region, account, resource) = (field(3), field(4), field(5));
        let crossing = crosses(region.text, account.text, resource.text)
            .then(|| Box::new(tail(&region, &account, &resource)));
        Some(Self { partition: field(1), service: field(2), region, account, resource, crossing })
    }

    /// True if an ARN of the format can match.
    pub(crate) fn overlaps(&self, format: ArnFormat) -> bool {
        // Most formats belong to another service or type, and their first characters rule them out.
        let mut stated = format.as_str().splitn(N_FIELDS, ':').skip(2);
        let mut next = || stated.next().unwrap_or_default();
        let (service, region, account, last) = (next(), next(), next(), next());
        if !self.service.fits(service) {
            return false;
        }
        self.region.fits(region)
            && self.account.fits(account)
            && self.resource.can_begin_as(last)
            && self.resource.pattern.overlaps(&resource(format))
            || self.crosses_into(format)
    }

    /// True if an ARN of the format can match because a `*` reaches past colons: the last field of the format
    /// then has a colon. A colon in a name does not count, since nobody means the key pair
    /// `x:ACCOUNT:volume/y` by the volumes of all regions.
    fn crosses_into(&self, format: ArnFormat) -> bool {
        self.crossing
            .as_ref()
            .is_some_and(|crossing| has_colon(format) && crossing.overlaps(&whole_tail(format)))
    }

    /// True if the last field of an ARN of the format can match.
    pub(crate) fn resource_overlaps(&self, format: ArnFormat) -> bool {
        self.resource.pattern.overlaps(&resource(format))
    }

    /// True if the last field of an ARN of the format can match, with values of a variable that match a
    /// pattern.
    pub(crate) fn overlaps_like(&self, format: ArnFormat, variable: &str, pattern: &'static str) -> bool {
        self.resource.pattern.overlaps(&resource_with(format, Some((variable, pattern))))
    }

    /// True if the last field only matches ARNs of the format whose value of a variable matches a pattern.
    pub(crate) fn is_within(&self, format: ArnFormat, variable: &str, pattern: &'static str) -> bool {
        resource_with(format, Some((variable, pattern))).covers(&self.resource.pattern)
    }

    /// True if an ARN can match both patterns.
    pub(crate) fn overlaps_with(&self, other: &ArnPattern<'_>) -> bool {
        let overlap = |field: &ArnField<'_>, other: &ArnField<'_>| field.pattern.overlaps(&other.pattern);
        overlap(&self.partition, &other.partition)
            && overlap(&self.service, &other.service)
            && (overlap(&self.region, &other.region)
                && overlap(&self.account, &other.account)
                && overlap(&self.resource, &other.resource)
                || self.crosses_with(other) && self.tail().overlaps(&other.tail()))
    }

    /// True if every ARN that matches the other pattern certainly matches this one.
    pub(crate) fn covers(&self, other: &ArnPattern<'_>) -> bool {
        if !self.crosses_with(other) {
            return self.covers_by_fields(other);
        }
        if !self.region.can_cover(&other.region) {
            return false;
        }
        self.service.covers(&other.service)
            && self.partition.covers(&other.partition)
            && self.tail().covers(&other.tail())
    }

    /// The same, also if each `*` stays in its field.
    pub(crate) fn surely_covers(&self, other: &ArnPattern<'_>) -> bool {
        self.covers_by_fields(other) && (!self.crosses_with(other) || self.covers(other))
    }

    fn covers_by_fields(&self, other: &ArnPattern<'_>) -> bool {
        // Most entries differ in their first characters.
        self.resource.can_cover(&other.resource)
            && self.service.covers(&other.service)
            && self.resource.covers(&other.resource)
            && self.region.covers(&other.region)
            && self.account.covers(&other.account)
            && self.partition.covers(&other.partition)
    }

    fn crosses_with(&self, other: &ArnPattern<'_>) -> bool {
        self.crossing.is_some() || other.crossing.is_some()
    }

    /// The last three fields as one pattern.
    fn tail(&self) -> Cow<'_, TextPattern<'d>> {
        match &self.crossing {
            Some(crossing) => Cow::Borrowed(crossing),
            None => Cow::Owned(tail(&self.region, &self.account, &self.resource)),
        }
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

    /// False if the first characters rule out that this field covers another one.
    fn can_cover(&self, other: &ArnField<'_>) -> bool {
        other.literal_prefix.starts_with(self.literal_prefix)
    }

    fn covers(&self, other: &ArnField<'_>) -> bool {
        self.pattern.covers(&other.pattern)
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
        if is_variable(stated) { !self.pattern.is_empty() } else { self.matches(stated) }
    }
}

/// True if a string of a condition can match an ARN: it is one, or has wildcards or unknown parts instead.
pub(crate) fn may_be_one(text: &str) -> bool {
    TextPattern::new(text).overlaps(&TextPattern::new("arn:*:*:*:*:*"))
}

/// The fields of an ARN with wildcards. One with fewer than six fields has to end in `*`.
pub(crate) fn fields_of_pattern(text: &str) -> Option<Vec<Range<usize>>> {
    let ranges = fields(text);
    let is_whole = ranges.len() == N_FIELDS;
    let is_arn = text.split(':').next() == Some("arn") && ranges.len() > 1;
    (is_arn && (is_whole || text.ends_with('*'))).then_some(ranges)
}

/// True if a `*` at the end of a field matches more than its own field.
pub(crate) fn crosses(region: &str, account: &str, resource: &str) -> bool {
    let is_all = |text: &str| TextPattern::new(text).is_all();
    let is_all_of_account = is_all(resource);
    region.ends_with('*') && !(is_all_of_account && is_all(account))
        || account.ends_with('*') && !is_all_of_account
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

/// Three fields as one pattern, in which a `*` at the end of a field reaches past the colons behind it.
fn tail<'d>(region: &ArnField<'d>, account: &ArnField<'d>, resource: &ArnField<'d>) -> TextPattern<'d> {
    let mut pattern = TextPattern::literal("");
    pattern.push_field(region.text);
    pattern.push_str(":");
    pattern.push_field(account.text);
    pattern.push_str(":");
    pattern.push(&resource.pattern);
    pattern.normalized()
}

/// True if the last field of a format has a colon outside of its variables.
pub(crate) fn has_colon(format: ArnFormat) -> bool {
    format.resource_parts().any(|part| matches!(part, ArnPart::Text(text) if text.contains(':')))
}

/// The last three fields of a format as one pattern.
fn whole_tail(format: ArnFormat) -> TextPattern<'static> {
    let mut pattern = TextPattern::literal("");
    for field in [format.region(), format.account()] {
        if is_variable(field) {
            pattern.push_some(CharClass { slash: false, colon: false });
        } else {
            pattern.push_str(field);
        }
        pattern.push_str(":");
    }
    pattern.push(&resource(format));
    pattern
}

/// True for a field of a format that is not a fixed string.
pub(crate) fn is_variable(stated: &str) -> bool {
    stated.contains("${") || stated == "*"
}

/// The last field of a format as a pattern.
fn resource(format: ArnFormat) -> TextPattern<'static> {
    resource_with(format, None)
}

/// The same with a pattern in place of a variable.
fn resource_with(format: ArnFormat, replaced: Option<(&str, &'static str)>) -> TextPattern<'static> {
    let mut pattern = TextPattern::literal("");
    for part in format.resource_parts() {
        match (part, replaced) {
            (ArnPart::Variable(variable), Some((name, with))) if variable.name == name => {
                pattern.push(&TextPattern::new(with));
            }
            (ArnPart::Text(text), _) => pattern.push_str(text),
            (ArnPart::Variable(variable), _) => {
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
