//! The check of promises: the commands of each policy and bundle run with it, and the policy of each role
//! allows the calls that its holder makes, unless a denial is acknowledged.

use std::collections::{BTreeMap, BTreeSet};

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use pcluster_iam::run::{Answers, CallAnswer, Caller, Known, Situation, Verdict};
use pcluster_iam::{
    AcceptedDenial, AttachTo, Commands, Configuration, Need, PARAMETERS, ParameterRole, Policy, Version,
};

use crate::catalog::Catalog;
use crate::parallel;
use crate::problem::Problem;

/// A promise of a policy or a bundle.
struct Promise {
    /// The id of the policy or the bundle.
    id: &'static str,
    source: String,
    policies: Vec<&'static Policy>,
    commands: Vec<&'static str>,
    configurations: &'static [&'static str],
    denied: &'static [AcceptedDenial],
    caller: Caller,
}

/// Checks the promises of all releases whose commands the catalog has.
pub(super) fn check(catalog: &Catalog) -> Vec<Problem> {
    let with_commands =
        catalog.versions.iter().copied().filter_map(|version| Some((version, version.commands?)));
    let promises: Vec<_> = with_commands
        .flat_map(|(version, commands)| promises(version, commands).into_iter().map(move |it| (commands, it)))
        .collect();
    let problems = parallel::map(&promises, || (), |(), (commands, promise)| of_promise(commands, promise));
    problems.into_iter().flatten().collect()
}

/// The promises of a release's policies, bundles and roles.
fn promises(version: &'static Version, commands: &'static Commands) -> Vec<Promise> {
    let named = |id: &&str| version.policies.iter().copied().find(|policy| policy.id == *id);
    let of_people = version.policies.iter().filter(|policy| policy.attach_to == AttachTo::UserOrGroup);
    let of_policies = of_people.map(|policy| Promise {
        id: policy.id,
        source: policy.source.to_owned(),
        policies: std::iter::once(*policy).chain(policy.beside.iter().filter_map(named)).collect(),
        commands: policy.commands.to_vec(),
        configurations: policy.configurations,
        denied: policy.denied,
        caller: Caller::User,
    });
    let of_bundles = version.bundles.iter().map(|bundle| Promise {
        id: bundle.id,
        source: format!("catalog/{}/bundles.toml", version.id),
        policies: bundle.policies.to_vec(),
        commands: bundle.commands.to_vec(),
        configurations: bundle.configurations,
        denied: bundle.denied,
        caller: Caller::User,
    });
    let actors = commands.actors.iter().filter(|actor| !actor.as_user);
    let of_roles = actors.flat_map(|actor| {
        let caller = Caller::Actor(actor);
        let own = version.policies.iter().filter(|policy| actor.policies.contains(&policy.variant()));
        let tasks = commands
            .commands
            .iter()
            .filter(move |command| command.steps.iter().any(|step| caller.makes(step)));
        own.map(move |policy| Promise {
            id: policy.id,
            source: policy.source.to_owned(),
            policies: vec![*policy],
            commands: tasks.clone().map(|command| command.name).collect(),
            configurations: policy.configurations,
            denied: policy.denied,
            caller,
        })
    });
    of_policies
        .chain(of_bundles)
        .chain(of_roles)
        .filter(|promise| !promise.configurations.is_empty())
        .collect()
}

