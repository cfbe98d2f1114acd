//! What is known of a run: the configuration, the options and the values.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use super::configuration::ConfigurationFile;
use super::options::{HeldOption, OptionFacts, held};
use super::request::{Call, Request};
use super::values::RunValues;
use crate::catalog::{Actor, CallStep, Command, CommandOption, Commands, Configuration};
use crate::evaluate::Origin;
use crate::values::{Parameter, ParameterRole};

/// What a caller knows of a run.
#[derive(Clone, Debug, Default)]
pub struct Known<'f> {
    configuration: Option<&'static Configuration>,
    file: Option<&'f ConfigurationFile>,
    stated: Vec<&'static CommandOption>,
    denied: Vec<&'static CommandOption>,
    values: BTreeMap<String, Vec<String>>,
}

impl<'f> Known<'f> {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The options of a named configuration hold.
    #[must_use]
    pub fn configuration(mut self, configuration: &'static Configuration) -> Self {
        self.configuration = Some(configuration);
        self
    }

    /// The configuration file decides about the options that it can show, and has values.
    #[must_use]
    pub fn file(mut self, file: &'f ConfigurationFile) -> Self {
        self.file = Some(file);
        self
    }

    /// An option holds, or does not.
    #[must_use]
    pub fn option(mut self, option: &'static CommandOption, holds: bool) -> Self {
        if holds {
            self.stated.push(option);
        } else {
            self.denied.push(option);
        }
        self
    }

    /// A value of a parameter, or of another placeholder of the calls; call it once for each value of a list.
    #[must_use]
    pub fn value(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.values.entry(name.into()).or_default().push(text.into());
        self
    }
}

/// A run of a release's commands, with all that decides about their calls.
#[derive(Clone, Debug)]
pub struct Situation {
    commands: &'static Commands,
    options: Vec<HeldOption>,
    values: RunValues,
}

impl Situation {
    /// The run of which this is known.
    #[must_use]
    pub fn new(commands: &'static Commands, known: &Known<'_>) -> Self {
        let of_configuration = known.configuration.map_or(&[][..], |it| it.options);
        let stated: Vec<_> = of_configuration.iter().chain(&known.stated).copied().collect();
        let facts = OptionFacts { file: known.file, stated: &stated, denied: &known.denied };
        let values = RunValues::new(commands, &known.values, known.file);
        Self { commands, options: held(commands, facts), values }
    }

    /// The release's commands.
    #[must_use]
    pub fn commands(&self) -> &'static Commands {
        self.commands
    }

    /// The options that hold, in the catalog's order.
    #[must_use]
    pub fn options(&self) -> &[HeldOption] {
        &self.options
    }

    /// The calls of a command that somebody makes, in order, with what each of them asks for.
    ///
    /// # Errors
    ///
    /// If a value that the calls need is missing, or is not of its parameter's type; with all of them.
    pub fn calls(&self, command: &'static Command, caller: Caller) -> Result<Vec<Call>, UnknownValuesError> {
        let steps = command.steps.iter().copied().filter(|step| caller.makes(step) && self.has(step));
        let mut missing = BTreeSet::new();
        let mut calls = Vec::new();
        for step in steps {
            match self.requests(step) {
                Ok(requests) => calls.push(Call { step, requests }),
                Err(names) => missing.extend(names),
            }
        }
        let invalid = self.values.invalid().map(|(parameter, value, allowed)| InvalidText {
            parameter,
            value: value.to_owned(),
            allowed,
        });
        let invalid: Vec<_> = invalid.collect();
        if missing.is_empty() && invalid.is_empty() {
            Ok(calls)
        } else {
            Err(UnknownValuesError { missing: missing.into_iter().collect(), invalid })
        }
    }

    /// The region and the account of the run, as far as they are known.
    fn origin(&self) -> Origin {
        let value = |role| self.values.first(Parameter::with_role(role)?.name);
        let origin = value(ParameterRole::Region).map_or_else(Origin::new, |it| Origin::new().region(it));
        match value(ParameterRole::AccountId) {
            Some(account) => origin.account(account),
            None => origin,
        }
    }

    /// True if the options let a call happen.
    fn has(&self, step: &CallStep) -> bool {
        let holds = |option: &&CommandOption| self.options.iter().any(|it| it.option.name == option.name);
        step.when.iter().all(holds) && !step.unless.iter().any(holds)
    }

    /// The actions of a call on each of its resources.
    fn requests(&self, step: &'static CallStep) -> Result<Vec<Request>, Vec<String>> {
        let mut missing = Vec::new();
        let mut expand = |template: &str| {
            self.values.expand(template).unwrap_or_else(|names| {
                missing.extend(names);
                Vec::new()
            })
        };
        let resources: Vec<_> = step.resources.iter().flat_map(|template| expand(template)).collect();
        let mut context: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for stated in step.context {
            context.insert(stated.key, stated.values.iter().flat_map(|template| expand(template)).collect());
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        let origin = &self.origin();
        let of_action = |action: &'static str| {
            let context = &context;
            resources.iter().map(move |resource| Request {
                action,
                resource: resource.clone(),
                context: context.clone(),
                origin: origin.clone(),
            })
        };
        Ok(step.actions.iter().copied().flat_map(of_action).collect())
    }
}

/// Whose calls a run is about.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Caller {
    /// Everybody who acts with the rights of whoever runs the command.
    User,
    /// One actor with a role of its own.
    Actor(&'static Actor),
}

impl Caller {
    /// True for a call that is made with the caller's rights.
    #[must_use]
    pub fn makes(self, step: &CallStep) -> bool {
        match self {
            Self::User => step.by.as_user,
            Self::Actor(actor) => step.by.name == actor.name,
        }
    }
}

/// Values of calls that are missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownValuesError {
    /// The names of the values that nobody gives.
    pub missing: Vec<String>,
    /// The values that are not of their parameters' types.
    pub invalid: Vec<InvalidText>,
}

/// A value that is not of its parameter's type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidText {
    /// The parameter.
    pub parameter: &'static Parameter,
    /// The value.
    pub value: String,
    /// The form of a value.
    pub allowed: &'static str,
}

impl fmt::Display for UnknownValuesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = self.missing.iter().map(|name| format!("`{name}` is missing"));
        let invalid = self.invalid.iter().map(|it| {
            format!(
                "`{}` is no value of `{}`: expected {}",
                it.value.escape_debug(),
                it.parameter.name,
                it.allowed
            )
        });
        f.write_str(&missing.chain(invalid).collect::<Vec<_>>().join(", "))
    }
}

impl core::error::Error for UnknownValuesError {}
