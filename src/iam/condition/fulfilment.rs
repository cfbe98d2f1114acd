//! The answer of conditions to all requests of an action, as far as it does not depend on the request.
//!
//! A condition on a key that the requests never have is met by all of them or by none: a request without the
//! key meets a negated operator and one with `IfExists`, and does not meet the others. The keys of a request
//! depend on the resource type too: of the resources of one request, each is checked with its own keys.

use crate::iam::condition::ConditionTest;
use crate::iam::condition::operator::OperatorFamily;
use crate::iam::piece::is_unknown;
use crate::{Action, ResourceType};

/// The answer of conditions to the requests of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fulfilment {
    /// No request meets them.
    Never,
    /// It depends on the request, or the facts leave it open.
    Depends,
    /// Every request meets them.
    Always,
}

impl Fulfilment {
    /// The answer to requests of several kinds; nothing if there are none.
    pub(crate) fn any(answers: impl IntoIterator<Item = Self>) -> Option<Self> {
        answers.into_iter().reduce(|first, next| if first == next { first } else { Self::Depends })
    }

    /// The answer of several conditions, all of which have to be met.
    fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        answers.into_iter().fold(Self::Always, |before, next| match (before, next) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Depends, _) | (_, Self::Depends) => Self::Depends,
            (Self::Always, Self::Always) => Self::Always,
        })
    }
}

/// The answer of conditions to the requests of an action on a resource type, or of an action that takes no
/// resource.
pub(crate) fn fulfilment(
    tests: &[ConditionTest<'_>],
    action: Action,
    kind: Option<ResourceType>,
) -> Fulfilment {
    Fulfilment::all(tests.iter().map(|test| test.fulfilment(action, kind)))
}

impl ConditionTest<'_> {
    /// The answer of the condition to the requests of an action on a resource type.
    pub(crate) fn fulfilment(&self, action: Action, kind: Option<ResourceType>) -> Fulfilment {
        if self.is_never_met() {
            return Fulfilment::Never;
        }
        if self.meaning.may_be_in(action, kind) {
            return Fulfilment::Depends;
        }
        match self.without_key() {
            None => Fulfilment::Depends,
            Some(true) => Fulfilment::Always,
            Some(false) => Fulfilment::Never,
        }
    }

    /// True if a request without the key meets the condition; nothing if that is not known yet.
    pub(crate) fn without_key(&self) -> Option<bool> {
        let comparison = self.comparison?;
        if comparison.family != OperatorFamily::Null {
            return Some(comparison.passes_absent());
        }
        let mut values = self.key.values.iter().map(|value| value.text.as_str());
        let is_known = !values.clone().any(is_unknown);
        is_known.then(|| values.any(|value| value.eq_ignore_ascii_case("true")))
    }
}
