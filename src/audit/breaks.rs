//! The commands that need what policies lack.

use std::collections::BTreeSet;

use super::Needs;
use crate::evaluate::{Context, Outcome, Policies};
use crate::run::{Answers, Call, Caller, Known, Request, Situation};
use crate::values::Parameter;
use crate::{AttachTo, Bundle, CallStep, Command, Commands, Configuration, Version};

/// A call of a command that the needed policies allow, and those that somebody has do not.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Break {
    /// The command, or the task of a node or a function.
    pub command: &'static Command,
    /// The configuration in which it makes the call, the first of the catalog.
    pub configuration: Option<&'static Configuration>,
    /// The call, with its effect on the command.
    pub step: &'static CallStep,
    /// The request of the call that is not allowed.
    pub request: Request,
    /// The answer of the policies that somebody has.
    pub outcome: Outcome,
}

/// What the commands of some needs have to be allowed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Breaking<'p> {
    /// The needs.
    pub needs: &'p Needs,
    /// The policies that the needs are.
    pub needed: &'p Policies,
    /// The policies that somebody has.
    pub held: &'p Policies,
    /// The values of the needs, by their parameters' names.
    pub values: &'p [(&'p str, &'p str)],
}

impl Breaking<'_> {
    /// The calls of the commands that are not allowed, among those for some actions; each action of a command once.
    ///
    /// Values that the calls need and nobody gives are those of the catalog's examples.
    #[must_use]
    pub fn find(&self, is_asked: impl Fn(&str) -> bool) -> Vec<Break> {
        let Some(runs) = Runs::of(self.needs) else { return Vec::new() };
        let mut held = Answers::new(self.held, Context::new());
        let mut needed = Answers::new(self.needed, Context::new());
        let mut known = BTreeSet::new();
        let mut breaks = Vec::new();
        for (configuration, caller) in runs.situations() {
            for command in &runs.commands {
                for mut call in self.calls(&runs, command, configuration, caller) {
                    call.requests.retain(|request| is_asked(request.action));
                    let is_needed = needed.of(call.clone());
                    let is_held = held.of(call.clone());
                    for (needed, held) in is_needed.answers.iter().zip(is_held.answers) {
                        let is_broken = needed.decision.outcome == Outcome::Allowed
                            && held.decision.outcome != Outcome::Allowed;
                        if is_broken && known.insert((command.name, held.request.action)) {
                            breaks.push(Break {
                                command,
                                configuration,
                                step: call.step,
                                outcome: held.decision.outcome,
                                request: held.request,
                            });
                        }
                    }
                }
            }
        }
        breaks
    }

    fn calls(
        &self,
        runs: &Runs,
        command: &'static Command,
        configuration: Option<&'static Configuration>,
        caller: Caller,
    ) -> Vec<Call> {
        let mut known =
            self.values.iter().fold(Known::new(), |known, (name, value)| known.value(*name, *value));
        if let Some(configuration) = configuration {
            known = known.configuration(configuration);
        }
        match Situation::new(runs.of_release, &known).calls(command, caller) {
            Ok(calls) => calls,
            Err(error) => {
                let examples = error.missing.iter().filter_map(|name| Parameter::named(name));
                let known = examples.fold(known, |known, it| known.value(it.name, it.example));
                Situation::new(runs.of_release, &known).calls(command, caller).unwrap_or_default()
            }
        }
    }
}

/// The runs of commands that needs are for.
struct Runs {
    of_release: &'static Commands,
    commands: Vec<&'static Command>,
    configurations: Vec<&'static Configuration>,
    callers: Vec<Caller>,
}

impl Runs {
    fn of(needs: &Needs) -> Option<Self> {
        let first = *needs.policies.first()?;
        let version: &Version = first.release()?;
        let of_release = version.commands?;
        let bundle: Option<&Bundle> = version.bundles.iter().copied().find(|bundle| bundle.id == needs.id);
        let (names, configurations) = match bundle {
            Some(bundle) => (bundle.commands, bundle.configurations),
            None => (first.commands, first.configurations),
        };
        let callers: Vec<Caller> = match first.attach_to {
            AttachTo::UserOrGroup => vec![Caller::User],
            AttachTo::Role { .. } => {
                let is_own = |actor: &&&'static crate::Actor| actor.policies.contains(&first.variant());
                of_release.actors.iter().filter(is_own).map(|actor| Caller::Actor(actor)).collect()
            }
        };
        let is_meant = |command: &&&'static Command| match first.attach_to {
            AttachTo::UserOrGroup => names.contains(&command.name),
            AttachTo::Role { .. } => command.steps.iter().any(|step| callers.iter().any(|it| it.makes(step))),
        };
        Some(Self {
            of_release,
            commands: of_release.commands.iter().filter(is_meant).copied().collect(),
            configurations: of_release
                .configurations
                .iter()
                .filter(|it| configurations.contains(&it.name))
                .copied()
                .collect(),
            callers,
        })
    }

    /// Each configuration, or none in particular if no one is named, with each caller.
    fn situations(&self) -> impl Iterator<Item = (Option<&'static Configuration>, Caller)> {
        let configurations: Vec<_> = if self.configurations.is_empty() {
            vec![self.of_release.configurations.first().copied()]
        } else {
            self.configurations.iter().copied().map(Some).collect()
        };
        configurations.into_iter().flat_map(|it| self.callers.iter().map(move |caller| (it, *caller)))
    }
}
