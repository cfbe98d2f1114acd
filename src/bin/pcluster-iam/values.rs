//! The values of a policy's parameters: from options, from `--set` and from a file.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use pcluster_iam::{ClusterName, FillProblem, Filled, Need, PARAMETERS, POLICIES, Parameter, Policy, Values};

use crate::ids;
use crate::output::{Complaint, Failure};
use crate::problems::{self, Place};
use crate::values_file;

/// An option for each parameter of the catalog, and the other ways to give values.
pub(crate) fn args() -> Vec<Arg> {
    let parameters = PARAMETERS.iter().map(|parameter| {
        Arg::new(parameter.name)
            .long(parameter.name)
            .value_name(parameter.type_name.to_uppercase())
            // A second value is a problem to be told with all others, or the next entry of a list.
            .action(ArgAction::Append)
            .help(short_help(parameter))
            .long_help(long_help(parameter))
            .help_heading("Values")
    });
    let others = [
        Arg::new("set")
            .long("set")
            .value_name("NAME=VALUE")
            .action(ArgAction::Append)
            .help("A value by its name; an option of that name wins"),
        Arg::new("values")
            .long("values")
            .value_name("FILE.toml")
            .value_parser(value_parser!(PathBuf))
            .help("A file of lines such as `name = \"value\"`; options and --set win")
            .long_help(
                "A file of lines such as `name = \"value\"`, or `name = [\"value\", \"value\"]` for a list. \
                 Options and --set win. One file serves for all policies: a policy takes what it uses.",
            ),
        Arg::new("all-regions")
            .long("all-regions")
            .action(ArgAction::SetTrue)
            .help("All regions of the partition, which then has to be given"),
    ];
    parameters.chain(others.map(|arg| arg.help_heading("Values"))).collect()
}

/// The names of all arguments that give values.
pub(crate) fn names() -> Vec<&'static str> {
    PARAMETERS.iter().map(|parameter| parameter.name).chain(["set", "values", "all-regions"]).collect()
}

/// The parameter of that name.
pub(crate) fn parameter(name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().copied().find(|parameter| parameter.name == name)
}

/// The parameter of a type of which there is one.
pub(crate) fn parameter_of_type(type_name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().copied().find(|parameter| parameter.type_name == type_name)
}

fn short_help(parameter: &Parameter) -> String {
    let default = parameter.default.map_or_else(String::new, |default| format!(" [default: {default}]"));
    let more = if is_list(parameter) { " (may be repeated)" } else { "" };
    format!("{}{more}{default}", parameter.summary)
}

fn long_help(parameter: &Parameter) -> String {
    let caution = parameter.caution.map_or_else(String::new, |caution| format!("\nCaution: {caution}"));
    format!(
        "{}\nExample: {}\nFind it: {}{caution}",
        short_help(parameter),
        parameter.example,
        one_line(parameter.find)
    )
}

fn is_list(parameter: &Parameter) -> bool {
    POLICIES
        .iter()
        .flat_map(|policy| policy.parameters)
        .any(|used| used.need == Need::List && used.parameter.name == parameter.name)
}

/// The text without its line breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value that was given, and where.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) place: Place,
}

/// The values that were given, whatever policy they are for.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) values: Vec<Value>,
    /// Those whose value could not be read, so that they are not called missing besides.
    unread: Vec<&'static str>,
    is_all_regions: bool,
}

impl Given {
    /// Collects the values, and everything that is wrong with how they were given.
    pub(crate) fn read(matches: &ArgMatches) -> Result<(Self, Vec<Complaint>), Failure> {
        let mut complaints = Vec::new();
        let mut given = Self { is_all_regions: matches.get_flag("all-regions"), ..Self::default() };
        let mut options = Vec::new();
        for parameter in PARAMETERS {
            for text in matches.get_many::<String>(parameter.name).into_iter().flatten() {
                options.push(Value { name: parameter.name, text: text.clone(), place: Place::Option });
            }
        }
        given.add(options);
        let mut sets = Vec::new();
        for set in matches.get_many::<String>("set").into_iter().flatten() {
            let Some((name, text)) = set.split_once('=') else {
                complaints.push(
                    Complaint::new(format!("`--set {}` has no `=`", set.escape_debug()))
                        .help("write `--set NAME=VALUE`"),
                );
                continue;
            };
            match parameter(name.trim()) {
                Some(it) => sets.push(Value { name: it.name, text: text.to_owned(), place: Place::Set }),
                None => complaints.push(problems::unknown(name.trim(), "--set: ")),
            }
        }
        given.add(sets);
        if let Some(path) = matches.get_one::<PathBuf>("values") {
            let file = values_file::read(path)?;
            complaints.extend(file.complaints);
            given.unread = file.unread;
            let is_overruled = |value: &Value| {
                // Whoever asks for all regions does not mean the one of the file.
                given.is_all_regions && parameter(value.name).is_some_and(|it| it.type_name == "region")
            };
            let values = file.values.into_iter().filter(|value| !is_overruled(value)).collect();
            given.add(values);
        }
        Ok((given, complaints))
    }

