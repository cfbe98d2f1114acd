//! Privilege escalation: the permissions that a policy's holder can gain.

use core::cell::OnceCell;
use std::collections::BTreeMap;

use crate::finding::{Code, Finding};
use crate::iam::grants::{Grant, GrantReach, denials, grants};
use crate::iam::limits::leaves_some;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::dangers::tables::{ACTIONS, ESCALATIONS, Escalation, EscalationGain, limiting_keys};
use crate::rules::wording::{counted, listed};

/// The most paths that a message names.
const MAX_NAMED: usize = 3;

/// The most actions or keys in a line of the help.
const MAX_HELPED: usize = 12;

/// The most labels of a finding.
const MAX_LABELS: usize = 12;

/// A privilege escalation path that is possible.
struct Way<'c, 'd> {
    escalation: &'static Escalation,
    /// The grant of the first action, whose resources are the gain.
    first: Grant<'c, 'd>,
    /// A grant of each other action.
    others: Vec<Grant<'c, 'd>>,
    reach: GrantReach,
}

/// The grants and the denials of an action, computed on demand.
struct Granted<'c, 'd> {
    action: &'static str,
    grants: OnceCell<Vec<Grant<'c, 'd>>>,
    denials: OnceCell<Vec<&'c Scope<'d>>>,
}

impl<'c, 'd> Granted<'c, 'd> {
    fn new(action: &'static str) -> Self {
        Self { action, grants: OnceCell::new(), denials: OnceCell::new() }
    }

    /// The grants that leave an escalation possible, without the resources on which they are denied.
    fn undenied(&self, cx: &'c RuleContext<'d>, escalation: &Escalation) -> Vec<Grant<'c, 'd>> {
        let grants = self.grants.get_or_init(|| grants(cx.all_scopes(), self.action));
        let denials = self.denials.get_or_init(|| denials(cx.all_scopes(), self.action));
        let alive = grants.iter().filter(|grant| leaves_some(grant.scope.statement, escalation.keys()));
        alive.filter_map(|grant| grant.clone().undenied(denials, escalation.keys())).collect()
    }
}

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    if cx.is_huge() {
        return Vec::new();
    }
    find(cx)
}

fn find(cx: &RuleContext<'_>) -> Vec<Finding> {
    let granted: Vec<_> = ACTIONS.iter().map(|action| Granted::new(action)).collect();
    let mut ways = BTreeMap::<usize, Vec<Way<'_, '_>>>::new();
    for escalation in ESCALATIONS {
        for way in possible(cx, escalation, &granted) {
            ways.entry(way.first.scope.statement.idx).or_default().push(way);
        }
    }
    let is_all = |ways: &Vec<Way<'_, '_>>| {
        ways.len() == ESCALATIONS.len() && ways.iter().all(Way::is_of_one_statement)
    };
    // An administrator has every path: further findings would say nothing new.
    if ways.values().any(is_all) {
        let all = ways.into_values().filter(is_all);
        return all.filter_map(|ways| administrator(&ways)).collect();
    }
    let mut findings = Vec::new();
    for ways in ways.into_values() {
        let ways = ways.into_iter().filter(Way::gains_something);
        let (wide, narrow): (Vec<_>, Vec<_>) = ways.partition(Way::is_wide);
        findings.extend(finding(cx, Code::PrivilegeEscalation, &wide));
        findings.extend(finding(cx, Code::LimitedPrivilegeEscalation, &narrow));
    }
    findings
}

/// The paths of an escalation: one for each statement that grants its first action.
fn possible<'c, 'd>(
    cx: &'c RuleContext<'d>,
    escalation: &'static Escalation,
    granted: &[Granted<'c, 'd>],
) -> Vec<Way<'c, 'd>> {
    let actions = escalation.actions.iter().filter_map(|place| granted.get(usize::from(*place)));
    let mut all = actions.map(|action| action.undenied(cx, escalation));
    let is_enough = |firsts: &Vec<Grant<'_, '_>>| firsts.iter().any(|grant| grant.is_on(escalation.also_on));
    let Some(firsts) = all.next().filter(is_enough) else { return Vec::new() };
    // Without the first action the others do not matter.
    let mut others = Vec::new();
    for grants in all {
        if grants.is_empty() {
            return Vec::new();
        }
        others.push(grants);
    }
    let way = |first: Grant<'c, 'd>| {
        let first = first.on(escalation.on, escalation.not_on)?;
        let reach = first.reach(escalation.on, &[], limiting_keys());
        if escalation.gain == EscalationGain::Resource && reach == GrantReach::Named {
            return None;
        }
        let place = first.scope.order();
        let best = |grants: &Vec<Grant<'c, 'd>>| {
            let same = grants.iter().find(|grant| grant.scope.order() == place);
            same.or(grants.first()).cloned()
        };
        Some(Way { escalation, others: others.iter().filter_map(best).collect(), first, reach })
    };
    firsts.into_iter().filter(|first| cx.is_own(first.scope)).filter_map(way).collect()
}

impl Way<'_, '_> {
    /// True if the gain has no limit.
    fn is_wide(&self) -> bool {
        self.escalation.gain == EscalationGain::Anything || self.reach == GrantReach::All
    }

    /// False for the policy of a resource that the statement grants every action on anyway.
    fn gains_something(&self) -> bool {
        !self.escalation.is_of_policy || !self.first.is_of_whole_service()
    }

    fn is_of_one_statement(&self) -> bool {
        let place = self.first.scope.order();
        self.is_wide() && self.others.iter().all(|grant| grant.scope.order() == place)
    }
}

