//! The answer: each denial once, with the statements of the catalog that grant its actions.

use pcluster_iam::denial::{Denial, Reason, find};
use pcluster_iam::explain::{CommandUsage, Grant, grants, usages, usages_by_effect};
use pcluster_iam::{AttachTo, Bundle, coverage};
use serde_json::Value;

use super::statement;
use crate::args::release::AskedReleases;
use crate::ui::lines::Lines;

/// A text, and the denials in it.
#[derive(Debug)]
pub(super) struct Source {
    /// The file, if there are several.
    file: Option<String>,
    text: String,
    denials: Vec<Denial>,
}

impl Source {
    pub(super) fn new(file: Option<String>, text: String) -> Self {
        Self { file, denials: find(&text), text }
    }
}

/// The denials of texts.
#[derive(Debug)]
pub(super) struct Answer<'d> {
    pub(super) denials: Vec<ExplainedDenial<'d>>,
    /// The calls whose denial the text may show the effect of, where no message names a request.
    pub(super) by_effect: Vec<CommandUsage>,
}

/// A denial and what the catalog says about it.
#[derive(Debug)]
pub(super) struct ExplainedDenial<'d> {
    pub(super) denial: &'d Denial,
    /// The file of the first such message, if there are several files.
    pub(super) file: Option<&'d str>,
    /// The line of the first such message, from 1, if the text has several.
    pub(super) line: Option<usize>,
    /// The number of such messages.
    pub(super) n_times: usize,
    /// The actions of which one was denied.
    pub(super) actions: Vec<DeniedAction>,
}

/// An action, and the statements of the catalog that grant it.
#[derive(Debug)]
pub(super) struct DeniedAction {
    pub(super) action: String,
    /// Those that grant it on the resource of the denial, or on any if the message names none.
    pub(super) granting: Vec<Grant>,
    /// Those that grant it on other resources.
    pub(super) elsewhere: Vec<Grant>,
    /// The one that fits best: on the resource of the denial if there is one, or else on another.
    pub(super) best: Option<Grant>,
    /// The bundles of its release that contain it.
    pub(super) bundles: Vec<&'static Bundle>,
    /// The commands of the product that make a call which requires it, each once.
    pub(super) commands: Vec<&'static str>,
    /// The statement that grants the action; none where an explicit denial decides.
    pub(super) statement: Option<Value>,
}

impl DeniedAction {
    /// The other statements of the same release, for the same kind of identity, that grant the action under other
    /// conditions.
    pub(super) fn otherwise(&self) -> impl Iterator<Item = &Grant> {
        let is_for_role = |grant: &Grant| matches!(grant.policy.attach_to, AttachTo::Role { .. });
        let conditions = |grant: &Grant| format!("{:?}", grant.statement.conditions);
        self.granting.iter().filter(move |grant| {
            self.best.is_some_and(|best| {
                grant.policy.version == best.policy.version
                    && is_for_role(grant) == is_for_role(&best)
                    && conditions(grant) != conditions(&best)
            })
        })
    }
}

impl<'d> Answer<'d> {
    pub(super) fn new(sources: &'d [Source], asked: Option<&AskedReleases>) -> Self {
        let ids: Option<Vec<&str>> = asked.map(|asked| {
            let policies = asked.releases.iter().flat_map(|release| coverage(*release).policies);
            policies.map(|policy| policy.id).collect()
        });
        let mut explained: Vec<ExplainedDenial<'d>> = Vec::new();
        for source in sources {
            let lines = Lines::new(&source.text);
            let has_lines = source.file.is_some() || source.text.trim_end().contains('\n');
            for denial in &source.denials {
                if let Some(same) = explained.iter_mut().find(|it| is_same(it.denial, denial)) {
                    same.n_times += 1;
                    continue;
                }
                let (line, _) = lines.place(denial.span.start);
                explained.push(ExplainedDenial {
                    denial,
                    file: source.file.as_deref(),
                    line: has_lines.then_some(line),
                    n_times: 1,
                    actions: actions(denial, ids.as_deref()),
                });
            }
        }
        let names_none = |source: &&Source| !source.denials.iter().any(Denial::names_request);
        let mut by_effect: Vec<CommandUsage> =
            sources.iter().filter(names_none).flat_map(|source| usages_by_effect(&source.text)).collect();
        by_effect.retain(|usage| is_asked(usage, ids.as_deref()));
        // AWS's own sentence is the effect of many calls.
        if by_effect.iter().any(|usage| !is_vague(usage)) {
            by_effect.retain(|usage| !is_vague(usage));
        }
        Self { denials: explained, by_effect }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.denials.is_empty() && self.by_effect.is_empty()
    }
}

/// True for an effect that is a message about a denial, and nothing else.
fn is_vague(usage: &CommandUsage) -> bool {
    usage.step.effect.is_some_and(|effect| find(effect).first().is_some_and(|denial| denial.span.start == 0))
}