/// The calls that are denied although a promise says otherwise, what the promise names and nobody knows, and
/// the acknowledged denials that are none.
fn of_promise(commands: &'static Commands, promise: &Promise) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut note = |message: String, help: &str| {
        problems.push(Problem::new(message, format!("{help}{}", promise.source)).of(Some(promise.id)));
    };
    let policies = match held(promise) {
        Ok(Some(policies)) => policies,
        Ok(None) => return problems,
        Err(why) => {
            note(why, "correct the statements of ");
            return problems;
        }
    };
    let mut answers = Answers::new(&policies, Context::new());
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    for name in promise.configurations {
        let Some(configuration) = commands.configurations.iter().find(|it| it.name == *name) else {
            note(
                format!(
                    "`{}` promises the configuration `{name}`, which commands.toml does not have",
                    promise.id
                ),
                "correct `configurations` in ",
            );
            continue;
        };
        let situation = situation(commands, configuration, promise);
        for name in &promise.commands {
            let Some(command) = commands.command(name) else {
                if told.insert((name, "")) {
                    note(
                        format!("`{}` promises `{name}`, which commands.toml does not have", promise.id),
                        "correct `commands` in ",
                    );
                }
                continue;
            };
            let calls = match situation.calls(command, promise.caller) {
                Ok(calls) => calls,
                Err(error) => {
                    note(
                        format!("the calls of `{name}` are not known: {error}"),
                        "state `otherwise` of the value in commands.toml, and check ",
                    );
                    continue;
                }
            };
            for answer in calls.into_iter().map(|call| answers.of(call)) {
                let call = answer.call.step.call;
                let is_of = |it: &AcceptedDenial| it.is_of(call, command.name, configuration.name);
                let accepted =
                    promise.denied.iter().position(is_of).filter(|_| answer.outcome() != Outcome::Allowed);
                if let Some(place) = accepted {
                    used.insert(place);
                } else if answer.verdict() != Verdict::Runs && told.insert((command.name, call)) {
                    note(
                        denial(promise, command.name, configuration.name, &answer),
                        "add what is missing, or acknowledge the call with `denied` in ",
                    );
                }
            }
        }
    }
    for (_, denial) in promise.denied.iter().enumerate().filter(|(place, _)| !used.contains(place)) {
        note(
            format!("`{}` acknowledges that `{}` is denied, and it is not", promise.id, denial.call),
            "remove it from `denied` in ",
        );
    }
    problems
}

/// The message about a call that is denied.
fn denial(promise: &Promise, command: &str, configuration: &str, answer: &CallAnswer<'_>) -> String {
    let open = answer.answers.iter().filter(|it| it.decision.outcome != Outcome::Allowed);
    let requests: Vec<_> = open
        .map(|it| format!("`{}` on `{}` ({})", it.request.action, it.request.resource, it.decision.outcome))
        .collect();
    format!(
        "`{command}` does not run with `{}` in the configuration `{configuration}`: {} needs {}",
        promise.id,
        answer.call.step.call,
        requests.join(", ")
    )
}

/// The policies of a promise with the examples of their parameters; nothing if those do not fill one, which
/// another check reports.
fn held(promise: &Promise) -> Result<Option<Policies>, String> {
    let mut policies = Policies::new();
    for policy in &promise.policies {
        let Ok(filled) = policy.fill(&policy.examples()) else { return Ok(None) };
        let document = Document::parse(&filled.to_json());
        policies.add(Layer::Identity, policy.id, &document).map_err(|error| error.to_string())?;
    }
    Ok(Some(policies))
}

/// A run in a configuration, with the examples of what every policy needs, and of what those of the promise need.
fn situation(
    commands: &'static Commands,
    configuration: &'static Configuration,
    promise: &Promise,
) -> Situation {
    let is_given = |role| {
        matches!(
            role,
            ParameterRole::Region
                | ParameterRole::AccountId
                | ParameterRole::ClusterName
                | ParameterRole::StackName
        )
    };
    let of_all = PARAMETERS.iter().copied().filter(|it| is_given(it.role()));
    let used = promise.policies.iter().flat_map(|policy| policy.parameters);
    let of_policies = used.filter(|used| used.need == Need::Required).map(|used| used.parameter);
    let examples: BTreeMap<_, _> = of_all.chain(of_policies).map(|it| (it.name, it.example)).collect();
    let known = Known::new().configuration(configuration);
    Situation::new(
        commands,
        &examples.iter().fold(known, |known, (name, example)| known.value(*name, *example)),
    )
}
