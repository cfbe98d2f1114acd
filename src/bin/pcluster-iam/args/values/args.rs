//! The options that give values: one for each parameter, `--set`, `--values` and `--all-regions`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use pcluster_iam::{PARAMETERS, Parameter, ParameterRole};

use super::configured::is_list;
use super::value::{GivenValue, Place};
use crate::ui::output::one_line;

/// The heading of these options.
pub(crate) const HEADING: &str = "Values";

/// An option for each parameter of the catalog, and the other ways to give values.
#[derive(Args, Clone, Debug)]
pub(crate) struct ValueArgs {
    #[command(flatten)]
    pub(super) parameters: ParameterArgs,
    #[arg(
        long,
        value_name = "NAME=VALUE",
        help_heading = HEADING,
        help = "A value by its parameter's name; an option of that name takes precedence"
    )]
    pub(super) set: Vec<String>,
    #[arg(
        long,
        value_name = "FILE.toml",
        help_heading = HEADING,
        help = "A file of lines such as `name = \"value\"`; options and --set take precedence",
        long_help = "A file of lines such as `name = \"value\"`, or `name = [\"value\", \"value\"]` for a list. \
                     Options and --set take precedence. One file can serve all policies: each takes the values that it uses."
    )]
    pub(super) values: Option<PathBuf>,
    #[arg(
        long,
        value_name = "PROFILE",
        help_heading = HEADING,
        help = "The values of `[profiles.PROFILE.values]` in pcluster-iam.toml [env: PCLUSTER_IAM_PROFILE]",
        long_help = "The values of `[profiles.PROFILE.values]` in pcluster-iam.toml, of this folder or the nearest one \
                     above, before those of `[values]`. Options, --set and --values take precedence, then variables \
                     such as PCLUSTER_IAM_REGION, then the profile, then `[values]`. [env: PCLUSTER_IAM_PROFILE]"
    )]
    pub(super) profile: Option<String>,
    #[arg(long, help_heading = HEADING, help = "Read no pcluster-iam.toml")]
    pub(super) no_config: bool,
    #[arg(long, help_heading = HEADING, help = "All regions of the partition; needs --partition")]
    pub(super) all_regions: bool,
    #[arg(long, help_heading = HEADING, help = "Accept a region that the catalog does not know")]
    pub(super) allow_unknown_region: bool,
}

impl ValueArgs {
    /// The strings that a parameter's option has.
    pub(crate) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.parameters.0.iter().filter(move |value| value.name == name).map(|value| value.text.as_str())
    }

    /// Leaves a parameter's option one of its strings.
    pub(crate) fn keep(&mut self, name: &str, text: &str) {
        let mut is_kept = false;
        self.parameters.0.retain(|value| {
            let is_first = !is_kept && value.text == text;
            is_kept |= value.name == name && is_first;
            value.name != name || is_first
        });
    }
}

/// The names of all arguments for values.
pub(crate) fn names() -> Vec<&'static str> {
    PARAMETERS
        .iter()
        .map(|parameter| parameter.name)
        .chain(["set", "values", "profile", "no_config", "all_regions", "allow_unknown_region"])
        .collect()
}

/// The values of the parameters' options, which come from the catalog and so cannot be fields.
#[derive(Clone, Debug)]
pub(super) struct ParameterArgs(pub(super) Vec<GivenValue>);

impl Args for ParameterArgs {
    fn augment_args(command: Command) -> Command {
        command.args(PARAMETERS.iter().map(|parameter| option(parameter)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for ParameterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let values = PARAMETERS.iter().flat_map(|parameter| {
            let name = parameter.name;
            let texts: Vec<String> = if is_flag(parameter) {
                matches.get_flag(name).then(|| "true".to_owned()).into_iter().collect()
            } else {
                matches.get_many::<String>(name).into_iter().flatten().cloned().collect()
            };
            texts.into_iter().map(move |text| GivenValue { name, text, place: Place::Option })
        });
        Ok(Self(values.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn option(parameter: &'static Parameter) -> Arg {
    let option = Arg::new(parameter.name)
        .long(parameter.name)
        .help(short_help(parameter))
        .long_help(long_help(parameter))
        .help_heading(HEADING);
    let option = if parameter.role() == ParameterRole::Region { option.short('r') } else { option };
    if is_flag(parameter) {
        return option.action(ArgAction::SetTrue);
    }
    // A second value is a problem to report with all others, or the next entry of a list.
    option.value_name(parameter.type_name.to_uppercase()).action(ArgAction::Append)
}

fn is_flag(parameter: &Parameter) -> bool {
    parameter.role() == ParameterRole::Flag
}

fn short_help(parameter: &Parameter) -> String {
    let default = parameter.default.map_or_else(String::new, |default| format!(" [default: {default}]"));
    let more = if is_list(parameter) { " (may be repeated)" } else { "" };
    format!("{}{more}{default}", parameter.summary)
}

fn long_help(parameter: &Parameter) -> String {
    let caution = parameter.caution.map_or_else(String::new, |caution| format!("\nCaution: {caution}"));
    let example =
        if is_flag(parameter) { String::new() } else { format!("\nExample: {}", parameter.example) };
    format!("{}{example}\nFind it: {}{caution}", short_help(parameter), one_line(parameter.find))
}
