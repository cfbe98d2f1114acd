//! Whole accounts: the identities that look like ParallelCluster's, with a report on each.

use pcluster_iam::POLICIES;
use pcluster_iam::audit::{Account, AccountIdentity, Candidate, candidates};
use pcluster_iam::compare::{Footprint, Relation};
use pcluster_iam::document::IdentityKind;
use serde_json::json;

use super::report::{Report, counted};
use super::subject::{FileText, Subject};
use super::{AuditArgs, github, json, markdown, report, text};
use crate::args::format::ReportFormat;
use crate::args::target::each_once;
use crate::args::values::Given;
use crate::ui::failure::{Complaint, Failure, note, warn};
use crate::ui::output::{code, plain, print};
use crate::ui::table::{table, trimmed};

/// The likeness of an identity's actions to those of policies of the catalog from which on it is compared with them.
const MIN_LIKENESS: f64 = 0.5;

/// The likeness that is no coincidence. Policies of the catalog for one purpose are as alike in neighbouring releases.
const SURE_LIKENESS: f64 = 0.8;

/// An identity that may be ParallelCluster's.
struct Suspect<'a> {
    subject: Subject<'a>,
    /// True if its actions alone, or its path, say that it is.
    is_sure: bool,
}

/// Reports on each identity that looks like ParallelCluster's.
pub(super) fn run(
    args: &AuditArgs,
    account: &Account,
    file: FileText<'_>,
    given: &Given,
) -> Result<(), Failure> {
    let mut suspects = Vec::new();
    let mut members = Vec::new();
    for identity in account.identities.iter().filter(|it| !it.policies.is_empty()) {
        if let Some(group) = only_group(identity) {
            members.push((identity, group));
            continue;
        }
        match Subject::of_identity(account, identity, file) {
            Ok(subject) => suspects.extend(Suspect::new(identity, subject)),
            Err(complaints) => {
                for complaint in complaints {
                    warn(&complaint.line("then", format!("{} is left out", plain(&identity.name()))))?;
                }
            }
        }
    }
    let mut reports = Vec::new();
    let mut n_left_out = 0;
    for Suspect { subject, is_sure } in &suspects {
        match report(args, subject, given) {
            Ok(report) if *is_sure || has_half(&report) => reports.push(report),
            Ok(_) => {}
            // Values that its policies do not show are another sign that they are for something else.
            Err(Failure::Use(_)) if !is_sure => {}
            Err(Failure::Use(complaints)) => {
                n_left_out += 1;
                let reasons: Vec<_> = complaints.iter().map(|it| it.message.as_str()).collect();
                let message = format!("{} is not compared: {}", plain(&subject.name), reasons.join(", "));
                warn(
                    &Complaint::new(message)
                        .help("give the values with the options, or ask about it alone with `--principal`"),
                )?;
            }
            Err(other) => return Err(other),
        }
    }
    members.retain(|(_, group)| reports.iter().any(|it| it.subject.name == format!("group/{group}")));
    let policies = reports.iter().flat_map(|it| it.against.needed.needs.policies.iter().copied());
    given.warn_of_odd(&each_once(policies))?;
    show(args, &reports, &members)?;
    if account.is_truncated {
        note("the file says that the account has more: get it without `--max-items`")?;
    }
    let n_alike = reports.len() + n_left_out;
    let n_others = account.identities.len() - n_alike - members.len();
    note(format_args!(
        "{} like ParallelCluster's, {} other",
        counted(n_alike, "identity looks", "identities look"),
        n_others
    ))?;
    let is_yes = n_left_out == 0 && reports.iter().all(|report| report.is_yes(args.allow_wider));
    if is_yes { Ok(()) } else { Err(Failure::Told(1)) }
}

/// A user who has no policies but those of one group, with that group.
type Member<'a> = (&'a AccountIdentity, &'a str);

