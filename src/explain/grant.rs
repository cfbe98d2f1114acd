//! The statements of the catalog that grant an action.

use super::{ExplainedResource, resource};
use crate::document::Text;
use crate::iam::context::Context;
use crate::iam::pattern::TextPattern;
use crate::iam::piece;
use crate::iam::resource::ResourcePattern;
use crate::iam::resource_name::{CompiledResource, ResourceName};
use crate::iam::truth::Truth;
use crate::service::NamePattern;
use crate::shared::grammar::Rule;
use crate::{Action, Change, Effect, Entry, POLICIES, Parameter, ParameterRole, Policy, Statement};

/// A statement of the catalog that grants an action, in its maintained form.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Grant {
    /// The policy of the statement.
    pub policy: &'static Policy,
    /// The statement.
    pub statement: &'static Statement,
    /// The entry that names the action; nothing for a grant by `NotAction`.
    pub action: Option<&'static Entry>,
}

/// The statements that grant an action, in the order of the catalog. The action is a full name, such as
/// `ec2:RunInstances`.
///
/// ```
/// let grants = pcluster_iam::explain::grants("cloudformation:CreateStack");
/// # #[cfg(feature = "v2_9")]
/// assert!(grants.iter().any(|grant| grant.policy.id == "2.9/user"));
/// ```
#[must_use]
pub fn grants(action: &str) -> Vec<Grant> {
    let statements =
        POLICIES.iter().flat_map(|policy| policy.statements.iter().map(|statement| (*policy, statement)));
    statements.filter_map(|(policy, statement)| grant(policy, statement, action)).collect()
}

fn grant(policy: &'static Policy, statement: &'static Statement, action: &str) -> Option<Grant> {
    if statement.effect != Effect::Allow || !statement.is_maintained() {
        return None;
    }
    let named = statement.actions.maintained().find(|entry| matches(entry.text, action));
    let is_granted = named.is_some() != statement.actions.negated;
    is_granted.then_some(Grant { policy, statement, action: named })
}

/// True if an entry of `Action` matches an action.
pub(crate) fn matches(entry: &str, action: &str) -> bool {
    match (entry.split_once(':'), action.split_once(':')) {
        (Some((prefix, pattern)), Some((service, name))) => {
            prefix.eq_ignore_ascii_case(service) && NamePattern::new(pattern).matches(name)
        }
        (None, _) => NamePattern::new(entry).is_all(),
        _ => false,
    }
}

impl Grant {
    /// The entries of `Resource` that can match a resource: all of them if the resource is not known, none if
    /// the statement does not grant the action on it. `NotResource` has no entries that match.
    ///
    /// A placeholder such as `{region}` can be any string.
    #[must_use]
    pub fn resources_for(&self, arn: Option<&str>) -> Vec<&'static Entry> {
        let entries = self.statement.resources.maintained();
        match arn {
            _ if self.statement.resources.negated => Vec::new(),
            None => entries.collect(),
            Some(arn) => entries.filter(|entry| can_be(entry.text, arn)).collect(),
        }
    }

    /// The addition to what AWS documents by which the action is granted: of the entry, or of the whole
    /// statement.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        self.statement.change.or(self.action.and_then(|entry| entry.change))
    }

    /// The entries of `Resource` that the action can use, in words.
    #[must_use]
    pub fn in_words(&self, action: &str) -> Vec<ExplainedResource<'static>> {
        let known: Vec<Action> = crate::action(action).into_iter().collect();
        let is_used = |entry: &&'static Entry| {
            let text = Text { value: spelled(entry.text), ..Text::default() };
            known.iter().all(|action| ResourcePattern::new(&text).can_match(*action))
        };
        let entries = self.statement.resources.maintained().filter(is_used);
        entries
            .map(|it| ExplainedResource {
                entry: it.text,
                words: resource::in_words(&spelled(it.text), &known),
            })
            .collect()
    }

    /// True if the statement can grant the action on a resource.
    #[must_use]
    pub fn is_about(&self, arn: &str) -> bool {
        let is_named = self.statement.resources.maintained().any(|entry| can_be(entry.text, arn));
        is_named != self.statement.resources.negated
    }

    /// The entry for one resource: with its partition, its region and its account, and the defaults of other
    /// parameters. Nothing if a value is not known, or if the result does not match the resource.
    #[must_use]
    pub fn filled(&self, entry: &Entry, arn: &str) -> Option<String> {
        let filled = self.known_values(entry.text, Some(arn))?;
        (!piece::has_placeholder(&filled) && matches_resource(&filled, arn)).then_some(filled)
    }

    /// An entry of the statement with the partition, the region and the account of a resource, and with the
    /// defaults of other parameters. What is needed and not known stays a placeholder; an entry that only exists
    /// with a value that is not known is nothing.
    #[must_use]
    pub fn known_values(&self, entry: &str, arn: Option<&str>) -> Option<String> {
        let fields: Vec<&str> = arn.unwrap_or_default().splitn(6, ':').collect();
        let parameters = self.policy.parameters.iter().map(|used| used.parameter);
        let known = parameters.fold(entry.to_owned(), |entry, parameter| match value(parameter, &fields) {
            Some(value) => {
                let forms = ["}", "?}", "...}"].map(|end| format!("{{{}{end}", parameter.name));
                forms.iter().fold(entry, |entry, form| entry.replace(form, value))
            }
            None => entry,
        });
        (spelled(&known) == known).then_some(known)
    }
}

/// The value of a parameter, from the fields of an ARN or by default.
fn value<'f>(parameter: &'static Parameter, fields: &[&'f str]) -> Option<&'f str> {
    let field = |idx: usize| fields.get(idx).copied().filter(|field| !field.is_empty());
    match parameter.role() {
        ParameterRole::Partition => field(1),
        ParameterRole::Region => field(3),
        ParameterRole::AccountId => field(4),
        _ => parameter.default,
    }
}

/// True if an entry of the catalog matches a resource. A placeholder for a whole ARN stands for those that
/// its parameter accepts, and any other for any string.
pub(crate) fn can_be(entry: &str, arn: &str) -> bool {
    let entry = spelled(entry);
    let Some((name, rest)) = entry.strip_prefix('{').and_then(|entry| entry.split_once('}')) else {
        return matches_resource(&entry, arn);
    };
    let rule = Parameter::named(name).and_then(|parameter| Rule::named(parameter.type_name));
    rule.is_none_or(|rule| {
        let rest = TextPattern::new(rest);
        (1..=arn.len())
            .filter_map(|end| arn.split_at_checked(end))
            .any(|(value, after)| rest.matches(after) && rule.accepts(value))
    })
}

/// True if an entry of `Resource` can match the resource of a request, or one of those that a pattern matches.
fn matches_resource(entry: &str, arn: &str) -> bool {
    if arn != "*" && arn.contains('*') {
        let text = |value: &str| Text { value: value.to_owned(), ..Text::default() };
        let (entry, arn) = (text(entry), text(arn));
        if ResourcePattern::new(&entry).overlaps_with(&ResourcePattern::new(&arn)) {
            return true;
        }
    }
    let compiled = CompiledResource::new(entry, true);
    compiled.is_some_and(|it| it.matches(ResourceName::new(arn), &Context::new()) != Truth::No)
}

/// An entry with its placeholders in the form that means any string.
pub(super) fn spelled(entry: &str) -> String {
    entry.replace("?}", "}").replace("...}", "}")
}