/// The one finding of a statement that grants everything.
fn administrator(ways: &[Way<'_, '_>]) -> Option<Finding> {
    let first = ways.first()?;
    let statement = first.first.scope.statement;
    let is_conditional = statement.conditions().next().is_some();
    let what = if is_conditional { "while its conditions hold, " } else { "" };
    let message = format!("{what}this statement makes its holder an administrator of the account");
    let finding = Finding::new(Code::AdministratorAccess, first.first.span(), message)
        .help("grant only the needed actions, on the needed resources")
        .help(format!(
            "denying one action does not change this: there are {} to every permission",
            counted(ways.len(), "known privilege escalation path")
        ))
        .statement(statement.idx);
    Some(with_details(finding, ways))
}

fn finding(cx: &RuleContext<'_>, code: Code, ways: &[Way<'_, '_>]) -> Option<Finding> {
    let first = ways.first()?;
    let statement = first.first.scope.statement;
    let gain = match first.first.pattern().filter(|_| code == Code::LimitedPrivilegeEscalation) {
        Some(pattern) if first.first.is_conditional(limiting_keys()) => {
            format!("the permissions of those resources in `{pattern}` that its conditions allow")
        }
        Some(pattern) => format!("the permissions of the resources in `{pattern}`"),
        None => "permissions that it does not grant".to_owned(),
    };
    let is_own = |grant: &Grant<'_, '_>| cx.is_own(grant.scope);
    let is_alone = ways.iter().flat_map(|way| &way.others).all(is_own);
    let lets = if is_alone {
        "the policy lets its holder gain"
    } else {
        "the policy and others of the same identity let it gain"
    };
    let message = match ways {
        [way] => format!("{lets} {gain}, with {}", names(way)),
        _ => format!(
            "{lets} {gain}, in {}{} {}",
            counted(ways.len(), "way"),
            if ways.len() > MAX_NAMED { ", such as" } else { ":" },
            listed(ways.iter().take(MAX_NAMED).map(names), "and")
        ),
    };
    let span = first.first.span();
    let mut finding = Finding::new(code, span, message).statement(statement.idx);
    if let Some(entry) = first.first.entry {
        finding = finding.subject(entry.text.as_str());
    }
    for line in help(ways) {
        finding = finding.help(line);
    }
    for grant in places(ways).into_iter().take(MAX_LABELS) {
        finding = cx.label(finding, grant.scope, grant.span(), format!("grants `{}`", grant.action));
    }
    for grant in ways.iter().flat_map(|way| core::iter::once(&way.first).chain(&way.others)) {
        if let Some(action) = crate::action(grant.action) {
            finding = finding.rests_on(action.service());
        }
    }
    Some(with_details(finding, ways))
}

fn with_details(finding: Finding, ways: &[Way<'_, '_>]) -> Finding {
    ways.iter().fold(finding, |finding, way| {
        let reason = &way.escalation.reason;
        finding.detail(format!("{}: {} ({})", names(way), reason.why, reason.source))
    })
}

/// The actions of a path.
fn names(way: &Way<'_, '_>) -> String {
    let names: Vec<_> = way.escalation.names().map(|name| format!("`{name}`")).collect();
    names.join(" + ")
}

/// The other grants that make some paths possible, each place once.
fn places<'w, 'c, 'd>(ways: &'w [Way<'c, 'd>]) -> Vec<&'w Grant<'c, 'd>> {
    let place = |grant: &Grant<'_, '_>| (grant.scope.document, grant.span());
    let mut known: Vec<_> = ways.first().map(|way| place(&way.first)).into_iter().collect();
    let mut others = Vec::new();
    for grant in ways.iter().flat_map(|way| core::iter::once(&way.first).chain(&way.others)) {
        if !known.contains(&place(grant)) {
            known.push(place(grant));
            others.push(grant);
        }
    }
    others
}

/// The changes that take the danger away.
fn help(ways: &[Way<'_, '_>]) -> Vec<String> {
    let keys = |of: &dyn Fn(&Escalation) -> Vec<&'static str>| {
        let mut keys: Vec<_> = ways.iter().flat_map(|way| of(way.escalation)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let in_quotes = |names: Vec<&'static str>, word| {
        let n_more = names.len().saturating_sub(MAX_HELPED);
        let more = (n_more > 0).then(|| format!("{n_more} more"));
        listed(names.into_iter().take(MAX_HELPED).map(|it| format!("`{it}`")).chain(more), word)
    };
    let limits = keys(&|escalation| escalation.limited_by.to_vec());
    let contexts = keys(&|escalation| escalation.context.iter().map(|context| context.key).collect());
    let named = keys(&|escalation| match escalation.gain {
        EscalationGain::Resource => escalation.names().take(1).collect(),
        EscalationGain::Anything => Vec::new(),
    });
    let open = keys(&|escalation| match (escalation.gain, escalation.limited_by) {
        (EscalationGain::Anything, []) => escalation.names().take(1).collect(),
        _ => Vec::new(),
    });
    let mut help = Vec::new();
    if !named.is_empty() {
        help.push(format!("name the resources of {} without wildcards", in_quotes(named, "and")));
    }
    if !contexts.is_empty() {
        help.push(format!("require the needed values of {} in the condition", in_quotes(contexts, "and")));
    }
    if !limits.is_empty() {
        help.push(format!("require a value of {} in the condition", in_quotes(limits, "or")));
    }
    if !open.is_empty() {
        help.push(format!("grant {} only to administrators", in_quotes(open, "and")));
    }
    help
}
