//! The arguments of `check`.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use pcluster_iam::document::PolicyKind;
use pcluster_iam::findings::Severity;

use super::config::Threshold;
use super::format::ReportFormat;

const EXAMPLES: &str = "\
Exit codes: 0 no findings, 1 findings, 2 incorrect usage or a file cannot be read.

Examples:
  pcluster-iam check policy.json
  pcluster-iam check policies/ 'templates/**/*.yaml'
  pcluster-iam check --placeholders --show warning docs/*.json
  aws iam get-account-authorization-details | pcluster-iam check -
  terraform show -json plan.out | pcluster-iam check --baseline known.toml -
  pcluster-iam check --fail-on error --format sarif --output policy.sarif policy.json
  pcluster-iam check --baseline known.toml --update-baseline policies/
  pcluster-iam check --fix policies/ | git apply
  pcluster-iam check --fix --write policies/
  pcluster-iam check --explain PASS_ROLE_WITH_STAR_IN_RESOURCE";

#[derive(Args, Debug)]
#[command(
    about = "Check policy documents for problems",
    long_about = "Check policy documents for problems. A file contains a document, the output of the AWS CLI or of \
                  `terraform show -json`, a template of AWS CloudFormation, or other JSON or YAML with policies in it.",
    after_help = EXAMPLES
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct CheckArgs {
    #[arg(
        value_name = "FILE",
        num_args(1..),
        required_unless_present = "explain",
        help = "The files, folders and patterns of paths to check; - reads standard input",
        long_help = "The files, folders and patterns of paths to check; - reads standard input. A folder is searched \
                     for files that match --include, except for hidden files and those that .gitignore names. A \
                     pattern such as 'policies/**/*.json' is for shells that do not expand it."
    )]
    pub(super) files: Vec<String>,
    #[arg(
        long,
        value_name = "PATTERN",
        help_heading = "Files",
        help = "Check the files of folders that match this pattern [default: *.json, *.yaml, *.yml, *.template]",
        long_help = "Check the files of folders that match this pattern, such as '*.policy' or 'iam/*.json'; can be \
                     given several times [default: *.json, *.yaml, *.yml, *.template]"
    )]
    pub(super) include: Vec<String>,
    #[arg(
        long,
        value_name = "NAME",
        help_heading = "Files",
        help = "The name of standard input in reports, such as policies/send.json"
    )]
    pub(super) stdin_filename: Option<String>,
    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Files",
        conflicts_with = "no_config",
        help = "Read the configuration from this file, and not from the nearest pcluster-iam.toml"
    )]
    pub(super) config: Option<PathBuf>,
    #[arg(long, help_heading = "Files", help = "Read no configuration")]
    pub(super) no_config: bool,

    #[arg(
        long,
        help_heading = "Policies",
        help = "Accept strings such as <REGION> and ${AWS::AccountId} in place of values"
    )]
    pub(super) placeholders: bool,
    #[arg(
        long,
        value_name = "PARTITION",
        help_heading = "Policies",
        help = "The partition in which the policies will be attached, such as aws-cn"
    )]
    pub(super) partition: Option<String>,
    #[arg(
        long = "type",
        value_name = "TYPE",
        value_parser = policy_kind(),
        help_heading = "Policies",
        help = "The kind of the policies, where the file does not state it"
    )]
    pub(super) kind: Option<PolicyKind>,

    #[arg(
        long,
        value_name = "SEVERITY",
        value_parser = threshold(),
        help_heading = "Severity",
        help = "Exit with 1 for findings of this severity and above [default: those that are shown]"
    )]
    pub(super) fail_on: Option<FailOn>,
    #[arg(
        long,
        value_name = "SEVERITY",
        value_parser = severity(),
        help_heading = "Severity",
        help = "Show findings of this severity and above, and those that fail the check [default: suggestion]"
    )]
    pub(super) show: Option<Severity>,
    #[arg(
        long,
        value_name = "SEVERITY",
        value_parser = severity(),
        help_heading = "Severity",
        help = "Both --show and --fail-on"
    )]
    pub(super) severity: Option<Severity>,

    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Report",
        help = "The format: for people, programs, code scanning, annotations on GitHub, or GitLab's code quality"
    )]
    pub(super) format: ReportFormat,
    #[arg(
        short,
        long,
        value_name = "FILE",
        help_heading = "Report",
        help = "Write the report to a file, completely or not at all, and replace an earlier report"
    )]
    pub(super) output: Option<PathBuf>,
    #[arg(
        long,
        help_heading = "Report",
        help = "List the details of findings, such as the actions that a wildcard matches"
    )]
    pub(super) details: bool,
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Report",
        help = "Print in color; auto looks at the terminal, NO_COLOR and CLICOLOR_FORCE"
    )]
    pub(super) color: Color,
    #[arg(
        long,
        value_name = "DAYS",
        help_heading = "Report",
        help = "Warn if the facts about AWS's services are older than this"
    )]
    pub(super) max_data_age: Option<u32>,

    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Baseline",
        help = "Leave out the findings that this file lists; paths in it are relative to it"
    )]
    pub(super) baseline: Option<PathBuf>,
    #[arg(
        long,
        help_heading = "Baseline",
        help = "Add new findings to the baseline, remove entries that no longer match, and keep all others"
    )]
    pub(super) update_baseline: bool,
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["baseline", "update_baseline"],
        help_heading = "Baseline",
        help = "Write the findings to a new file for --baseline"
    )]
    pub(super) write_baseline: Option<PathBuf>,
    #[arg(
        long,
        requires = "write_baseline",
        help_heading = "Baseline",
        help = "Overwrite the file of --write-baseline"
    )]
    pub(super) force: bool,

    #[arg(
        long,
        conflicts_with_all = ["write_baseline", "update_baseline"],
        help_heading = "Fixes",
        help = "Print a diff that fixes the findings with exactly one answer, such as a misspelt action",
        long_help = "Print a diff that fixes the findings with exactly one answer, and exit with 1 if there are any: \
                     misspelt actions and operators, repeated entries, a missing version, the case of an element or \
                     an effect. Formatting and comments stay. The result is read again before it is printed or \
                     written: it differs in nothing else, and it has no new findings."
    )]
    pub(super) fix: bool,
    #[arg(
        long,
        requires = "fix",
        help_heading = "Fixes",
        help = "Write what --fix changes into the files, and report the findings that remain"
    )]
    pub(super) write: bool,

    #[arg(
        long,
        value_name = "CODE",
        exclusive = true,
        help = "Explain a finding by its code, with examples, and check nothing"
    )]
    pub(super) explain: Option<String>,
}

/// The value of `--fail-on`: `never` is no severity.
#[derive(Clone, Copy, Debug)]
pub(super) struct FailOn(pub(super) Threshold);

/// The value of `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Sets the choice for all output.
    pub(super) fn apply(self) {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::as_str))
        .try_map(|name| named(&name).ok_or("no severity has that name"))
}

fn threshold() -> impl TypedValueParser<Value = FailOn> {
    let names = Severity::ALL.map(Severity::as_str).into_iter().chain(["never"]);
    PossibleValuesParser::new(names).map(|name| FailOn(named(&name)))
}

fn named(name: &str) -> Option<Severity> {
    Severity::ALL.into_iter().find(|severity| severity.as_str() == name)
}

fn policy_kind() -> impl TypedValueParser<Value = PolicyKind> {
    PossibleValuesParser::new(PolicyKind::ALL.map(PolicyKind::as_str))
        .try_map(|name| PolicyKind::named(&name).ok_or("no kind of policy has that name"))
}
