//! The check of findings: every finding in the catalog's own policies is fixed or acknowledged, and
//! every acknowledgement has a finding.

use std::path::Path;

use anyhow::Result;
use pcluster_iam::{Acknowledgement, Policy, Version};

use crate::catalog::Catalog;
use crate::problem::Problem;
use crate::review::{Answer, PolicyFinding, PolicyForm, PolicyReview};
use crate::verify::place;
use crate::verify::subject::Subject;

/// The findings without an answer, and the acknowledgements without a finding.
pub(super) fn check(subject: &Subject<'_>) -> Result<Vec<Problem>> {
    let Subject { root, catalog, reviews, .. } = *subject;
    let mut problems = Vec::new();
    for review in reviews {
        if let Some(why) = &review.broken {
            let message = format!("`{}` cannot be examined: {why}", review.policy.id);
            let help = "check `when` and `unless` of its statements; xtask/src/review/document.rs pairs them with the document";
            problems.push(Problem::new(message, help).of(Some(review.policy.id)));
        }
    }
    for (finding, policies) in open(reviews) {
        problems.push(problem(root, finding, &policies)?);
    }
    for acknowledgement in acknowledgements(catalog).into_iter().filter(|it| !is_used(it, reviews)) {
        let line = place::line(root, acknowledgement.source, Some(acknowledgement.finding))?;
        let message =
            format!("{line} acknowledges `{}`, but there is no such finding", acknowledgement.finding);
        let help = "remove the acknowledgement, or correct its statement and entry; tests/findings lists all findings";
        problems.push(Problem::new(message, help));
    }
    Ok(problems)
}

/// The open findings of maintained forms. Policies that share a statement share its findings.
fn open(reviews: &[PolicyReview]) -> Vec<(&PolicyFinding, Vec<&'static Policy>)> {
    let mut open: Vec<(&PolicyFinding, Vec<&'static Policy>)> = Vec::new();
    for review in reviews {
        for (finding, answer) in &review.findings {
            if finding.form != PolicyForm::Maintained || !matches!(answer, Answer::Open) {
                continue;
            }
            let is_same = |other: &PolicyFinding| {
                let source = |it: &PolicyFinding| it.statement.map(|statement| statement.source);
                source(finding).is_some()
                    && source(other) == source(finding)
                    && (other.code, other.entry, &other.message)
                        == (finding.code, finding.entry, &finding.message)
            };
            match open.iter_mut().find(|(other, _)| is_same(other)) {
                Some((_, policies)) => policies.push(review.policy),
                None => open.push((finding, vec![review.policy])),
            }
        }
    }
    open
}

fn problem(root: &Path, finding: &PolicyFinding, policies: &[&'static Policy]) -> Result<Problem> {
    let policy = policies.first().copied();
    let source = finding.statement.map(|it| it.source).or(policy.map(|policy| policy.source));
    let line = place::line(root, source.unwrap_or_default(), None)?;
    let code = finding.code;
    let message = format!("{line}: {}[{code}]: {}", finding.severity, finding.message);
    let mut body = String::new();
    let remark = finding.remark();
    if !remark.is_empty() {
        body.push_str(&format!("  {remark}\n"));
    }
    if let [_, _, ..] = policies {
        let ids: Vec<_> = policies.iter().map(|policy| format!("`{}`", policy.id)).collect();
        body.push_str(&format!("  in {}\n", ids.join(", ")));
    }
    finding.help.iter().for_each(|line| body.push_str(&format!("  {line}\n")));
    let (file, table) = line_to_write(finding, policy);
    let help = format!("fix it, or acknowledge it in {file}:\n{table}");
    Ok(Problem::new(message, help).with_body(body).of(policy.map(|policy| policy.id)))
}

/// The place of an acknowledgement and its line. The place is the statement's table, or the policy if
/// other statements take part in the finding.
fn line_to_write(finding: &PolicyFinding, policy: Option<&Policy>) -> (String, String) {
    let code = finding.code;
    let entry = finding.entry.map_or_else(String::new, |entry| format!(", entry = {entry:?}"));
    let in_policy = policy.map_or_else(String::new, |policy| policy.source.to_owned());
    match finding.statement {
        Some(statement) if !finding.has_neighbour => {
            let (file, name) = statement.source.split_once('#').unwrap_or((statement.source, ""));
            let line = format!("acknowledge = [{{ finding = \"{code}\"{entry}, reason = \"…\" }}]");
            (format!("[{name}] of {file}"), line)
        }
        statement => {
            let statement = statement.map_or_else(String::new, |it| format!(", statement = {:?}", it.name));
            let line =
                format!("acknowledge = [{{ finding = \"{code}\"{statement}{entry}, reason = \"…\" }}]");
            (in_policy, line)
        }
    }
}

/// True if an acknowledgement answers a finding, in any policy and form.
fn is_used(acknowledgement: &Acknowledgement, reviews: &[PolicyReview]) -> bool {
    let answers = reviews.iter().flat_map(|review| &review.findings).map(|(_, answer)| answer);
    let mut used = answers.filter_map(|answer| match answer {
        Answer::Acknowledged(used) => Some(*used),
        _ => None,
    });
    used.any(|used| used == acknowledgement)
}

/// Every acknowledgement of the catalog. Policies that share a statement share its acknowledgements.
fn acknowledgements(catalog: &Catalog) -> Vec<&'static Acknowledgement> {
    let of_policy = |policy: &'static Policy| {
        policy.acknowledged.iter().chain(policy.statements.iter().flat_map(|it| it.acknowledged))
    };
    let of_version = |version: &'static Version| {
        version.acknowledged.iter().chain(version.policies.iter().flat_map(move |policy| of_policy(policy)))
    };
    let mut all: Vec<_> = catalog.versions.iter().flat_map(|version| of_version(version)).collect();
    let key = |it: &&Acknowledgement| (it.source, it.finding, it.statement, it.entry);
    all.sort_by_key(key);
    all.dedup_by_key(|it| key(it));
    all
}
