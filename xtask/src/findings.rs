//! What is wrong with the catalog's own policies: every finding is mended or acknowledged, and every
//! acknowledgement acknowledges something.

mod answer;
mod document;
mod known;
mod place;
mod snapshot;

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use pcluster_iam::{Acknowledgement, POLICIES, Policy};

use crate::problem::Problem;
pub(crate) use answer::Answer;
use answer::{acknowledgements, answer};
pub(crate) use document::Form;
pub(crate) use known::Known;
pub(crate) use snapshot::{FOLDER, files};

/// The findings of a policy with what answers each.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) policy: &'static Policy,
    pub(crate) findings: Vec<(Known, Answer)>,
    /// Why the policy could not be examined.
    broken: Option<String>,
}

/// The findings of all policies, which many ask for.
static REPORTS: LazyLock<Vec<Report>> = LazyLock::new(|| {
    let next = AtomicUsize::new(0);
    let work = || {
        let next = || POLICIES.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(next).map(|policy| report(policy)).collect::<Vec<_>>()
    };
    let n_workers = std::thread::available_parallelism().map_or(1, usize::from);
    let mut reports: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..n_workers).map(|_| scope.spawn(work)).collect();
        let reports = |worker: std::thread::ScopedJoinHandle<'_, Vec<Report>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(reports).collect()
    });
    reports.sort_by_key(|report| POLICIES.iter().position(|policy| policy.id == report.policy.id));
    reports
});

fn report(policy: &'static Policy) -> Report {
    match known::of(policy) {
        Ok(findings) => {
            let answers: Vec<_> = findings.iter().map(|it| answer(policy, it, &findings)).collect();
            Report { policy, findings: findings.into_iter().zip(answers).collect(), broken: None }
        }
        Err(why) => Report { policy, findings: Vec::new(), broken: Some(why) },
    }
}

/// The reports of all policies.
pub(crate) fn reports() -> &'static [Report] {
    &REPORTS
}

/// The findings of a policy with what answers each.
pub(crate) fn of(policy: &Policy) -> &'static [(Known, Answer)] {
    reports().iter().find(|report| report.policy.id == policy.id).map_or(&[], |report| &report.findings)
}

/// How many findings are acknowledged, mended and open.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) acknowledged: usize,
    pub(crate) mended: usize,
    pub(crate) open: usize,
}

/// The findings of all policies, each form's counted: what both have once.
pub(crate) fn counts() -> Counts {
    let mut counts = Counts::default();
    for report in reports() {
        for (finding, answer) in &report.findings {
            match (finding.form, answer) {
                (Form::Maintained, Answer::Acknowledged(_)) => counts.acknowledged += 1,
                (Form::Maintained, _) => counts.open += 1,
                (Form::Documented, Answer::Mended(_)) => counts.mended += 1,
                (Form::Documented, _) => {}
            }
        }
    }
    counts
}

/// Everything that nobody has answered yet, and every answer to nothing.
pub(crate) fn check(root: &Path) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for report in reports() {
        if let Some(why) = &report.broken {
            let message = format!("`{}` cannot be examined: {why}", report.policy.id);
            let help = "look at `when` and `unless` of its statements, and at xtask/src/findings/document.rs";
            problems.push(Problem::new(message, help).of(Some(report.policy.id)));
        }
    }
    for (finding, policies) in open() {
        problems.push(problem(root, finding, &policies)?);
    }
    for acknowledgement in acknowledgements().into_iter().filter(|it| !is_used(it)) {
        let line = place::line(root, acknowledgement.source, Some(acknowledgement.finding))?;
        let message = format!("{line} acknowledges `{}`, and nothing has it", acknowledgement.finding);
        let help = "remove it, or correct what it names; tests/findings lists all findings";
        problems.push(Problem::new(message, help));
    }
    Ok(problems)
}

/// The open findings of maintained forms, those of a statement that several policies have once.
fn open() -> Vec<(&'static Known, Vec<&'static Policy>)> {
    let mut open: Vec<(&Known, Vec<&'static Policy>)> = Vec::new();
    for report in reports() {
        for (finding, answer) in &report.findings {
            if finding.form != Form::Maintained || !matches!(answer, Answer::Open) {
                continue;
            }
            let is_same = |other: &Known| {
                let source = |it: &Known| it.statement.map(|statement| statement.source);
                source(finding).is_some()
                    && source(other) == source(finding)
                    && (other.code, other.entry, &other.message)
                        == (finding.code, finding.entry, &finding.message)
            };
            match open.iter_mut().find(|(other, _)| is_same(other)) {
                Some((_, policies)) => policies.push(report.policy),
                None => open.push((finding, vec![report.policy])),
            }
        }
    }
    open
}

fn problem(root: &Path, finding: &Known, policies: &[&'static Policy]) -> Result<Problem> {
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
fn line_to_write(finding: &Known, policy: Option<&Policy>) -> (String, String) {
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
fn is_used(acknowledgement: &Acknowledgement) -> bool {
    let answers = reports().iter().flat_map(|report| &report.findings).map(|(_, answer)| answer);
    let mut used = answers.filter_map(|answer| match answer {
        Answer::Acknowledged(used) => Some(*used),
        _ => None,
    });
    used.any(|used| used == acknowledgement)
}
