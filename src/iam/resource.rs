//! Entries of `Resource` and `NotResource`: `*`, or an ARN with wildcards.
//!
//! An action that takes no resource can only be granted on `*`. An action that takes resources is granted on
//! an ARN if the ARN matches a format of any of its resource types (Service Authorization Reference,
//! "Resource types defined by" each service).

use std::rc::Rc;

use crate::document::Text;
use crate::iam::arn::ArnPattern;
use crate::iam::pattern::TextPattern;
use crate::iam::piece::{self, PatternPiece};
use crate::iam::prefix;
use crate::iam::type_set::{TypeSet, TypeSets};
use crate::{Action, ArnFormat, ResourceType, Service};

/// An entry of `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(crate) struct ResourcePattern<'d> {
    pub(crate) text: &'d Text,
    pub(crate) form: ResourceForm<'d>,
    /// The types that the ARN can be of: many actions share few types.
    types: TypeSets,
}

/// The form of an entry.
#[derive(Clone, Debug)]
pub(crate) enum ResourceForm<'d> {
    /// `*`.
    All,
    /// An ARN.
    Arn(Box<ArnPattern<'d>>),
    /// A placeholder that can become any ARN.
    Unknown,
    /// A string that is not an ARN, which is a finding of its own.
    Malformed,
}

impl<'d> ResourcePattern<'d> {
    pub(crate) fn new(text: &'d Text) -> Self {
        let value = text.as_str();
        let form = if TextPattern::new(value).is_all() {
            ResourceForm::All
        } else if let Some(arn) = ArnPattern::new(value) {
            ResourceForm::Arn(Box::new(arn))
        } else if matches!(piece::first(value), Some((PatternPiece::Placeholder(_), _))) {
            ResourceForm::Unknown
        } else {
            ResourceForm::Malformed
        };
        Self { text, form, types: TypeSets::default() }
    }

    /// True for `*`.
    pub(crate) fn is_all(&self) -> bool {
        matches!(self.form, ResourceForm::All)
    }

    pub(crate) fn is_malformed(&self) -> bool {
        matches!(self.form, ResourceForm::Malformed)
    }

    /// True for the ARN of a service whose facts the catalog has.
    pub(crate) fn is_of_known_service(&self) -> bool {
        let service = self.arn().and_then(|arn| crate::service(arn.service.text));
        service.is_some_and(|service| service.as_of.is_some())
    }

    /// True for an entry that may be the ARN of a service without facts.
    pub(crate) fn may_be_of_a_service(&self) -> bool {
        !self.is_of_known_service()
            && self.arn().is_none_or(|arn| {
                !arn.service.pattern.is_literal() || prefix::is_service_of_arns(arn.service.text)
            })
    }

    /// True for a placeholder that can become any ARN.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.form, ResourceForm::Unknown)
    }

    pub(crate) fn arn(&self) -> Option<&ArnPattern<'d>> {
        match &self.form {
            ResourceForm::Arn(arn) => Some(arn),
            _ => None,
        }
    }

    /// True if a request of the action can involve the entry, as far as the facts say.
    pub(crate) fn can_match(&self, action: Action) -> bool {
        self.types_of(action.service())
            .is_none_or(|types| action.resource_types().any(|kind| types.has(kind)))
    }

    /// True if the entry can match a resource of the type.
    pub(crate) fn can_be(&self, kind: ResourceType) -> bool {
        self.types_of(kind.service()).is_none_or(|types| types.has(kind))
    }

    /// The resource types of a service that the entry can match; nothing if it can match all.
    pub(crate) fn types_of(&self, service: &'static Service) -> Option<Rc<TypeSet>> {
        let arn = self.arn()?;
        let is_one = |kind: &ResourceType| kind.arn_formats().any(|format| arn.overlaps(format));
        Some(self.types.get(service, || service.resource_types().filter(is_one).collect()))
    }

    /// The format by which alone requests of an action match the entry, if AWS is ending that, with the
    /// format of the same type that stays.
    pub(crate) fn ending(&self, action: Action) -> Option<(ArnFormat, ArnFormat)> {
        let arn = self.arn()?;
        let formats = action.resource_types().flat_map(|kind| kind.arn_formats().map(move |it| (kind, it)));
        let mut matching = formats.filter(|(_, format)| arn.overlaps(*format));
        let (kind, first) = matching.next()?;
        first.ends()?;
        if matching.any(|(_, format)| format.ends().is_none()) {
            return None;
        }
        Some((first, kind.arn_formats().find(|format| format.ends().is_none())?))
    }

    /// True if an ARN of the format can match.
    pub(crate) fn overlaps(&self, format: ArnFormat) -> bool {
        self.arn().is_none_or(|arn| arn.overlaps(format))
    }

    /// True if an ARN can match both entries.
    pub(crate) fn overlaps_with(&self, other: &ResourcePattern<'_>) -> bool {
        self.arn().zip(other.arn()).is_none_or(|(own, other)| own.overlaps_with(other))
    }

    /// True if every ARN that matches the other entry certainly matches this one.
    pub(crate) fn covers(&self, other: &ResourcePattern<'_>) -> bool {
        self.covers_by(other, ArnPattern::covers)
    }

    /// The same for the entry of a denial, in which no `*` is taken to reach past its field.
    pub(crate) fn surely_covers(&self, other: &ResourcePattern<'_>) -> bool {
        self.covers_by(other, ArnPattern::surely_covers)
    }

    fn covers_by(
        &self,
        other: &ResourcePattern<'_>,
        covers: impl Fn(&ArnPattern<'d>, &ArnPattern<'_>) -> bool,
    ) -> bool {
        match (&self.form, &other.form) {
            (ResourceForm::All, _) => true,
            (ResourceForm::Arn(_), ResourceForm::Arn(_)) if self.text.value == other.text.value => true,
            (ResourceForm::Arn(arn), ResourceForm::Arn(other)) => covers(arn, other),
            (ResourceForm::Unknown, ResourceForm::Unknown) => self.text.value == other.text.value,
            _ => false,
        }
    }
}
