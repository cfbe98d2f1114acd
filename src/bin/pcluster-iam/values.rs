//! The values of a policy's parameters: from options, from `--set` and from a file.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use pcluster_iam::{ClusterName, FillProblem, PARAMETERS, Parameter, Policy, Values};
use toml::de::DeTable;

use crate::ids;
use crate::output::{Complaint, Failure};
use crate::suggest::similar;

/// An option for each parameter of the catalog, and the other ways to give values.
pub(crate) fn args() -> Vec<Arg> {
    let parameters = PARAMETERS.iter().map(|parameter| {
        let default = parameter.default.map_or_else(String::new, |default| format!(" [default: {default}]"));
        Arg::new(parameter.name)
            .long(parameter.name)
            .value_name(parameter.type_name.to_uppercase())
            .help(format!("{}{default}", parameter.summary))
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
            .help("A file of lines such as `name = \"value\"`; options and --set win"),
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

/// The values that were given, whatever policy they are for.
#[derive(Debug)]
pub(crate) struct Given {
    values: Vec<(String, String)>,
    is_all_regions: bool,
}

impl Given {
    /// Collects the values, and everything that is wrong with how they were given.
    pub(crate) fn read(matches: &ArgMatches) -> Result<(Self, Vec<Complaint>), Failure> {
        let mut complaints = Vec::new();
        let mut given = Self { values: Vec::new(), is_all_regions: matches.get_flag("all-regions") };
        for parameter in PARAMETERS {
            if let Some(value) = matches.get_one::<String>(parameter.name) {
                given.values.push((parameter.name.to_owned(), value.clone()));
            }
        }
        for set in matches.get_many::<String>("set").into_iter().flatten() {
            match set.split_once('=') {
                Some((name, value)) => given.add(name.trim(), value),
                None => complaints.push(
                    Complaint::new(format!("`--set {set}` has no `=`")).help("write `--set NAME=VALUE`"),
                ),
            }
        }
        if let Some(path) = matches.get_one::<PathBuf>("values") {
            let shown = path.display().to_string();
            let text = std::fs::read_to_string(path).map_err(|error| {
                Complaint::new(format!("`{shown}` cannot be read: {error}")).help("give a TOML file in UTF-8")
            })?;
            for entry in read_file(&shown, &text, &mut complaints) {
                given.add(&entry.0, &entry.1);
            }
        }
        Ok((given, complaints))
    }

    fn add(&mut self, name: &str, value: &str) {
        if !self.values.iter().any(|(given, _)| given == name) {
            self.values.push((name.to_owned(), value.to_owned()));
        }
    }

    fn get(&self, type_name: &str) -> Option<&str> {
        let parameter = PARAMETERS.iter().find(|parameter| parameter.type_name == type_name)?;
        self.values.iter().find(|(name, _)| name == parameter.name).map(|(_, value)| value.as_str())
    }

    /// The same values with the name of the cluster's stack in place of the cluster's, where the
    /// policy needs the one and was given the other.
    pub(crate) fn with_stack_name(&self, policy: &Policy, complaints: &mut Vec<Complaint>) -> Self {
        let mut values = Self { values: self.values.clone(), is_all_regions: self.is_all_regions };
        let stack = policy.parameters.iter().find(|used| used.parameter.type_name == "stack-name");
        let template = ids::version(policy).and_then(|version| version.stack_name);
        if let (Some(stack), Some(template), Some(cluster), None) =
            (stack, template, self.get("cluster-name"), self.get("stack-name"))
        {
            match ClusterName::new(cluster) {
                Ok(cluster) => {
                    let name = replace_placeholder(template, cluster.as_str());
                    values.values.push((stack.parameter.name.to_owned(), name));
                }
                Err(error) => complaints.push(
                    Complaint::new(format!(
                        "the cluster's name `{}` is refused",
                        error.value().escape_debug()
                    ))
                    .help(format!("expected {}", error.allowed())),
                ),
            }
            let is_cluster =
                |name: &str| PARAMETERS.iter().any(|it| it.name == name && it.type_name == "cluster-name");
            values.values.retain(|(name, _)| !is_cluster(name));
            if !complaints.is_empty() && values.get("stack-name").is_none() {
                // So that the stack's name is not called missing besides.
                values.values.push((stack.parameter.name.to_owned(), stack.parameter.example.to_owned()));
            }
        }
        values
    }

    /// Only the values that a policy uses, and those that go with every policy.
    pub(crate) fn for_policy(mut self, policy: &Policy) -> Self {
        let is_used = |name: &str| {
            let is_known = PARAMETERS.iter().any(|parameter| parameter.name == name);
            !is_known || policy.parameters.iter().any(|used| used.parameter.name == name)
        };
        self.values.retain(|(name, _)| is_used(name));
        self
    }

    /// The values as the library takes them.
    pub(crate) fn values(&self) -> Values<'_> {
        let values: Values<'_> =
            self.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if self.is_all_regions { values.all_regions() } else { values }
    }
}

/// What is between the braces of a template with one placeholder, replaced.
fn replace_placeholder(template: &str, value: &str) -> String {
    match (template.split_once('{'), template.split_once('}')) {
        (Some((before, _)), Some((_, after))) => [before, value, after].concat(),
        _ => template.to_owned(),
    }
}

/// The names and values of a file, and what is wrong in it, each with its place.
fn read_file(shown: &str, text: &str, complaints: &mut Vec<Complaint>) -> Vec<(String, String)> {
    let place = |offset: usize| {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        format!("{shown}:{line}:{column}")
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some(error) = errors.first() {
        let place = place(error.span().map_or(0, |span| span.start));
        complaints.push(
            Complaint::new(format!("{place}: the file is not TOML here: {}", error.message()))
                .help("write a line such as `name = \"value\"`"),
        );
        return Vec::new();
    }
    let mut values = Vec::new();
    for (name, value) in table.get_ref() {
        let known = PARAMETERS.iter().any(|parameter| parameter.name == name.get_ref());
        if !known {
            complaints.push(unknown(name.get_ref(), Some(&place(name.span().start))));
        } else if let Some(text) = value.get_ref().as_str() {
            values.push((name.get_ref().to_string(), text.to_owned()));
        } else {
            complaints.push(
                Complaint::new(format!("{}: `{}` is not a text", place(value.span().start), name.get_ref()))
                    .help(format!("write `{} = \"…\"`, in quotes", name.get_ref())),
            );
        }
    }
    values
}

/// The complaint about a problem with the values of a policy.
pub(crate) fn complaint(policy: &Policy, problem: &FillProblem) -> Complaint {
    match problem {
        FillProblem::Missing(parameter) => missing(policy, parameter),
        FillProblem::Invalid(parameter, error) => {
            Complaint::new(format!("--{} `{}` is refused", parameter.name, error.value().escape_debug()))
                .help(format!("expected {}, such as `{}`", error.allowed(), parameter.example))
                .help(parameter.find.lines().next().unwrap_or_default())
        }
        FillProblem::Unused(parameter) => {
            let used: Vec<_> =
                policy.parameters.iter().map(|used| format!("--{}", used.parameter.name)).collect();
            Complaint::new(format!("`{}` has no use for --{}", policy.id, parameter.name))
                .help(format!("its values are {}", used.join(", ")))
        }
        FillProblem::Unknown(name) => unknown(name, None),
        FillProblem::Contradiction { region, belongs_to, given } => {
            Complaint::new(format!("region `{region}` is in partition `{belongs_to}`, not in `{given}`"))
                .help("leave the partition out: it follows from the region")
        }
        other => Complaint::new(other.to_string()),
    }
}

fn missing(policy: &Policy, parameter: &Parameter) -> Complaint {
    let mut complaint = Complaint::new(format!("--{} is missing", parameter.name))
        .help(format!("{} Give --{} {}", parameter.summary, parameter.name, parameter.example));
    let has_derived_name =
        parameter.type_name == "stack-name" && ids::version(policy).is_some_and(|it| it.stack_name.is_some());
    if let Some(cluster) = PARAMETERS.iter().find(|it| has_derived_name && it.type_name == "cluster-name") {
        complaint = complaint.help(format!("or --{} {}: {}", cluster.name, cluster.example, cluster.summary));
    }
    complaint.help(format!("find it: {}", one_line(parameter.find)))
}

fn one_line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(" ")
}

fn unknown(name: &str, place: Option<&str>) -> Complaint {
    let place = place.map_or_else(String::new, |place| format!("{place}: "));
    let complaint = Complaint::new(format!("{place}no parameter is named `{}`", name.escape_debug()));
    match similar(name, PARAMETERS.iter().map(|parameter| parameter.name)).first() {
        Some(nearest) => complaint.help(format!("did you mean `{nearest}`?")),
        None => complaint.help(format!(
            "the parameters are {}",
            PARAMETERS.iter().map(|parameter| parameter.name).collect::<Vec<_>>().join(", ")
        )),
    }
}
