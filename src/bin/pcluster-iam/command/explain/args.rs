//! The arguments of `explain`.

use std::path::Path;

use clap::{Args, ValueEnum};
use pcluster_iam::{Policy, coverage};

use crate::args::example;
use crate::args::release::{self, ReleaseArg};
use crate::args::target::Target;
use crate::input::{self, Input};
use crate::ui::failure::{Complaint, Failure};

#[derive(Args, Debug)]
#[command(
    about = "Explain a policy statement by statement, or an action: who grants it, why, on what and for which commands",
    override_usage = "pcluster-iam explain <ID|FILE> [ACTION|SID] [OPTIONS]\n       \
                      pcluster-iam explain <ACTION> [OPTIONS]",
    after_help = after_help(),
    mut_arg("release", |arg| arg.help(release::help("The release of the product: of an id that is a name alone, and of the policies that grant an action")))
)]
pub(crate) struct ExplainArgs {
    #[arg(
        value_name = "ID|FILE|ACTION",
        help = "A policy or bundle, as `list` prints it, a file with policies, - for standard input, or an action"
    )]
    subject: String,
    #[arg(
        value_name = "ACTION|SID",
        help = "Only the statements about this action, or the one of this name"
    )]
    pub(super) part: Option<String>,
    #[command(flatten)]
    release: ReleaseArg,
    #[arg(long, value_name = "FORMAT", default_value = "text", help = "The output format")]
    pub(super) format: ExplainFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Text,
    Json,
    Markdown,
}

/// What the arguments name.
#[derive(Debug)]
pub(super) enum Subject {
    Policies(Vec<&'static Policy>),
    Files(Vec<Input>),
    Action(String),
}

impl ExplainArgs {
    pub(super) fn subject(&self) -> Result<Subject, Failure> {
        let name = &self.subject;
        let is_action = name.contains(':') && !name.contains(['/', '.', '\\']) && !Path::new(name).exists();
        if !is_action && input::is_file(name) {
            return Ok(Subject::Files(input::read_all(std::slice::from_ref(name))?));
        }
        if is_action {
            return match &self.part {
                None => Ok(Subject::Action(name.clone())),
                Some(part) => Err(Complaint::new(format!(
                    "`{}` is an action, of which there are no parts",
                    name.escape_debug()
                ))
                .help(format!(
                    "write the policy first: `pcluster-iam explain {} {name}`",
                    part.escape_debug()
                ))
                .into()),
            };
        }
        Ok(Subject::Policies(Target::read(name, &self.release)?.policies()))
    }

    /// The ids of the policies of the release that is asked about, if one is.
    pub(super) fn releases(&self) -> Result<Option<Vec<&'static str>>, Failure> {
        let Some(asked) = self.release.read()? else { return Ok(None) };
        if let Some(unknown) = asked.unknown {
            return Err(Failure::Use(vec![unknown]));
        }
        let policies = asked.releases.iter().flat_map(|release| coverage(*release).policies);
        Ok(Some(policies.map(|policy| policy.id).collect()))
    }
}

fn after_help() -> String {
    let newest = release::newest();
    format!(
        "Exit codes: 0 success, 1 no policy of the catalog grants the action, or no statement is about it, 2 \
         incorrect usage or a file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam explain {id}\n\
         \x20 pcluster-iam explain {id} {action}\n\
         \x20 pcluster-iam explain --for {newest} {action}\n\
         \x20 pcluster-iam explain policy.json --format markdown",
        id = example::policy_id(),
        action = example::action()
    )
}
