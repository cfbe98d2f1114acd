//! Resources as a statement names them: ARNs, field by field.

use core::cell::RefCell;
use core::ops::Range;

use super::pattern::{Class, Pattern};
use super::piece::{self, Piece};
use super::prefix;
use crate::document::Text;
use crate::{Action, ArnFormat, ArnPart, ResourceType};

/// How many fields an ARN has.
const N_FIELDS: usize = 6;

/// An entry of `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(crate) struct ResourcePattern<'d> {
    pub(crate) text: &'d Text,
    pub(crate) form: Form<'d>,
    /// Whether it can match ARNs of the types that were asked for: many actions share few types.
    known: RefCell<Vec<(ResourceType, bool)>>,
}

/// What an entry is.
#[derive(Clone, Debug)]
pub(crate) enum Form<'d> {
    /// `*`.
    All,
    /// An ARN.
    Arn(Box<ArnPattern<'d>>),
    /// A text that a template fills in, and that may become any ARN.
    Unknown,
    /// No ARN, which is a finding of its own.
    Malformed,
}

/// An ARN with wildcards.
#[derive(Clone, Debug)]
pub(crate) struct ArnPattern<'d> {
    pub(crate) partition: Field<'d>,
    pub(crate) service: Field<'d>,
    pub(crate) region: Field<'d>,
    pub(crate) account: Field<'d>,
    pub(crate) resource: Field<'d>,
}

/// A field of an ARN.
#[derive(Clone, Debug)]
pub(crate) struct Field<'d> {
    /// As it is written; `*` where a `*` before it reaches it.
    pub(crate) text: &'d str,
    pub(crate) pattern: Pattern<'d>,
}

impl<'d> ResourcePattern<'d> {
    pub(crate) fn new(text: &'d Text) -> Self {
        let value = text.as_str();
        let form = if Pattern::new(value).is_all() {
            Form::All
        } else if let Some(arn) = ArnPattern::new(value) {
            Form::Arn(Box::new(arn))
        } else if matches!(piece::first(value), Some((Piece::Placeholder(_), _))) {
            Form::Unknown
        } else {
            Form::Malformed
        };
        Self { text, form, known: RefCell::default() }
    }

    /// Whether it is `*`.
    pub(crate) fn is_all(&self) -> bool {
        matches!(self.form, Form::All)
    }

    pub(crate) fn is_malformed(&self) -> bool {
        matches!(self.form, Form::Malformed)
    }

    /// Whether the catalog has the facts of the one service whose ARN it is.
    pub(crate) fn is_of_known_service(&self) -> bool {
        let service = self.arn().and_then(|arn| crate::service(arn.service.text));
        service.is_some_and(|service| service.as_of.is_some())
    }

    /// Whether it is the ARN of a service of which the catalog has no facts.
    pub(crate) fn may_be_of_a_service(&self) -> bool {
        !self.is_of_known_service()
            && self.arn().is_none_or(|arn| {
                !arn.service.pattern.is_literal() || prefix::is_service_of_arns(arn.service.text)
            })
    }

    /// Whether it may become any ARN, once a template is filled in.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.form, Form::Unknown)
    }

    pub(crate) fn arn(&self) -> Option<&ArnPattern<'d>> {
        match &self.form {
            Form::Arn(arn) => Some(arn),
            _ => None,
        }
    }

    /// Whether a request of the action can be about it, as far as that is known.
    pub(crate) fn can_match(&self, action: Action) -> bool {
        self.arn().is_none_or(|arn| action.resource_types().any(|kind| self.is_of(arn, kind)))
    }

    /// Whether it can match the ARN of something of a type.
    fn is_of(&self, arn: &ArnPattern<'_>, kind: ResourceType) -> bool {
        let mut known = self.known.borrow_mut();
        if let Some((_, is_one)) = known.iter().find(|(known, _)| *known == kind) {
            return *is_one;
        }
        let is_one = kind.arn_formats().any(|format| arn.overlaps(format));
        known.push((kind, is_one));
        is_one
    }

    /// Whether an ARN of the format can match.
    pub(crate) fn overlaps(&self, format: ArnFormat) -> bool {
        self.arn().is_none_or(|arn| arn.overlaps(format))
    }

    /// Whether something may match both.
    pub(crate) fn overlaps_with(&self, other: &ResourcePattern<'_>) -> bool {
        self.arn().zip(other.arn()).is_none_or(|(own, other)| {
            let overlap = |own: &Field<'_>, other: &Field<'_>| own.pattern.overlaps(&other.pattern);
            overlap(&own.partition, &other.partition)
                && overlap(&own.service, &other.service)
                && overlap(&own.region, &other.region)
                && overlap(&own.account, &other.account)
                && overlap(&own.resource, &other.resource)
        })
    }

    /// Whether everything that matches the other surely matches this one.
    pub(crate) fn covers(&self, other: &ResourcePattern<'_>) -> bool {
        match (&self.form, &other.form) {
            (Form::All, _) => true,
            (Form::Arn(arn), Form::Arn(other)) => arn.covers(other),
            (Form::Unknown, Form::Unknown) => self.text.value == other.text.value,
            _ => false,
        }
    }
}

