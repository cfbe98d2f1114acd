//! `pcluster-iam audit`: policies that somebody has, beside those that the catalog says are needed.

mod against;
mod args;
mod fix;
mod github;
mod json;
mod markdown;
mod report;
mod shown;
mod subject;
mod text;
mod whole;

use pcluster_iam::audit::Needs;

use crate::args::format::ReportFormat;
use crate::args::release::AskedReleases;
use crate::args::target::Target;
use crate::args::values::{Given, unknown_region};
use crate::input;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::output::print;
use against::{Against, Proposal, needs};
use report::Report;
use shown::MAX_OTHERS;
use subject::{FileText, Subject};

pub(crate) use args::AuditArgs;

pub(crate) fn run(args: &AuditArgs) -> Result<(), Failure> {
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    if !wrong.is_empty() {
        return Err(Failure::Use(wrong));
    }
    if args.output.output.is_some() && !args.fix {
        return Err(Complaint::new("`--output` is about the policies that `--fix` changes")
            .help("add `--fix`, or leave out `--output`")
            .into());
    }
    match (&args.account, &args.principal) {
        (None, None) => {
            let (files, boundary) = (subject::read(&args.files)?, subject::read(args.boundary.as_slice())?);
            one(args, &Subject::of_files(&files, &boundary)?, &given)
        }
        (account, Some(name)) => {
            let ((Some(path), _) | (None, [path])) = (account, args.files.as_slice()) else {
                return Err(Complaint::new("`--principal` takes one file: the account")
                    .help("give the output of `aws iam get-account-authorization-details`")
                    .into());
            };
            let text = input::text(path)?;
            let account = subject::read_account(path, &text)?;
            let identity = subject::named(&account, name, path)?;
            let subject = Subject::of_identity(&account, identity, FileText { path, text: &text });
            one(args, &subject.map_err(Failure::Use)?, &given)
        }
        (Some(path), None) => {
            let text = input::text(path)?;
            let account = subject::read_account(path, &text)?;
            if args.fix {
                return Err(Complaint::new("`--fix` is about one identity")
                    .help("name it with `--principal`; without `--fix` the account's are listed")
                    .into());
            }
            whole::run(args, &account, FileText { path, text: &text }, &given)
        }
    }
}

/// Reports on one subject.
fn one(args: &AuditArgs, subject: &Subject<'_>, given: &Given) -> Result<(), Failure> {
    let report = report(args, subject, given)?;
    report.against.given.warn_of_odd(&report.against.needed.needs.policies)?;
    if args.fix {
        return fix::run(args, &report);
    }
    match args.format.format {
        ReportFormat::Text => print(text::of(&report, args.expand).trim_end())?,
        ReportFormat::Json => print(format_args!("{:#}", json::of(&report, args.expand)))?,
        ReportFormat::Markdown => print(markdown::of(&report, args.expand).trim_end())?,
        ReportFormat::Github => print(github::of(&report, args.allow_wider).join("\n"))?,
    }
    if report.is_yes(args.allow_wider) { Ok(()) } else { Err(Failure::Told(1)) }
}

/// The report against the named policies, or else against the nearest.
fn report<'s>(args: &AuditArgs, subject: &'s Subject<'s>, given: &Given) -> Result<Report<'s>, Failure> {
    if let Some(id) = &args.against {
        let needs = needs(Target::read(id, &args.release)?)?;
        let against = Against::new(needs, subject, given).map_err(Failure::Use)?;
        return Ok(Report::new(subject, against)?);
    }
    let asked = args.release.read()?;
    if let Some(unknown) = asked.as_ref().and_then(|asked| asked.unknown.clone()) {
        return Err(unknown.into());
    }
    let is_one = args.account.is_none() || args.principal.is_some();
    let n_others = if is_one { MAX_OTHERS } else { 0 };
    let proposal = Proposal::new(subject, given, |needs| is_of(needs, asked.as_ref()), n_others);
    match proposal.map_err(Failure::Use)? {
        Some(proposal) => Ok(Report::of_proposal(subject, proposal)?),
        None if !Needs::all().iter().any(|needs| is_of(needs, asked.as_ref())) => {
            let name = asked.map_or_else(String::new, |asked| asked.name);
            Err(Complaint::new(format!("release {name} is not documented"))
                .help(format!("`pcluster-iam list --for {name}` names the nearest policies"))
                .into())
        }
        None => Err(Complaint::new(format!("the catalog has no policies like those of `{}`", subject.name))
            .help("name the policy or the bundle that is needed with `--against ID`")
            .into()),
    }
}

/// True if policies are for one of the releases that are asked about.
fn is_of(needs: &Needs, asked: Option<&AskedReleases>) -> bool {
    asked.is_none_or(|asked| {
        asked.releases.iter().any(|release| needs.policies.iter().all(|policy| policy.holds_for(*release)))
    })
}
