//! That every finding in the catalog's own policies is mended or acknowledged, and that every
//! acknowledgement acknowledges something.

use std::path::Path;

use anyhow::Result;
use pcluster_iam::{Acknowledgement, Policy, Version};

use crate::catalog::Catalog;
use crate::problem::Problem;
use crate::review::{Answer, PolicyFinding, PolicyForm, PolicyReview};
use crate::verify::place;
use crate::verify::subject::Subject;

/// Everything that nobody has answered yet, and every answer to nothing.
pub(super) fn check(subject: &Subject<'_>) -> Result<Vec<Problem>> {
    let Subject { root, catalog, reviews, .. } = *subject;
    let mut problems = Vec::new();
    for review in reviews {
        if let Some(why) = &review.broken {
            let message = format!("`{}` cannot be examined: {why}", review.policy.id);
            let help = "look at `when` and `unless` of its statements, and at xtask/src/review/document.rs";
            problems.push(Problem::new(message, help).of(Some(review.policy.id)));
        }
    }
    for (finding, policies) in open(reviews) {
        problems.push(problem(root, finding, &policies)?);
    }
    for acknowledgement in acknowledgements(catalog).into_iter().filter(|it| !is_used(it, reviews)) {
        let line = place::line(root, acknowledgement.source, Some(acknowledgement.finding))?;
        let message = format!("{line} acknowledges `{}`, and nothing has it", acknowledgement.finding);
        let help = "remove it, or correct what it names; tests/findings lists all findings";
        problems.push(Problem::new(message, help));
    }
    Ok(problems)
}

/// The open findings of maintained forms, those of a statement that several policies have once.
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
    let message = format!("{line}: {}[{code}]: {}", code.severity(), finding.message);
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
    let help = format!("mend it, or acknowledge it in {file}:\n{table}");
    Ok(Problem::new(message, help).with_body(body).of(policy.map(|policy| policy.id)))
}

/// Where a finding is acknowledged, and how: where its statement stands, or, if other statements
/// have to do with it, in the policy.
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

/// Whether an acknowledgement acknowledges something, in any policy and form.
fn is_used(acknowledgement: &Acknowledgement, reviews: &[PolicyReview]) -> bool {
    let answers = reviews.iter().flat_map(|review| &review.findings).map(|(_, answer)| answer);
    let mut used = answers.filter_map(|answer| match answer {
        Answer::Acknowledged(used) => Some(*used),
        _ => None,
    });
    used.any(|used| used == acknowledgement)
}

/// Every acknowledgement of the catalog, those of a statement that several policies have once.
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
