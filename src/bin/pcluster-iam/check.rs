//! `pcluster-iam check`: what is wrong with any policy document, wherever it stands.

mod baseline;
mod date;
mod explain;
mod github;
mod input;
mod json;
mod lines;
mod sarif;
mod snippets;
mod text;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use pcluster_iam::findings::{Finding, Options, Severity};
use pcluster_iam::{Partition, SERVICES};
use std::path::PathBuf;

use crate::output::{self, Complaint, Failure};
use crate::partition;
use baseline::Baseline;
use input::{Checked, Input};

/// What `--format` can be.
const FORMATS: [&str; 4] = ["text", "json", "sarif", "github"];

pub(crate) fn command() -> Command {
    Command::new("check")
        .about("Say what is wrong with policy documents")
        .long_about(
            "Say what is wrong with policy documents: in files that hold one, and in what the AWS CLI \
             prints of policies, in `terraform show -json`, and in templates of AWS CloudFormation in JSON.",
        )
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .num_args(1..)
                .required_unless_present("explain")
                .help("The files; - reads standard input"),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(FORMATS)
                .default_value("text")
                .help("For people, for programs, for code scanning, or for GitHub's annotations"),
        )
        .arg(
            Arg::new("severity")
                .long("severity")
                .value_name("SEVERITY")
                .value_parser(Severity::ALL.map(Severity::as_str))
                .default_value(Severity::Suggestion.as_str())
                .help("Leave out what is less grave"),
        )
        .arg(
            Arg::new("details")
                .long("details")
                .action(ArgAction::SetTrue)
                .help("List what is behind a finding, such as the actions of a wildcard"),
        )
        .arg(
            Arg::new("placeholders")
                .long("placeholders")
                .action(ArgAction::SetTrue)
                .help("Take texts such as <REGION> and ${AWS::AccountId} for values that are filled in later"),
        )
        .arg(
            Arg::new("partition")
                .long("partition")
                .value_name("PARTITION")
                .help("The partition in which the policies are to be attached"),
        )
        .arg(path("baseline", "FILE", "Leave out the findings that this file lists"))
        .arg(path("write-baseline", "FILE", "Write the findings to a file for --baseline").conflicts_with("baseline"))
        .arg(
            Arg::new("force")
                .long("force")
                .action(ArgAction::SetTrue)
                .requires("write-baseline")
                .help("Overwrite the file of --write-baseline"),
        )
        .arg(
            Arg::new("max-data-age")
                .long("max-data-age")
                .value_name("DAYS")
                .value_parser(value_parser!(u32))
                .help("Warn if the facts about AWS's services are older"),
        )
        .arg(
            Arg::new("explain")
                .long("explain")
                .value_name("CODE")
                .exclusive(true)
                .help("Say what a finding means, with examples, and nothing else"),
        )
        .after_help(
            "Exit codes: 0 nothing was found, 1 something was, 2 a file cannot be read or the use is wrong.\n\n\
             Examples:\n  pcluster-iam check policy.json\n  pcluster-iam check --placeholders --severity warning docs/*.json\n  \
             aws iam get-account-authorization-details | pcluster-iam check -\n  \
             terraform show -json plan.out | pcluster-iam check --baseline known.toml -\n  \
             pcluster-iam check --format sarif policy.json > policy.sarif\n  \
             pcluster-iam check --explain PASS_ROLE_WITH_STAR_IN_RESOURCE",
        )
}

fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf)).help(help)
}

pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    if let Some(code) = matches.get_one::<String>("explain") {
        return explain::run(code);
    }
    let options = options(matches)?;
    let baseline = matches.get_one::<PathBuf>("baseline").map(|path| Baseline::read(path)).transpose()?;
    let severity = matches.get_one::<String>("severity").map(String::as_str);
    let threshold = Severity::ALL.into_iter().find(|it| Some(it.as_str()) == severity);
    let threshold = threshold.unwrap_or(Severity::Suggestion);
    warn_of_age(matches)?;

    let names = matches.get_many::<String>("files").into_iter().flatten();
    let (inputs, unreadable) = input::read(names);
    let mut checked = input::check(&inputs, options);
    input::tell_skipped(&inputs)?;
    let mut n_known = 0;
    if let Some(baseline) = &baseline {
        // What is known of a file that cannot be read is not out of date.
        n_known = baseline.apply(&mut checked, unreadable.is_empty())?;
    }
    for it in &mut checked {
        it.findings.retain(|finding| finding.code.severity() >= threshold);
    }
    match matches.get_one::<PathBuf>("write-baseline") {
        Some(path) if unreadable.is_empty() => {
            baseline::write(path, &checked, matches.get_flag("force"))?;
        }
        None if !inputs.is_empty() => {
            report(matches, &Report { inputs: &inputs, checked: &checked, n_known })?;
        }
        _ => {}
    }
    let is_found = checked.iter().any(|it| !it.findings.is_empty()) && !matches.contains_id("write-baseline");
    match (unreadable.is_empty(), is_found) {
        (false, _) => Err(Failure::Use(unreadable)),
        (true, true) => Err(Failure::Told(1)),
        (true, false) => Ok(()),
    }
}

fn options(matches: &ArgMatches) -> Result<Options, Failure> {
    let partition = matches
        .get_one::<String>("partition")
        .map(|id| Partition::new(id).map_err(partition::refused("partition")));
    let mut options = Options::default();
    options.placeholders = matches.get_flag("placeholders");
    options.partition = partition.transpose()?;
    Ok(options)
}

/// What there is to be told.
#[derive(Clone, Copy, Debug)]
struct Report<'r> {
    inputs: &'r [Input],
    checked: &'r [Checked<'r>],
    /// How many findings the baseline has.
    n_known: usize,
}

impl Report<'_> {
    /// How many findings there are of each severity, the gravest first.
    fn counts(&self) -> [(Severity, usize); 4] {
        Severity::ALL.map(|severity| {
            let findings = self.checked.iter().flat_map(|it| &it.findings);
            (severity, findings.filter(|finding| finding.code.severity() == severity).count())
        })
    }

    /// How many policies were checked; the variants of one count once.
    fn n_policies(&self) -> usize {
        self.checked.iter().filter(|it| it.policy.variant == 0).count()
    }
}

fn report(matches: &ArgMatches, report: &Report<'_>) -> Result<(), Failure> {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => output::print(json::report(report)?),
        Some("sarif") => output::print(sarif::report(report)?),
        Some("github") => github::report(report),
        _ => text::report(report, matches.get_flag("details")),
    }
}

/// A text on one line, without characters that a terminal obeys: a policy may hold any.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() })
        .collect()
}

/// The day of the oldest facts.
fn facts_as_of() -> Option<&'static str> {
    SERVICES.iter().filter_map(|service| service.as_of).min()
}

/// Warns if facts are older than `--max-data-age` allows.
fn warn_of_age(matches: &ArgMatches) -> Result<(), Failure> {
    let Some(most) = matches.get_one::<u32>("max-data-age") else { return Ok(()) };
    let Some(as_of) = facts_as_of() else { return Ok(()) };
    let age = date::today() - date::day(as_of).unwrap_or_default();
    if age > i64::from(*most) {
        output::warn(
            &Complaint::new(format!(
                "the facts about AWS's services are of {as_of}, {age} days old: what AWS has changed since is not in them"
            ))
            .help("install a newer version of pcluster-iam"),
        )?;
    }
    Ok(())
}

/// How a report names the statement that a finding is about.
fn statement(checked: &Checked<'_>, finding: &Finding) -> Option<(usize, Option<String>)> {
    let idx = finding.statement?;
    let statement = checked.policy.document.statements.get(idx);
    let sid = statement.and_then(|statement| statement.sid.as_ref()).map(|sid| sid.value.clone());
    Some((idx + 1, sid.filter(|sid| !sid.is_empty())))
}
