//! The policies of the release that allow the calls which are not allowed.

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use pcluster_iam::run::{CallAnswer, Caller, Request, RequestAnswer};
use pcluster_iam::{AttachTo, Need, Policy, VERSIONS};

use super::answered::{Answered, Asker};
use crate::ui::output::listed;

/// The fewest policies of the release, as far as a simple search finds them, that allow every call which is
/// denied, or `None` if they cannot.
pub(super) fn policies(asker: &Asker<'_>, answered: &Answered<'_>) -> Option<String> {
    let mut left: Vec<&CallAnswer<'_>> =
        answered.answers.iter().filter(|it| it.outcome().is_denied()).collect();
    let lacks_grant = |answer: &&RequestAnswer<'_>| answer.decision.without_grant == [Layer::Identity];
    let denied = left.iter().flat_map(|it| &it.answers).filter(|it| it.decision.outcome.is_denied());
    if !denied.clone().all(|answer| lacks_grant(&answer)) {
        return None;
    }
    let version =
        VERSIONS.iter().find(|it| it.commands.is_some_and(|it| std::ptr::eq(it, asker.asked.commands)))?;
    let suits = |policy: &&&'static Policy| match asker.asked.caller {
        Caller::Actor(actor) => actor.policies.contains(&policy.variant()),
        _ => policy.attach_to == AttachTo::UserOrGroup,
    };
    let of_catalog = &asker.holder.of_catalog;
    let others =
        version.policies.iter().filter(suits).filter(|it| !of_catalog.iter().any(|own| own.id == it.id));
    let others: Vec<_> = others.filter_map(|policy| Some((*policy, alone(asker, policy)?))).collect();
    let mut helpful = Vec::new();
    while !left.is_empty() {
        let n_allowed = |(_, policies): &&(&'static Policy, Policies)| {
            left.iter().filter(|it| allows(policies, &asker.context, it)).count()
        };
        // A policy that is made for the command goes before one that happens to allow its calls.
        let able = others.iter().rev().filter(|it| n_allowed(it) > 0);
        let (policy, policies) =
            able.max_by_key(|it| (it.0.commands.contains(&answered.command.name), n_allowed(it)))?;
        left.retain(|it| !allows(policies, &asker.context, it));
        helpful.push(format!("`--with {}`", policy.id));
    }
    (!helpful.is_empty()).then(|| listed(&helpful))
}

/// A policy by itself, with examples in place of values that nobody gives.
fn alone(asker: &Asker<'_>, policy: &'static Policy) -> Option<Policies> {
    let mut given = asker.asked.given.clone();
    let required = policy.parameters.iter().filter(|used| used.need == Need::Required);
    given.add_examples(required.map(|used| used.parameter));
    let document = Document::parse(&given.fill(policy, true).ok()?.to_json());
    let mut policies = Policies::new();
    policies.add(Layer::Identity, policy.id, &document).ok()?;
    Some(policies)
}

/// True if policies allow what a call is denied.
fn allows(policies: &Policies, context: &Context, answer: &CallAnswer<'_>) -> bool {
    let denied = answer.answers.iter().filter(|it| it.decision.outcome.is_denied());
    denied.map(|it| &it.request).all(|request: &Request| {
        let allowed = request.answer(policies, context);
        allowed.decision.outcome == Outcome::Allowed
    })
}