    /// Adds what the places before have not given.
    fn add(&mut self, values: Vec<Value>) {
        let new: Vec<_> = values.into_iter().filter(|value| self.first(value.name).is_none()).collect();
        self.values.extend(new);
    }

    /// The first value of that name.
    pub(crate) fn first(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.name == name)
    }

    /// Fills the policy and hands it to `take`, or says everything that is wrong.
    ///
    /// With `is_one_of_many`, values that the policy has no use for are for the others.
    pub(crate) fn fill<T>(
        &self,
        policy: &'static Policy,
        is_one_of_many: bool,
        take: impl FnOnce(&Filled<'_>) -> T,
    ) -> Result<T, Unfilled> {
        let mut found = Vec::new();
        let derived = self.stack_name(policy);
        let stack_name = match &derived {
            Some(Derived { name: Ok(name), .. }) => Some(name.as_str()),
            _ => None,
        };
        if let Some(Derived { name: Err(problem), .. }) = &derived {
            found.push(problem.clone());
        }
        let replaced = derived.as_ref().map(|it| [it.cluster, it.stack]);
        let goes_in = |value: &&Value| {
            let goes_with_all =
                parameter(value.name).is_some_and(|it| ["region", "partition"].contains(&it.type_name));
            let is_used = policy.parameters.iter().any(|used| used.parameter.name == value.name);
            match replaced {
                Some([cluster, _]) if value.name == cluster => is_used,
                Some([_, stack]) if value.name == stack => false,
                _ => goes_with_all || is_used || !is_one_of_many && !value.place.is_shared(),
            }
        };
        let mut values: Values<'_> =
            self.values.iter().filter(goes_in).map(|value| (value.name, value.text.as_str())).collect();
        if let (Some(derived), Some(name)) = (&derived, stack_name) {
            values = values.set(derived.stack, name);
        }
        if self.is_all_regions {
            values = values.all_regions();
        }
        match policy.fill(&values) {
            Ok(filled) if found.is_empty() => return Ok(take(&filled)),
            Ok(_) => {}
            Err(error) => {
                let is_new = |problem: &&FillProblem| match problem {
                    FillProblem::Missing(it) => {
                        !self.unread.contains(&it.name)
                            && derived.as_ref().is_none_or(|at| at.stack != it.name)
                    }
                    problem => !found.contains(problem),
                };
                let more: Vec<_> = error.problems().iter().filter(is_new).cloned().collect();
                found.extend(more);
            }
        }
        Err(Unfilled { policy, problems: found })
    }

    /// The name of the cluster's stack, where the policy needs it and was given the cluster's.
    fn stack_name(&self, policy: &Policy) -> Option<Derived> {
        let stack = policy.parameters.iter().find(|used| used.parameter.type_name == "stack-name")?;
        let parameter = parameter_of_type("cluster-name")?;
        let cluster = self.first(parameter.name)?;
        let is_overruled =
            self.first(stack.parameter.name).is_some_and(|given| given.place.rank() <= cluster.place.rank());
        let template = ids::version(policy)?.stack_name.filter(|_| !is_overruled)?;
        let n_given = self.values.iter().filter(|value| value.name == parameter.name).count();
        let name = match ClusterName::new(&cluster.text) {
            _ if n_given > 1 => Err(FillProblem::Repeated(parameter)),
            Ok(name) => Ok(template.replace("{cluster-name}", name.as_str())),
            Err(error) => Err(FillProblem::Invalid(parameter, error)),
        };
        Some(Derived { cluster: parameter.name, stack: stack.parameter.name, name })
    }
}

/// A stack's name that follows from the cluster's.
#[derive(Debug)]
struct Derived {
    cluster: &'static str,
    stack: &'static str,
    name: Result<String, FillProblem>,
}

/// A policy that the values do not suffice for, or that some of them are wrong for.
#[derive(Debug)]
pub(crate) struct Unfilled {
    pub(crate) policy: &'static Policy,
    pub(crate) problems: Vec<FillProblem>,
}
