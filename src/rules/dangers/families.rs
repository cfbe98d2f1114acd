//! Actions whose power depends on their resource, granted on all resources.

use crate::finding::{Code, Finding};
use crate::iam::grants::{Grant, GrantReach, denials, grants};
use crate::iam::limits::{DangerKeys, asks_for};
use crate::rules::RuleContext;
use crate::rules::dangers::tables::{DangerFamily, FAMILIES, RESOURCE_KEYS};
use crate::rules::wording::listed;
use crate::{ArnFormat, ResourceType};

/// The codes of the catalog's danger families.
pub(crate) fn codes() -> Vec<Code> {
    FAMILIES.iter().flat_map(|family| family.codes).collect()
}

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    FAMILIES.iter().flat_map(|family| find(cx, family)).collect()
}

fn find(cx: &RuleContext<'_>, family: &DangerFamily) -> Vec<Finding> {
    let denials = denials(cx.all_scopes(), family.action);
    let granted = grants(cx.scopes.iter(), family.action)
        .into_iter()
        .filter_map(|grant| grant.undenied(&denials, DangerKeys { limited_by: &[], context: &[] }));
    granted.filter_map(|grant| finding(family, &grant)).collect()
}

fn finding(family: &DangerFamily, grant: &Grant<'_, '_>) -> Option<Finding> {
    let statement = grant.scope.statement;
    let is_limited = family.limited_by.iter().any(|key| asks_for(statement, key, true));
    let is_negated = grant.scope.not_resource;
    if !is_negated && (is_limited || reach(family, grant) != GrantReach::All) {
        return None;
    }
    let action = family.action;
    let (place, how) = match grant.entry {
        None => (2, format!("`NotAction` leaves `{action}` granted")),
        Some(entry) if entry.has_wildcard() => (1, format!("`{}` grants `{action}`", entry.text)),
        Some(_) => (0, format!("`{action}` is granted")),
    };
    let [star, star_action, not_action, not, not_star_action, not_both] = family.codes;
    let code: Code = match (is_negated, place) {
        (false, 0) => star,
        (false, 1) => star_action,
        (false, _) => not_action,
        (true, 0) => not,
        (true, 1) => not_star_action,
        (true, _) => not_both,
    };
    let on = match grant.pattern() {
        Some(resource) => format!("on `{resource}`"),
        None => "on every resource that `NotResource` does not name".to_owned(),
    };
    let keys = listed(family.limited_by.iter().map(|key| format!("`{key}`")), "or");
    let name = match format(action) {
        Some(format) => format!("name its resources in `Resource`, in the form `{format}`"),
        None => "name its resources in `Resource`".to_owned(),
    };
    let mut finding = Finding::new(code, grant.span(), format!("{how} {on}"))
        .help(name)
        .detail(format!("{} ({})", family.reason.why, family.reason.source))
        .statement(statement.idx)
        .subject(grant.entry.map_or(action, |entry| entry.text.as_str()));
    if !is_negated {
        finding = finding.help(format!("or require a value of {keys} in the condition of its statement"));
    }
    if grant.entry.is_none() {
        finding = finding.help(format!("or add `{action}` to `NotAction`"));
    }
    Some(match crate::action(action) {
        Some(action) => finding.rests_on(action.service()),
        None => finding,
    })
}

fn reach(family: &DangerFamily, grant: &Grant<'_, '_>) -> GrantReach {
    grant.reach(&[], family.everything, RESOURCE_KEYS.iter().copied())
}

/// The first ARN format that an action takes.
fn format(action: &str) -> Option<ArnFormat> {
    crate::action(action)?.resource_types().flat_map(ResourceType::arn_formats).next()
}