/// The group of a user who has no policies but those of one.
fn only_group(identity: &AccountIdentity) -> Option<&str> {
    let first = identity.policies.first()?.group.as_deref()?;
    identity.policies.iter().all(|it| it.group.as_deref() == Some(first)).then_some(first)
}

impl<'a> Suspect<'a> {
    /// An identity whose actions are like those of policies of the catalog, or that is in a path in which the product
    /// creates its roles.
    fn new(identity: &AccountIdentity, subject: Subject<'a>) -> Option<Self> {
        let found = candidates(&subject.granting(), subject.boundary(), &subject.services);
        let likeness = found.first().map_or(0.0, Candidate::likeness);
        let is_below = |path: &str| {
            let fixed = path.split('{').next().unwrap_or(path);
            fixed.len() > 1 && identity.path.starts_with(fixed)
        };
        let is_role = identity.identity.kind == IdentityKind::Role;
        let is_in_path =
            is_role && !found.is_empty() && POLICIES.iter().filter_map(|it| it.path).any(is_below);
        let is_sure = is_in_path || likeness >= SURE_LIKENESS;
        (is_sure || likeness >= MIN_LIKENESS).then_some(Self { subject, is_sure })
    }
}

/// True if an identity has at least half of what it is compared with, on the same resources and conditions.
fn has_half(report: &Report<'_>) -> bool {
    let n_needed = Footprint::new(&report.against.needed.policies).n_actions();
    report.audit.distance().missing * 2 <= n_needed
}

fn show(args: &AuditArgs, reports: &[Report<'_>], members: &[Member<'_>]) -> Result<(), Failure> {
    let as_group = members
        .iter()
        .map(|(user, group)| format!("{} has the policies of group/{group}", plain(&user.name())));
    match args.format.format {
        ReportFormat::Json => {
            let all: Vec<_> = reports.iter().map(|report| json::of(report, args.expand)).collect();
            let members =
                members.iter().map(|(user, group)| json!({"identity": user.name(), "group": group}));
            print(format_args!("{:#}", json!({"identities": all, "members": members.collect::<Vec<_>>()})))
        }
        ReportFormat::Github => {
            let lines: Vec<_> =
                reports.iter().flat_map(|report| github::of(report, args.allow_wider)).collect();
            if lines.is_empty() { Ok(()) } else { print(lines.join("\n")) }
        }
        ReportFormat::Markdown => {
            let head =
                "# Account\n\n| identity | nearest | relation | missing | too much |\n|---|---|---|---|---|";
            let rows = reports.iter().map(row).map(|[name, id, relation, missing, excess]| {
                format!(
                    "\n| {} | {id} | {relation} | {missing} | {excess} |",
                    code(&name).replace('|', "\\|")
                )
            });
            let mut pages = vec![std::iter::once(head.to_owned()).chain(rows).collect::<String>()];
            pages.extend(as_group.map(|line| format!("- {line}")));
            let differing = reports.iter().filter(|it| it.audit.relation != Relation::Equal);
            pages.extend(differing.map(|it| markdown::of(it, args.expand).trim_end().to_owned()));
            print(pages.join("\n\n"))
        }
        ReportFormat::Text => {
            if reports.is_empty() {
                return Ok(());
            }
            let mut rows = table(vec!["IDENTITY", "NEAREST", "RELATION", "MISSING", "TOO MUCH"]);
            for row in reports.iter().map(row) {
                rows.add_row(row);
            }
            let mut parts = vec![trimmed(&rows)];
            parts.extend(as_group);
            let differing = reports.iter().filter(|it| it.audit.relation != Relation::Equal);
            parts.extend(differing.map(|it| text::of(it, args.expand).trim_end().to_owned()));
            print(parts.join("\n\n"))
        }
    }
}

/// An identity with its result in a line.
fn row(report: &Report<'_>) -> [String; 5] {
    let distance = report.audit.distance();
    [
        plain(&report.subject.name),
        report.id().to_owned(),
        report.audit.relation.to_string(),
        distance.missing.to_string(),
        distance.excess.to_string(),
    ]
}