/// True for a command of the releases that are asked about.
fn is_asked(usage: &CommandUsage, ids: Option<&[&str]>) -> bool {
    ids.is_none_or(|ids| usage.version.policies.iter().any(|policy| ids.contains(&policy.id)))
}

/// True for two messages about the same request, at whatever place and time.
fn is_same(first: &Denial, second: &Denial) -> bool {
    let key = |it: &Denial| {
        let encoded = it.encoded.is_some() && it.action.is_none() && it.call.is_none();
        (
            it.principal.clone(),
            it.action.clone(),
            it.call.clone(),
            it.tagged.clone(),
            it.resource.clone(),
            it.reason,
            it.encoded.clone().filter(|_| encoded),
        )
    };
    key(first) == key(second)
}

/// The actions of a denial. Where a call can be that of several services, those count which the catalog grants.
fn actions(denial: &Denial, ids: Option<&[&str]>) -> Vec<DeniedAction> {
    let arn = denial.resource_arn();
    let mut actions: Vec<DeniedAction> = denial
        .actions()
        .into_iter()
        .map(|action| denied_action(action, denial, arn.as_deref(), ids))
        .collect();
    let is_vague = denial.action.is_none() && denial.call.as_ref().is_some_and(|call| !call.contains(':'));
    let is_granted = |it: &DeniedAction| !it.granting.is_empty();
    if is_vague && actions.iter().any(is_granted) {
        actions.retain(is_granted);
    }
    actions
}

fn denied_action(action: String, denial: &Denial, arn: Option<&str>, ids: Option<&[&str]>) -> DeniedAction {
    let mut all = grants(&action);
    all.retain(|grant| ids.is_none_or(|ids| ids.contains(&grant.policy.id)));
    let (granting, elsewhere): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|grant| arn.is_none_or(|arn| grant.is_about(arn)));
    let usages = usages(&action);
    let best = best(&action, &granting, &usages, denial, arn);
    let bundles =
        best.and_then(|grant| grant.policy.release()).into_iter().flat_map(|it| it.bundles).copied();
    let has_it = |bundle: &&Bundle| {
        bundle.policies.iter().any(|it| granting.iter().any(|grant| grant.policy.id == it.id))
    };
    let mut commands = Vec::new();
    for usage in usages.iter().filter(|usage| is_asked(usage, ids)) {
        if !commands.contains(&usage.command.name) {
            commands.push(usage.command.name);
        }
    }
    let is_possible = !matches!(denial.reason, Reason::ExplicitDeny(_));
    DeniedAction {
        bundles: bundles.filter(has_it).collect(),
        commands,
        statement: is_possible.then(|| statement::of(&action, best, arn)),
        best: best.or_else(|| self::best(&action, &elsewhere, &usages, denial, None)),
        action,
        granting,
        elsewhere,
    }
}

/// The first grant of the newest release whose policy is for an identity of the kind of the principal, preferably
/// one that a request of a command meets, that names the resource of the denial most exactly, and that most bundles
/// contain.
fn best(
    action: &str,
    granting: &[Grant],
    usages: &[CommandUsage],
    denial: &Denial,
    arn: Option<&str>,
) -> Option<Grant> {
    let is_of_instance = denial.principal.as_deref().is_some_and(is_instance);
    let rank = |grant: &Grant| {
        let is_for_role = matches!(grant.policy.attach_to, AttachTo::Role { .. });
        // The catalog's order is that of the releases.
        let release = granting.iter().position(|it| it.policy.version == grant.policy.version);
        let own = usages
            .iter()
            .filter(|it| it.version.id == grant.policy.version && it.step.by.as_user != is_of_instance);
        let n_met = statement::n_met(action, *grant, own, arn);
        let entries = arn.map(|arn| grant.resources_for(Some(arn))).unwrap_or_default();
        let exactness = entries.into_iter().map(|entry| n_fixed(entry.text)).max();
        // Of a resource whose path is not known, the entry that leaves the most open fits.
        let exactness =
            if denial.leaves_path_out() { exactness.map(|number| usize::MAX - number) } else { exactness };
        let bundles = grant.policy.release().into_iter().flat_map(|it| it.bundles);
        let n_bundles = bundles.filter(|it| it.policies.iter().any(|it| it.id == grant.policy.id)).count();
        (is_for_role == is_of_instance, release, n_met > 0, exactness, n_bundles, n_met)
    };
    granting.iter().rev().copied().max_by_key(rank)
}

/// The number of characters of an entry that stand for themselves.
fn n_fixed(entry: &str) -> usize {
    let mut is_in_braces = false;
    let is_fixed = |c: &char| {
        is_in_braces = *c == '{' || is_in_braces && *c != '}';
        !is_in_braces && !"}*?".contains(*c)
    };
    entry.chars().filter(is_fixed).count()
}

/// True for the session of an EC2 instance, which has the name of the instance.
fn is_instance(principal: &str) -> bool {
    principal
        .rsplit_once('/')
        .is_some_and(|(role, session)| role.contains(":assumed-role/") && session.starts_with("i-"))
}
