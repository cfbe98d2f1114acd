//! Grants: the statements that allow an action, their resources, and the denials that take the grant away.
//!
//! An explicit denial overrides an allow (IAM User Guide, "Policy evaluation logic"). A denial takes a grant
//! away on the resources that the denial certainly covers.

use core::cell::RefCell;
use std::collections::HashMap;

use crate::document::Span;
use crate::iam::action::ActionPattern;
use crate::iam::arn::ArnPattern;
use crate::iam::condition::{Fulfilment, implies};
use crate::iam::limits::{self, DangerKeys, denies_all};
use crate::iam::pattern::TextPattern;
use crate::iam::resource::ResourcePattern;
use crate::iam::scope::Scope;
use crate::service::NamePattern;
use crate::{Action, ArnFormat, ResourceType};

/// A statement that grants an action.
#[derive(Clone, Debug)]
pub(crate) struct Grant<'c, 'd> {
    pub(crate) scope: &'c Scope<'d>,
    /// The name of the action, with its prefix.
    pub(crate) action: &'static str,
    /// The entry that matches the action; nothing for a grant by `NotAction`.
    pub(crate) entry: Option<ActionPattern<'d>>,
    /// The entries of `Resource` that the action can use; none with `NotResource`.
    pub(crate) resources: Vec<&'c ResourcePattern<'d>>,
}

/// The resources on which a statement grants an action, from few to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum GrantReach {
    /// Resources that are named without a wildcard.
    Named,
    /// Resources that match a pattern, or that meet a condition on the resource.
    Pattern,
    /// All resources of a type.
    All,
}

/// The statements that grant an action, whose name is given with its prefix.
pub(crate) fn grants<'c, 'd: 'c>(
    scopes: impl Iterator<Item = &'c Scope<'d>>,
    action: &'static str,
) -> Vec<Grant<'c, 'd>> {
    scopes.filter(|scope| scope.allows()).filter_map(|scope| grant(scope, action)).collect()
}

fn grant<'c, 'd>(scope: &'c Scope<'d>, action: &'static str) -> Option<Grant<'c, 'd>> {
    let entry = entry(scope, action);
    if entry.is_some() == scope.not_action {
        return None;
    }
    let resources: Vec<_> =
        scope.resources.iter().filter(|resource| can_use(resource, entry, action)).collect();
    if if scope.not_resource { leaves_nothing(scope, action) } else { resources.is_empty() } {
        return None;
    }
    // Conditions that no request of the action meets leave nothing of the grant.
    if crate::action(action).and_then(|it| scope.fulfilment(it)) == Some(Fulfilment::Never) {
        return None;
    }
    let resources = if scope.not_resource { Vec::new() } else { resources };
    Some(Grant { scope, action, entry, resources })
}

/// True for `NotResource` with all resources that an action can have.
fn leaves_nothing(scope: &Scope<'_>, action: &str) -> bool {
    let formats = || {
        let kinds = crate::action(action).into_iter().flat_map(Action::resource_types);
        kinds.flat_map(ResourceType::arn_formats)
    };
    let is_all = |format: ArnFormat| scope.resources.iter().any(|it| spans(it, format, true));
    scope.resources.iter().any(ResourcePattern::is_all) || formats().next().is_some() && formats().all(is_all)
}

/// The entry of a statement that matches an action, preferably an entry without a wildcard.
fn entry<'d>(scope: &Scope<'d>, action: &str) -> Option<ActionPattern<'d>> {
    let (prefix, name) = action.split_once(':')?;
    let matches = |entry: &&ActionPattern<'_>| {
        NamePattern::new(entry.prefix).matches(prefix) && NamePattern::new(entry.name).matches(name)
    };
    let mut entries = scope.actions.iter().filter(matches);
    let first = entries.next()?;
    let whole = core::iter::once(first).chain(entries).find(|entry| !entry.has_wildcard());
    Some(*whole.unwrap_or(first))
}

/// True if a request of an action can involve a resource.
///
/// An action of a service without facts may use the ARNs of another service. That is assumed only for an
/// entry that names the service: a wildcard names every other service too.
fn can_use(resource: &ResourcePattern<'_>, entry: Option<ActionPattern<'_>>, action: &str) -> bool {
    let Some(arn) = resource.arn() else { return resource.is_all() || resource.is_unknown() };
    if let Some(action) = crate::action(action) {
        return resource.can_match(action);
    }
    let prefix = action.split(':').next().unwrap_or_default();
    let is_named = entry.is_some_and(|entry| entry.prefix.eq_ignore_ascii_case(prefix));
    is_named || arn.service.pattern.matches(prefix)
}

