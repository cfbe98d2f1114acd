//! The arguments of `check`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use pcluster_iam::Partition;
use pcluster_iam::document::PolicyKind;
use pcluster_iam::findings::{Options, Severity};

use super::format::ReportFormat;
use crate::args::partition::refused;
use crate::ui::failure::Complaint;

const EXAMPLES: &str = "\
Exit codes: 0 no findings, 1 findings, 2 incorrect usage or a file cannot be read.

Examples:
  pcluster-iam check policy.json
  pcluster-iam check --placeholders --severity warning docs/*.json
  aws iam get-account-authorization-details | pcluster-iam check -
  terraform show -json plan.out | pcluster-iam check --baseline known.toml -
  pcluster-iam check --format sarif policy.json > policy.sarif
  pcluster-iam check --explain PASS_ROLE_WITH_STAR_IN_RESOURCE";

#[derive(Args, Debug)]
#[command(
    about = "Check policy documents for problems",
    long_about = "Check policy documents for problems. A file contains a document, the output of the AWS CLI or of \
                  `terraform show -json`, or a template of AWS CloudFormation in JSON.",
    after_help = EXAMPLES
)]
pub(crate) struct CheckArgs {
    #[arg(
        value_name = "FILE",
        num_args(1..),
        required_unless_present = "explain",
        help = "The files to check; - reads standard input"
    )]
    pub(super) files: Vec<String>,
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        help = "The output format: for people, programs, code scanning, or annotations on GitHub"
    )]
    pub(super) format: ReportFormat,
    #[arg(
        long,
        value_name = "SEVERITY",
        value_parser = severity(),
        default_value = Severity::Suggestion.as_str(),
        help = "Leave out findings that are less severe"
    )]
    pub(super) severity: Severity,
    #[arg(long, help = "List the details of findings, such as the actions that a wildcard matches")]
    pub(super) details: bool,
    #[arg(long, help = "Accept strings such as <REGION> and ${AWS::AccountId} in place of values")]
    placeholders: bool,
    #[arg(long, value_name = "PARTITION", help = "The partition in which the policies will be attached")]
    partition: Option<String>,
    #[arg(
        long = "type",
        value_name = "TYPE",
        value_parser = policy_kind(),
        help = "The kind of the policies, where the file does not state it"
    )]
    kind: Option<PolicyKind>,
    #[arg(long, value_name = "FILE", help = "Leave out the findings that this file lists")]
    pub(super) baseline: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "baseline",
        help = "Write the findings to a file for --baseline"
    )]
    pub(super) write_baseline: Option<PathBuf>,
    #[arg(long, requires = "write_baseline", help = "Overwrite the file of --write-baseline")]
    pub(super) force: bool,
    #[arg(long, value_name = "DAYS", help = "Warn if the facts about AWS's services are older than this")]
    pub(super) max_data_age: Option<u32>,
    #[arg(
        long,
        value_name = "CODE",
        exclusive = true,
        help = "Explain a finding by its code, with examples, and check nothing"
    )]
    pub(super) explain: Option<String>,
}

impl CheckArgs {
    /// The options for reading the documents.
    pub(super) fn options(&self) -> Result<Options, Complaint> {
        let partition = self.partition.as_deref().map(Partition::new).transpose();
        let mut options = Options::default();
        options.placeholders = self.placeholders;
        options.kind = self.kind;
        options.partition = partition.map_err(refused("partition"))?;
        Ok(options)
    }
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::as_str)).try_map(|name| {
        let named = Severity::ALL.into_iter().find(|severity| severity.as_str() == name);
        named.ok_or("no severity has that name")
    })
}

fn policy_kind() -> impl TypedValueParser<Value = PolicyKind> {
    PossibleValuesParser::new(PolicyKind::ALL.map(PolicyKind::as_str))
        .try_map(|name| PolicyKind::named(&name).ok_or("no kind of policy has that name"))
}
