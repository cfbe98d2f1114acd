//! Grants: the statements that allow an action, the resources that they allow it on, and the denials that take
//! it away.
//!
//! An explicit denial overrides an allow (IAM User Guide, "Policy evaluation logic"). A denial takes a grant
//! away on the resources that the denial surely covers.

use crate::document::Span;
use crate::iam::action::ActionPattern;
use crate::iam::arn::ArnPattern;
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
    /// In full.
    pub(crate) action: &'static str,
    /// The entry that names it; nothing where `NotAction` leaves it out.
    pub(crate) entry: Option<ActionPattern<'d>>,
    /// The entries of `Resource` on which it can be used; none with `NotResource`.
    pub(crate) resources: Vec<&'c ResourcePattern<'d>>,
}

/// On how much a statement grants an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum GrantReach {
    /// On what is named without a wildcard.
    Named,
    /// On what a pattern matches, or a condition on the resource.
    Pattern,
    /// On all that there is of a type.
    All,
}

/// The statements that grant an action, which is given in full.
pub(crate) fn grants<'c, 'd>(scopes: &'c [Scope<'d>], action: &'static str) -> Vec<Grant<'c, 'd>> {
    scopes.iter().filter(|scope| scope.allows()).filter_map(|scope| grant(scope, action)).collect()
}

fn grant<'c, 'd>(scope: &'c Scope<'d>, action: &'static str) -> Option<Grant<'c, 'd>> {
    let entry = entry(scope, action);
    if entry.is_some() == scope.not_action {
        return None;
    }
    let resources: Vec<_> =
        scope.resources.iter().filter(|resource| can_use(resource, entry, action)).collect();
    if !scope.not_resource && resources.is_empty() {
        return None;
    }
    let resources = if scope.not_resource { Vec::new() } else { resources };
    Some(Grant { scope, action, entry, resources })
}

/// The entry of a statement that matches an action, best one without a wildcard.
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

/// Whether a request of an action can be about a resource.
///
/// Of a service that the catalog does not know, the ARNs may be those of another service, unless it is
/// named by a wildcard that names all others too.
fn can_use(resource: &ResourcePattern<'_>, entry: Option<ActionPattern<'_>>, action: &str) -> bool {
    let Some(arn) = resource.arn() else { return resource.is_all() || resource.is_unknown() };
    if let Some(action) = crate::action(action) {
        return resource.can_match(action);
    }
    let prefix = action.split(':').next().unwrap_or_default();
    let is_named = entry.is_some_and(|entry| entry.prefix.eq_ignore_ascii_case(prefix));
    is_named || arn.service.pattern.matches(prefix)
}

impl<'d> Grant<'_, 'd> {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        let list = self.scope.statement.actions.as_ref().map(|list| list.key.span);
        self.entry.map(|entry| entry.text.span).or(list).unwrap_or(self.scope.statement.span)
    }

    /// Without the resources on which a denial takes it away wholly; nothing if none is left. What the
    /// conditions of a denial spare may be no danger.
    pub(crate) fn undenied(mut self, scopes: &[Scope<'_>], keys: DangerKeys<'_>) -> Option<Self> {
        let denials: Vec<_> = scopes
            .iter()
            .filter(|scope| scope.denies() && !scope.not_resource)
            .filter(|scope| entry(scope, self.action).is_some() != scope.not_action)
            .filter(|scope| denies_all(scope.statement, keys))
            .collect();
        let covers = |resource: &ResourcePattern<'_>| {
            denials.iter().flat_map(|scope| &scope.resources).any(|denied| denied.covers(resource))
        };
        if self.scope.not_resource {
            return (!denials.iter().any(|scope| scope.is_on_everything())).then_some(self);
        }
        self.resources.retain(|resource| !covers(resource));
        (!self.resources.is_empty()).then_some(self)
    }

    /// Only on resources of some types, if any are given, and without some ARNs; nothing if none is
    /// left.
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

    /// On how much it grants the action, as far as its resources are of some types.
    pub(crate) fn reach(&self, types: &[&str], resource_keys: &[&str]) -> GrantReach {
        let is_conditional = self.is_conditional(resource_keys);
        let spans_all = |resource: &&ResourcePattern<'_>| spans_all(resource, self.action, types);
        if self.scope.not_resource || self.resources.iter().any(spans_all) {
            return if is_conditional { GrantReach::Pattern } else { GrantReach::All };
        }
        let has_pattern = self.resources.iter().any(|resource| is_pattern(resource));
        if has_pattern { GrantReach::Pattern } else { GrantReach::Named }
    }

    /// Whether a condition says on which resources it grants the action.
    pub(crate) fn is_conditional(&self, resource_keys: &[&str]) -> bool {
        resource_keys.iter().any(|key| limits::scopes(self.scope.statement, key))
    }

    /// Whether it grants the action on one of some ARNs, wherever they are.
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

    /// The first resource on which it grants the action with a wildcard.
    pub(crate) fn pattern(&self) -> Option<&'d str> {
        self.resources
            .iter()
            .find(|resource| is_pattern(resource))
            .or(self.resources.first())
            .map(|resource| resource.text.as_str())
    }
}

/// Whether a resource may be several of a name: a region or an account is none.
fn is_pattern(resource: &ResourcePattern<'_>) -> bool {
    resource.arn().map_or(resource.is_all(), |arn| arn.resource.pattern.has_wildcard())
}

/// Whether a resource is all that there is of a type that the action is about.
pub(crate) fn spans_all(resource: &ResourcePattern<'_>, action: &str, types: &[&str]) -> bool {
    let Some(arn) = resource.arn() else { return resource.is_all() };
    let Some(action) = crate::action(action) else { return arn.resource.pattern.is_all() };
    let all: Vec<_> = if types.is_empty() {
        action.resource_types().flat_map(ResourceType::arn_formats).collect()
    } else {
        formats(types).collect()
    };
    all.into_iter().any(|format| {
        let head = format.resource().split("${").next().unwrap_or_default();
        resource.overlaps(format) && arn.resource.pattern.covers(&TextPattern::new(&format!("{head}*")))
    })
}

/// The ARN formats of some resource types, such as `service:type`.
pub(crate) fn formats(types: &[&str]) -> impl Iterator<Item = ArnFormat> {
    types
        .iter()
        .filter_map(|name| {
            let (prefix, name) = name.split_once(':')?;
            crate::service(prefix)?.resource_type(name)
        })
        .flat_map(ResourceType::arn_formats)
}

/// Whether a name in full, in which `*` stands for any part, is that of an action.
pub(crate) fn is_among(patterns: &[&str], action: &str) -> bool {
    patterns.iter().any(|pattern| NamePattern::new(pattern).matches(action))
}

/// The actions that some entries of a statement name in full, without a wildcard.
pub(crate) fn named<'c>(scope: &'c Scope<'_>) -> impl Iterator<Item = (Span, Action)> + 'c {
    let entries = scope.actions.iter().filter(|entry| !entry.has_wildcard());
    entries.filter_map(|entry| Some((entry.text.span, crate::action(entry.text.as_str())?)))
}