/// The statements that deny an action, whose name is given with its prefix, on some resources.
pub(crate) fn denials<'c, 'd: 'c>(
    scopes: impl Iterator<Item = &'c Scope<'d>>,
    action: &str,
) -> Vec<&'c Scope<'d>> {
    scopes
        .filter(|scope| scope.denies() && !scope.not_resource)
        .filter(|scope| entry(scope, action).is_some() != scope.not_action)
        .collect()
}

/// The denials that hold on every resource, whatever the request.
#[derive(Debug)]
pub(crate) struct WholeDenials<'c, 'd> {
    scopes: Vec<&'c Scope<'d>>,
    /// The answers for the actions that were asked for.
    known: RefCell<HashMap<Action, bool>>,
}

impl<'c, 'd> WholeDenials<'c, 'd> {
    pub(crate) fn new(scopes: impl Iterator<Item = &'c Scope<'d>>) -> Self {
        let is_whole = |scope: &&Scope<'_>| {
            scope.denies() && scope.is_on_everything() && scope.statement.conditions().next().is_none()
        };
        Self { scopes: scopes.filter(is_whole).collect(), known: RefCell::default() }
    }

    /// True if a statement denies an action.
    pub(crate) fn deny(&self, action: Action) -> bool {
        let is_denied = || self.scopes.iter().any(|scope| scope.names(action));
        !self.scopes.is_empty() && *self.known.borrow_mut().entry(action).or_insert_with(is_denied)
    }
}

impl<'d> Grant<'_, 'd> {
    /// The place of the entry, or of the element.
    pub(crate) fn span(&self) -> Span {
        let list = self.scope.statement.actions.as_ref().map(|list| list.key.span);
        self.entry.map(|entry| entry.text.span).or(list).unwrap_or(self.scope.statement.span)
    }

    /// True if the same statement grants every other action of the service too.
    pub(crate) fn is_of_whole_service(&self) -> bool {
        let prefix = self.action.split(':').next().unwrap_or_default();
        let is_whole = |entry: &ActionPattern<'_>| {
            NamePattern::new(entry.prefix).matches(prefix) && TextPattern::of_name(entry.name).is_all()
        };
        !self.scope.not_action && self.scope.actions.iter().any(is_whole)
    }

    /// The grant without the resources on which one of the action's [`denials`] takes it away; nothing if no
    /// resource is left. A denial counts if its conditions leave nothing dangerous.
    pub(crate) fn undenied(mut self, denials: &[&Scope<'_>], keys: DangerKeys<'_>) -> Option<Self> {
        let statement = self.scope.statement;
        let counts =
            |scope: &Scope<'_>| denies_all(scope.statement, keys) || implies(statement, scope.statement);
        if self.scope.not_resource {
            let is_denied = denials.iter().any(|scope| scope.is_on_everything() && counts(scope));
            return (!is_denied).then_some(self);
        }
        self.resources.retain(|resource| {
            let covers =
                |scope: &Scope<'_>| scope.resources.iter().any(|denied| denied.surely_covers(resource));
            !denials.iter().any(|scope| covers(scope) && counts(scope))
        });
        (!self.resources.is_empty()).then_some(self)
    }

    /// The grant on resources of some types, if any are given, without some ARNs; nothing if no resource
    /// is left.
    pub(crate) fn on(mut self, types: &[&str], not_on: &[&str]) -> Option<Self> {
        if self.scope.not_resource {
            return Some(self);
        }
        let without: Vec<_> = not_on.iter().filter_map(|arn| ArnPattern::new(arn)).collect();
        self.resources.retain(|resource| {
            let Some(arn) = resource.arn() else { return true };
            (types.is_empty() || formats(types).any(|format| arn.overlaps(format)))
                && !without.iter().any(|without| without.covers(arn))
        });
        (!self.resources.is_empty()).then_some(self)
    }

    /// The reach of the grant among resources of some types, or among those of some ARNs. The keys are those
    /// that limit a grant.
    pub(crate) fn reach<'k>(
        &self,
        types: &[&str],
        everything: &[&str],
        mut keys: impl Iterator<Item = &'k str>,
    ) -> GrantReach {
        let everything: Vec<_> = everything.iter().filter_map(|arn| ArnPattern::new(arn)).collect();
        let spans_all = |resource: &&ResourcePattern<'_>| {
            let is_all = |arn: &ArnPattern<'_>| {
                everything.iter().any(|all| arn.resource.pattern.covers(&all.resource.pattern))
            };
            spans_all(resource, self.action, types) || resource.arn().is_some_and(is_all)
        };
        let is_conditional = self.is_conditional(&mut keys);
        if self.scope.not_resource || self.resources.iter().any(spans_all) {
            return if is_conditional { GrantReach::Pattern } else { GrantReach::All };
        }
        let has_pattern = self.resources.iter().any(|resource| is_pattern(resource));
        if has_pattern { GrantReach::Pattern } else { GrantReach::Named }
    }

    /// True if a condition limits the resources.
    pub(crate) fn is_conditional<'k>(&self, mut keys: impl Iterator<Item = &'k str>) -> bool {
        keys.any(|key| limits::scopes(self.scope.statement, key))
    }

    /// True for a grant on one of some ARNs, in any region and account.
    pub(crate) fn is_on(&self, arns: &[&str]) -> bool {
        let may_be = |resource: &&ResourcePattern<'_>| {
            resource.arn().is_none_or(|arn| {
                arns.iter().filter_map(|other| ArnPattern::new(other)).any(|other| {
                    arn.service.pattern.overlaps(&other.service.pattern)
                        && arn.resource.pattern.overlaps(&other.resource.pattern)
                })
            })
        };
        arns.is_empty() || self.scope.not_resource || self.resources.iter().any(may_be)
    }

    /// The first resource with a wildcard, or else the first resource.
    pub(crate) fn pattern(&self) -> Option<&'d str> {
        self.resources
            .iter()
            .find(|resource| is_pattern(resource))
            .or(self.resources.first())
            .map(|resource| resource.text.as_str())
    }
}