impl<'d> ArnPattern<'d> {
    /// Reads an ARN, unless it lacks fields that no `*` at its end stands for.
    pub(crate) fn new(text: &'d str) -> Option<Self> {
        let ranges = fields(text);
        let is_whole = ranges.len() == N_FIELDS;
        if text.split(':').next() != Some("arn") || ranges.len() < 2 || !is_whole && !text.ends_with('*') {
            return None;
        }
        let field = |idx: usize| match ranges.get(idx) {
            Some(range) => Field::new(text.get(range.clone()).unwrap_or_default()),
            None => Field { text: "*", pattern: Pattern::all() },
        };
        Some(Self {
            partition: field(1),
            service: field(2),
            region: field(3),
            account: field(4),
            resource: field(5),
        })
    }

    /// Whether an ARN of the format can match.
    pub(crate) fn overlaps(&self, format: ArnFormat) -> bool {
        // Many formats are looked at, and most of them are of another service or type.
        let mut stated = format.as_str().splitn(N_FIELDS, ':').skip(2);
        let mut next = || stated.next().unwrap_or_default();
        self.service.matches(next())
            && self.region.fits(next())
            && self.account.fits(next())
            && self.resource.can_begin_as(next())
            && self.resource.pattern.overlaps(&resource(format))
    }

    /// Whether the last field of an ARN of the format can match.
    pub(crate) fn resource_overlaps(&self, format: ArnFormat) -> bool {
        self.resource.pattern.overlaps(&resource(format))
    }

    /// Whether every ARN that matches the other surely matches this one.
    pub(crate) fn covers(&self, other: &ArnPattern<'_>) -> bool {
        let covers = |field: &Field<'_>, other: &Field<'_>| field.pattern.covers(&other.pattern);
        covers(&self.service, &other.service)
            && covers(&self.resource, &other.resource)
            && covers(&self.region, &other.region)
            && covers(&self.account, &other.account)
            && covers(&self.partition, &other.partition)
    }
}

impl<'d> Field<'d> {
    fn new(text: &'d str) -> Self {
        Self { text, pattern: Pattern::new(text) }
    }

    /// What precedes the first character that does not stand for itself.
    fn literal_prefix(&self) -> &'d str {
        self.text.split(['*', '?', '$', '<']).next().unwrap_or_default()
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        if self.literal_prefix().len() == self.text.len() {
            return self.text == text;
        }
        self.pattern.matches(text)
    }

    /// Whether the beginning of a format does not rule out that it can match: most formats are told
    /// apart so, without a pattern made of them.
    fn can_begin_as(&self, format: &str) -> bool {
        let stated = format.split(['$', '*']).next().unwrap_or_default();
        let own = self.literal_prefix();
        own.starts_with(stated) || stated.starts_with(own)
    }

    /// Whether the field of a format can match: a fixed text, nothing, or a variable, which is never
    /// empty.
    pub(crate) fn fits(&self, stated: &str) -> bool {
        if stated.contains("${") || stated == "*" { !self.pattern.is_empty() } else { self.matches(stated) }
    }
}

/// The fields of an ARN: colons in `${…}` and `<…>` divide nothing, nor do those behind the fifth.
pub(crate) fn fields(text: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::with_capacity(N_FIELDS);
    let (mut start, mut rest) = (0, text);
    while fields.len() + 1 < N_FIELDS {
        let Some((piece, after)) = piece::first(rest) else { break };
        if piece == Piece::Char(':') {
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
fn resource(format: ArnFormat) -> Pattern<'static> {
    let mut pattern = Pattern::literal("");
    for part in format.resource_parts() {
        match part {
            ArnPart::Text(text) => pattern.push_str(text),
            ArnPart::Variable(variable) => {
                pattern.push_some(Class { slash: variable.may_hold('/'), colon: variable.may_hold(':') });
            }
        }
    }
    pattern
}

/// Whether a format is not that of one resource but of all of a type, which AWS checks lists on: it has
/// an asterisk, or no name at its end. `*` says the same and is what to write.
pub(crate) fn is_of_all(format: &str) -> bool {
    format.contains("${*}") || format.ends_with([':', '/'])
}
