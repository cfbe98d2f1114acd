//! A statement, compiled to be asked about many requests.

use crate::document::Span;
use crate::iam::condition::CompiledCondition;
#[cfg(feature = "compare")]
use crate::iam::condition::stated::StatedValue;
use crate::iam::context::Context;
use crate::iam::evaluate::action::ActionSet;
use crate::iam::evaluate::{Layer, RequestAction};
use crate::iam::resource_name::{CompiledResource, ResourceName};
use crate::iam::truth::Truth;

/// A statement of one of the policies.
#[derive(Clone, Debug)]
pub(crate) struct CompiledStatement {
    pub(crate) layer: Layer,
    /// The number of the policy among all policies.
    pub(crate) policy: usize,
    /// The number of the statement in its document, from 0.
    pub(crate) idx: usize,
    pub(crate) sid: Option<Box<str>>,
    pub(crate) span: Span,
    pub(crate) denies: bool,
    pub(crate) actions: ActionSet,
    pub(crate) resources: ResourceSet,
    pub(crate) conditions: Box<[StatementCondition]>,
}

/// The entries of `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(crate) struct ResourceSet {
    pub(crate) entries: Box<[CompiledResource]>,
    /// True for `NotResource`.
    pub(crate) is_negated: bool,
}

/// A condition, with its text for explanations.
#[derive(Clone, Debug)]
pub(crate) struct StatementCondition {
    pub(crate) compiled: CompiledCondition,
    /// The operator, the key and the values as written.
    pub(crate) operator: Box<str>,
    pub(crate) key: Box<str>,
    pub(crate) values: Box<[Box<str>]>,
}

#[cfg(feature = "compare")]
impl StatementCondition {
    /// The condition in one form, however it is written.
    pub(crate) fn said(&self) -> String {
        let values = self.compiled.values.iter().zip(&self.values).map(|(value, text)| match value {
            StatedValue::Open => format!("{text:?}"),
            value => format!("{value:?}"),
        });
        let mut values: Vec<String> = values.collect();
        values.sort_unstable();
        values.dedup();
        format!("{:?} {:?} {values:?}", self.compiled.comparison, self.compiled.key)
    }

    /// True if both conditions say the same: one operator, one key and the same values, however they are written.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let (own, others) = (&self.compiled, &other.compiled);
        own.comparison == others.comparison
            && own.key.is_some()
            && own.key == others.key
            && (own.values == others.values && self.values == other.values || self.said() == other.said())
    }
}

impl CompiledStatement {
    /// The answer whether the statement applies to a request of an action that it is about.
    pub(crate) fn applies(&self, name: ResourceName<'_>, cx: &Context) -> Truth {
        let resource = self.resources.has(name, cx);
        if resource == Truth::No { resource } else { resource.min(self.meets(cx)) }
    }

    /// The answer whether a request meets all conditions.
    pub(crate) fn meets(&self, cx: &Context) -> Truth {
        Truth::all(self.conditions.iter().map(|it| it.compiled.holds(cx)))
    }

    /// The answer whether the statement applies to a request.
    pub(crate) fn applies_to(
        &self,
        action: RequestAction<'_>,
        name: ResourceName<'_>,
        cx: &Context,
    ) -> Truth {
        if self.actions.has(action) { self.applies(name, cx) } else { Truth::No }
    }
}

impl ResourceSet {
    /// The answer whether a statement with the set is about a resource.
    pub(crate) fn has(&self, name: ResourceName<'_>, cx: &Context) -> Truth {
        Truth::any(self.entries.iter().map(|it| it.matches(name, cx))).negated_if(self.is_negated)
    }
}