/// True for an entry that can match several resources, apart from regions and accounts.
fn is_pattern(resource: &ResourcePattern<'_>) -> bool {
    resource.arn().map_or(resource.is_all(), |arn| arn.resource.pattern.has_wildcard())
}

/// True for an entry that matches all resources of one of the action's types.
pub(crate) fn spans_all(resource: &ResourcePattern<'_>, action: &str, types: &[&str]) -> bool {
    let Some(arn) = resource.arn() else { return resource.is_all() };
    let Some(action) = crate::action(action) else { return arn.resource.pattern.is_all() };
    let all: Vec<_> = if types.is_empty() {
        action.resource_types().flat_map(ResourceType::arn_formats).collect()
    } else {
        formats(types).collect()
    };
    all.into_iter().any(|format| spans(resource, format, false))
}

/// True for an entry that matches all resources of a format, in some regions or, if asked, in all.
fn spans(resource: &ResourcePattern<'_>, format: ArnFormat, in_all_regions: bool) -> bool {
    let Some(arn) = resource.arn() else { return resource.is_all() };
    let head = format.resource().split("${").next().unwrap_or_default();
    resource.overlaps(format)
        && arn.resource.pattern.covers(&TextPattern::new(&format!("{head}*")))
        && (!in_all_regions || format.region().is_empty() || arn.region.pattern.is_all())
}

/// The ARN formats of some resource types, which are given as `service:type`.
pub(crate) fn formats(types: &[&str]) -> impl Iterator<Item = ArnFormat> {
    types
        .iter()
        .filter_map(|name| {
            let (prefix, name) = name.split_once(':')?;
            crate::service(prefix)?.resource_type(name)
        })
        .flat_map(ResourceType::arn_formats)
}

/// True if an action matches one of some names, in which `*` stands for any part.
pub(crate) fn is_among(patterns: &[&str], action: &str) -> bool {
    patterns.iter().any(|pattern| NamePattern::new(pattern).matches(action))
}

/// The actions that entries of a statement name without a wildcard.
pub(crate) fn named<'c>(scope: &'c Scope<'_>) -> impl Iterator<Item = (Span, Action)> + 'c {
    let entries = scope.actions.iter().filter(|entry| !entry.has_wildcard());
    entries.filter_map(|entry| Some((entry.text.span, crate::action(entry.text.as_str())?)))
}
